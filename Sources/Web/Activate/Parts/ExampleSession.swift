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

  /// Each beside the other that customers value most on it.
  static let rivals: [RoundOption] = drivers.enumerated().map { place, option in
    RoundOption(id: option.id, text: option.text, note: place % 2 == 0 ? text("naast Van Dam Techniek") : nil)
  }

  /// Marks instead of promoters, passives and detractors.
  static let splitOfMarks = round(
    .guessSplit, "Raad de verdeling", "Verdeel 100 klanten over deze groepen.",
    options: [("high", "9–10"), ("middle", "6–8"), ("low", "1–5")].map {
      RoundOption(id: ID($0.0), text: text($0.1))
    })

  static let levers: Round = {
    var levers = round(
      .promotership, "Wat maakt fans?", "Waarom geven klanten ons een 9 of een 10?", options: Array(drivers.prefix(5)))
    levers.limits = RoundLimits(picks: 3)
    return levers
  }()

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
    round(.competition, "Tegenover anderen", "Doen wij het beter of minder dan de beste ander?", options: rivals),
    round(.driverBet, "Waar draait het om?", "Welke twee punten bepalen of klanten tevreden zijn?", options: drivers),
    round(.dataDive, "De cijfers in", "Wat zie je, en wat betekent dat?"),
    round(
      .readScore, "Lees de score", "Wie gaf dit antwoord? En wat zegt de marge?", options: Array(comments.prefix(6)),
      labels: stances),
    round(.customers, "Onze klanten", "Wie zou jij als eerste bellen, en waarom?"),
    round(
      .promotership, "Waar willen we heen?", "Welke weg kiezen we het komende jaar?",
      options: [
        ("repair", "Herstellen: minder criticasters"), ("lift", "Optillen: van tevreden naar enthousiast"),
        ("grow", "Groeien: meer promotors"),
      ].map { RoundOption(id: ID($0.0), text: text($0.1)) }),
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
    ("c4", "Netjes opgeruimd, en hij legde uit wat er kapot was."),
    ("c5", "Het duurt lang, maar dan heb je ook wat."),
    ("c6", "Ik kreeg drie verschillende prijzen voor hetzelfde werk."),
    ("c7", "Al twaalf jaar dezelfde adviseur, die weet wie ik ben."),
    ("c8", "De planning belde op de dag zelf af. Ik had vrij genomen."),
  ].map { RoundOption(id: ID($0.0), text: text($0.1), language: .nl) }

  static func round(of kind: RoundKind) -> Round { rounds.first { $0.kind == kind } ?? guess }

  /// The session with one round at that step.
  static func state(_ round: Round, _ step: RoundState, hasMandate: Bool = true) -> SessionState {
    var plan = [guess, round, conversation].map {
      PlannedRound(round: $0, truth: truth(of: $0), seconds: $0.kind == .guessScore ? 480 : 720)
    }
    if round.id == guess.id { plan.removeFirst() }
    let reveal = Reveal(of: round, truth: truth(of: round), attempts: [contributions(to: round)])
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
