public import People
public import Persistence
public import Values

/// Something that a unit needs from a higher level, with the day before which it gets an answer, and the answer.
public struct Ask: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case yes
    case partly
    case no
  }

  /// What was said, by whom and when.
  public struct Answer: Hashable, Sendable {
    public let verdict: Verdict
    public let text: String
    public let by: ID<Person>?
    public let on: Day

    public init(_ verdict: Verdict, _ text: String, by: ID<Person>?, on: Day) {
      self.verdict = verdict
      self.text = text
      self.by = by
      self.on = on
    }
  }

  public let id: ID<Ask>
  public let unit: ID<Unit>
  public let toUnit: ID<Unit>
  public let ambition: ID<Ambition>?
  public let text: String
  public let by: ID<Person>?
  /// Who answers.
  public var to: ID<Person>?
  public let askedOn: Day
  public let answerBy: Day
  public var answer: Answer?

  public init(
    id: ID<Ask>, unit: ID<Unit>, toUnit: ID<Unit>, ambition: ID<Ambition>?, text: String, by: ID<Person>?,
    to: ID<Person>?, askedOn: Day, answerBy: Day, answer: Answer? = nil
  ) {
    self.id = id
    self.unit = unit
    self.toUnit = toUnit
    self.ambition = ambition
    self.text = text
    self.by = by
    self.to = to
    self.askedOn = askedOn
    self.answerBy = answerBy
    self.answer = answer
  }

  /// How long an answer may take where nothing else was agreed.
  public static let usualDays = 14

  public func isLate(on day: Day) -> Bool { answer == nil && answerBy < day }
}

/// What somebody filled in about an ask.
public struct AskDraft: Hashable, Sendable {
  public var text: String
  public var to: ID<Person>?
  public var answerBy: Day?
  public var ambition: ID<Ambition>?

  public init(text: String, to: ID<Person>?, answerBy: Day?, ambition: ID<Ambition>? = nil) {
    self.text = text
    self.to = to
    self.answerBy = answerBy
    self.ambition = ambition
  }
}
