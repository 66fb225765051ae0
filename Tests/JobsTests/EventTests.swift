import Persistence
import TestKit
import Testing
import Values

@Suite struct EventTests {
  @Test(arguments: Engine.all) func eventsAreToldBackwardsAndStayInTheirHouse(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs, .createMails, .addCalendarToMails])
    let world = World.test()
    let (ours, theirs): (ID<Int>, ID<Int>) = ("ours", "theirs")
    let me: ID<String> = "me"
    let told = try await db.write { db in
      try (0..<5).map { number in
        let event = Event(
          "survey.opened", in: number == 4 ? theirs : ours, by: number == 0 ? nil : me,
          about: ID<Bool>("s\(number % 2)"),
          facts: number == 1 ? ["name": "Relatie \"2026\""] : [:], world: world)
        try db.append(event)
        return event
      }
    }
    #expect(try await db.read { try $0.events(in: ours) } == [told[3], told[2], told[1], told[0]])
    #expect(try await db.read { try $0.events(in: ours, about: "s0") } == [told[2], told[0]])
    #expect(try await db.read { try $0.events(in: ours, before: told[2].id, limit: 1) } == [told[1]])
    #expect(try await db.read { try $0.events(in: theirs) } == [told[4]])
    try await db.write { try $0.eraseEventsJobsAndMails(of: ours) }
    #expect(try await db.read { try $0.events(in: ours) }.isEmpty)
    #expect(try await db.read { try $0.events(in: theirs).count } == 1)
  }
}
