public import Values

/// How far a round is.
public enum RoundState: String, Codable, Sendable, Hashable, CaseIterable {
  case planned
  /// It is explained.
  case briefing
  /// Contributions are taken.
  case open
  case closed
  case revealed
  case discussing
  case settled
  case skipped
  case voided

  /// Whether it is over and done with.
  public var isOver: Bool { self == .settled || self == .skipped || self == .voided }
}

/// What happened to a round so far.
public struct RoundProgress: Codable, Sendable, Hashable {
  public internal(set) var state = RoundState.planned
  /// 1, or 2 once the round was opened again with what was revealed in mind.
  public internal(set) var attempt = 1
  /// The last attempt of which people saw something. Undoing a reveal doesn't undo that: who answers from then on is informed.
  public internal(set) var seen = 0
  /// When the clock stands at zero; nothing without a clock or in a pause.
  public internal(set) var until: Instant?
  /// The seconds that were left when the round was paused.
  public internal(set) var pausedSeconds: Int?
  public internal(set) var isPaused = false
  public internal(set) var begunAt: Instant?
  public internal(set) var closedAt: Instant?
  public internal(set) var overAt: Instant?
  /// By attempt.
  public internal(set) var reveals: [Int: Reveal] = [:]
  /// What the scribe did with the ideas of this round.
  public internal(set) var moves: [IdeaBoard.Move] = []
  public internal(set) var isReferenceVoided = false

  public init() {}

  public var reveal: Reveal? { reveals[attempt] }

  /// Whether what came in was shown, or would have been had there been enough.
  public var isRevealed: Bool { state == .revealed || state == .discussing || state == .settled && seen == attempt }

  /// The seconds from its beginning to its end, or to now.
  public func seconds(at now: Instant) -> Int {
    guard let begunAt else { return 0 }
    return Int(max(0, (overAt ?? now).milliseconds - begunAt.milliseconds) / 1_000)
  }
}

/// A round of a session's plan with how far it is.
public struct RoundStanding: Codable, Sendable, Hashable, Identifiable {
  public internal(set) var planned: PlannedRound
  public internal(set) var progress = RoundProgress()

  public var round: Round { planned.round }
  public var id: ID<Round> { planned.id }

  /// The ideas that were revealed, as the scribe arranged them; nothing where the round has none.
  public var board: IdeaBoard? {
    guard case .words(let words) = progress.reveal?.result else { return nil }
    return IdeaBoard(words, moves: progress.moves)
  }
}
