import Activate
import Foundation
import Localization
import People
import Values

/// A session of team Zuid at several moments, for the examples of its pages. Made as real ones are: by replaying events.
enum ExampleSession {
  static let begin = Instant(milliseconds: 1_795_251_600_000)
  static let anna: ID<Person> = "anna"
  static let session = Session(
    id: "session", programme: "programme", level: .operational, unit: "south", wave: "wave-1",
    title: "Niveau 3 · Team Zuid", code: SessionCode("k7m2xp") ?? .random(), expected: 14, phase: .running)

  static let drivers: [RoundOption] = [
    ("reach", "Bereikbaarheid"), ("craft", "Vakmanschap van monteurs en adviseurs"), ("keep", "Afspraken nakomen"),
    ("think", "Meedenken"), ("price", "Prijs-kwaliteitverhouding"), ("friendly", "Vriendelijkheid"),
  ].map { RoundOption(id: ID($0.0), text: text($0.1)) }

  static let stances: [RoundOption] = [("promoter", "Promotor"), ("passive", "Passief"), ("detractor", "Criticaster")]
    .map { RoundOption(id: ID($0.0), text: text($0.1)) }

  static func text(_ nl: String) -> Wording { .typed(LocalizedText(nl: nl)) }

  static func round(
    _ kind: RoundKind, _ title: String, _ question: String, options: [RoundOption] = [], labels: [RoundOption] = [],
    scale: RoundScale? = nil, figure: RoundFigure? = nil, help: String? = nil
  ) -> Round {
    Round(
      id: ID(kind.rawValue), kind: kind, title: text(title), question: text(question), help: help.map { text($0) },
      options: options, labels: labels, scale: scale, figure: figure)
  }

  static let guess = round(
    .guessScore, "Raad onze score", "Welk rapportcijfer geven klanten ons team?",
    scale: RoundScale(1...10, decimals: 1),
    figure: .grade)

  /// One round of every kind, as they come out of a plan.
  static let rounds: [Round] = [
    round(.opening, "Welkom", "Wat zeggen onze klanten, en wat doen wij ermee?"),
    round(.practice, "Oefenronde", "Hoe was de reis hiernaartoe?"),
    guess,
    round(.guessSplit, "Raad de verdeling", "Hoe zijn onze klanten verdeeld?", options: stances),
    round(.rankUnits, "Volgorde", "Welk onderdeel waarderen klanten het meest?", options: Array(drivers.prefix(5))),
    round(
      .ownPlace, "Onze plek zonder namen", "Op welke plaats staat jouw onderdeel, van de 5?",
      scale: RoundScale(1...5, lowLabel: text("hoogste cijfer"), highLabel: text("laagste cijfer"))),
    round(.strengths, "Sterke punten", "Wat vinden klanten sterk aan ons, en wat kan beter?", options: drivers),
    round(
      .values, "Kernwaarden", "Hoe sterk merken klanten onze waarden?", options: Array(drivers.prefix(4)),
      scale: RoundScale(1...10, lowLabel: text("niet"), highLabel: text("heel sterk"), mayBeSkipped: true)),
    round(.competition, "Tegenover anderen", "Doen wij het beter of minder dan de beste ander?", options: drivers),
    round(.promotership, "Onze ambitie", "Welke weg kiezen wij?", options: Array(drivers.prefix(3))),
    round(
      .sortComments, "Wie zei dit?", "Is dit een promotor, een passieve klant of een criticaster?", options: comments,
      labels: stances),
    round(.voice, "De stem van de klant", "Wat raakt je in dit verhaal?"),
    round(.brainstorm, "Ideeën", "Wat zou klanten het meest helpen?"),
    round(.dots, "Stippen", "Welke ideeën zijn het meest waard?", options: drivers),
    round(
      .impactEffort, "Opbrengst en moeite", "Wat levert het op en wat kost het?", options: Array(drivers.prefix(4))),
    round(.consent, "Besluit", "Kun jij met dit voorstel leven?", options: Array(drivers.prefix(2))),
    round(.conversation, "Oefen het gesprek", "Wat zag je de medewerker doen?", options: Array(drivers.prefix(5))),
    round(.smallSteps, "Wat kan ik zelf?", "Wat kun jij doen zonder extra geld, tijd of toestemming?"),
    round(.commitment, "Mijn plan", "Als …, dan doe ik …", options: Array(drivers.prefix(3))),
    round(.ask, "Vraag naar boven", "Wat hebben wij nodig van een niveau hoger?"),
    round(.huddle, "Weekstart", "Wanneer komen we elke week een kwartier bij elkaar?"),
    round(.checkOut, "Tot slot", "Wat vond je van deze sessie?"),
    round(
      .translation, "Vertaal de route", "Wat draagt jouw onderdeel bij?", options: Array(drivers.prefix(4)),
      labels: drivers),
  ]

