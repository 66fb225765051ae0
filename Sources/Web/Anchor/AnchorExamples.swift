import Act
import Anchor
import Localization
import People
import Values

enum ProofExample {
  private static let facts: [String: Message.Fact] = [
    "unit": .text("Regio Noord"), "measure": .text("Bereikbaar"), "before": .text("Voorjaar 2026"),
    "after": .text("Najaar 2026"), "n": .count(312), "m": .count(298), "from": .number(6.6, decimals: 1),
    "to": .number(7.5, decimals: 1), "low": .signed(0.6, decimals: 1), "high": .signed(1.1, decimals: 1),
  ]
  static let line = ProofLine(
    sentence: Message("proof.sentence.up", facts), mark: "up",
    method: MethodCard([(Message("proof.method.difference"), Message("proof.method.differenceText", facts))]))
  static let block = ProofBlock(
    line: line,
    effect: ProofLine(
      sentence: Message(
        "proof.effect.notShown",
        facts.merging(
          [
            "acted": .count(2), "untouched": .count(12), "names": .text("Zwolle en Arnhem"),
            "value": .number(0.1, decimals: 1),
          ], uniquingKeysWith: { first, _ in first })), mark: "notShown",
      method: MethodCard([(Message("proof.method.formula"), Message("proof.method.formulaText"))])))
  static let others = Proof.Verdict.allCases.map { verdict in
    ProofLine(sentence: Message("proof.sentence.\(verdict.rawValue)", facts), mark: verdict.rawValue, method: nil)
  }
}

extension ProofPage {
  static let examples: [String: ProofPage] = [
    "usual": ProofPage(
      title: Message("proof.title", ["moved": .count(1), "count": .count(3)]),
      tabs: AnchorTabs.tabs(.proof, for: .example(.board)), empty: nil,
      ambitions: [
        AmbitionLine(
          outcome: RouteExample.ambition.outcome, link: .ambition("am1"), state: Message("route.ambition.ended"),
          tally: RouteWords.tally(RouteExample.tally), proof: ProofExample.block)
      ]
        + ProofExample.others.map {
          AmbitionLine(
            outcome: "Wat we afspreken, gebeurt ook op die dag", link: .ambition("am2"), state: nil,
            tally: RouteWords.tally(RouteTally()), proof: ProofBlock(line: $0, effect: nil))
        },
      next: NextStep(
        lead: Message("proof.next.lead"), text: Message("proof.next.text"),
        action: Action(Message("proof.next.button"), .agenda))),
    "empty": ProofPage(
      title: Message("proof.none"), tabs: AnchorTabs.tabs(.proof, for: .example(.employee)),
      empty: EmptyState(
        Message("proof.emptyHeading"), Message("proof.emptyText"), action: Action(Message("proof.toRoute"), .route)),
      ambitions: [], next: nil),
  ]
}

extension AdoptionPage {
  static let examples: [String: AdoptionPage] = [
    "usual": AdoptionPage(
      title: Message(
        "proof.adoption.title",
        ["level": .phrase("proof.levels.tactical"), "count": .count(9), "whole": .count(19)]),
      tabs: AnchorTabs.tabs(.adoption, for: .example(.board)),
      lines: Level.allCases.map { level in
        Line(
          level: Message("proof.levels.\(level.rawValue)"),
          measures: ["read", "held", "translated", "finished", "called", "huddled", "met"].map { key in
            Cell(
              label: Message("proof.adoption.\(key)", ["programme": .text("Najaar 2026")]),
              text: key == "met"
                ? Message("proof.adoption.nothing")
                : Message("proof.adoption.share", ["some": .count(9), "whole": .count(19)]))
          })
      }, wave: "Najaar 2026")
  ]
}

