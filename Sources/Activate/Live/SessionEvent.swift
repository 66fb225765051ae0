public import People
public import Values

/// Something that happened in a session. Events are only ever appended; their numbers have no holes. What one thinks better of
/// is undone by another event, and nobody's vote is touched by it.
public struct SessionEvent: Codable, Sendable, Hashable {
  /// 1 for the first of a session.
  public let seq: Int
  public let at: Instant
  /// Who did it; nothing where the session did it by itself.
  public let actor: ID<Person>?
  public let change: SessionChange

  public init(seq: Int, at: Instant, actor: ID<Person>?, change: SessionChange) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.change = change
  }
}

/// What changed in a session.
public indirect enum SessionChange: Codable, Sendable, Hashable {
  /// People may come in. From here on the plan is part of the story.
  case lobbyOpened(plan: [PlannedRound], wheel: ID<Person>, hasMandate: Bool)
  /// A round is explained; the one before it is settled.
  case roundBriefed(ID<Round>)
  /// Contributions are taken. `until` is when the clock stands at zero, which by itself does nothing.
  case roundOpened(ID<Round>, attempt: Int, until: Instant?)
  case roundPaused(ID<Round>)
  case roundResumed(ID<Round>, until: Instant?)
  case timeAdded(ID<Round>, until: Instant)
  case roundClosed(ID<Round>)
  /// What came in, as it was computed at this moment, beside what the research found.
  case roundRevealed(ID<Round>, Reveal)
  /// The scribe showed, held, hid or merged an idea.
  case ideaMoved(ID<Round>, IdeaBoard.Move)
  /// What the round is about, from a round before it: the ideas that are voted on.
  case optionsSet(ID<Round>, [RoundOption])
  case roundDiscussed(ID<Round>)
  case roundSettled(ID<Round>)
  case roundSkipped(ID<Round>)
  /// Out of the report, not out of the story.
  case roundVoided(ID<Round>)
  /// The number from the research was wrong: what was revealed is withdrawn from all screens, the round stays.
  case referenceVoided(ID<Round>)
  /// Takes back the step with this number.
  case undone(seq: Int)
  case wheelTaken(ID<Person>)
  /// Rounds that are still to come, in another order.
  case planReordered([ID<Round>])
  case roundAdded(PlannedRound, after: ID<Round>?)
  case roundShortened(ID<Round>, seconds: Int)
  /// The big screen shows how to join, or no longer does.
  case joinShown(Bool)
  case ended(Session.Ending)

  /// Its name, for history and phrases.
  public var name: String {
    switch self {
    case .lobbyOpened: "lobbyOpened"
    case .roundBriefed: "roundBriefed"
    case .roundOpened: "roundOpened"
    case .roundPaused: "roundPaused"
    case .roundResumed: "roundResumed"
    case .timeAdded: "timeAdded"
    case .roundClosed: "roundClosed"
    case .roundRevealed: "roundRevealed"
    case .ideaMoved: "ideaMoved"
    case .optionsSet: "optionsSet"
    case .roundDiscussed: "roundDiscussed"
    case .roundSettled: "roundSettled"
    case .roundSkipped: "roundSkipped"
    case .roundVoided: "roundVoided"
    case .referenceVoided: "referenceVoided"
    case .undone: "undone"
    case .wheelTaken: "wheelTaken"
    case .planReordered: "planReordered"
    case .roundAdded: "roundAdded"
    case .roundShortened: "roundShortened"
    case .joinShown: "joinShown"
    case .ended: "ended"
    }
  }

  /// The round that it is about, where it is about one.
  public var round: ID<Round>? {
    switch self {
    case .roundBriefed(let round), .roundOpened(let round, _, _), .roundPaused(let round),
      .roundResumed(let round, _), .timeAdded(let round, _), .roundClosed(let round), .roundRevealed(let round, _),
      .roundDiscussed(let round), .roundSettled(let round), .roundSkipped(let round), .roundVoided(let round),
      .referenceVoided(let round), .roundShortened(let round, _), .ideaMoved(let round, _), .optionsSet(let round, _):
      round
    case .roundAdded(let round, _): round.id
    case .lobbyOpened, .undone, .wheelTaken, .planReordered, .joinShown, .ended: nil
    }
  }
}
