import Activate
import People
import Values

/// What a session leaves: what was decided and promised, what was predicted beside what is real, both attempts, ideas with where they
/// came from, and decisions with their objections.
struct SessionReportPage: Page {
  static let template = "activate/report"
  static let verb: Verb? = .activate

  let title: Message
  let back: Link
  let backName: String
  let kicker: [Said]
  let withoutMandate: Message?
  let ending: Message
  /// What this level still has to decide, for those who read along.
  let gaps: [Said]
  let hasGaps: Bool
  let completing: Completing?
  let figures: [Figure]
  let decided: [Decided]
  let hasDecided: Bool
  let calendar: Link?
  let spots: [SpotLine]
  let hasSpots: Bool
  let rounds: [RoundLine]
  let hasRounds: Bool
  let timing: [TimingLine]
  let csv: Link
  let json: Link
  let route: Link?

  /// A session that was closed too early, for those who may finish it.
  struct Completing: ViewModel {
    let text: Message
    /// What is missing, each with where it is written down.
    let gaps: [DecisionBoard.Gap]
    let hasGaps: Bool
    /// Where it is committed; nothing while something is missing.
    let link: Link?

    init(_ gaps: [DecisionBoard.Gap], of session: Session) {
      let step = gaps.isEmpty ? "ready" : "missing"
      text = Message("sessionreport.completing.\(step).\(session.level == .operational ? "last" : "above")")
      self.gaps = gaps
      hasGaps = !gaps.isEmpty
      link = gaps.isEmpty ? .session(session.id, "commitment") : nil
    }
  }

  /// Themes, actions, asks: one kind of thing that was decided.
  struct Decided: ViewModel {
    let title: Message
    let cards: [SceneCard]
  }

  /// Thought beside real.
  struct SpotLine: ViewModel {
    let name: Message
    let thought: Message.Fact
    let real: Message.Fact
    /// How many answers it comes from, and its margin.
    let from: Message
    let gap: Message
    /// The wave before.
    let earlier: Message?
  }

  struct RoundLine: ViewModel {
    let id: String
    let name: Message
    let scene: Scene
    let handedIn: Message
    /// The same round before people talked.
    let before: Message?
    let ideas: [Idea]
    let hasIdeas: Bool
    /// How many words were held back, for which reasons.
    let hidden: Message?
    let objections: [Objection]
    let hasObjections: Bool
    let isWithdrawn: Message?
    let csv: Link
    let json: Link
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

  /// - Parameters:
  ///   - unitName: what a unit is called.
  ///   - missing: what is still to be decided, for those who may write it down after a session that ended unfinished.
  init(
    _ report: SessionReport, unitName: @escaping (ID<Unit>) -> String, back: Link, backName: String,
    missing: [DecisionBoard.Gap]? = nil
  ) {
    let session = report.session
    title = Message(
      session.ending == .committed ? "sessionreport.title" : "sessionreport.titleUnfinished",
      ["session": .text(session.title)])
    self.back = back
    self.backName = backName
    kicker =
      [Said(Message("sessionplan.level.\(session.level.rawValue)")), Said(.verbatim(unitName(session.unit)))]
      + (report.heldOn.map { [Said(Message("sessionreport.on", ["day": .day($0)]))] } ?? [])
    withoutMandate = session.hasMandate ? nil : Message("session.withoutMandate")
    ending = Message("sessionreport.ending.\(session.ending?.rawValue ?? "open")")
    completing = missing.map { Completing($0, of: session) }
    gaps = session.ending == .committed || missing != nil ? [] : report.outcome.gaps.map { Said($0.message) }
    hasGaps = !gaps.isEmpty
    let counted = report.parts.compactMap(Self.line)
    figures =
      [
        Figure(.count(report.joined), Message("sessionreport.people", ["count": .count(report.joined)])),
        Figure(.count(counted.count), Message("sessionreport.rounds", ["count": .count(counted.count)])),
      ]
      + (session.phase == .ended
        ? report.realMinutes.map {
          [
            Figure(
              .count(Int($0.rounded())),
              Message("sessionreport.minutes", ["planned": .count(report.plannedMinutes)]))
          ]
        } ?? [] : [])
      + (report.proxies > 0
        ? [Figure(.count(report.proxies), Message("sessionreport.proxies", ["count": .count(report.proxies)]))] : [])
    decided = DecidedParts(outcome: report.outcome, unitName: unitName, themes: report.themes).all
    hasDecided = !decided.isEmpty
    calendar = SessionCalendar(report).isEmpty ? nil : .calendar(of: session.id)
    let written = WrittenSpots(report.outcome.blindSpots)
    let before = WrittenSpots(report.earlier.values.map(\.spot))
    spots = report.outcome.blindSpots.map { Self.spot($0, report, written, before) }
    hasSpots = !spots.isEmpty
    rounds = counted.map { make in make(session.id) }
    hasRounds = !rounds.isEmpty
    timing = report.parts.map { part in
      TimingLine(
        name: part.round.title.message, planned: .count(max(1, part.plannedMinutes)),
        real: part.realMinutes.map { .count(Int($0.rounded())) },
        state: Message("session.state.\(part.state.rawValue)"))
    }
    csv = .rounds(of: session.id, "rounds.csv")
    json = .rounds(of: session.id, "rounds.json")
    route = session.ending == .committed ? .outcomes(session.id) : nil
  }

