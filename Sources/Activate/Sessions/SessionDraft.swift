public import People
public import Values

/// What somebody fills in to prepare a session.
public struct SessionDraft: Sendable, Hashable {
  public var title: String
  public var level: Level
  public var unit: ID<Unit>
  public var expected: Int?
  public var startsAt: Instant?

  public init(title: String, level: Level, unit: ID<Unit>, expected: Int? = nil, startsAt: Instant? = nil) {
    self.title = title
    self.level = level
    self.unit = unit
    self.expected = expected
    self.startsAt = startsAt
  }

  func validated(by member: Member) throws -> SessionDraft {
    var draft = self
    var problems: [String: Message] = [:]
    draft.title = title.trimmedLine
    if !(1...200).contains(draft.title.count) { problems["title"] = Message("live.problem.title") }
    if let expected, !(1...2_000).contains(expected) { problems["expected"] = Message("live.problem.expected") }
    if !member.may(.runSessions, on: unit) { problems["unit"] = Message("live.problem.unit") }
    guard problems.isEmpty else { throw Rejection(problems) }
    return draft
  }
}
