import Act
import Listen
import People
import Persistence
import Values

extension DemoRoute {
  /// A small place of Noord that opened in January: so few customers that a figure can't tell much.
  func openTexel(_ survey: ID<Survey>) async throws {
    let scene = try await scene(Day(year: 2026, month: 1, day: 5) ?? Self.day(1, 5))
    let administrator = try scene.member(.administrator, "linde")
    let unit = try await Units(database: database, world: world).add(
      try UnitDraft(name: "Servicepunt Texel", code: "texel"), below: try scene.unit("noord"), from: scene.day,
      by: administrator)
    let owner = try scene.member(.manager, "noord")
    let world = world
    try await database.write { [organisation] db in
      var random = DemoRandom(seed: 1_797)
      let waves = try db.waves(in: organisation).all(of: survey).suffix(2)
      for number in 0..<6 {
        let customer = Customer(
          id: world.id(), kind: .person, name: ["Bakker", "Dros", "Boon", "Kikkert", "Zijm", "Eelman"][number],
          email: "texel\(number + 1)@klanten.example", language: .nl, code: "T\(101 + number)", owner: owner.person,
          unit: unit.id)
        try db.customers(in: organisation).save(customer)
        for wave in waves where number < 4 || wave.id == waves.last?.id {
          let moment = wave.opensOn.start.adding(hours: 10 + number)
          let mark = Double(6 + Int(random.unit() * 4))
          try db.responses(in: organisation).insert(
            Response(
              id: world.id(), survey: survey, wave: wave.id, version: 1, submission: "texel.\(number).\(wave.id)",
              invitation: nil, customer: customer.id, unit: unit.id, owner: owner.person, submittedAt: moment,
              language: .nl, mayBeNamed: number % 2 == 0,
              answers: Answers([
                "recommend": .number(mark), "grade": .number(mark),
                AnswerKey("drivers" as ID<Question>, DemoSurvey.thinking): .number(mark),
              ])))
        }
      }
    }
  }

  /// What was begun in spring and came to a result before the wave of autumn.
  ///
  /// - Parameter roster: what Groningen began in its session.
  func spring(_ ambitions: Ambitions, roster: ID<Action>) async throws {
    var begun: [(id: ID<Action>, member: Member, result: String, state: Action.State)] = []
    var now = try await scene(Self.day(4, 20))
    for (code, result) in [
      ("groningen", "Klanten zeggen aan de telefoon: ‘Hé, jullie bellen echt terug.’"),
      ("drenthe", "Van de 212 terugbelverzoeken waren er 3 te laat. Twee klanten stuurden een bedankje."),
      ("friesland", "De wachtrij om vier uur is weg. Een klant noemde het in de nieuwsbrief van de buurt."),
    ] {
      let member = try now.member(.manager, code)
      if code == "groningen" {
        begun.append((roster, member, result, .done))
        continue
      }
      let id = try await begin(
        "Belrooster: om de beurt vanaf drie uur alleen terugbellen", "Een klant wordt dezelfde dag gebeld",
        ambitions.reach, code, member, days: 28, now)
      begun.append((id, member, result, .done))
    }
    now = try await scene(Self.day(5, 11))
    for (code, result) in [
      ("zwolle", "De ochtend is rustiger. Van klanten horen we er nog niets over."),
      ("arnhem", "Iedereen weet om acht uur waar hij heen gaat. Verzette afspraken zijn er nog even veel."),
    ] {
      let member = try now.member(.manager, code)
      let id = try await begin(
        "Elke ochtend om half acht de dag samen doornemen", "De monteur komt op de dag die we noemden",
        ambitions.promises, code, member, days: 28, now)
      begun.append((id, member, result, .done))
    }
    let manager = try now.member(.manager, "noord")
    begun.append(
      (
        try await begin(
          "Elke klant op Texel krijgt een kaartje met naam en nummer van zijn monteur",
          "Een klant weet wie er komt en wie hij belt", ambitions.face, "texel", manager, days: 35, now), manager,
        "Alle zes de klanten hebben een kaartje. Vier belden hun monteur al rechtstreeks.", .done
      ))
    now = try await scene(Self.day(6, 1))
    let utrecht = try now.member(.manager, "utrecht")
    begun.append(
      (
        try await begin(
          "Storingsnummer naar de monteur van dienst", "Een storing wordt meteen goed aangenomen", ambitions.reach,
          "utrecht", utrecht, days: 21, now), utrecht,
        "Een monteur op een dak kan niet opnemen. We weten nu dat het binnen moet beginnen.", .learned
      ))
    _ = try await scene(Self.day(6, 26))
    for one in begun {
      try await actions.end(one.id, as: one.state, saying: one.result, seen: 1, by: one.member)
    }
  }

