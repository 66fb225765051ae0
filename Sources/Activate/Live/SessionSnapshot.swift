public import People
public import Values

/// Everything that one audience may know of a session now: the one thing from which its page is drawn. A page that missed ten of
/// them misses nothing.
///
/// It is made of the state alone, and the state learns of contributions only by a reveal, so nothing of a distribution can be in it
/// before the close.
public struct SessionSnapshot: Codable, Sendable, Hashable {
  /// A page of another version reloads itself when nothing is going on.
  public static let protocolVersion = 1

  public enum Audience: String, Codable, Sendable, Hashable, CaseIterable {
    case phone
    case screen
    case console
  }

  public let version: Int
  public let audience: Audience
  public let seq: Int
  public let heading: Heading
  public let phase: Session.Phase
  /// What everyone is at; nothing between rounds, before the first and after the last.
  public let round: RoundView?
  /// Whether the big screen shows how to join.
  public let isJoinShown: Bool
  public let ending: Session.Ending?
  /// Only for the console.
  public let desk: Desk?

  /// What stands above every page.
  public struct Heading: Codable, Sendable, Hashable {
    public let code: SessionCode
    public let title: String
    public let level: Level
    public let unit: String
    public let hasMandate: Bool

    public init(code: SessionCode, title: String, level: Level, unit: String, hasMandate: Bool) {
      self.code = code
      self.title = title
      self.level = level
      self.unit = unit
      self.hasMandate = hasMandate
    }
  }

  /// The round at hand, as this audience may see it.
  public struct RoundView: Codable, Sendable, Hashable {
    /// What is asked, without its answer.
    public let round: Round
    /// Its place in the plan, from 1.
    public let number: Int
    public let count: Int
    public let state: RoundState
    public let attempt: Int
    /// When the clock stands at zero.
    public let until: Instant?
    /// The seconds that were left when it was paused.
    public let pausedSeconds: Int?
    public let isPaused: Bool
    /// What came in beside what the research found, once it was revealed to this audience. Of a round with words of people's
    /// own it is left out: see `ideas`.
    public let reveal: Reveal?
    /// The same of the attempt before.
    public let earlier: Reveal?
    /// The ideas of a round with words of people's own, once they were revealed: all of them on the console, elsewhere those that
    /// the scribe let through.
    public let ideas: [IdeaBoard.Entry]?
    /// The number from the research turned out wrong, and was withdrawn.
    public let isWithdrawn: Bool
  }

  /// What only the console has.
  public struct Desk: Codable, Sendable, Hashable {
    public let plan: [PlanLine]
    /// The person who drives.
    public let wheel: ID<Person>?
    /// What the big button does.
    public let primary: SessionCommand.Name?
    /// The round that it does it to.
    public let primaryRound: ID<Round>?
    public let undo: SessionState.Line?
    /// Newest first.
    public let history: [SessionState.Line]
    public let begunAt: Instant?
    public let endedAt: Instant?
  }

  /// A line of the plan.
  public struct PlanLine: Codable, Sendable, Hashable {
    public let id: ID<Round>
    public let state: RoundState
    /// When it was first begun, and when it was over: the real minutes beside the planned ones.
    public let begunAt: Instant?
    public let overAt: Instant?
  }
}

extension SessionSnapshot {
  /// Draws the state for one audience.
  public init(of state: SessionState, heading: Heading, for audience: Audience) {
    version = Self.protocolVersion
    self.audience = audience
    seq = state.seq
    self.heading = heading
    phase = state.phase
    round = RoundView(of: state, for: audience)
    isJoinShown = state.isJoinShown
    ending = state.ending
    desk = audience == .console ? Desk(of: state) : nil
  }
}

extension SessionSnapshot.RoundView {
  init?(of state: SessionState, for audience: SessionSnapshot.Audience) {
    guard let standing = state.standing, let place = state.rounds.firstIndex(where: { $0.id == standing.id }) else {
      return nil
    }
    let progress = standing.progress
    let policy = standing.round.policy
    let isShown = progress.isRevealed && policy.revealTo.shows(audience, at: progress.state)
    let showsTruth = isShown && !progress.isReferenceVoided
    round = standing.round
    number = place + 1
    count = state.rounds.count
    self.state = isShown || !progress.isRevealed ? progress.state : .closed
    attempt = progress.attempt
    until = progress.until
    pausedSeconds = progress.pausedSeconds
    isPaused = progress.isPaused
    let board = standing.board
    reveal = showsTruth && board == nil ? progress.reveal : nil
    ideas = isShown ? board.map { audience == .console ? $0.entries : $0.shown } : nil
    // Who answers a second time knows what came of the first, because everyone saw it.
    earlier = progress.attempt > 1 && !standing.round.kind.isOwnWords ? progress.reveals[progress.attempt - 1] : nil
    isWithdrawn = progress.isReferenceVoided
  }
}

extension RoundPolicy.RevealTo {
  /// Whether this audience sees a reveal in this state.
  func shows(_ audience: SessionSnapshot.Audience, at state: RoundState) -> Bool {
    guard state == .revealed else { return true }
    return switch self {
    case .together: true
    case .screenFirst: audience != .phone
    case .facilitatorFirst: audience == .console
    }
  }
}

extension SessionSnapshot.Desk {
  init(of state: SessionState) {
    plan = state.rounds.map { standing in
      SessionSnapshot.PlanLine(
        id: standing.id, state: standing.progress.state, begunAt: standing.progress.begunAt,
        overAt: standing.progress.overAt)
    }
    wheel = state.wheel
    let primary = state.primary
    self.primary = primary?.name
    primaryRound = primary?.round
    undo = state.undoable.flatMap { step in state.history.first { $0.seq == step.seq } }
    history = Array(state.history.prefix(6))
    begunAt = state.begunAt
    endedAt = state.endedAt
  }
}

extension SessionCommand {
  /// The round that it is about, where it is about one.
  public var round: ID<Round>? {
    switch self {
    case .brief(let round), .open(let round), .pause(let round), .resume(let round), .addTime(let round, _),
      .close(let round), .reveal(let round), .discuss(let round), .settle(let round), .skip(let round),
      .void(let round), .voidReference(let round), .shorten(let round, _), .moveIdea(let round, _):
      round
    case .add(let round, _): round.id
    case .undo, .takeWheel, .reorder, .showJoin, .end: nil
    }
  }
}
