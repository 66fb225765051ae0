public import People
public import Values

/// What may happen when: each command becomes one change, or a refusal.
extension SessionState {
  /// What this command changes now. A reveal is computed by whoever asks, from the rows, only when this says that it may be.
  ///
  /// - Parameters:
  ///   - person: who asks; only who holds the wheel moves the room.
  ///   - reveal: what came in, asked for only by `.reveal`.
  public func change(
    for command: SessionCommand, by person: ID<Person>, at now: Instant, reveal: (RoundStanding) throws -> Reveal
  ) throws -> SessionChange {
    guard phase != .planned else { throw SessionRefusal.sessionIsPlanned }
    guard phase != .ended else { throw SessionRefusal.sessionIsEnded }
    if case .takeWheel = command { return .wheelTaken(person) }
    guard wheel == person || command.isForEveryConsole else { throw SessionRefusal.wheelIsElsewhere }
    switch command {
    case .brief(let id): return try briefing(id)
    case .open(let id): return try opening(id, at: now)
    case .pause(let id):
      let progress = try currentProgress(id, in: [.open])
      guard !progress.isPaused else { throw SessionRefusal.roundIsOther(.open) }
      return .roundPaused(id)
    case .resume(let id):
      let progress = try currentProgress(id, in: [.open])
      guard progress.isPaused else { throw SessionRefusal.roundIsOther(.open) }
      return .roundResumed(id, until: progress.pausedSeconds.map { now.adding(seconds: $0) })
    case .addTime(let id, let seconds):
      let progress = try currentProgress(id, in: [.open])
      guard !progress.isPaused else { throw SessionRefusal.roundIsOther(.open) }
      return .timeAdded(id, until: max(progress.until ?? now, now).adding(seconds: min(max(seconds, 0), 3_600)))
    case .close(let id):
      _ = try currentProgress(id, in: [.open])
      return .roundClosed(id)
    case .reveal(let id):
      _ = try currentProgress(id, in: [.closed])
      return .roundRevealed(id, try reveal(try standing(id)))
    case .moveIdea(let id, let move):
      guard try standing(id).board != nil else { throw SessionRefusal.roundIsOther(try standing(id).progress.state) }
      return .ideaMoved(id, move)
    case .discuss(let id):
      let needsContribution = try standing(id).round.policy.needsContribution
      _ = try currentProgress(id, in: needsContribution ? [.revealed] : [.briefing])
      return .roundDiscussed(id)
    case .settle(let id):
      _ = try currentProgress(id, in: [.briefing, .closed, .revealed, .discussing])
      return .roundSettled(id)
    case .skip(let id):
      let progress = try standing(id).progress
      guard [.planned, .briefing].contains(progress.state) else { throw SessionRefusal.roundIsOther(progress.state) }
      return .roundSkipped(id)
    case .void(let id):
      let progress = try standing(id).progress
      guard progress.state != .voided, progress.state != .planned else {
        throw SessionRefusal.roundIsOther(progress.state)
      }
      return .roundVoided(id)
    case .voidReference(let id):
      let progress = try standing(id).progress
      guard progress.isRevealed, !progress.isReferenceVoided else {
        throw SessionRefusal.roundIsOther(progress.state)
      }
      return .referenceVoided(id)
    case .undo(let seq):
      guard let step = seq.map({ seq in steps.first { $0.seq == seq } }) ?? steps.last else {
        throw SessionRefusal.nothingToUndo
      }
      return .undone(seq: step.seq)
    case .takeWheel: return .wheelTaken(person)
    case .reorder(let order): return .planReordered(order)
    case .add(let round, let after):
      guard self[round.id] == nil else { throw SessionRefusal.roundIsUnknown }
      return .roundAdded(round, after: try addingPlace(after))
    case .shorten(let id, let seconds):
      let progress = try standing(id).progress
      guard progress.state == .planned || progress.state == .briefing else {
        throw SessionRefusal.roundIsOther(progress.state)
      }
      return .roundShortened(id, seconds: min(max(seconds, 15), 7_200))
    case .showJoin(let isShown): return .joinShown(isShown)
    case .end(let ending):
      if standing?.progress.state == .open { throw SessionRefusal.roundIsOpen }
      return .ended(ending)
    }
  }

  /// The one thing that the big button does now.
  public var primary: SessionCommand? {
    guard phase == .lobby || phase == .running else { return nil }
    guard let standing, !standing.progress.state.isOver else {
      return next.map { .brief($0.id) } ?? .end(.committed)
    }
    switch standing.progress.state {
    case .briefing: return standing.round.policy.needsContribution ? .open(standing.id) : .discuss(standing.id)
    case .open: return .close(standing.id)
    case .closed: return .reveal(standing.id)
    case .revealed: return .discuss(standing.id)
    case .discussing, .planned, .settled, .skipped, .voided: return next.map { .brief($0.id) } ?? .settle(standing.id)
    }
  }

  private func briefing(_ id: ID<Round>) throws -> SessionChange {
    if standing?.progress.state == .open { throw SessionRefusal.roundIsOpen }
    let progress = try standing(id).progress
    guard [.planned, .settled, .skipped].contains(progress.state) else {
      throw SessionRefusal.roundIsOther(progress.state)
    }
    return .roundBriefed(id)
  }

  private func opening(_ id: ID<Round>, at now: Instant) throws -> SessionChange {
    let round = try standing(id).round
    let progress = try currentProgress(id, in: [.briefing, .closed, .revealed, .discussing])
    guard round.policy.needsContribution else { throw SessionRefusal.roundIsOther(progress.state) }
    let attempt = progress.seen + 1
    guard attempt <= round.policy.attempts else { throw SessionRefusal.attemptsAreUsed }
    return .roundOpened(id, attempt: attempt, until: round.policy.softSeconds.map { now.adding(seconds: $0) })
  }

  /// Between now and the end: what was played keeps its place, and a round before it would never come.
  private func addingPlace(_ after: ID<Round>?) throws -> ID<Round>? {
    guard let after else { return nil }
    guard let place = rounds.firstIndex(where: { $0.id == after }) else { throw SessionRefusal.roundIsUnknown }
    guard let current, let now = rounds.firstIndex(where: { $0.id == current }) else { return after }
    return place < now ? current : after
  }

  private func standing(_ id: ID<Round>) throws -> RoundStanding {
    guard let standing = self[id] else { throw SessionRefusal.roundIsUnknown }
    return standing
  }

  private func currentProgress(_ id: ID<Round>, in states: Set<RoundState>) throws -> RoundProgress {
    let progress = try standing(id).progress
    guard current == id, states.contains(progress.state) else { throw SessionRefusal.roundIsOther(progress.state) }
    return progress
  }
}

extension SessionCommand {
  /// Ideas are kept in order by whoever has a hand free; only the wheel moves the room.
  fileprivate var isForEveryConsole: Bool {
    if case .moveIdea = self { return true }
    return false
  }
}
