import Act
import Anchor
import Listen
import People
import Persistence
import TestKit
import Testing
import Understand
import Values

@testable import Activate

/// Everyone's first page and the ready page of a meeting, with a survey that was answered and sessions to come: no part of them
/// asks what grows with the whole table.
@Suite struct HomePlanTests {
  /// An organisation has a handful of these, and its tree is read whole.
  private static let few: Set<String> = [
    "surveys", "waves", "topics", "units", "unit_placements", "s", "indicators", "follow_up_rules", "gesture_ideas",
  ]

  @Test(arguments: Engine.all) func nothingOnAFirstPageGrowsWithTheWholeTable(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    try await world.answer(engine)
    let plans = QueryPlans()
    let planned = PlannedDatabase(world.database, plans)
    let readings = world.readings(planned)
    let followUps = FollowUps(database: planned, world: world.world)
    let gestures = Gestures(database: planned, world: world.world)
    let route = ImprovementRoute(database: planned, world: world.world)
    _ = try await world.ambition()
    _ = try await world.series()
    try await Indicators(database: world.database, readings: world.readings(world.database), world: world.world)
      .choose("survey", "nps", by: world.board)

    for member in [world.carla, world.north, world.board] {
      if member.may(.workWithCustomers) {
        _ = try await followUps.own(by: member)
        _ = try await gestures.own(by: member)
      }
      _ = try await Actions(database: planned, world: world.world).own(by: member)
      _ = try await route.pending(by: member, limit: 3)
      _ = try await Asks(database: planned, world: world.world).waiting(by: member)
      _ = try await Commitments(database: planned, world: world.world).own(by: member)
      _ = try await Huddles(database: planned, world: world.world).own(by: member)
      #expect(try await Sessions(database: planned, world: world.world).upcoming(by: member).isEmpty == false)
      if member.may(.readNamed) { _ = try await followUps.stuck(by: member) }
      guard let unit = member.units(for: .readUnit).first else { continue }
      _ = try await followUps.share(of: unit.id, by: member)
      _ = try await route.reading(unit.id, by: member)
      _ = try await world.agenda(planned).all(by: member)
    }
    let chosen = try await Indicators(database: planned, readings: readings, world: world.world).all(by: world.board)
    #expect(chosen.first?.reading?.responses == 60)
    _ = try await readings.shelves(by: world.board)

    #expect(plans.all.count > 30)
    // Of the sessions only those that are open are in this index.
    #expect(plans.growing(small: Self.few).filter { !$0.contains("INDEX ix_sessions__open") } == [])
  }

  @Test(arguments: Engine.all) func theMeetingsPageWithCustomersWordsDoesNotEither(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    try await world.answer(engine)
    let (ambition, series) = (try await world.ambition(), try await world.series())
    try await world.agenda().ask(
      "Door?", about: .ambition(ambition), of: series, on: world.today, seen: nil, by: world.board)
    let plans = QueryPlans()
    let planned = PlannedDatabase(world.database, plans)
    let agenda = Agenda(database: planned, readings: world.readings(planned), world: world.world)

    let reading = try await agenda.reading(series, on: world.today, language: .nl, by: world.board)
    #expect(reading.words.count == 2, "a promoter's words and a detractor's")
    _ = try await Proofs(database: planned, library: world.library, world: world.world).all(by: world.board)
    _ = try await ImprovementRoute(database: planned, world: world.world).owners(in: "whole", by: world.board)
    try await agenda.decide(
      DecisionDraft(verdict: .yes, text: "Ja"), in: series, on: world.today, seen: 1, by: world.board)
    _ = try await agenda.decisions(about: ambition, by: world.board)

    #expect(plans.all.count > 15)
    #expect(plans.growing(small: Self.few) == [])
  }
}

extension AgendaWorld {
  /// The columns are made once of all responses and follow the table by its changes: their making is not a page's.
  fileprivate var library: ResearchLibrary { ResearchLibrary(database: database) }

  fileprivate func readings(_ database: any Database) -> Readings {
    Readings(database: database, library: library, world: world)
  }

  /// A wave of which sixty answers are in, and sessions over it, most of them over.
  fileprivate func answer(_ engine: Engine) async throws {
    let now = clock.now
    try await database.write { db in
      let home = Self.organisation
      let document = SurveyDocument(
        title: LocalizedText(nl: "Klanten"),
        questions: [
          Question(id: "recommend", kind: .recommendation, text: LocalizedText(nl: "Beveel je ons aan?")),
          Question(id: "why", kind: .text, text: LocalizedText(nl: "Waarom?")),
        ])
      try db.surveys(in: home).insert(Survey(id: "survey", state: .inUse, document: document, createdAt: now))
      try db.waves(in: home).insert(
        Wave(
          id: "wave", survey: "survey", version: 1, name: "Najaar", kind: .periodic, state: .closed,
          opensOn: now.day.adding(days: -30), closesOn: now.day.adding(days: -10)))
      for number in 0..<60 {
        let text = number % 2 == 0 ? "Snel geholpen door een vriendelijke monteur" : "Lang gewacht, niemand belde terug"
        let response = Response(
          id: ID("r\(number)"), survey: "survey", wave: "wave", version: 1, submission: "r\(number)", unit: "team",
          submittedAt: now.adding(days: -20), language: .nl, mayBeNamed: false,
          answers: Answers(["recommend": .number(number % 2 == 0 ? 9 : 3), "why": .text("\(text) \(number)")]))
        try db.responses(in: home).insert(response)
        for comment in response.comments(recommendation: "recommend") {
          try db.comments(in: home).insert(comment, stems: Stems(.nl).of(comment.text))
        }
      }
      try db.programmes(in: home).insert(Programme(id: "programme", wave: "wave", survey: "survey", name: "Najaar"))
      for number in 0..<200 {
        let isOver = number >= 4
        let session = Session(
          id: ID("session-\(number)"), programme: "programme", level: .operational,
          unit: number % 4 == 0 ? "whole" : "team", wave: "wave", title: "Sessie \(number)", code: .random(),
          phase: isOver ? .ended : .lobby, ending: isOver ? .committed : nil)
        try db.sessions(in: home).insert(session, plan: SessionPlan(level: .operational, steps: []))
      }
      if engine == .postgres { try db.run("ANALYZE") }
    }
  }
}
