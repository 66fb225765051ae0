import Act
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

/// What a session decided comes onto the route in one step.
@Suite struct RouteTakingTests {
  /// A session of this unit that ended as committed, and left this.
  private static func session(
    _ world: RouteWorld, _ level: Level, on unit: ID<Unit>, _ items: [OutcomeItem]
  ) async throws -> ID<Session> {
    let today = world.today
    let organisation = RouteWorld.organisation
    let session = Session(
      id: ID("session-\(unit)"), programme: "programme", level: level, unit: unit, wave: "wave",
      title: "De route bepalen", code: SessionCode.random(), phase: .ended, ending: .committed)
    try await world.database.write { db in
      if try db.waves(in: organisation).all().isEmpty {
        try db.surveys(in: organisation).insert(
          Survey(
            id: "survey", state: .inUse,
            document: SurveyDocument(title: LocalizedText(nl: "Hoe doen we het?"), questions: []),
            createdAt: today.start))
        try db.waves(in: organisation).insert(
          Wave(
            id: "wave", survey: "survey", version: 1, name: "Najaar", kind: .periodic, state: .closed, opensOn: today))
        try db.programmes(in: organisation).insert(
          Programme(id: "programme", wave: "wave", survey: "survey", name: "Najaar"))
      }
      try db.sessions(in: organisation).insert(session, plan: SessionPlan(level: level, steps: []))
      for item in items { try db.outcomes(in: organisation).save(item, of: session.id, at: today.start) }
    }
    return session.id
  }

  private static func theme(_ world: RouteWorld) -> Theme {
    Theme(
      id: "theme", title: "Bereikbaar", customerOutcome: "Dezelfde dag teruggebeld", sponsor: "board",
      sponsorName: "board", stop: "Een rapport", firstSteps: "", by: world.today.adding(days: 200), state: .agreed)
  }

  private static let halfTheme = Theme(
    id: "half", title: "Zonder sponsor", customerOutcome: "Iets", sponsorName: "een naam", stop: "", firstSteps: "",
    state: .agreed)

  @Test(arguments: Engine.all) func whatASessionDecidedComesOntoTheRouteOnce(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let id = try await Self.session(
      world, .strategic, on: "whole",
      [
        .theme(Self.theme(world)), .theme(Self.halfTheme),
        .focus(UnitFocus(id: "focus", unit: "north", theme: "theme", contribution: 3, note: "Voor vijven teruggebeld")),
        .focus(UnitFocus(id: "none", unit: "south", theme: "theme", contribution: 0, note: "Wij bellen niet")),
        .action(
          TeamAction(
            id: "action", unit: "team", theme: "theme", what: "Belrooster", owner: "carla", ownerName: "carla",
            by: world.today.adding(days: 90))),
      ])
    let taking = try await world.route.take(id, by: world.board)
    #expect(taking.ambitions == 1 && taking.translations == 2 && taking.actions == 1)
    #expect(taking.incomplete == ["Iets"] && taking.problems.isEmpty)
    let again = try await world.route.take(id, by: world.board)
    #expect(again.count == 0 && again.taken.sorted() == ["action", "focus", "none", "theme"])

    let line = try #require(try await world.route.reading("whole", by: world.board).lines.first)
    #expect(line.ambition.id == "theme" && line.tally.focuses == 1 && line.tally.refusals == 1)
    #expect(line.tally.going == 1)
    let action = try await world.actions.find("action", by: world.carla)
    #expect(action.action.due == world.today.adding(days: 42), "brought to six weeks at most")
    #expect(action.action.effect == "Dezelfde dag teruggebeld", "what a customer is to notice")
    #expect(action.translation?.text == "Voor vijven teruggebeld" && action.ambition?.id == "theme")

    let left = try #require(try await world.route.pending(by: world.board).first)
    #expect(left.incomplete.map(\.id) == ["half"] && left.incomplete.first?.gaps == [.owner, .day, .stops])
    let wrong = try await world.route.take(
      id, completing: ["half": OutcomeCompletion(owner: "board", day: world.today, stops: "Iets")], by: world.board)
    #expect(Array(wrong.problems.keys) == ["until.half"], "a day that is past is said beside its field")
    let whole = try await world.route.take(
      id,
      completing: ["half": OutcomeCompletion(owner: "board", day: world.today.adding(days: 60), stops: "Iets")],
      by: world.board)
    #expect(whole.ambitions == 1 && whole.incomplete.isEmpty)
    #expect(try await world.route.pending(by: world.board).isEmpty)
  }

  @Test(arguments: Engine.all) func twoWhoPressTheButtonTogetherMakeItOnce(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let id = try await Self.session(
      world, .operational, on: "team",
      [
        .action(
          TeamAction(id: "a1", unit: "team", what: "Belrooster", owner: "carla", by: world.today.adding(days: 21))),
        .action(
          TeamAction(id: "a2", unit: "team", what: "Een kaartje", owner: "daan", by: world.today.adding(days: 21))),
      ])
    async let first = world.route.take(id, by: world.north)
    async let second = world.route.take(id, by: world.carla)
    let counts = try await [first.count, second.count]
    #expect(counts.reduce(0, +) == 2)
    #expect(try await world.actions.own(by: world.carla).map(\.id) == ["a1"])
    #expect(try await world.actions.own(by: world.daan).map(\.id) == ["a2"])
  }

  @Test(arguments: Engine.all) func anAskOfATeamReachesWhoAnswersItWithItsDay(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let day = world.today.adding(days: 10)
    let id = try await Self.session(
      world, .operational, on: "team",
      [
        .ask(
          SessionAsk(
            id: "ask", unit: "team", from: .operational, to: .tactical,
            words: AskWords(what: "Een tweede lijn", why: "dan bellen we terug"), answerBy: day)),
        .huddle(SessionHuddle(id: "huddle", unit: "team", weekday: 1, hour: 8, minute: 30, from: world.today)),
      ])
    #expect(try await world.route.take(id, by: world.carla).asks == 1)
    let ask = try #require(try await world.asks.waiting(by: world.north).first)
    #expect(ask.id == "ask" && ask.answerBy == day && ask.text == "Een tweede lijn – dan bellen we terug")
    #expect(try await world.asks.reading("north", by: world.board).toAnswer.map(\.id) == ["ask"])
    let moment = try #require(try await world.huddles.own(by: world.carla).first)
    #expect(moment.rhythm == HuddleRhythm(weekday: 1, minute: 510) && !moment.isHeld)
  }

  @Test func everyLevelPutsItsOwnPartOnTheRoute() async throws {
    let world = try await RouteWorld(.sqlite)
    let id = try await Self.session(
      world, .strategic, on: "whole",
      [
        .theme(Self.theme(world)),
        .action(
          TeamAction(id: "a1", unit: "team", what: "Belrooster", owner: "carla", by: world.today.adding(days: 21))),
      ])
    await #expect(throws: NotFound.self) { try await world.route.take(id, by: world.carla) }
    await #expect(throws: (any Error).self) { try await world.route.take(id, by: world.stranger) }
    #expect(try await world.route.pending(by: world.carla).isEmpty)
    #expect(try await world.route.pending(by: world.board).map(\.session.id) == [id])
  }
}
