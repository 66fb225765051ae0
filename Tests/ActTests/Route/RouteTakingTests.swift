@testable import Activate
import Act
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// What a session decided comes onto the route in one step.
@Suite struct RouteTakingTests {
  private static func outcome(_ world: RouteWorld, _ items: [OutcomeItem], level: Level) async throws -> SessionOutcome
  {
    let today = world.today
    try await world.database.write { db in
      guard try db.waves(in: RouteWorld.organisation).all().isEmpty else { return }
      try db.surveys(in: RouteWorld.organisation).insert(
        Survey(
          id: "survey", state: .inUse,
          document: SurveyDocument(title: LocalizedText(nl: "Hoe doen we het?"), questions: []),
          createdAt: today.start))
      try db.waves(in: RouteWorld.organisation).insert(
        Wave(
          id: "wave", survey: "survey", version: 1, name: "Najaar", kind: .periodic, state: .closed, opensOn: today))
    }
    let code = SessionCode.random()
    let session = Session(
      id: ID("session-\(level.rawValue)"), programme: "programme", level: level, unit: "whole", wave: "wave",
      title: "De route bepalen", code: code)
    return SessionOutcome(session, items: items)
  }

  @Test(arguments: Engine.all) func whatASessionDecidedComesOntoTheRouteOnce(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let theme = Theme(
      id: "theme", title: "Bereikbaar", customerOutcome: "Dezelfde dag teruggebeld", sponsor: "board",
      sponsorName: "board", stop: "Een rapport", firstSteps: "", by: world.today.adding(days: 200), state: .agreed)
    let items: [OutcomeItem] = [
      .theme(theme),
      .theme(
        Theme(
          id: "half", title: "Zonder sponsor", customerOutcome: "Iets", sponsorName: "", stop: "Iets", firstSteps: "",
          state: .agreed)),
      .focus(UnitFocus(id: "focus", unit: "north", theme: "theme", contribution: 3, note: "Voor vijven teruggebeld")),
      .action(
        TeamAction(
          id: "action", unit: "team", theme: "theme", what: "Belrooster", owner: "carla", ownerName: "carla",
          by: world.today.adding(days: 90))),
    ]
    let outcome = try await Self.outcome(world, items, level: .strategic)
    let taking = try await world.route.take(outcome, by: world.board)
    #expect(taking.ambitions == 1 && taking.translations == 1 && taking.actions == 1)
    #expect(taking.incomplete == ["Zonder sponsor"])
    let again = try await world.route.take(outcome, by: world.board)
    #expect(again.count == 0 && again.taken.sorted() == ["action", "focus", "theme"])

    let line = try #require(try await world.route.reading("whole", by: world.board).lines.first)
    #expect(line.ambition.id == "theme" && line.tally.focuses == 1 && line.tally.going == 1)
    let action = try await world.actions.find("action", by: world.carla)
    #expect(action.action.due == world.today.adding(days: 42), "brought to six weeks at most")
    #expect(action.translation?.text == "Voor vijven teruggebeld" && action.ambition?.id == "theme")
  }
}
