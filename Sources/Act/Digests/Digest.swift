public import People
public import Values

/// What waits for one person this week: one mail, and none where nothing waits.
public struct Digest: Hashable, Sendable {
  public enum Line: Hashable, Sendable {
    /// What I do, whose day is past or comes this week.
    case action(Action)
    /// What was asked of me and must be answered this week, or should have been.
    case ask(Ask)
    /// What I stand for, whose day is past.
    case ambition(Ambition)
    /// A focus that is mine, whose day is past.
    case translation(Translation, Ambition)
    /// How did it go?
    case check(CommitmentCheck, Commitment)
    /// In my unit, of somebody who left.
    case ownerless(Action)
    /// My unit said nothing about it yet.
    case untranslated(Ambition, Unit)
  }

  public let person: Person
  public let organisation: Organisation
  /// The Monday of its week.
  public let week: Day
  public let lines: [Line]

  public init(person: Person, organisation: Organisation, week: Day, lines: [Line]) {
    self.person = person
    self.organisation = organisation
    self.week = week
    self.lines = lines
  }

  /// The same for two makings of the same digest, so that it is mailed once.
  public var key: String { "digest/\(person.id)/\(week.text)" }
}
