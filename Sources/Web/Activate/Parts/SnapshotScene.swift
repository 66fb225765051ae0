import Activate
import Values

/// What the room sees now, made of one snapshot: the same for the screen, the phones and the console.
struct SnapshotScene {
  let snapshot: SessionSnapshot
  /// How many people are in.
  var joined: Int?
  /// Where this audience hears a recording.
  var sound: ((ID<Recording>) -> Link)?

  var scene: Scene {
    switch snapshot.phase {
    case .planned: return Scene(Message("session.scene.planned"))
    case .ended: return Scene(Message("session.scene.ended"), lines: [Message("session.scene.endedText")])
    case .lobby where snapshot.round == nil:
      return Scene(
        Message("session.scene.lobby"), lines: [Message("session.scene.lobbyText")],
        fine: joined.map { [Message("session.scene.joined", ["count": .count($0)])] } ?? [])
    case .lobby, .running: break
    }
    guard let view = snapshot.round else { return Scene(Message("session.scene.between")) }
    return scene(of: view)
  }

  /// The line above it: which level and unit, which round.
  var kicker: [Said] {
    var kicker = [Said(.verbatim(snapshot.heading.title))]
    if let view = snapshot.round {
      kicker.append(Said(view.round.title.message))
      if view.attempt > 1 { kicker.append(Said(Message("session.scene.secondTime"))) }
    }
    return kicker
  }

  var withoutMandate: Message? { snapshot.heading.hasMandate ? nil : Message("session.withoutMandate") }

  /// The clock of the room, or of somebody who takes more time: ten times as much, or none at all.
  func clock(at now: Instant, for time: Participant.ExtraTime = .standard) -> Clock? {
    guard let view = snapshot.round, [.briefing, .open, .discussing].contains(view.state), time != .unlimited else {
      return nil
    }
    let more = time == .tenfold ? 9 * (view.round.policy.softSeconds ?? 0) : 0
    if let until = view.until?.adding(seconds: more) {
      return Clock(until: until, seconds: Int((until.milliseconds - now.milliseconds) / 1_000))
    }
    return view.pausedSeconds.map { Clock(until: nil, seconds: $0 + more) }
  }

  private func scene(of view: SessionSnapshot.RoundView) -> Scene {
    let round = view.round
    if view.isWithdrawn {
      return Scene(Message("session.scene.withdrawn"), lines: [Message("session.scene.withdrawnText")])
    }
    if let ideas = view.ideas {
      return RevealScene(
        round: round, result: .words([]), truth: nil, handedIn: ideas.reduce(0) { $0 + $1.count },
        ideas: ideas.filter { $0.isShown && $0.hiddenBecause == nil }
      ).scene
    }
    if let reveal = view.reveal, let last = reveal.attempts.last {
      return RevealScene(
        round: round, result: reveal.result ?? last.result, truth: reveal.truth, handedIn: last.handedIn,
        earlier: reveal.attempts.count > 1 ? reveal.attempts.first?.result : view.earlier?.result
      ).scene
    }
    let isAsked = round.policy.needsContribution
    switch view.state {
    case .closed: return Scene(round.question.message, lines: [Message("session.scene.closed")])
    case .settled, .skipped, .voided: return Scene(Message("session.scene.between"))
    case .open, .planned, .briefing, .revealed, .discussing:
      return Scene(
        round.question.message,
        lines: (round.help.map { [$0.message] } ?? []),
        fine: isAsked && view.state != .discussing ? [round.contract] : [],
        cards: (round.kind.showsOptions
          ? round.options.map {
            SceneCard(
              $0.text.message, note: $0.note?.message, more: ($0.more ?? []).map(\.message),
              language: $0.language?.rawValue, sound: $0.recording.flatMap { sound?($0) })
          }
          : [])
          + (isAsked ? [] : round.cards.map { SceneCard($0.title.message, more: $0.lines.map(\.message)) }))
    }
  }
}

extension RoundKind {
  /// Whether what is chosen from stands on the big screen while people choose: proposals to weigh, not comments to guess.
  fileprivate var showsOptions: Bool {
    switch self {
    case .opening, .talk, .dots, .impactEffort, .consent, .conversation, .promotership, .voice, .translation: true
    default: false
    }
  }
}