extension AgendaPage {
  static let examples: [String: AgendaPage] = [
    "usual": AgendaPage(
      title: Message("agenda.skipped", ["count": .count(1)]), tabs: AnchorTabs.tabs(.agenda, for: .example(.board)),
      empty: nil,
      series: [
        Line(
          name: "MT-overleg", unit: "Zorggroep De Linde",
          rhythm: Message(
            "agenda.rhythm",
            ["count": .count(4), "weekday": .phrase("route.weekdays.0"), "time": .text("09:30")]),
          next: RouteExample.day, link: .meeting("s1", RouteExample.day),
          question: "Mag Eindhoven twee planners aannemen?",
          skipped: [Line.Missed(day: RouteExample.day.adding(days: -28), link: .agenda)], end: .series("s1", "end"))
      ],
      sheet: FormSheet(
        to: .newSeries("u1"), [.field(Field("name", Message("agenda.form.name"), isRequired: true))],
        button: Message("agenda.form.plan"))),
    "empty": AgendaPage(
      title: Message("agenda.none"), tabs: AnchorTabs.tabs(.agenda, for: .example(.manager)),
      empty: EmptyState(Message("agenda.emptyHeading"), Message("agenda.emptyText")), series: [], sheet: nil),
  ]
}

extension MeetingPage {
  static let examples: [String: MeetingPage] = [
    "to come": example(isDecided: false), "decided": example(isDecided: true),
  ]

  private static func example(isDecided: Bool) -> MeetingPage {
    MeetingPage(
      title: .verbatim("Mag Eindhoven voor januari twee vaste planners aannemen?"),
      tabs: AnchorTabs.tabs(.agenda, for: .example(.board)), seriesName: "MT-overleg", unit: "Zorggroep De Linde",
      day: Message("agenda.meeting.when", ["day": .day(RouteExample.day), "time": .text("09:30")]),
      since: Message("agenda.meeting.since", ["day": .day(RouteExample.day.adding(days: -28))]),
      skipped: isDecided ? [] : [RouteExample.day.adding(days: -56)], question: "Mag Eindhoven twee planners aannemen?",
      about: TacticalPage.UnitLink(name: "Twee vaste planners", link: .ask("k1")),
      decision: isDecided
        ? Message("route.asks.answer", ["verdict": .phrase("route.verdicts.yes"), "text": .text("Ja")]) : nil,
      decisionLink: isDecided ? .action("a1") : nil,
      ambitions: [
        AmbitionLine(
          outcome: RouteExample.ambition.outcome, link: .ambition("am1"), sponsor: Message("route.nobody"),
          tally: RouteWords.tally(RouteExample.tally), barHTML: RouteBar(tally: RouteExample.tally),
          proof: ProofExample.line)
      ], changed: isDecided ? [] : RouteExample.lines, answered: isDecided ? [] : RouteExample.asks,
      overdue: isDecided ? [] : [RouteExample.line(.going, overdue: true)],
      ownerless: isDecided ? [] : [RouteExample.line(.going, owner: "p3")],
      waiting: isDecided
        ? []
        : [
          Message(
            "agenda.meeting.untranslated",
            ["units": .text("West"), "count": .count(1), "outcome": .text(RouteExample.ambition.outcome)])
        ], isStuck: !isDecided, toAnswer: isDecided ? [] : RouteExample.asks,
      quotes: isDecided ? [] : [RouteExample.quote],
      decisions: isDecided
        ? []
        : [
          AmbitionPage.Decided(
            day: RouteExample.day,
            text: Message("agenda.meeting.decided", ["question": .text("Gaat dit door?"), "answer": .text("Ja")]),
            link: .agenda)
        ], calendar: .meeting("s1", RouteExample.day, "meeting.ics"),
      ask: isDecided
        ? nil
        : FormSheet(
          to: .meeting("s1", RouteExample.day, "question"),
          [.field(Field("question", Message("agenda.meeting.question"), isRequired: true))],
          button: Message("agenda.meeting.ask")),
      decide: isDecided
        ? nil
        : FormSheet(
          to: .meeting("s1", RouteExample.day, "decision"), AskPage.answerParts(Form(), [:]),
          button: Message("agenda.meeting.decide")),
      hold: isDecided ? .meeting("s1", RouteExample.day, "decision") : nil,
      conflict: isDecided
        ? nil : ConflictNote(RouteExample.edited, by: "Bram", [(Message("agenda.meeting.question"), "Anders?", "Zo?")])
    )
  }
}