  private static func spot(
    _ spot: BlindSpot, _ report: SessionReport, _ written: WrittenSpots, _ before: WrittenSpots
  ) -> SpotLine {
    let measure: Measure =
      switch spot.figure {
      case .nps: .nps
      case .grade: .grade
      case .mean: .mark(0...10, decimals: 1)
      case .percent: .mark(0...100, decimals: 0)
      }
    func fact(_ value: Double) -> Message.Fact {
      spot.figure == .percent ? .percent(value / 100, decimals: 0) : measure.fact(value)
    }
    let (thought, real) = written.figures(of: spot)
    let gap = RoundedGap(thought, real, spot.figure)
    var from: [String: Message.Fact] = ["count": .count(spot.n)]
    if let low = spot.low, let high = spot.high { (from["low"], from["high"]) = (fact(low), fact(high)) }
    return SpotLine(
      name: name(of: spot, in: report), thought: fact(thought), real: fact(real),
      from: Message(
        spot.low == nil || spot.high == nil ? "session.scene.answers" : "session.scene.margin", from),
      gap: spot.isCertain && gap.value != 0
        ? Message("sessionreport.spot.\(gap.value > 0 ? "high" : "low")", ["gap": gap.size])
        : Message("sessionreport.spot.none"),
      earlier: report.earlier[spot.measure].map {
        let (thought, real) = before.figures(of: $0.spot)
        return Message(
          "sessionreport.spot.earlier", ["wave": .text($0.wave), "thought": fact(thought), "real": fact(real)])
      })
  }

  /// What the figure is called: by the round that it was asked in.
  private static func name(of spot: BlindSpot, in report: SessionReport) -> Message {
    for part in report.predictions {
      if let option = part.round.options.first(where: { spot.measure.hasSuffix(".\($0.id)") }) {
        return option.text.message
      }
      if part.round.kind == .guessScore, part.reveal?.truth?.source["measure"] ?? spot.figure.rawValue == spot.measure {
        if spot.figure == .mean, case .phrase(let asked) = part.round.question, let name = asked.facts["name"] {
          return Message("kit.verbatim", ["text": name])
        }
        return Message("sessionreport.spot.figure.\(spot.figure.rawValue)")
      }
    }
    return Message("sessionreport.spot.figure.\(spot.figure.rawValue)")
  }

  /// A round that came to something; made once it is known of which session it is.
  private static func line(_ part: SessionReport.Part) -> ((ID<Session>) -> RoundLine)? {
    guard let reveal = part.reveal, let last = reveal.attempts.last else { return nil }
    var objections: [Objection] = []
    if case .consent(let lines) = last.result {
      objections = lines.flatMap { line in
        line.objections.map {
          Objection(proposal: part.round.option(line.option)?.text.message ?? .verbatim(""), text: $0)
        }
      }
    }
    let isTwice = reveal.attempts.count > 1
    let scene = RevealScene(
      round: part.round, result: last.result, truth: part.isReferenceVoided ? nil : reveal.truth,
      handedIn: last.handedIn, earlier: isTwice ? reveal.attempts.first?.result : nil, ideas: part.ideas
    ).scene
    return { session in
      RoundLine(
        id: part.round.id.text, name: part.round.title.message,
        // Words are listed with what they were made of; above them stands only how many there are.
        scene: part.round.kind.isOwnWords ? Scene(scene.heading) : scene,
        handedIn: Message("sessionreport.handedIn", ["count": .count(last.handedIn)]),
        before: isTwice
          ? Message(
            "sessionreport.twice",
            ["first": .count(reveal.attempts[0].handedIn), "second": .count(last.handedIn)]) : nil,
        ideas: part.ideas.map { idea in
          Idea(
            text: idea.text,
            note: idea.count > 1 ? Message("session.scene.times", ["count": .count(idea.count)]) : nil,
            origins: idea.madeOf.map { Idea.Origin(text: $0.text) }, hasOrigins: !idea.madeOf.isEmpty)
        }, hasIdeas: !part.ideas.isEmpty,
        hidden: part.hidden.isEmpty ? nil : Message("sessionreport.hidden", ["count": .count(part.hidden.count)]),
        objections: objections, hasObjections: !objections.isEmpty,
        isWithdrawn: part.isReferenceVoided ? Message("session.scene.withdrawn") : nil,
        csv: .rounds(of: session, "\(part.round.id).csv"), json: .rounds(of: session, "\(part.round.id).json"))
    }
  }

  static let examples: [String: SessionReportPage] = {
    func page(
      _ rounds: [Round], _ items: [OutcomeItem], _ ending: Session.Ending, missing: [DecisionBoard.Gap]? = nil
    ) -> SessionReportPage {
      var session = ExampleSession.session
      (session.phase, session.ending, session.hasMandate) = (.ended, ending, ending == .committed)
      let reveal = Reveal(
        of: ExampleSession.guess, truth: ExampleSession.truth,
        attempts: [ExampleSession.contributions(to: ExampleSession.guess)])
      let spots = BlindSpot.found(in: reveal, unit: "south", wave: "wave-1")
      return SessionReportPage(
        SessionReport(
          of: session, state: ExampleSession.ended(rounds),
          outcome: SessionOutcome(session, items: items, blindSpots: rounds.isEmpty ? [] : spots), joined: 8,
          proxies: rounds.isEmpty ? 0 : 1, now: ExampleSession.now), unitName: { _ in "Team Zuid" },
        back: .programme("programme"), backName: "Najaar 2026", missing: missing)
    }
    let gap = DecisionBoard.Gap(
      text: Message(
        "rounds.gap.themeMisses",
        [
          "theme": .text("Wie belt, krijgt dezelfde dag antwoord"),
          "parts": .list([.phrase("rounds.themePart.sponsor"), .phrase("rounds.themePart.day")]),
        ]), link: .theme("t1", in: "s"))
    return [
      "every round": page(ExampleSession.rounds, ExampleSession.items, .committed),
      "nothing came in": page([], [], .unfinished),
      "to be finished": page([], [], .unfinished, missing: [gap]),
      "finished, to be committed": page([], [], .unfinished, missing: []),
    ]
  }()
}
