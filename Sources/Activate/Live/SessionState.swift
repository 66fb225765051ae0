public import People
public import Values

/// Where a session stands: what its events, one after another, made of it. Nothing else changes it, so that any node and any
/// laptop comes to the same state from the same rows.
public struct SessionState: Codable, Sendable, Hashable {
  /// The number of the last event; 0 before the first.
  public internal(set) var seq = 0
  public internal(set) var phase = Session.Phase.planned
  /// In the order of the plan.
  public internal(set) var rounds: [RoundStanding] = []
  public internal(set) var current: ID<Round>?
  /// Who drives.
  public internal(set) var wheel: ID<Person>?
  public internal(set) var hasMandate = true
  public internal(set) var isJoinShown = true
  public internal(set) var ending: Session.Ending?
  public internal(set) var begunAt: Instant?
  public internal(set) var endedAt: Instant?
  /// When the last step was taken, from which 'we are ready' counts anew.
  public internal(set) var steppedAt: Instant?
  /// The steps that can be taken back, oldest first.
  public internal(set) var steps: [Step] = []
  /// What happened last, newest first.
  public internal(set) var history: [Line] = []

  static let mostSteps = 40
  static let mostLines = 12

  public init() {}

  /// The state after all of these events, in order.
  public init(replaying events: some Sequence<SessionEvent>) {
    for event in events { apply(event) }
  }

  /// A step that can be taken back, with what it changed.
  public struct Step: Codable, Sendable, Hashable {
    public let seq: Int
    public let name: String
    public let round: ID<Round>?
    let phase: Session.Phase
    let current: ID<Round>?
    let before: [ID<Round>: RoundProgress]
  }

  /// A line of the history on the console.
  public struct Line: Codable, Sendable, Hashable {
    public let seq: Int
    public let at: Instant
    public let name: String
    public let round: ID<Round>?
    public internal(set) var isUndone = false
  }

  public subscript(round: ID<Round>) -> RoundStanding? { rounds.first { $0.id == round } }

  /// The round that everyone is in.
  public var standing: RoundStanding? { current.flatMap { self[$0] } }

  /// The first round after the current one that is still to come.
  public var next: RoundStanding? {
    let place = current.flatMap { current in rounds.firstIndex { $0.id == current } }
    return rounds.dropFirst(place.map { $0 + 1 } ?? 0).first { $0.progress.state == .planned }
  }

  /// The step that Undo takes back.
  public var undoable: Step? { steps.last }

  public func applying(_ event: SessionEvent) -> SessionState {
    var state = self
    state.apply(event)
    return state
  }

  public mutating func apply(_ event: SessionEvent) {
    let before = (phase: phase, current: current, rounds: rounds)
    seq = event.seq
    history.insert(
      Line(seq: event.seq, at: event.at, name: event.change.name, round: event.change.round), at: 0)
    history.removeLast(max(0, history.count - Self.mostLines))
    change(event.change, at: event.at)
    if event.change.isStep { remember(event, before) }
    if event.change.movesTheRoom { steppedAt = event.at }
  }

  private mutating func remember(
    _ event: SessionEvent, _ before: (phase: Session.Phase, current: ID<Round>?, rounds: [RoundStanding])
  ) {
    guard !event.change.isFinal else {
      steps = []
      return
    }
    var changed: [ID<Round>: RoundProgress] = [:]
    for old in before.rounds {
      if let new = self[old.id], new.progress != old.progress { changed[old.id] = old.progress }
    }
    steps.append(
      Step(
        seq: event.seq, name: event.change.name, round: event.change.round, phase: before.phase,
        current: before.current, before: changed))
    steps.removeFirst(max(0, steps.count - Self.mostSteps))
  }
}

extension SessionChange {
  /// Whether it moves the room on, and so can be taken back as one step.
  var isStep: Bool {
    switch self {
    case .lobbyOpened, .roundBriefed, .roundOpened, .roundPaused, .roundResumed, .timeAdded, .roundClosed,
      .roundRevealed, .roundDiscussed, .roundSettled, .roundSkipped, .roundVoided, .referenceVoided, .ended:
      true
    case .ideaMoved, .optionsSet, .undone, .wheelTaken, .planReordered, .roundAdded, .roundShortened, .joinShown: false
    }
  }

  fileprivate var movesTheRoom: Bool {
    if case .undone = self { return true }
    return isStep
  }

  /// Whether nothing from before it can be taken back any more.
  fileprivate var isFinal: Bool {
    switch self {
    case .lobbyOpened, .ended: true
    default: false
    }
  }
}
