import Anchor
import Listen
import People
import Persistence
import Statistics
import TestKit
import Testing
import Understand
import Values

/// On what the organisation steers: customers' measures only, chosen at its top, read by everyone who works there.
@Suite struct IndicatorTests {
  @Test(arguments: Engine.all) func onlyWhatCustomersSayCanBeChosen(_ engine: Engine) async throws {
    let world = try await IndicatorWorld(engine)
    let (indicators, board) = (world.indicators, world.agenda.board)

    let offered = try await indicators.choices(by: board)
    #expect(
      offered.map(\.name) == ["nps", "grade", "ninePlus.grade", "effort", "driver.drivers.reach", "value.values.near"])
    #expect(offered.allSatisfy { $0.survey.id == IndicatorWorld.survey })
    // Money, what is no score at all, a competitor's mark, another question, nothing.
    for name in [
      "revenue", "omzet", "driver.revenue", "spent", "driver.spent", "since", "reason", "why",
      "competitor.others.reach.rival", "driver.drivers.none", "",
    ] {
      await #expect(throws: NotFound.self, "\(name)") {
        try await indicators.choose(IndicatorWorld.survey, name, by: board)
      }
    }
    await #expect(throws: NotFound.self) { try await indicators.choose("elsewhere", "nps", by: board) }
    #expect(try await indicators.all(by: board).isEmpty)
  }

  @Test(arguments: Engine.all) func aFewAreChosenOnceAndDroppedAgain(_ engine: Engine) async throws {
    let world = try await IndicatorWorld(engine)
    let (indicators, board) = (world.indicators, world.agenda.board)
    for name in ["nps", "grade", "nps", "effort", "ninePlus.grade"] {
      try await indicators.choose(IndicatorWorld.survey, name, by: board)
    }

    await #expect(throws: IndicatorRefusal.enough(4)) {
      try await indicators.choose(IndicatorWorld.survey, "driver.drivers.reach", by: board)
    }
    let chosen = try await indicators.all(by: board).map(\.indicator)
    #expect(chosen.map(\.name) == ["nps", "grade", "effort", "ninePlus.grade"], "in the order of choosing")
    try await indicators.drop(chosen[0].id, by: board)
    await #expect(throws: NotFound.self) { try await indicators.drop(chosen[0].id, by: board) }
    try await indicators.choose(IndicatorWorld.survey, "driver.drivers.reach", by: board)
    #expect(try await indicators.all(by: board).count == 4)
    let events = try await world.agenda.database.read { try $0.events(in: AgendaWorld.organisation).map(\.kind) }
    #expect(events.count { $0 == "indicator.chosen" } == 5 && events.count { $0 == "indicator.dropped" } == 1)
  }

  /// Forty customers gave a 6 or an 8, half a year later thirty of eighty who were asked an 8 or a 10.
  @Test(arguments: Engine.all) func eachSaysItsIntervalItsMovementAndWhomItCovers(_ engine: Engine) async throws {
    let world = try await IndicatorWorld(engine)
    let (indicators, board) = (world.indicators, world.agenda.board)
    try await indicators.choose(IndicatorWorld.survey, "grade", by: board)
    #expect(try await indicators.all(by: board).first?.reading == nil, "nobody answered yet")
    try await world.ask("spring", daysAgo: 200, invited: 0, grades: (0..<40).map { $0 % 2 == 0 ? 6 : 8 })
    try await world.ask("autumn", daysAgo: 20, invited: 80, grades: (0..<30).map { $0 % 2 == 0 ? 8 : 10 })

    let reading = try #require(try await world.indicators.all(by: board).first?.reading)

    #expect(reading.trend.map(\.wave) == ["spring", "autumn"] && reading.figure == reading.trend.last)
    #expect(reading.figure.estimate.value == 9 && reading.figure.estimate.n == 30)
    // The mean's interval by hand: deviation 1.017, t of 29 degrees 2.045.
    let interval = try #require(reading.figure.estimate.interval)
    #expect(abs(interval.low - 8.620) < 0.001 && abs(interval.high - 9.380) < 0.001)
    let movement = try #require(reading.figure.movement)
    #expect(movement.from == "spring" && movement.difference.value == 2)
    #expect(movement.verdict == .strong)
    #expect(reading.trend[0].movement == nil)
    #expect(reading.responses == 30 && reading.invited == 80)
  }

  @Test(arguments: Engine.all) func everyoneWhoWorksThereReadsItAndOnlyTheTopChooses(_ engine: Engine) async throws {
    let world = try await IndicatorWorld(engine)
    let home = world.agenda
    try await world.indicators.choose(IndicatorWorld.survey, "nps", by: home.board)
    try await world.ask("autumn", daysAgo: 20, invited: 0, grades: [7, 8, 9])
    let indicator = try #require(try await world.indicators.all(by: home.board).first)

    for member in [home.north, home.carla] {
      let seen = try await world.indicators.all(by: member)
      #expect(seen.map(\.indicator) == [indicator.indicator] && seen[0].reading == indicator.reading)
      #expect(try await world.indicators.choices(by: member).isEmpty)
      await #expect(throws: NotAllowed.self) {
        try await world.indicators.choose(IndicatorWorld.survey, "grade", by: member)
      }
      await #expect(throws: NotAllowed.self) { try await world.indicators.drop(indicator.indicator.id, by: member) }
    }
    // Nobody outside: for another organisation it does not exist.
    let stranger = try await world.stranger()
    #expect(try await world.indicators.all(by: stranger).isEmpty)
    #expect(try await world.indicators.choices(by: stranger).isEmpty)
    await #expect(throws: NotFound.self) { try await world.indicators.drop(indicator.indicator.id, by: stranger) }
    await #expect(throws: NotFound.self) {
      try await world.indicators.choose(IndicatorWorld.survey, "grade", by: stranger)
    }
    #expect(try await world.indicators.all(by: home.board).count == 1)
  }
}

