import Act
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct CommitmentTests {
  private static func draft(_ visibility: Commitment.Visibility, confidence: Int = 4) -> CommitmentDraft {
    CommitmentDraft(
      cue: .customerSignal, ifText: "een klant twijfelt", thenText: "vraag ik wat er nodig is",
      confidence: confidence, buddy: visibility == .buddy ? "daan" : nil, visibility: visibility)
  }

  @Test(arguments: Engine.all) func aCommitmentIsSeenOnlyAsItWasChosen(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    for visibility in Commitment.Visibility.allCases {
      _ = try await world.commitments.make(Self.draft(visibility), in: "team", by: world.carla)
    }
    #expect(try await world.commitments.own(by: world.carla).own.count == 3)
    #expect(try await world.commitments.own(by: world.daan).ofBuddies.map(\.visibility) == [.buddy])
    #expect(try await world.huddles.reading("team", by: world.daan).commitments.map(\.visibility) == [.team])
    // A manager of the region leads the team, but isn't in it.
    #expect(try await world.huddles.reading("team", by: world.north).commitments == [])
    #expect(try await world.commitments.own(by: world.north).ofBuddies == [])
    // What happened is told without a name.
    let events = try await world.database.read { try $0.events(in: RouteWorld.organisation) }
    #expect(events.filter { $0.kind == "commitment.made" }.allSatisfy { $0.actor == nil && $0.subject == nil })
  }

  @Test(arguments: Engine.all) func afterAWeekAndAMonthOneIsAskedHowItWent(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let id = try await world.commitments.make(Self.draft(.me), in: "team", by: world.carla)
    await #expect(throws: NotFound.self) {
      try await world.commitments.check(id, after: 7, .done, obstacle: "", then: .goOn, by: world.carla)
    }
    world.clock.advance(days: 7)
    #expect(try await world.commitments.own(by: world.carla).waiting.map(\.after) == [7])
    await #expect(throws: NotFound.self) {
      try await world.commitments.check(id, after: 7, .done, obstacle: "", then: .goOn, by: world.daan)
    }
    try await world.commitments.check(
      id, after: 7, .not, obstacle: "Geen tijd", then: .makeSmaller, smaller: "vraag ik één ding", by: world.carla)
    await #expect(throws: RouteRefusal.checkedAlready) {
      try await world.commitments.check(id, after: 7, .done, obstacle: "", then: .goOn, by: world.carla)
    }
    let reading = try await world.commitments.own(by: world.carla)
    #expect(reading.own.first?.thenText == "vraag ik één ding" && reading.waiting == [])
    #expect(reading.checks[id]?.first?.obstacle == "Geen tijd")
    world.clock.advance(days: 23)
    try await world.commitments.check(id, after: 30, .done, obstacle: "", then: .goOn, by: world.carla)
    #expect(try await world.commitments.own(by: world.carla).own == [])
  }

  @Test func threeAtMostAndSmallEnoughToBeSureOf() async throws {
    let world = try await RouteWorld(.sqlite)
    await #expect {
      try await world.commitments.make(Self.draft(.me, confidence: 3), in: "team", by: world.carla)
    } throws: { ($0 as? Rejection)?.problems["confidence"]?.key == "commitments.form.makeSmaller" }
    for _ in 0..<3 { _ = try await world.commitments.make(Self.draft(.me), in: "team", by: world.carla) }
    await #expect(throws: RouteRefusal.enoughCommitments(3)) {
      try await world.commitments.make(Self.draft(.me), in: "team", by: world.carla)
    }
    let first = try #require(try await world.commitments.own(by: world.carla).own.first)
    try await world.commitments.drop(first.id, by: world.carla)
    _ = try await world.commitments.make(Self.draft(.me), in: "team", by: world.carla)
  }

  @Test(arguments: Engine.all) func aHuddleIsWrittenDownOnceAWeek(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    try await world.huddles.plan(HuddleRhythm(weekday: 0, minute: 540), of: "team", by: world.north)
    try await world.huddles.write("We bellen door", help: "", of: "team", by: world.carla)
    await #expect(throws: RouteRefusal.huddleIsWritten) {
      try await world.huddles.write("Ook wij", help: "", of: "team", by: world.daan)
    }
    world.clock.advance(days: 7)
    try await world.huddles.write("Weer", help: "Wie kan woensdag?", of: "team", by: world.daan)
    let reading = try await world.huddles.reading("team", by: world.carla)
    #expect(reading.written?.help == "Wie kan woensdag?" && reading.earlier.map(\.note) == ["We bellen door"])
    #expect(reading.rhythm == HuddleRhythm(weekday: 0, minute: 540))
    await #expect(throws: NotFound.self) { try await world.huddles.reading("team", by: world.south) }
  }
}