  static let comments: [RoundOption] = [
    ("c1", "Ze belden zelf terug om te vragen of het gelukt was. Dat doet niemand."),
    ("c2", "Prima mensen, als je ze eenmaal te pakken hebt."),
    ("c3", "Drie keer een andere monteur en nog steeds lekt het."),
  ].map { RoundOption(id: ID($0.0), text: text($0.1), language: .nl) }

  static let truth: RoundTruth? = decoded(
    """
    {"figure": "grade", "value": {"value": 6.9, "low": 6.5, "high": 7.3, "n": 48}, "options": [], "source": {}}
    """)
  static let splitTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "promoter", "line": {"value": 26, "low": 20, "high": 33, "n": 48}},
    {"option": "passive", "line": {"value": 50, "low": 43, "high": 57, "n": 48}},
    {"option": "detractor", "line": {"value": 24, "low": 18, "high": 31, "n": 48}}], "source": {}}
    """)
  static let valuesTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "reach", "line": {"value": 5.4, "low": 5.0, "high": 5.8, "n": 46}},
    {"option": "craft", "line": {"value": 8.1, "low": 7.8, "high": 8.4, "n": 47}},
    {"option": "keep", "line": {"value": 6.6, "low": 6.2, "high": 7.0, "n": 44}},
    {"option": "think", "line": {"value": 7.2, "low": 6.9, "high": 7.5, "n": 45}}], "source": {}}
    """)
  static let pickTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "craft", "label": "strength"}, {"option": "reach", "label": "improvement"},
    {"option": "keep", "label": "improvement"}, {"option": "think", "label": "better"},
    {"option": "price", "label": "alike"}, {"option": "friendly", "label": "strength"}], "source": {}}
    """)
  static let orderTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "craft", "line": {"value": 24, "low": 18, "high": 30, "n": 310}, "bestRank": 1, "worstRank": 1},
    {"option": "keep", "line": {"value": 14, "low": 8, "high": 20, "n": 350}, "bestRank": 2, "worstRank": 4},
    {"option": "think", "line": {"value": 12, "low": 6, "high": 18, "n": 280}, "bestRank": 2, "worstRank": 4},
    {"option": "price", "line": {"value": 9, "low": 3, "high": 15, "n": 400}, "bestRank": 2, "worstRank": 4},
    {"option": "reach", "line": {"value": -6, "low": -14, "high": 2, "n": 130}, "bestRank": 5, "worstRank": 5}],
    "source": {}}
    """)
  static let unnamedTruth: RoundTruth? = decoded(
    """
    {"figure": "nps", "options": [{"option": "A", "line": {"value": 24, "n": 1470}, "bestRank": 1, "worstRank": 1},
    {"option": "B", "line": {"value": 14, "n": 1470}, "bestRank": 2, "worstRank": 4},
    {"option": "C", "line": {"value": 12, "n": 1470}, "bestRank": 2, "worstRank": 4},
    {"option": "D", "line": {"value": 9, "n": 1470}, "bestRank": 2, "worstRank": 4},
    {"option": "E", "line": {"value": -6, "n": 1470}, "bestRank": 5, "worstRank": 5}], "source": {}}
    """)
  static let commentTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "c1", "label": "promoter"}, {"option": "c2", "label": "detractor"},
    {"option": "c3", "label": "detractor"}], "source": {}}
    """)

  private static func decoded(_ json: String) -> RoundTruth? {
    do {
      return try JSONDecoder().decode(RoundTruth.self, from: Data(json.utf8))
    } catch {
      assertionFailure("\(error)")
      return nil
    }
  }

  static func truth(of kind: RoundKind) -> RoundTruth? {
    switch kind {
    case .guessScore: truth
    case .guessSplit: splitTruth
    case .rankUnits: orderTruth
    case .ownPlace: unnamedTruth
    case .values: valuesTruth
    case .strengths, .competition: pickTruth
    case .sortComments: commentTruth
    default: nil
    }
  }

  /// What eight people hand in of a round.
  static func contributions(to round: Round) -> [Contribution] {
    (0..<8).compactMap { person in
      func mark(_ place: Int, _ range: Int) -> Int { (person * 3 + place * 5) % range }
      let ids = round.options.map(\.id)
      switch round.kind {
      case .practice: return .rating(1 + mark(1, 5))
      case .ownPlace: return .rating([1, 2, 1, 3, 2, 2, 1, 4][person])
      case .guessScore: return .guess([8.1, 7.5, 8.5, 8, 7.8, 9, 6.8, 8.1][person], confidence: 1 + mark(2, 5))
      case .guessSplit:
        return .shares([
          Contribution.Mark("promoter", 40 + person), Contribution.Mark("passive", 50 - person),
          Contribution.Mark("detractor", 10),
        ])
      case .rankUnits: return .ranking(ids.enumerated().sorted { mark($0.0, 7) < mark($1.0, 7) }.map(\.element))
      case .strengths: return .picks(strengths: [ids[person % 3], ids[5]], improvements: [ids[3 + person % 2]])
      case .values: return .ratings(ids.enumerated().map { Contribution.Mark($1, 6 + mark($0, 4)) })
      case .competition: return .ratings(ids.enumerated().map { Contribution.Mark($1, mark($0, 5) - 2) })
      case .promotership: return .choice([ids[person % 3 == 0 ? 1 : 0]])
      case .sortComments:
        return .sorting(ids.enumerated().map { Contribution.Sorted($1, stances[mark($0, 3)].id) }, answer: nil)
      case .voice, .brainstorm, .smallSteps, .dataDive:
        return .texts(["Idee \(person + 1): bel klanten terug voordat zij zelf moeten bellen"], picked: nil)
      case .dots, .driverBet:
        return .dots([Contribution.Mark(ids[mark(1, ids.count)], 2), Contribution.Mark(ids[1], 1)])
      case .impactEffort:
        return .placements(
          ids.enumerated().map {
            Contribution.Placement($1, impact: 2 + mark($0, 3) % 4, effort: 1 + (mark($0 + 1, 4)))
          })
      case .consent:
        return .fists([
          Contribution.Fist(ids[0], fingers: 3 + person % 3),
          Contribution.Fist(ids[1], fingers: person == 2 ? 1 : 4, reason: person == 2 ? "De weekenddienst mist" : nil),
        ])
      case .conversation: return .seen(Array(ids.prefix(1 + mark(1, 5))), scenario: nil)
      case .commitment:
        return .commitment(
          CommitmentWords(
            cue: .timeAndPlace, when: "ik maandag mijn eerste koffie heb", then: "bel ik één klant van vorige week",
            confidence: 4, check: Day(daysSince1970: 20_785), visibility: person % 2 == 0 ? .team : .me))
      case .ask: return .ask(AskWords(what: "Een tweede man aan de telefoon", why: "Klanten wachten nu tien minuten"))
      case .huddle: return .huddle(weekday: person % 2, hour: 8, minute: 30)
      case .checkOut: return .checkOut(3 + mark(1, 3), word: "helder")
      case .translation:
        return .translation(
          unit: nil, ids.map { Contribution.Mark($0, mark(1, 4)) }, focus: [ids[person % 2]])
      default: return nil
      }
    }
  }

  /// The session with one round at that step.
  static func state(_ round: Round, _ step: RoundState, hasMandate: Bool = true) -> SessionState {
    var plan = [guess, round, rounds[16]].map {
      PlannedRound(round: $0, truth: truth(of: $0.kind), seconds: $0.kind == .guessScore ? 480 : 720)
    }
    if round.id == guess.id { plan.removeFirst() }
    let reveal = Reveal(of: round, truth: truth(of: round.kind), attempts: [contributions(to: round)])
    var changes: [SessionChange] = [
      .lobbyOpened(plan: plan, wheel: anna, hasMandate: hasMandate), .roundBriefed(round.id),
    ]
    let steps: [RoundState: Int] = [.briefing: 0, .open: 1, .closed: 2, .revealed: 3, .discussing: 4]
    let later: [SessionChange] = [
      .roundOpened(round.id, attempt: 1, until: begin.adding(seconds: 260)), .roundClosed(round.id),
      .roundRevealed(round.id, reveal), .roundDiscussed(round.id),
    ]
    changes += later.prefix(steps[step] ?? 0)
    if case .words(let words) = reveal.result, step == .revealed {
      changes += words.prefix(5).map { .ideaMoved(round.id, .show($0.id)) }
    }
    return SessionState(
      replaying: changes.enumerated().map {
        SessionEvent(seq: $0 + 1, at: begin.adding(seconds: $0 * 40), actor: anna, change: $1)
      })
  }

  /// After the last round, before the end.
  static let allSettled = SessionState(
    replaying: [
      .lobbyOpened(plan: [PlannedRound(round: rounds[0], seconds: 120)], wheel: anna, hasMandate: true),
      .roundBriefed(rounds[0].id), .roundDiscussed(rounds[0].id), .roundSettled(rounds[0].id),
    ].enumerated().map { SessionEvent(seq: $0 + 1, at: begin, actor: anna, change: $1) })

  static let lobby = SessionState(
    replaying: [
      SessionEvent(
        seq: 1, at: begin, actor: anna,
        change: .lobbyOpened(plan: [PlannedRound(round: guess, seconds: 480)], wheel: anna, hasMandate: true))
    ])

  static func snapshot(_ state: SessionState, _ audience: SessionSnapshot.Audience) -> SessionSnapshot {
    SessionSnapshot(
      of: state,
      heading: SessionSnapshot.Heading(
        code: session.code, title: session.title, level: session.level, unit: "Team Zuid", hasMandate: state.hasMandate),
      for: audience)
  }

  static let conversation: Round = {
    var round = rounds.first { $0.kind == .conversation } ?? guess
    round.cards = [("customer", "Klant"), ("employee", "Medewerker"), ("observer", "Kijker")].map {
      RoundCard(id: $0.0, title: text($0.1), lines: [text("Lees je kaart voor jezelf.")])
    }
    return round
  }()

  /// Eight people at two tables.
  static let groups = RoundGroups(
    (1...8).map { (id: "p\($0)", table: $0 < 5 ? 1 : 2) }, sizes: RoundKind.conversation.groupSizes, begun: nil)

  static let now = begin.adding(seconds: 130)
  static var counts: SessionCounts {
    var counts = SessionCounts()
    (counts.joined, counts.here, counts.handedIn, counts.expected) = (14, 13, 12, 14)
    return counts
  }
}

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
      "open": page(ExampleSession.state(ExampleSession.rounds[3], .open)),
      "closed": page(ExampleSession.state(ExampleSession.guess, .closed)),
      "revealed": page(ExampleSession.state(ExampleSession.guess, .revealed)),
      "ideas": page(ExampleSession.state(ExampleSession.rounds[11], .revealed, hasMandate: false)),
      "deciding": page(ExampleSession.state(ExampleSession.rounds[14], .briefing), decisions: .example),
      "not decided yet": page(ExampleSession.allSettled, decisions: .example),
      "another drives": page(ExampleSession.state(ExampleSession.guess, .open), person: "bob"),
      "people with extra time are busy": page(ExampleSession.state(ExampleSession.guess, .open), busy: 2),
      "as a scribe": page(ExampleSession.state(ExampleSession.guess, .open), person: "bob", role: .scribe),
    ]
  }()
}
