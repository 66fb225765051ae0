public import Act
public import People
public import Values

/// A meeting that recurs, of which the route is a fixed item.
public struct MeetingSeries: Hashable, Sendable {
  public let id: ID<MeetingSeries>
  public let unit: ID<Unit>
  public var name: String
  public let firstOn: Day
  public let everyWeeks: Int
  /// Minutes after midnight.
  public var minute: Int
  /// How long it takes, in minutes.
  public var minutes: Int
  /// Who keeps the item. Nothing where the person was erased.
  public var keeper: ID<Person>?
  /// The first day on which it is no longer held.
  public var endedOn: Day?

  public init(
    id: ID<MeetingSeries>, unit: ID<Unit>, name: String, firstOn: Day, everyWeeks: Int, minute: Int, minutes: Int,
    keeper: ID<Person>?, endedOn: Day? = nil
  ) {
    self.id = id
    self.unit = unit
    self.name = name
    self.firstOn = firstOn
    self.everyWeeks = everyWeeks
    self.minute = minute
    self.minutes = minutes
    self.keeper = keeper
    self.endedOn = endedOn
  }

  /// Whether a meeting falls on that day.
  public func falls(on day: Day) -> Bool {
    let days = day.daysSince1970 - firstOn.daysSince1970
    return days >= 0 && days % (7 * everyWeeks) == 0 && endedOn.map { day < $0 } ?? true
  }

  /// The first meeting on that day or later; nothing where it has ended.
  public func next(from day: Day) -> Day? {
    let step = 7 * everyWeeks
    let passed = max(0, day.daysSince1970 - firstOn.daysSince1970)
    let next = firstOn.adding(days: (passed + step - 1) / step * step)
    return endedOn.map { next < $0 } ?? true ? next : nil
  }

  /// The last so many meetings before that day, the latest first.
  public func earlier(than day: Day, count: Int) -> [Day] {
    let step = 7 * everyWeeks
    let end = min(day, endedOn ?? day)
    let passed = end.daysSince1970 - firstOn.daysSince1970
    guard passed > 0 else { return [] }
    let last = (passed - 1) / step
    return (0...last).suffix(count).reversed().map { firstOn.adding(days: $0 * step) }
  }
}

/// One meeting: the decision that is asked of it, and what it decided.
public struct Meeting: Hashable, Sendable {
  /// What a decision is about, and so where it flows on the route.
  public enum Subject: Hashable, Sendable {
    case ask(ID<Ask>)
    case ambition(ID<Ambition>)
    /// Something else: what is decided becomes an action.
    case nothing
  }

  public struct Decision: Hashable, Sendable {
    public let verdict: Ask.Verdict
    public let text: String
    /// The action that was made of it, if any.
    public let action: ID<Act.Action>?

    public init(_ verdict: Ask.Verdict, _ text: String, action: ID<Act.Action>? = nil) {
      self.verdict = verdict
      self.text = text
      self.action = action
    }
  }

  public let series: ID<MeetingSeries>
  public let day: Day
  public var question: String?
  public var subject: Subject
  /// Whether it was held; a day that passed without is a meeting that was skipped.
  public var isHeld: Bool
  public var decision: Decision?
  public var edition: Edition

  public init(
    series: ID<MeetingSeries>, day: Day, question: String? = nil, subject: Subject = .nothing, isHeld: Bool = false,
    decision: Decision? = nil, edition: Edition
  ) {
    self.series = series
    self.day = day
    self.question = question
    self.subject = subject
    self.isHeld = isHeld
    self.decision = decision
    self.edition = edition
  }
}

/// What somebody filled in about a series of meetings.
public struct SeriesDraft: Hashable, Sendable {
  public var name: String
  public var firstOn: Day?
  public var everyWeeks: Int?
  public var minute: Int?
  public var minutes: Int

  public init(name: String, firstOn: Day?, everyWeeks: Int?, minute: Int?, minutes: Int = 30) {
    self.name = name
    self.firstOn = firstOn
    self.everyWeeks = everyWeeks
    self.minute = minute
    self.minutes = minutes
  }

  /// Throws a `Rejection` with the fields `name`, `firstOn`, `everyWeeks` and `time`.
  func checked() throws(Rejection) -> (name: String, firstOn: Day, everyWeeks: Int, minute: Int) {
    var problems: [String: Message] = [:]
    let name = name.filter { !$0.isNewline }
    if name.allSatisfy(\.isWhitespace) { problems["name"] = Message("route.form.missing") }
    if name.unicodeScalars.count > 100 { problems["name"] = Message("kit.problems.tooLong", ["count": .count(100)]) }
    if firstOn == nil { problems["firstOn"] = Message("route.form.missing") }
    if everyWeeks.map({ !(1...26).contains($0) }) ?? true { problems["everyWeeks"] = Message("route.form.missing") }
    if minute.map({ !(0..<1_440).contains($0) }) ?? true { problems["time"] = Message("agenda.form.noTime") }
    guard problems.isEmpty, let firstOn, let everyWeeks, let minute else { throw Rejection(problems) }
    return (name, firstOn, everyWeeks, minute)
  }
}

/// What somebody wrote down as the decision.
public struct DecisionDraft: Hashable, Sendable {
  public var verdict: Ask.Verdict?
  public var text: String
  /// Where it is about an ambition: whether that ends with it, and whether it was reached.
  public var ends: Ambition.State?
  /// Where it is about something else: who does it, and by when.
  public var owner: ID<Person>?
  public var due: Day?

  public init(
    verdict: Ask.Verdict?, text: String, ends: Ambition.State? = nil, owner: ID<Person>? = nil, due: Day? = nil
  ) {
    self.verdict = verdict
    self.text = text
    self.ends = ends
    self.owner = owner
    self.due = due
  }
}

/// Where the rules of the agenda say no.
public enum AgendaRefusal: Refusal, Hashable {
  case isDecided
  /// The meeting is still to come.
  case isToCome

  public var message: Message {
    switch self {
    case .isDecided: Message("agenda.refusal.isDecided")
    case .isToCome: Message("agenda.refusal.isToCome")
    }
  }
}
