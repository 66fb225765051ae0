public import Values

/// What a session was, for those who were there and its sponsor: what was thought beside what is real, both times, the ideas with
/// where they came from, and the decisions with their objections. Facts and choices only; nobody's interpretation.
public struct SessionReport: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public let round: Round
    public let plannedMinutes: Int
    /// Nothing where it was skipped.
    public let realMinutes: Double?
    public let state: RoundState
    /// What came in, at both attempts; nothing without contributions.
    public let reveal: Reveal?
    /// The ideas that were shown, with what they were made of.
    public let ideas: [IdeaBoard.Entry]
    /// How many were hidden, for which reasons.
    public let hidden: [String]
    /// The number from the research was withdrawn.
    public let isReferenceVoided: Bool
  }

  public let session: Session
  public let heldOn: Day?
  public let plannedMinutes: Int
  public let realMinutes: Double?
  public let joined: Int
  public let proxies: Int
  public let parts: [Part]
  public let outcome: SessionOutcome
  /// What the themes that it worked on are called: its own, and those of the level above.
  public var themes: [ID<Theme>: String] = [:]
  /// By the name of a figure, what the unit thought of it the wave before.
  public var earlier: [String: EarlierSpot] = [:]

  /// What a unit thought beside what was real, in an earlier wave.
  public struct EarlierSpot: Hashable, Sendable {
    public let wave: String
    public let spot: BlindSpot
  }

  /// - Parameters:
  ///   - joined: how many people took part, without observers.
  ///   - proxies: how many contributions the scribe or paper brought.
  ///   - zone: by whose days it is told when it was held.
  public init(
    of session: Session, state: SessionState, outcome: SessionOutcome, joined: Int, proxies: Int, now: Instant,
    in zone: Zone = .amsterdam
  ) {
    self.session = session
    self.outcome = outcome
    self.joined = joined
    self.proxies = proxies
    heldOn = state.begunAt.map(zone.day)
    // What was taken out of the report is not in it; what was only practised isn't either.
    let standings = state.rounds.filter { $0.progress.state != .voided && $0.round.policy.isKept }
    parts = standings.map { Part($0, now: state.endedAt ?? now) }
    plannedMinutes = state.rounds.reduce(0) { $0 + $1.planned.seconds } / 60
    realMinutes = state.begunAt.map { Double((state.endedAt ?? now).milliseconds - $0.milliseconds) / 60_000 }
  }

  /// The rounds whose result stands beside what customers said.
  public var predictions: [Part] { parts.filter { $0.reveal?.truth != nil && !$0.isReferenceVoided } }
}

extension SessionReport.Part {
  init(_ standing: RoundStanding, now: Instant) {
    let progress = standing.progress
    let reveals = progress.reveals.sorted { $0.key < $1.key }.map(\.value)
    let whole = reveals.last.map { last in
      Reveal(last, attempts: Self.attempts(reveals))
    }
    let board = standing.board
    self.init(
      round: standing.round, plannedMinutes: standing.planned.seconds / 60,
      realMinutes: progress.begunAt == nil ? nil : Double(progress.seconds(at: now)) / 60,
      state: progress.state, reveal: whole, ideas: board?.shown ?? [],
      hidden: (board?.entries ?? []).compactMap(\.hiddenBecause).sorted(),
      isReferenceVoided: progress.isReferenceVoided)
  }

  /// Each reveal may hold its own attempt only, or those before it as well.
  private static func attempts(_ reveals: [Reveal]) -> [Reveal.Attempt] {
    guard let last = reveals.last else { return [] }
    return last.attempts.count >= reveals.count ? last.attempts : reveals.compactMap(\.attempts.last)
  }
}

extension Reveal {
  init(_ reveal: Reveal, attempts: [Attempt]) {
    round = reveal.round
    kind = reveal.kind
    figure = reveal.figure
    truth = reveal.truth
    self.attempts = attempts
  }
}