/// An organisation with one survey that asks everything that a survey can ask.
private struct IndicatorWorld: Sendable {
  static let survey: ID<Survey> = "survey"
  let agenda: AgendaWorld

  private static func text(_ words: String) -> LocalizedText { LocalizedText(nl: words) }

  init(_ engine: Engine) async throws {
    agenda = try await AgendaWorld(engine)
    let near = Question.Item(id: "near", text: Self.text("Dichtbij"))
    let reach = Question.Item(id: "reach", text: Self.text("Bereikbaar"))
    let document = SurveyDocument(
      title: Self.text("Klanten"),
      questions: [
        Question(id: "recommend", kind: .recommendation, text: Self.text("Beveel je ons aan?")),
        Question(id: "grade", kind: .grade, text: Self.text("Welk cijfer?")),
        Question(id: "effort", kind: .effort, text: Self.text("Was het makkelijk?")),
        Question(
          id: "drivers", kind: .ratings, text: Self.text("Hoe zijn we?"), scale: Question.Scale(1...10), items: [reach]),
        Question(
          id: "values", kind: .values, text: Self.text("Wat merk je?"), scale: Question.Scale(1...5), items: [near]),
        Question(
          id: "spent", kind: .singleChoice, text: Self.text("Hoeveel gaf je uit?"),
          options: [Question.Option(id: "much", text: Self.text("Meer dan 100 euro"))]),
        Question(id: "since", kind: .date, text: Self.text("Sinds wanneer?")),
        Question(id: "why", kind: .text, text: Self.text("Waarom?")),
      ])
    let now = agenda.clock.now
    try await agenda.database.write { db in
      try db.surveys(in: AgendaWorld.organisation).insert(
        Survey(id: Self.survey, state: .inUse, document: document, createdAt: now))
      let day = now.day.adding(days: -400)
      try db.organisations.insert(Organisation(id: "elders", name: "Elders", language: .nl, createdAt: now))
      try db.units(in: "elders").insert(Unit(id: "else", name: "Elders", code: "E"), below: nil, from: day)
      try db.people(in: "elders").insert(Person(id: "mallory", name: "M", email: "m@elders.test", language: .nl))
      try db.people(in: "elders").grant(Grant(.board, on: "else"), to: "mallory", from: day)
      try db.surveys(in: "elders").insert(Survey(id: "elsewhere", state: .inUse, document: document, createdAt: now))
      try db.waves(in: AgendaWorld.organisation).insert(
        Wave(
          id: "empty", survey: Self.survey, version: 1, name: "leeg", kind: .periodic, state: .closed,
          opensOn: now.day.adding(days: -300), closesOn: now.day.adding(days: -290)))
    }
  }

  /// With columns of its own: nothing is kept from before.
  var indicators: Indicators {
    let database = agenda.database
    let readings = Readings(database: database, library: ResearchLibrary(database: database), world: agenda.world)
    return Indicators(database: database, readings: readings, world: agenda.world)
  }

  func stranger() async throws -> Member {
    let today = agenda.today
    return try #require(try await agenda.database.read { try $0.people(in: "elders").member("mallory", on: today) })
  }

  /// A wave that was answered, each mark also as a recommendation.
  func ask(_ wave: ID<Wave>, daysAgo: Int, invited: Int, grades: [Int]) async throws {
    let opens = agenda.today.adding(days: -daysAgo)
    try await agenda.database.write { db in
      let home = AgendaWorld.organisation
      try db.waves(in: home).insert(
        Wave(
          id: wave, survey: Self.survey, version: 1, name: wave.text, kind: .periodic, state: .closed, opensOn: opens,
          closesOn: opens.adding(days: 14)))
      for number in 0..<invited {
        let customer = ID<Customer>("\(wave)-\(number)")
        try db.customers(in: home).save(
          Customer(
            id: customer, kind: .person, name: "Klant \(number)", email: nil, language: .nl, code: customer.text,
            owner: nil, unit: "team"))
        try db.waves(in: home).insert(
          Invitation(
            id: ID("\(wave)-\(number)"), wave: wave, customer: customer, unit: "team", owner: nil, language: .nl,
            tokenHash: "\(wave)-\(number)", sentAt: opens.start))
      }
      for (number, grade) in grades.enumerated() {
        try db.responses(in: home).insert(
          Response(
            id: ID("\(wave)-\(number)"), survey: Self.survey, wave: wave, version: 1, submission: "\(wave) \(number)",
            unit: "team", submittedAt: opens.start.adding(hours: 10), language: .nl, mayBeNamed: false,
            answers: Answers(["grade": .number(Double(grade)), "recommend": .number(Double(grade))])))
      }
    }
  }
}
