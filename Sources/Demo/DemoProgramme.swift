import Act
import Activate
import Listen
import People
import Persistence
import Understand
import Values

/// The programme of spring, played through the use cases: the board guessed, saw and chose; three regions said what it means for
/// them; Groningen took one step. What they decided came onto the route with one button. Four teams held their session last week,
/// and what they chose waits for that button.
struct DemoProgramme {
  let route: DemoRoute
  let survey: ID<Survey>
  let wave: ID<Wave>
  let programme: ID<Programme>

  /// Somebody in the room: their phone, and what they hand in round by round.
  typealias Answers = @Sendable (_ phone: Int, _ round: Round) -> Contribution?

  init(_ route: DemoRoute, over wave: ID<Wave>, of survey: ID<Survey>) async throws {
    self.route = route
    self.survey = survey
    self.wave = wave
    let scene = try await route.scene(DemoRoute.day(4, 7))
    programme = try await Programmes(database: route.database, world: route.world)
      .begin("Voorjaar 2026", over: wave, by: try scene.member(.facilitator, "linde"))
  }

  private var sessions: Sessions { Sessions(database: route.database, world: route.world) }
  private var outcomes: Outcomes { Outcomes(database: route.database, world: route.world) }

  // MARK: Level 1

  func board() async throws -> DemoRoute.Ambitions {
    let scene = try await route.scene(DemoRoute.day(4, 8))
    let due = scene.day.adding(days: 357)
    func theme(
      _ title: String, _ outcome: String, _ item: ID<Question.Item>, _ sponsor: Int, stop: String, steps: String
    ) throws -> Theme {
      let member = try scene.member(.board, "linde", sponsor)
      return Theme(
        id: route.world.id(), title: title, customerOutcome: outcome,
        measure: AnswerKey("drivers" as ID<Question>, item),
        sponsor: member.person, sponsorName: member.name, stop: stop,
        firstSteps: steps, by: due)
    }
    let themes = [
      try theme(
        "Dezelfde dag iemand die helpt", "Wie ons belt, spreekt dezelfde dag iemand die helpt",
        DemoSurvey.reachability, 0, stop: "De maandelijkse belstatistiek per medewerker",
        steps: "Noord begint; in juni kijken we wat klanten ervan merken."),
      try theme(
        "Afspraak is afspraak", "Wat we afspreken, gebeurt ook op die dag", DemoSurvey.promises, 2,
        stop: "Drie planningen naast elkaar bijhouden", steps: "Oost plant elke ochtend samen."),
      try theme(
        "Eén vast gezicht", "Elke klant heeft één vast gezicht dat meedenkt", DemoSurvey.thinking, 1,
        stop: "Wisselende bezetting per dag", steps: "Texel begint klein."),
    ]
    let mandate = Mandate(
      id: route.world.id(), mayDecide: "Alles tot 25 euro per klant, en het eigen rooster",
      agendaOwner: try scene.member(.board, "linde").person, agendaOwnerName: try scene.member(.board, "linde").name,
      firstOn: DemoRoute.day(4, 20))
    let proposals = themes.map { ID<RoundOption>($0.id.text) }
    let id = try await play(
      "Niveau 1 · directie en MT", .strategic, "linde", [.guess, .route], people: 8, scene
    ) { phone, round in
      switch round.kind {
      case .guessScore: .guess([18, 25, 30, 22, 35, 28, 15, 40][phone], confidence: 3)
      case .consent: .fists(proposals.map { Contribution.Fist($0, fingers: 4 + phone % 2) })
      default: nil
      }
    } keeping: {
      themes.map { .theme($0) } + [.mandate(mandate)]
    }
    _ = try await route.route.take(id, by: try scene.member(.board, "linde"))
    return DemoRoute.Ambitions(
      reach: ID(themes[0].id.text), promises: ID(themes[1].id.text), face: ID(themes[2].id.text))
  }

  // MARK: Level 2