  /// What goes on now: on time, too late, and left behind.
  func autumn(_ ambitions: Ambitions) async throws {
    var now = try await scene(Self.day(10, 12))
    let drenthe = try now.member(.manager, "drenthe")
    _ = try await begin(
      "Terugbelverzoeken ook van het webformulier", "Wie mailt, wordt ook dezelfde dag gebeld", ambitions.reach,
      "drenthe", drenthe, days: 32, now)
    let leaver = try now.member(.employee, "haarlem", 2)
    _ = try await begin(
      "Afspraakbevestiging per sms", "Een klant weet een dag van tevoren hoe laat we komen", ambitions.promises,
      "haarlem", leaver, days: 42, now)
    now = try await scene(Self.day(11, 2))
    let groningen = try now.member(.employee, "groningen")
    _ = try await begin(
      "Vrijdagmiddag een tweede lijn open", "Ook op vrijdag om vier uur neemt iemand op", ambitions.reach, "groningen",
      groningen, days: 32, now)
    let breda = try now.member(.manager, "breda")
    _ = try await begin(
      "Een uur van tevoren bellen bij uitloop", "Een klant wacht niet voor niets", ambitions.promises, "breda", breda,
      days: 28, now)
    let amersfoort = try now.member(.manager, "amersfoort")
    let stopped = try await begin(
      "Klachten in een gedeelde lijst", "Een klant hoeft zijn verhaal maar één keer te doen", nil, "amersfoort",
      amersfoort, days: 21, now)
    now = try await scene(Self.day(11, 12))
    try await actions.end(
      stopped, as: .stopped, saying: "Het nieuwe systeem doet dit vanaf januari vanzelf", seen: 1, by: amersfoort)
    let administrator = try now.member(.administrator, "linde")
    try await Colleagues(database: database, world: world).leave(
      leaver.person, on: Self.day(11, 16), by: administrator)
  }

  /// Asks upward, commitments and the weekly fifteen minutes.
  func talk(_ ambitions: Ambitions) async throws {
    var now = try await scene(Self.day(11, 4), hour: 11)
    let board = try now.member(.board, "linde")
    let groningen = try now.member(.employee, "groningen")
    let answered = try await asks.ask(
      AskDraft(
        text: "Mogen wij zelf tot 25 euro iets goedmaken, zonder eerst te bellen?", to: board.person,
        answerBy: Self.day(11, 18), ambition: ambitions.reach),
      from: try now.unit("groningen"), by: groningen)
    _ = try await asks.ask(
      AskDraft(
        text: "Twee vaste planners in plaats van uitzendkrachten: mag dat voor januari?", to: board.person,
        answerBy: Self.day(11, 18), ambition: ambitions.promises),
      from: try now.unit("eindhoven"), by: try now.member(.manager, "eindhoven"))
    try await commit(now, groningen)
    let huddles = Huddles(database: database, world: world)
    try await huddles.plan(
      HuddleRhythm(weekday: 0, minute: 8 * 60 + 30), of: try now.unit("groningen"),
      by: try now.member(.manager, "groningen"))
    now = try await scene(Self.day(11, 9))
    try await huddles.write(
      "Vorige week drie keer na vijven teruggebeld. Deze week wisselen we eerder.",
      help: "Wie kan woensdag de middag overnemen?", of: try now.unit("groningen"), by: groningen)
    try await asks.answer(
      answered, .yes, saying: "Ja, tot 25 euro per klant. Schrijf erbij wat je deed, dan leren anderen ervan.",
      by: board)
    now = try await scene(Self.day(11, 16))
    try await huddles.write(
      "Eén klacht minder dan vorige week. De 25 euro is twee keer gebruikt.", help: "", of: try now.unit("groningen"),
      by: try now.member(.employee, "groningen", 1))
  }

  private func commit(_ now: Scene, _ member: Member) async throws {
    let commitments = Commitments(database: database, world: world)
    let unit = try now.unit("groningen")
    _ = try await commitments.make(
      CommitmentDraft(
        cue: .customerSignal, ifText: "een klant zegt dat hij eerder heeft gebeld",
        thenText: "vraag ik wat er toen is beloofd en maak ik het meteen af", confidence: 5, visibility: .team),
      in: unit, by: member)
    _ = try await commitments.make(
      CommitmentDraft(
        cue: .momentInWork, ifText: "ik een klus afsluit",
        thenText: "vraag ik of er nog iets is wat ik nu kan doen", confidence: 4, visibility: .team),
      in: unit, by: try now.member(.employee, "groningen", 1))
  }

  private func begin(
    _ title: String, _ effect: String, _ ambition: ID<Ambition>?, _ code: String, _ member: Member, days: Int,
    _ now: Scene
  ) async throws -> ID<Action> {
    try await actions.begin(
      ActionDraft(
        ambition: ambition, title: title, effect: effect, owner: member.person, due: now.day.adding(days: days)),
      in: try now.unit(code), by: member)
  }
}
