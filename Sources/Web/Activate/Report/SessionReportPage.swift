import Activate
import People
import Values

/// What a session leaves: predicted beside real, both attempts, ideas with where they came from, decisions with their objections.
struct SessionReportPage: Page {
  static let template = "activate/report"
  static let verb: Verb? = .activate

  let title: Message
  let back: Link
  let backName: String
  let kicker: [Said]
  let withoutMandate: Message?
  let ending: Message
  let figures: [Figure]
  let rounds: [RoundLine]
  let hasRounds: Bool
  let timing: [TimingLine]
  let csv: Link
  let json: Link

  struct RoundLine: ViewModel {
    let id: String
    let name: Message
    let scene: Scene
    let handedIn: Message
    /// The same round before people talked.
    let before: Message?
    let ideas: [Idea]
    let hasIdeas: Bool
    let objections: [Objection]
    let hasObjections: Bool
    let isWithdrawn: Message?
  }

  struct Idea: ViewModel {
    let text: String
    let note: Message?
    /// What it was made of.
    let origins: [Origin]
    let hasOrigins: Bool

    struct Origin: ViewModel { let text: String }
  }

  struct Objection: ViewModel {
    let proposal: Message
    let text: String
  }

  struct TimingLine: ViewModel {
    let name: Message
    let planned: Message.Fact
    let real: Message.Fact?
    let state: Message
  }

  /// - Parameter asks: whether links lead to files.
  init(_ session: Session, _ state: SessionState, unit: String, day: Day, back: Link, backName: String) {
    title = Message(
      session.ending == .committed ? "sessionreport.title" : "sessionreport.titleUnfinished",
      ["session": .text(session.title)])
    self.back = back
    self.backName = backName
    kicker = [
      Said(Message("sessionplan.level.\(session.level.rawValue)")), Said(.verbatim(unit)),
      Said(Message("sessionreport.on", ["day": .day(day)])),
    ]
    withoutMandate = state.hasMandate ? nil : Message("session.withoutMandate")
    ending = Message("sessionreport.ending.\(session.ending?.rawValue ?? "open")")
    let real = state.begunAt.flatMap { begun in
      state.endedAt.map { Int(($0.milliseconds - begun.milliseconds) / 60_000) }
    }
    let planned = state.rounds.reduce(0) { $0 + $1.planned.seconds } / 60
    let most = state.rounds.compactMap { $0.progress.reveal?.attempts.last?.handedIn }.max() ?? 0
    let counted = state.rounds.filter { $0.progress.reveal != nil && $0.progress.state != .voided }
    figures =
      [
        Figure(.count(most), Message("sessionreport.people", ["count": .count(most)])),
        Figure(.count(counted.count), Message("sessionreport.rounds", ["count": .count(counted.count)])),
      ] + (real.map { [Figure(.count($0), Message("sessionreport.minutes", ["planned": .count(planned)]))] } ?? [])
    rounds = counted.compactMap(Self.line)
    hasRounds = !rounds.isEmpty
    timing = state.rounds.map { standing in
      TimingLine(
        name: standing.round.title.message, planned: .count(max(1, standing.planned.seconds / 60)),
        real: standing.progress.begunAt == nil
          ? nil
          : .count(
            Int((Double(standing.progress.seconds(at: state.endedAt ?? .init(milliseconds: 0))) / 60).rounded())),
        state: Message("session.state.\(standing.progress.state.rawValue)"))
    }
    csv = .rounds(of: session.id, "rounds.csv")
    json = .rounds(of: session.id, "rounds.json")
  }

  private static func line(_ standing: RoundStanding) -> RoundLine? {
    guard let reveal = standing.progress.reveal, let last = reveal.attempts.last else { return nil }
    let board = standing.board
    let shown = board?.shown ?? []
    let isVoided = standing.progress.isReferenceVoided
    var objections: [Objection] = []
    if case .consent(let lines) = last.result {
      objections = lines.flatMap { line in
        line.objections.map {
          Objection(proposal: standing.round.option(line.option)?.text.message ?? .verbatim(""), text: $0)
        }
      }
    }
    return RoundLine(
      id: standing.id.text, name: standing.round.title.message,
      scene: RevealScene(
        round: standing.round, result: last.result, truth: isVoided ? nil : reveal.truth, handedIn: last.handedIn,
        earlier: reveal.attempts.count > 1 ? reveal.attempts.first?.result : nil
      ).scene,
      handedIn: Message("sessionreport.handedIn", ["count": .count(last.handedIn)]),
      before: reveal.attempts.count > 1
        ? Message(
          "sessionreport.twice",
          ["first": .count(reveal.attempts[0].handedIn), "second": .count(last.handedIn)]) : nil,
      ideas: shown.map { idea in
        Idea(
          text: idea.text,
          note: idea.count > 1 ? Message("session.scene.times", ["count": .count(idea.count)]) : nil,
          origins: idea.madeOf.map { Idea.Origin(text: $0.text) }, hasOrigins: !idea.madeOf.isEmpty)
      }, hasIdeas: !shown.isEmpty, objections: objections, hasObjections: !objections.isEmpty,
      isWithdrawn: isVoided ? Message("session.scene.withdrawn") : nil)
  }

  static let examples: [String: SessionReportPage] = {
    var session = ExampleSession.session
    (session.phase, session.ending) = (.ended, .committed)
    func page(_ rounds: [Round]) -> SessionReportPage {
      SessionReportPage(
        session, ExampleSession.ended(rounds), unit: "Team Zuid", day: Day(daysSince1970: 20_778),
        back: .programme("programme"), backName: "Najaar 2026")
    }
    return ["every round": page(ExampleSession.rounds), "nothing came in": page([])]
  }()
}

extension ExampleSession {
  /// The session after all of these rounds.
  static func ended(_ rounds: [Round]) -> SessionState {
    var changes: [SessionChange] = [
      .lobbyOpened(
        plan: rounds.map { PlannedRound(round: $0, truth: truth(of: $0.kind), seconds: 480) }, wheel: anna,
        hasMandate: true)
    ]
    for round in rounds {
      changes.append(.roundBriefed(round.id))
      guard round.policy.needsContribution else { continue }
      let reveal = Reveal(of: round, truth: truth(of: round.kind), attempts: [contributions(to: round)])
      changes += [
        .roundOpened(round.id, attempt: 1, until: nil), .roundClosed(round.id), .roundRevealed(round.id, reveal),
      ]
      if case .words(let words) = reveal.result {
        changes += words.prefix(4).map { .ideaMoved(round.id, .show($0.id)) }
        if words.count > 2 { changes.append(.ideaMoved(round.id, .merge([words[1].id], into: words[0].id, text: nil))) }
      }
    }
    changes.append(.ended(.committed))
    return SessionState(
      replaying: changes.enumerated().map {
        SessionEvent(seq: $0 + 1, at: begin.adding(seconds: $0 * 70), actor: anna, change: $1)
      })
  }
}
