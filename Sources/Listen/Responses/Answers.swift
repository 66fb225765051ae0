public import Values

/// One answer in a response.
public enum Answer: Hashable, Sendable {
  /// A step on a scale; imported data may lie between the steps.
  case number(Double)
  /// 'Not applicable' was chosen: answered, and not scored.
  case notApplicable
  case choice([ID<Question.Option>], other: String?)
  case text(String)
  case day(Day)
}

/// The answers of one response by key. What was not answered is not in it.
///
/// They are stored as one document that SQL never looks into: JSON, with a number for a score, `null` for 'not applicable', a
/// string for text, `["a","b"]` for a choice (`["a",{"other":"…"}]` with an own text), `{"day":"2026-11-21"}` for a date.
public struct Answers: Hashable, Sendable {
  public var byKey: [AnswerKey: Answer]

  public init(_ byKey: [AnswerKey: Answer] = [:]) {
    self.byKey = byKey
  }

  public subscript(key: AnswerKey) -> Answer? {
    get { byKey[key] }
    set { byKey[key] = newValue }
  }

  public func number(_ key: AnswerKey) -> Double? {
    if case .number(let number) = byKey[key] { number } else { nil }
  }

  public var isEmpty: Bool { byKey.isEmpty }
}
