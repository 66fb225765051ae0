import Act
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

/// What a talk can say of the route: only what is about this customer, and only what is so.
@Suite struct GuideRouteTests {
  private static let reach = RouteMeasure(survey: "survey", key: "drivers.reach")

  private static func ambition(_ world: CareWorld, _ measure: RouteMeasure?) async throws -> ID<Ambition> {
    try await ImprovementRoute(database: world.watched, world: world.world).set(
      AmbitionDraft(
        outcome: "Wie belt, spreekt iemand", measure: measure, sponsor: "bea", stops: "Een rapport",
        due: world.clock.now.day.adding(days: 200)), on: "whole", by: try await world.member("bea"))
  }

  private static func begin(
    _ title: String, for ambition: ID<Ambition>?, in unit: ID<Unit> = "assen", comments: [ID<Listen.Comment>] = [],
    _ world: CareWorld
  ) async throws -> ID<Action> {
    let max = try await world.member("max")
    return try await Actions(database: world.watched, world: world.world).begin(
      ActionDraft(
        ambition: ambition, title: title, effect: "Dezelfde dag teruggebeld", owner: unit == "assen" ? "eva" : "max",
        due: world.clock.now.day.adding(days: 20), comments: comments), in: unit, by: max)
  }

  private static func route(_ world: CareWorld) async throws -> GuideRoute {
    let id = try await world.only().id
    return try #require(try await world.followUps.find(id, by: try await world.member("eva")).route)
  }

  @Test(arguments: Engine.all) func theTalkSaysWhatTheUnitDoesAboutWhatWasRatedLow(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let ambition = try await Self.ambition(world, Self.reach)
    let craft = try await Self.ambition(world, RouteMeasure(survey: "survey", key: "drivers.craft"))
    let action = try await Self.begin("Belrooster", for: ambition, world)
    _ = try await Self.begin("Iets met vakmanschap, dat een 9 kreeg", for: craft, world)
    _ = try await Self.begin("Iets dat bij niets hoort", for: nil, world)
    try await world.hear(1, 4, reach: 3)

    let route = try await Self.route(world)

    #expect(route.work.map(\.kind) == [.action(action)])
    guard case .rated(let rated) = route.work.first?.touch else {
      Issue.record("It isn't about what was rated")
      return
    }
    #expect(rated.name.text(in: .en) == "Reachability" && rated.score == 3 && rated.highest == 10)
    #expect(route.promises.map(\.effect) == ["Dezelfde dag teruggebeld"])
    #expect(route.done == [] && route.mayDecide == nil && route.maySpend == nil)
  }

  @Test(arguments: Engine.all) func whereNothingIsDoneAboutItNothingIsPromised(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let ambition = try await Self.ambition(world, Self.reach)
    _ = try await Self.begin("Van Zuid, dat deze klant niet helpt", for: ambition, in: "north", world)
    try await world.hear(1, 4, reach: 9)

    let route = try await Self.route(world)

    #expect(route.work == [] && route.promises == [])
  }

  @Test(arguments: Engine.all) func aFocusAndAnAmbitionAreSaidWhereNobodyActsAndAUnitThatSaidNoIsNot(
    _ engine: Engine
  ) async throws {
    let world = try await CareWorld(engine)
    let route = ImprovementRoute(database: world.watched, world: world.world)
    let max = try await world.member("max")
    let day = world.clock.now.day.adding(days: 60)
    let (reached, score, refused) = (
      try await Self.ambition(world, Self.reach),
      try await Self.ambition(world, RouteMeasure(survey: "survey", key: "recommend")),
      try await Self.ambition(world, Self.reach)
    )
    try await route.translate(
      reached, for: "north", as: TranslationDraft(kind: .focus, text: "Voor vijven", owner: "max", due: day), seen: nil,
      by: max)
    try await route.translate(
      refused, for: "north", as: TranslationDraft(kind: .notForUs, text: "Wij bellen niet", owner: "max", due: day),
      seen: nil, by: max)
    try await world.hear(1, 4, reach: 3)

    let found = try await Self.route(world)

    #expect(found.work.map(\.kind) == [.focus(reached, "north"), .ambition(score)])
    #expect(found.work.last?.touch == .score(4) && found.promises == [])
  }

  @Test(arguments: Engine.all) func whatWasBegunOnTheirWordsComesFirstAndWhatWasDoneSinceIsTold(
    _ engine: Engine
  ) async throws {
    let world = try await CareWorld(engine)
    let (eva, ambition) = (try await world.member("eva"), try await Self.ambition(world, Self.reach))
    let actions = Actions(database: world.watched, world: world.world)
    let old = try await Self.begin("Lang geleden", for: ambition, world)
    try await actions.end(old, as: .done, saying: "Was al zo", seen: 1, by: eva)
    world.clock.advance(days: 30)
    try await world.hear(1, 8, reach: 8)
    world.clock.advance(days: 30)
    let (done, besides) = (
      try await Self.begin("Terugbelrooster", for: ambition, world), try await Self.begin("Koffie", for: nil, world)
    )
    try await actions.end(besides, as: .done, saying: "Lekker", seen: 1, by: eva)
    try await actions.end(done, as: .done, saying: "Negen klanten zeiden dank je", seen: 1, by: eva)
    let response = try await world.hear(1, 4, why: "Ik wacht nog", reach: 3)
    let about = try await Self.begin("Een vaste beller", for: nil, comments: [ID("\(response).why")], world)
    _ = try await Self.begin("Belrooster", for: ambition, world)

    let route = try await Self.route(world)

    #expect(route.work.first?.kind == .action(about) && route.work.first?.touch == .words)
    #expect(route.since == world.clock.now.day.adding(days: -30), "their answer before this one")
    #expect(route.done.map(\.action) == [done, besides])
    #expect(route.done.map(\.result) == ["Negen klanten zeiden dank je", "Lekker"])
    // What should have been there by now is not promised again.
    world.clock.advance(days: 30)
    #expect(try await Self.route(world).promises == [])
  }

  @Test(arguments: Engine.all) func whatOneMayDecideAndSpendIsPromisedAsItWasAgreed(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let organisation = world.organisation.id
    try await world.rooms.set(
      "north", each: "25", month: "200", words: "", version: 0, by: try await world.member("max"))
    try await world.plain.write { db in
      try db.programmes(in: organisation).insert(
        Programme(id: "programme", wave: "wave", survey: "survey", name: "Najaar"))
      for (id, unit, ending) in [
        ("here", "whole", Session.Ending.committed), ("there", "south", .committed), ("broken", "whole", .unfinished),
      ] {
        let session = Session(
          id: ID(id), programme: "programme", level: .strategic, unit: ID(unit), wave: "wave", title: "Route",
          code: SessionCode.random(), phase: .ended, ending: ending)
        try db.sessions(in: organisation).insert(session, plan: SessionPlan(level: .strategic, steps: []))
        try db.outcomes(in: organisation).save(
          .mandate(Mandate(id: ID("m-\(id)"), mayDecide: "Zoals \(id)")), of: session.id, at: world.clock.now)
      }
    }
    try await world.hear(1, 4)

    let route = try await Self.route(world)

    #expect(route.mayDecide == "Zoals here" && route.maySpend == 2_500)
  }

  @Test(arguments: Engine.all) func whoWithdrewIsToldNothing(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    try await world.hear(1, 4)
    let (id, eva) = (try await world.only().id, try await world.member("eva"))
    try await world.followUps.withdraw(id, by: eva)
    #expect(try await world.followUps.find(id, by: eva).route == nil)
  }
}
