import Act
import People
import Persistence
import TestKit
import Testing
import Values

/// No page of the route asks what grows with the whole table: what the engine plans is read back.
@Suite struct RoutePlanTests {
  @Test(arguments: Engine.all) func noQueryOfTheRouteGrowsWithTheWholeTable(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    try await world.route.translate(
      ambition, for: "north", as: world.focus(owner: world.north), seen: nil, by: world.north)
    try await world.database.write { db in
      for number in 0..<2_000 {
        let edition = Edition(by: "carla", at: world.clock.now.adding(seconds: number))
        try db.actions(in: RouteWorld.organisation).insert(
          Action(
            id: ID("a\(number)"), unit: number % 3 == 0 ? "team" : "south", ambition: ambition, title: "Actie",
            effect: "Merkbaar", owner: number % 5 == 0 ? "carla" : "south", begins: world.today,
            due: world.today.adding(days: number % 40 - 10), state: number % 2 == 0 ? .going : .done,
            edition: edition))
      }
      var carla = try db.people(in: RouteWorld.organisation).find("daan")
      carla.leftOn = world.today
      try db.people(in: RouteWorld.organisation).update(carla)
      if engine == .postgres { try db.run("ANALYZE") }
    }
    let plans = QueryPlans()
    let planned = PlannedDatabase(world.database, plans)
    let route = ImprovementRoute(database: planned, world: world.world)
    let actions = Actions(database: planned, world: world.world)

    for unit in ["whole", "north", "team"] as [ID<Unit>] {
      _ = try await route.reading(unit, by: world.board)
      _ = try await route.ambition(ambition, from: unit, by: world.board)
      _ = try await route.owners(in: unit, by: world.board)
      _ = try await Asks(database: planned, world: world.world).reading(unit, by: world.board)
      _ = try await Huddles(database: planned, world: world.world).reading(unit, by: world.board)
    }
    _ = try await actions.find("a6", by: world.board)
    _ = try await actions.own(by: world.carla)
    _ = try await route.pending(by: world.board)
    _ = try await Asks(database: planned, world: world.world).waiting(by: world.north)
    _ = try await Huddles(database: planned, world: world.world).own(by: world.carla)
    _ = try await Commitments(database: planned, world: world.world).own(by: world.carla)
    try await actions.end("a6", as: .done, saying: "Klaar", seen: 1, by: world.north)

    #expect(plans.all.count > 15)
    #expect(plans.growing() == [])
  }

  @Test(arguments: Engine.all) func thisTestSeesAQueryThatGrows(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let plans = QueryPlans()
    _ = try await PlannedDatabase(world.database, plans).read {
      try $0.rows("SELECT id FROM actions WHERE title = 'x'")
    }
    #expect(plans.growing().count == 1)
  }
}
