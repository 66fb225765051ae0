import People
import Values

/// What each event does to the state. It asks nothing: what may happen is decided before an event is written, in `SessionRules`.
extension SessionState {
  mutating func change(_ change: SessionChange, at now: Instant) {
    switch change {
    case .lobbyOpened(let plan, let wheel, let hasMandate):
      phase = .lobby
      rounds = plan.map { RoundStanding(planned: $0) }
      self.wheel = wheel
      self.hasMandate = hasMandate
    case .roundBriefed(let round):
      if phase == .lobby { begunAt = now }
      phase = .running
      leave(for: round, at: now)
      current = round
      update(round) { progress in
        progress.state = .briefing
        progress.overAt = nil
        if progress.begunAt == nil { progress.begunAt = now }
      }
    case .roundOpened(let round, let attempt, let until):
      update(round) { progress in
        progress.state = .open
        progress.attempt = attempt
        progress.until = until
        progress.closedAt = nil
        progress.isPaused = false
        progress.pausedSeconds = nil
      }
    case .roundPaused(let round):
      update(round) { progress in
        progress.isPaused = true
        progress.pausedSeconds = progress.until.map { Int(max(0, $0.milliseconds - now.milliseconds) / 1_000) }
        progress.until = nil
      }
    case .roundResumed(let round, let until):
      update(round) { progress in
        progress.isPaused = false
        progress.pausedSeconds = nil
        progress.until = until
      }
    case .timeAdded(let round, let until): update(round) { $0.until = until }
    case .roundClosed(let round):
      update(round) { progress in
        progress.state = .closed
        progress.closedAt = now
        progress.isPaused = false
        progress.pausedSeconds = nil
        progress.until = nil
      }
    case .roundRevealed(let round, let reveal):
      update(round) { progress in
        progress.state = .revealed
        progress.reveals[progress.attempt] = reveal
        progress.seen = max(progress.seen, progress.attempt)
      }
    case .roundDiscussed(let round): update(round) { $0.state = .discussing }
    case .roundSettled(let round): update(round) { $0.end(.settled, at: now) }
    case .roundSkipped(let round):
      update(round) { $0.end(.skipped, at: now) }
      if current == round { current = nil }
    case .roundVoided(let round):
      update(round) { $0.end(.voided, at: now) }
      if current == round { current = nil }
    case .referenceVoided(let round):
      update(round) { progress in
        progress.isReferenceVoided = true
        progress.reveals = [:]
      }
    case .undone(let seq): undo(seq)
    case .wheelTaken(let person): wheel = person
    case .planReordered(let order): reorder(order)
    case .roundAdded(let round, let after):
      let place = after.flatMap { after in rounds.firstIndex { $0.id == after } }.map { $0 + 1 } ?? rounds.count
      rounds.insert(RoundStanding(planned: round), at: place)
    case .roundShortened(let round, let seconds):
      if let place = rounds.firstIndex(where: { $0.id == round }) { rounds[place].planned.shorten(to: seconds) }
    case .ideaMoved(let round, let move): update(round) { $0.moves.append(move) }
    case .optionsSet(let round, let options):
      if let place = rounds.firstIndex(where: { $0.id == round }) { rounds[place].planned.round.options = options }
    case .joinShown(let isShown): isJoinShown = isShown
    case .ended(let ending):
      leave(for: nil, at: now)
      current = nil
      phase = .ended
      self.ending = ending
      // One that is committed afterwards ended when the room went apart.
      endedAt = endedAt ?? now
    }
  }

  /// Puts back what a step changed. That people saw something stays true.
  private mutating func undo(_ seq: Int) {
    guard let place = steps.firstIndex(where: { $0.seq == seq }) else { return }
    for step in steps[place...].reversed() {
      phase = step.phase
      current = step.current
      for (round, before) in step.before {
        update(round) { progress in
          let seen = max(progress.seen, before.seen)
          progress = before
          progress.seen = seen
        }
      }
      if let line = history.firstIndex(where: { $0.seq == step.seq }) { history[line].isUndone = true }
    }
    steps.removeSubrange(place...)
  }

  /// The round that everyone was in is over, unless it had not begun to ask anything.
  private mutating func leave(for next: ID<Round>?, at now: Instant) {
    guard let current, current != next, let standing, !standing.progress.state.isOver else { return }
    update(current) { progress in
      let hasAsked = progress.closedAt != nil || progress.seen > 0
      if progress.state == .briefing, next != nil, standing.round.policy.needsContribution, !hasAsked {
        progress.state = .planned
      } else {
        progress.end(.settled, at: now)
      }
    }
  }

  /// Rounds that are over or under way keep their places; the others fill what is left in the order that is asked.
  private mutating func reorder(_ order: [ID<Round>]) {
    let rank = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let places = rounds.indices.filter { rounds[$0].progress.state == .planned }
    let sorted = places.map { rounds[$0] }.enumerated().sorted { left, right in
      (rank[left.element.id] ?? .max, left.offset) < (rank[right.element.id] ?? .max, right.offset)
    }
    for (place, standing) in zip(places, sorted) { rounds[place] = standing.element }
  }

  private mutating func update(_ round: ID<Round>, _ change: (inout RoundProgress) -> Void) {
    guard let place = rounds.firstIndex(where: { $0.id == round }) else { return }
    change(&rounds[place].progress)
  }
}

extension RoundProgress {
  fileprivate mutating func end(_ state: RoundState, at now: Instant) {
    self.state = state
    overAt = now
    until = nil
    isPaused = false
    pausedSeconds = nil
  }
}

extension PlannedRound {
  /// The clock keeps its share of the whole.
  fileprivate mutating func shorten(to whole: Int) {
    if let clock = round.policy.softSeconds, seconds > 0 {
      round.policy.softSeconds = max(10, min(whole, clock * whole / seconds))
    }
    seconds = whole
  }
}
