public import People
public import Values

/// A plan that somebody kept, for teams to run by themselves: places, minutes, own rounds and a word on how to use it. Each team
/// gets it filled with its own results.
public struct Kit: Hashable, Sendable {
  public let id: ID<Kit>
  public var name: String
  public var note: String
  public var template: PlanTemplate
  /// The unit in which it may be used, and everything below.
  public let unit: ID<Unit>
  public let madeBy: ID<Person>?
  public let madeAt: Instant

  public init(
    id: ID<Kit>, name: String, note: String, template: PlanTemplate, unit: ID<Unit>, madeBy: ID<Person>?,
    madeAt: Instant
  ) {
    self.id = id
    self.name = name
    self.note = note
    self.template = template
    self.unit = unit
    self.madeBy = madeBy
    self.madeAt = madeAt
  }
}

/// What somebody filled in about a kit.
public struct KitDraft: Hashable, Sendable {
  public let name: String
  public let note: String

  /// Throws a `Rejection` with the fields `name` and `note`.
  public init(name: String, note: String = "") throws(Rejection) {
    var problems: [String: Message] = [:]
    if name.allSatisfy(\.isWhitespace) { problems["name"] = ContributionProblem.missing.message }
    if name.unicodeScalars.count > 120 { problems["name"] = ContributionProblem.tooLong(120).message }
    if note.unicodeScalars.count > 1_000 { problems["note"] = ContributionProblem.tooLong(1_000).message }
    guard problems.isEmpty else { throw Rejection(problems) }
    self.name = name
    self.note = note
  }
}
