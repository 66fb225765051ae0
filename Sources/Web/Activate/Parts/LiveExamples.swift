import Activate
import Localization
import People
import Values

extension PhonePage {
  static let examples: [String: PhonePage] = {
    var pages: [String: PhonePage] = [:]
    func page(_ state: SessionState, _ reader: PhoneReader = PhoneReader(phrase: "bado lemu")) -> PhonePage {
      PhonePage(ExampleSession.snapshot(state, .phone), reader: reader, key: "k1", at: ExampleSession.now)
    }
    for round in ExampleSession.rounds {
      pages["\(round.kind.rawValue) open"] = page(ExampleSession.state(round, .open))
      if round.policy.needsContribution {
        pages["\(round.kind.rawValue) revealed"] = page(ExampleSession.state(round, .revealed))
      }
    }
    pages["guessSplit of marks open"] = page(ExampleSession.state(ExampleSession.splitOfMarks, .open))
    pages["guessSplit of marks revealed"] = page(ExampleSession.state(ExampleSession.splitOfMarks, .revealed))
    pages["levers revealed"] = page(ExampleSession.state(ExampleSession.levers, .revealed))
    pages["lobby"] = page(ExampleSession.lobby)
    pages["explained, without a mandate"] = page(
      ExampleSession.state(ExampleSession.guess, .briefing, hasMandate: false))
    pages["handed in"] = page(
      ExampleSession.state(ExampleSession.guess, .open),
      PhoneReader(phrase: "bado lemu", contribution: .guess(7.5, confidence: 4), handedInAt: "14:03"))
    pages["closed"] = page(
      ExampleSession.state(ExampleSession.guess, .closed), PhoneReader(handedInAt: "14:03"))
    pages["too late"] = page(ExampleSession.state(ExampleSession.guess, .closed), PhoneReader(isLate: true))
    pages["talking"] = page(ExampleSession.state(ExampleSession.guess, .discussing), PhoneReader(isReady: true))
    let talk = ExampleSession.state(ExampleSession.conversation, .open)
    pages["in threes"] = page(
      talk,
      PhoneReader(
        groups: GroupCard.own(ExampleSession.groups, of: "p4", in: ExampleSession.snapshot(talk, .phone))))
    pages["taking more time"] = page(
      ExampleSession.state(ExampleSession.guess, .open), PhoneReader(phrase: "bado lemu", extraTime: "unlimited"))
    let plan = OwnPlan(
      plan: SessionCommitment(
        id: "s.r.p1", unit: "south", maker: "p1",
        words: CommitmentWords(
          cue: .customerSignal, when: "een klant zegt dat hij eerder belde", then: "vraag ik wat er toen is beloofd",
          confidence: 4, buddy: "Daan")), madeAt: ExampleSession.now, isTaken: false)
    pages["ended, with a plan"] = page(ExampleSession.ended([ExampleSession.guess]), PhoneReader(plans: [plan]))
    pages["ended, with a plan that was taken along"] = page(
      ExampleSession.ended([ExampleSession.guess]),
      PhoneReader(plans: [OwnPlan(plan: plan.plan, madeAt: plan.madeAt, isTaken: true)]))
    pages["observing"] = page(ExampleSession.state(ExampleSession.guess, .open), PhoneReader(isObserver: true))
    return pages
  }()
}

extension ScreenPage {
  static let examples: [String: ScreenPage] = {
    var pages: [String: ScreenPage] = [:]
    func page(_ state: SessionState, groups: [GroupCard] = []) -> ScreenPage {
      ScreenPage(
        ExampleSession.snapshot(state, .screen), counts: ExampleSession.counts, key: "screen", groups: groups,
        origin: "https://kompas.voorbeeld.nl", at: ExampleSession.now)
    }
    for round in ExampleSession.rounds {
      pages["\(round.kind.rawValue) open"] = page(ExampleSession.state(round, .open))
      if round.policy.needsContribution {
        pages["\(round.kind.rawValue) revealed"] = page(ExampleSession.state(round, .revealed))
      }
    }
    pages["guessSplit of marks revealed"] = page(ExampleSession.state(ExampleSession.splitOfMarks, .revealed))
    pages["levers revealed"] = page(ExampleSession.state(ExampleSession.levers, .revealed))
    pages["lobby"] = page(ExampleSession.lobby)
    pages["closed"] = page(ExampleSession.state(ExampleSession.guess, .closed))
    let talk = ExampleSession.state(ExampleSession.conversation, .open)
    pages["in threes"] = page(
      talk, groups: GroupCard.all(ExampleSession.groups, in: ExampleSession.snapshot(talk, .screen)))
    return pages
  }()
}

extension ConsolePage {
  static let examples: [String: ConsolePage] = {
    func page(
      _ state: SessionState, person: ID<Person> = ExampleSession.anna, role: SessionRole = .lead, busy: Int = 0,
      decisions: DecisionBoard? = nil
    ) -> ConsolePage {
      ConsolePage(
        state, ExampleSession.snapshot(state, .console),
        ConsoleReader(
          session: ExampleSession.session, person: person, driver: "Anna Visser", role: role,
          addable: PlanTemplate.addable(.operational), busy: busy, counts: ExampleSession.counts,
          script: [
            ("say", .verbatim("Schrijf in stilte op wat je denkt. Er is geen goed of fout.")),
            ("act", .verbatim("Wacht 90 seconden. Kijk niet naar wie er al klaar is.")),
          ], decisions: decisions), time: { _ in "14:03" }, at: ExampleSession.now)
    }
    return [
      "lobby": page(ExampleSession.lobby),
      "explaining": page(ExampleSession.state(ExampleSession.guess, .briefing)),
      "open": page(ExampleSession.state(ExampleSession.round(of: .guessSplit), .open)),
      "closed": page(ExampleSession.state(ExampleSession.guess, .closed)),
      "revealed": page(ExampleSession.state(ExampleSession.guess, .revealed)),
      "ideas": page(ExampleSession.state(ExampleSession.round(of: .voice), .revealed, hasMandate: false)),
      "deciding": page(ExampleSession.state(ExampleSession.round(of: .consent), .briefing), decisions: .example),
      "not decided yet": page(ExampleSession.allSettled, decisions: .example),
      "another drives": page(ExampleSession.state(ExampleSession.guess, .open), person: "bob"),
      "people with extra time are busy": page(ExampleSession.state(ExampleSession.guess, .open), busy: 2),
      "as a scribe": page(ExampleSession.state(ExampleSession.guess, .open), person: "bob", role: .scribe),
    ]
  }()
}
