import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

@Suite struct CrewTests {
  @Test func whoOnlyWatchesAlongChangesNothing() async throws {
    let room = try await SessionWorld()
    let id = try await room.plan()
    let ria = try await room.member("ria")
    for role in [SessionRole.observer, .sponsor, .scribe] {
      try await room.sessions.setCrew(role, of: "ria", in: id, by: room.anna)
      _ = try await room.sessions.find(id, by: ria)
      await #expect(throws: NotAllowed.self) { try await room.sessions.openLobby(id, by: ria) }
      await #expect(throws: NotAllowed.self) { try await room.sessions.discard(id, by: ria) }
      await #expect(throws: NotAllowed.self) { try await room.sessions.setCrew(.lead, of: "ria", in: id, by: ria) }
      await #expect(throws: NotAllowed.self) { _ = try await room.sessions.makeScreenLink(of: id, by: ria) }
      let plan = SessionPlan(level: .operational, steps: [])
      await #expect(throws: NotAllowed.self) { try await room.sessions.save(plan, of: id, by: ria) }
    }
    #expect(try await room.sessions.find(id, by: room.anna).session.phase == .planned)
  }

  @Test func theConsoleIsForWhoDrivesOrTypes() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let ria = try await room.member("ria")
    await #expect(throws: NotFound.self) { _ = try await room.sessions.console(id, by: ria) }
    for (role, mayEnter) in [
      (SessionRole.lead, true), (.coFacilitator, true), (.scribe, true), (.observer, false), (.sponsor, false),
    ] {
      try await room.sessions.setCrew(role, of: "ria", in: id, by: room.anna)
      if mayEnter {
        _ = try await room.sessions.console(id, by: ria)
      } else {
        await #expect(throws: NotAllowed.self) { _ = try await room.sessions.console(id, by: ria) }
      }
      let seq = try await room.sessions.find(id, by: room.anna).state.seq
      if role.mayDrive {
        try await room.sessions.command(.takeWheel, expecting: seq, in: id, by: ria)
      } else {
        await #expect(throws: NotAllowed.self) {
          try await room.sessions.command(.takeWheel, expecting: seq, in: id, by: ria)
        }
      }
    }
  }

  @Test func theCrewIsListedWithItsLeadFirst() async throws {
    let room = try await SessionWorld()
    let id = try await room.plan()
    try await room.sessions.setCrew(.scribe, of: "bram", in: id, by: room.anna)
    let crew = try await room.sessions.crew(of: id, by: room.anna)
    #expect(crew.places.map(\.role) == [.lead, .scribe])
    #expect(crew.places.map(\.person.id) == ["anna", "bram"])
    #expect(crew.others.map(\.id) == ["ria"])
  }

  @Test func whoIsOnACrewFindsTheSessionWithoutTheRightToRunAny() async throws {
    let room = try await SessionWorld()
    let id = try await room.plan()
    let ria = try await room.member("ria")
    let programmes = Programmes(database: room.database, world: room.world)
    await #expect(throws: NotAllowed.self) { _ = try await programmes.all(by: ria) }
    try await room.sessions.setCrew(.scribe, of: "ria", in: id, by: room.anna)
    #expect(try await programmes.all(by: ria).map { $0.sessions.map(\.id) } == [[id]])
  }
}

/// Rounds that are added while a session runs.
@Suite struct RoundAddingTests {
  private static let extra = PlannedRound(
    round: Round(id: "extra", kind: .talk, title: .phrase("a"), question: .phrase("b")), seconds: 300)

  @Test(arguments: [("talk", ["score", "talk", "extra", "huddle"]), ("huddle", ["score", "talk", "huddle", "extra"])])
  func aRoundIsAddedBetweenNowAndTheEnd(after: String, order: [String]) throws {
    var desk = Desk()
    try desk.send(.brief("score"))
    try desk.send(.add(Self.extra, after: ID(after)))
    #expect(desk.state.rounds.map(\.id.text) == order)
  }

  @Test func whatWasPlayedKeepsItsPlace() throws {
    var desk = Desk()
    try desk.send(.brief("score"))
    try desk.send(.settle("score"))
    try desk.send(.brief("talk"))
    try desk.send(.add(Self.extra, after: "score"))
    #expect(desk.state.rounds.map(\.id.text) == ["score", "talk", "extra", "huddle"])
    #expect(desk.state.next?.id == "extra")
    #expect(throws: SessionRefusal.roundIsUnknown) { try desk.send(.add(Self.extra, after: "talk")) }
  }

  @Test func theSameRoundTwiceGetsAnotherName() {
    let desk = Desk()
    let step = PlanStep(own: Round(id: "talk", kind: .talk, title: .phrase("a"), question: .phrase("b")), minutes: 5)
    #expect(step.planned(beside: desk.state.rounds).id == "talk-2")
  }
}

/// What goes after ninety days.
@Suite struct SessionRetentionTests {
  @Test(arguments: Engine.all) func whatPeopleHandedInGoesAfterNinetyDaysAndTheStoryStays(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let retention = SessionRetention(database: room.database, world: room.world)
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    try await room.send(.brief("score"), .open("score"), in: id)
    try await phone.guess(7)
    try await room.send(.close("score"), .reveal("score"), .end(.unfinished), in: id)
    let told = try await room.sessions.find(id, by: room.anna).state
    room.clock.advance(days: SessionRetention.days)
    #expect(try await retention.tidy() == 0)
    #expect(try await room.rows("SELECT COUNT(*) FROM contributions") == 1)
    room.clock.advance(seconds: 1)
    #expect(try await retention.tidy() == 1)
    #expect(try await room.rows("SELECT COUNT(*) FROM contributions") == 0)
    #expect(try await room.rows("SELECT COUNT(*) FROM participants") == 0)
    #expect(try await room.sessions.find(id, by: room.anna).state == told)
    #expect(try await retention.tidy() == 0)
  }

  @Test(arguments: Engine.all) func aSessionThatNobodyEndedIsEndedAndItsKeyDestroyed(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let retention = SessionRetention(database: room.database, world: room.world)
    let id = try await room.open()
    _ = try await room.phone(in: id)
    let planned = try await room.plan()
    room.clock.advance(days: SessionRetention.days)
    room.clock.advance(seconds: 1)
    #expect(try await retention.tidy() == 1)
    let session = try await room.sessions.find(id, by: room.anna).session
    #expect(session.phase == .ended && session.ending == .unfinished)
    #expect(try await room.rows("SELECT COUNT(*) FROM sessions WHERE secret IS NOT NULL") == 0)
    #expect(try await room.sessions.find(planned, by: room.anna).session.phase == .planned)
  }
}
