/// Absent, or not yours: the two are never told apart.
public struct NotFound: Error, Hashable {
  public init() {}
}

/// The thing may be seen, but this may not be done with it by this role.
public struct NotAllowed: Error, Hashable {
  public init() {}
}

/// The rules say no. One enumeration per verb conforms; the page says why in the reader's language.
public protocol Refusal: Error, Sendable {
  /// The phrase that explains it, with the facts that it needs.
  var message: Message { get }
  /// Seconds after which the same may be asked again, where waiting is all that it needs.
  var waitSeconds: Int? { get }
}

extension Refusal {
  public var waitSeconds: Int? { nil }
}

/// The form is wrong: every problem at once, each beside its field.
public struct Rejection: Error, Hashable, Sendable {
  public var problems: [String: Message]

  public init(_ problems: [String: Message]) {
    self.problems = problems
  }

  public init(_ field: String, _ message: Message) {
    problems = [field: message]
  }
}

/// A sentence that is not yet said: the key of a phrase and the facts in it. It travels through the rooms unsaid, and the
/// reader's own phrasebook says it.
public struct Message: Hashable, Sendable, Codable {
  public let key: String
  public let facts: [String: Fact]

  public init(_ key: String, _ facts: [String: Fact] = [:]) {
    self.key = key
    self.facts = facts
  }

  /// What can stand in a phrase. Numbers and days are written as the reader's language does.
  public indirect enum Fact: Hashable, Sendable, Codable {
    case text(String)
    /// Also picks `.one` or `.other` of a phrase when it is named `count`.
    case count(Int)
    /// A number with so many decimals.
    case number(Double, decimals: Int)
    /// A number with its sign, as an NPS and a difference are written.
    case signed(Double, decimals: Int)
    /// A share of 1.
    case percent(Double, decimals: Int)
    case day(Day)
    case moment(Instant)
    /// What a person wrote in one language or in both.
    case localized(LocalizedText)
    /// Another phrase.
    case phrase(String)
    /// `Noord, West en Oost`
    case list([Fact])
  }
}