  func regions(_ ambitions: DemoRoute.Ambitions) async throws {
    try await region(
      "noord", DemoRoute.day(4, 9),
      [
        (ambitions.reach, "Wie voor vijf uur belt, wordt voor zes uur teruggebeld"),
        (ambitions.face, "Op Texel kent elke klant zijn monteur bij naam"),
      ])
    try await region("oost", DemoRoute.day(4, 10), [(ambitions.promises, "De dagplanning maken we om half acht samen")])
    try await region("zuid", DemoRoute.day(4, 10), [(ambitions.promises, "Wie later komt, belt een uur van tevoren")])
  }

  private func region(_ code: String, _ day: Day, _ focus: [(ambition: ID<Ambition>, note: String)]) async throws {
    let scene = try await route.scene(day, hour: 13)
    let unit = try scene.unit(code)
    let items = focus.map { one in
      OutcomeItem.focus(
        UnitFocus(id: route.world.id(), unit: unit, theme: ID(one.ambition.text), contribution: 3, note: one.note))
    }
    let name = scene.tree.unit(unit)?.name ?? code
    let id = try await play("Niveau 2 · \(name)", .tactical, code, [.ourUnit], people: 5, scene) { phone, round in
      round.kind == .guessScore ? .guess([20, 28, 35, 24, 31][phone], confidence: 3) : nil
    } keeping: {
      items
    }
    _ = try await route.route.take(id, by: try scene.member(.manager, code))
  }

  // MARK: Level 3

  /// Groningen's own step, its question to the region, and the plans of three people.
  func groningen(_ ambitions: DemoRoute.Ambitions) async throws -> ID<Act.Action> {
    let scene = try await route.scene(DemoRoute.day(4, 14), hour: 13)
    let manager = try scene.member(.manager, "groningen")
    let action = TeamAction(
      id: route.world.id(), unit: try scene.unit("groningen"), theme: ID(ambitions.reach.text),
      what: "Belrooster: om de beurt vanaf drie uur alleen terugbellen", owner: manager.person,
      ownerName: manager.name, by: scene.day.adding(days: 28))
    let id = try await team("groningen", scene, keeping: [.action(action)]) { phone, round in
      switch round.kind {
      case .ask where phone == 0:
        .ask(
          AskWords(
            what: "Mag het storingsnummer na drie uur naar Drenthe", why: "dan kunnen wij terugbellen"))
      case .huddle: .huddle(weekday: 0, hour: 8, minute: 30)
      case .commitment:
        .commitment(
          CommitmentWords(
            cue: .customerSignal, when: "een klant zegt dat hij eerder belde",
            then: ["vraag ik wat er toen is beloofd", "bel ik zelf terug, vandaag nog", "zoek ik het verslag op"][
              phone],
            confidence: 4, visibility: phone == 1 ? .team : .me, isRehearsed: true))
      default: nil
      }
    }
    let taking = try await route.route.take(id, by: manager)
    let north = try scene.member(.manager, "noord")
    for ask in try await route.asks.waiting(by: north) where taking.taken.contains(ask.id.text) {
      try await route.asks.answer(
        ask.id, .yes, saying: "Ja, vanaf maandag. Drenthe weet ervan.", by: north)
    }
    return ID(action.id.text)
  }

  /// Sessions of last week: what they chose isn't on the route yet.
  func lastWeek(_ ambitions: DemoRoute.Ambitions) async throws {
    for (code, what) in [
      ("zwolle", "Bellen voor we rijden als het later wordt"),
      ("arnhem", "Elke vrijdag één klant vragen hoe de afspraak liep"),
      ("breda", "Een afgesproken tijd nooit zonder bellen verzetten"),
      ("maastricht", "De klant kiest de dag, wij kiezen het uur"),
    ] {
      let scene = try await route.scene(DemoRoute.day(11, 16), hour: 12)
      let manager = try scene.member(.manager, code)
      let unit = try scene.unit(code)
      _ = try await team(
        code, scene,
        keeping: [
          .action(
            TeamAction(
              id: route.world.id(), unit: unit, theme: ID(ambitions.promises.text), what: what, owner: manager.person,
              ownerName: manager.name, by: scene.day.adding(days: 28))),
          // Who does it and by when is still open: the page of the route asks.
          .action(TeamAction(id: route.world.id(), unit: unit, what: "Een foto van de ploeg in de bevestiging")),
        ]
      ) { phone, round in
        guard round.kind == .ask, phone == 0 else { return nil }
        return .ask(
          AskWords(what: "Een telefoon per bus, niet per ploeg", why: "anders kan wie rijdt niet bellen"))
      }
    }
  }

