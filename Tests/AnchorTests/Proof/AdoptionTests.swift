import Act
import Anchor
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

/// How far each level carries it, with n, from what was done and never from a whole table.
@Suite struct AdoptionTests {
  private static let organisation = AgendaWorld.organisation

  private static func adoption(_ world: AgendaWorld, _ plans: QueryPlans = QueryPlans()) -> Adoption {
    Adoption(database: PlannedDatabase(world.database, plans), world: world.world)
  }

  /// Sessions of two programmes, and customers who were and weren't called in time.
  private static func fill(_ world: AgendaWorld) async throws {
    let today = world.today
    let sessions: [(String, String, Level, ID<Unit>, Session.Phase)] = [
      ("old", "earlier", .operational, "team", .ended), ("board", "now", .strategic, "whole", .ended),
      ("region", "now", .tactical, "whole", .ended), ("team", "now", .operational, "team", .running),
    ]
    // The term, whether it was kept, and of which unit; nothing where it still runs.
    let calls: [(Int, Bool?, ID<Unit>?)] = [
      (-10, true, "team"), (-10, false, "team"), (-9, nil, "team"), (3, nil, "team"), (-200, true, "team"),
      (-20, true, "north"), (-20, true, nil),
    ]
    try await world.database.write { db in
      try db.surveys(in: organisation).insert(
        Survey(
          id: "survey", state: .inUse, document: SurveyDocument(title: LocalizedText(nl: "Klanten"), questions: []),
          createdAt: today.start))
      try db.waves(in: organisation).insert(
        Wave(
          id: "wave", survey: "survey", version: 1, name: "Nu", kind: .periodic, state: .closed,
          opensOn: today.adding(days: -300)))
      for name in ["earlier", "now"] {
        try db.programmes(in: organisation).insert(
          Programme(id: ID(name), wave: "wave", survey: "survey", name: name))
      }
      for (id, programme, level, unit, phase) in sessions {
        try db.sessions(in: organisation).insert(
          Session(
            id: ID(id), programme: ID(programme), level: level, unit: unit, wave: "wave", title: id,
            code: SessionCode.random(), phase: phase), plan: SessionPlan(level: level, steps: []))
      }
      for (number, (term, kept, unit)) in calls.enumerated() {
        let (customer, response) = (ID<Customer>("c\(number)"), ID<Response>("r\(number)"))
        try db.customers(in: organisation).save(
          Customer(id: customer, kind: .person, name: "Klant", email: nil, language: .nl, code: "K\(number)"))
        try db.responses(in: organisation).insert(
          Response(
            id: response, survey: "survey", wave: "wave", version: 1, submission: response.text, customer: customer,
            submittedAt: today.start, language: .nl, mayBeNamed: true, answers: Answers()))
        var followUp = FollowUp(
          id: ID("f\(number)"), customer: customer, response: response, unit: unit, owner: "carla",
          state: kept == nil ? .open : .done, reason: .score, openedAt: today.start, term: today.adding(days: term))
        if let kept {
          followUp.talkedAt = today.start
          followUp.isInTime = kept
        }
        try db.followUps(in: organisation).insert(followUp)
      }
    }
  }

  @Test(arguments: Engine.all) func sessionsHeldAndCustomersCalledInTimeAreCountedPerLevel(
    _ engine: Engine
  ) async throws {
    let world = try await AgendaWorld(engine)
    try await Self.fill(world)

    let reading = try await Self.adoption(world).reading(by: world.carla)

    #expect(reading.programme?.name == "now", "the latest one")
    // The tactical session of the whole is its regions' as well; the team's still goes on, and an earlier programme's is over.
    #expect(reading.lines.map(\.held) == [Self.share(1, 1), Self.share(1, 1), Self.share(0, 1)])
    // A term that still runs, or ended long ago, doesn't count; who has no unit is the whole organisation's.
    #expect(reading.lines.map(\.called) == [Self.share(1, 1), Self.share(1, 1), Self.share(1, 3)])
  }

  private static func share(_ count: Int, _ whole: Int) -> AdoptionReading.Share? {
    AdoptionReading.Share(count, of: whole)
  }

  @Test(arguments: Engine.all) func whoOpenedTheResultsIsCountedAlsoOfResultsFromElsewhere(
    _ engine: Engine
  ) async throws {
    let world = try await AgendaWorld(engine)
    try await Self.fill(world)
    try await world.database.write { db in
      // Brought in from another tool, and the newest by its day.
      try db.waves(in: Self.organisation).insert(
        Wave(
          id: "brought", survey: "survey", version: 1, name: "Elders", kind: .imported, state: .closed,
          opensOn: world.today.adding(days: -30)))
      // Somebody who leaves next month still works here.
      try db.run("UPDATE roles SET valid_until = \(world.today.adding(days: 30)) WHERE person_id = 'carla'")
    }
    let adoption = Self.adoption(world)
    try await adoption.noteReading(of: "wave", on: .strategic, by: world.board)
    #expect(try await adoption.reading(by: world.board).lines.map(\.read.count) == [0, 0, 0])
    for _ in 1...2 { try await adoption.noteReading(of: "brought", on: .strategic, by: world.board) }
    try await adoption.noteReading(of: "brought", on: .operational, by: world.carla)
    let reading = try await adoption.reading(by: world.board)
    #expect(reading.wave?.name == "Elders")
    #expect(reading.lines.map(\.read.count) == [1, 0, 1])
    #expect(reading.lines.allSatisfy { $0.read.count <= $0.read.of })
  }

  @Test(arguments: Engine.all) func whereNothingWasThereToDoNothingIsSaid(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let reading = try await Self.adoption(world).reading(by: world.board)
    #expect(reading.programme == nil && reading.lines.allSatisfy { $0.held == nil && $0.called == nil })
  }

  @Test(arguments: Engine.all) func actionsAreCountedOverHalfAYear(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let today = world.today
    // Ended so many days ago, or still going with a day so many days from now.
    let actions: [(Act.Action.State, Int)] = [
      (.done, -3), (.learned, -170), (.stopped, -30), (.done, -300), (.going, -400), (.going, 5),
    ]
    try await world.database.write { db in
      for (number, (state, days)) in actions.enumerated() {
        let day = today.adding(days: days)
        try db.actions(in: Self.organisation).insert(
          Act.Action(
            id: ID("a\(number)"), unit: "team", ambition: nil, title: "Actie", effect: "Merkbaar", owner: "carla",
            begins: day.adding(days: -20), due: day, state: state, result: state == .going ? nil : "Zo",
            endedOn: state == .going ? nil : day, edition: Edition(by: nil, at: min(day, today).start)))
      }
    }
    let lines = try await Self.adoption(world).reading(by: world.board).lines
    #expect(lines.last?.finished == AdoptionReading.Share(2, of: 4))
  }

  @Test(arguments: Engine.all) func noQueryOfAdoptionGrowsWithTheWholeTable(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    try await Self.fill(world)
    _ = try await world.ambition()
    _ = try await world.series()
    if engine == .postgres { try await world.database.write { try $0.run("ANALYZE") } }
    let plans = QueryPlans()
    _ = try await Self.adoption(world, plans).reading(by: world.board)
    try await Self.adoption(world, plans).noteReading(of: "wave", on: .strategic, by: world.board)
    #expect(plans.all.count > 10)
    // An organisation has a handful of waves and programmes. Who works there is counted whole: it doesn't grow with the years.
    #expect(plans.growing(small: ["waves", "programmes", "roles"]) == [])
  }
}