  private func team(
    _ code: String, _ scene: DemoRoute.Scene, keeping items: [OutcomeItem], _ answers: @escaping Answers
  ) async throws -> ID<Session> {
    let name = scene.tree.unit(try scene.unit(code))?.name ?? code
    return try await play(
      "Niveau 3 · \(name)", .operational, code, [.ourScore, .myPlan, .upward, .huddle], people: 3, scene
    ) { phone, round in
      round.kind == .guessScore ? .guess([30, 22, 38][phone], confidence: 3) : answers(phone, round)
    } keeping: {
      items
    }
  }

  // MARK: Playing

  /// A session from the lobby to its end, with these rounds; those to which nobody hands in anything aren't in it.
  private func play(
    _ title: String, _ level: Level, _ code: String, _ slots: [PlanSlot], people: Int, _ scene: DemoRoute.Scene,
    _ answers: Answers, keeping items: () throws -> [OutcomeItem]
  ) async throws -> ID<Session> {
    let unit = try scene.unit(code)
    let facilitator = try scene.member(.facilitator, "linde")
    let readings = Readings(
      database: route.database, library: ResearchLibrary(database: route.database), world: route.world)
    let place = ReadingPlace(survey: survey, wave: wave, unit: unit, organised: .asMeasured)
    var plan = try await Plans(database: route.database, readings: readings)
      .make(PlanTemplate(level, .compact), at: place, by: facilitator)
    for step in plan.steps where !slots.contains(step.slot) || answers(0, step.round) == nil {
      plan.skip(step.round.id)
    }
    let id = try await sessions.plan(
      SessionDraft(title: title, level: level, unit: unit, expected: people), of: programme, with: plan, by: facilitator
    )
    try await sessions.openLobby(id, by: facilitator)
    let session = try await sessions.session(id, by: facilitator)
    let phones = try await join(people, session.code)
    // What a group decides on stands in its round.
    for item in try items() { try await outcomes.keep(item, in: id, by: facilitator) }
    for step in plan.steps where !step.isSkipped {
      let state = try await send([.brief(step.round.id), .open(step.round.id)], in: id, by: facilitator)
      let round = state[step.round.id]?.round ?? step.round
      for (number, phone) in phones.enumerated() {
        guard let contribution = answers(number, round) else { continue }
        _ = try await Contributions(database: route.database, world: route.world).handIn(
          Contributions.Sending(round: round, attempt: 1, key: route.world.newID(), contribution: contribution),
          by: phone.participant, in: phone.entrance)
      }
      _ = try await send([.close(step.round.id), .reveal(step.round.id)], in: id, by: facilitator)
    }
    _ = try await send([.end(.committed)], in: id, by: facilitator)
    return id
  }

  private func join(
    _ people: Int, _ code: SessionCode
  ) async throws -> [(participant: Participant, entrance: Participants.Entrance)] {
    let participants = Participants(database: route.database, world: route.world)
    var phones: [(participant: Participant, entrance: Participants.Entrance)] = []
    for number in 0..<people {
      let token = Token(bytes: [UInt8](repeating: UInt8(number + 1), count: 32))
      let entrance = try await participants.enter(code, with: token)
      phones.append((try await participants.join(entrance, as: JoinDraft(language: .nl), with: token), entrance))
    }
    return phones
  }

  private func send(
    _ commands: [SessionCommand], in id: ID<Session>, by member: Member
  ) async throws -> SessionState {
    var state = try await sessions.find(id, by: member).state
    for command in commands {
      state = try await sessions.command(command, expecting: state.seq, in: id, by: member)
    }
    return state
  }
}
