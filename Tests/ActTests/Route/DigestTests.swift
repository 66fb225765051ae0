import Act
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct DigestTests {
  /// The jobs that wait, as the runner would take them.
  private static func jobs(_ world: RouteWorld) async throws -> [Job] {
    try await world.database.read { db in
      try db.rows(
        "SELECT organisation_id, id, kind, payload, unique_key, due_at FROM jobs WHERE kind = \(Digests.mailing)"
      ).map(Job.init)
    }
  }

  private static func mails(_ world: RouteWorld) async throws -> [String: String] {
    let mails = try await world.database.read { try $0.queuedMails(in: RouteWorld.organisation.text, .queued) }
    return Dictionary(mails.map { ($0.mail.to, $0.mail.subject) }, uniquingKeysWith: { "\($0)+\($1)" })
  }

  @Test(arguments: Engine.all) func onePersonGetsOneMailAWeekAndNoneWhereNothingWaits(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    _ = try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    _ = try await world.asks.ask(AskDraft(text: "Mag dit?", to: "north", answerBy: nil), from: "team", by: world.daan)
    // Saturday to the Tuesday after next: the action ends this week, the ask was due.
    world.clock.advance(days: 17)

    try await world.digests.begin()
    try await world.digests.begin()
    let jobs = try await Self.jobs(world)
    #expect(jobs.count == 2, "one for each organisation")
    for job in jobs + jobs { try await world.digests.mail(job) }

    let mails = try await Self.mails(world)
    #expect(mails["carla@linde.test"] == "1")
    #expect(mails["north@linde.test"] == "2", "an ask, and an ambition without a translation")
    #expect(mails["south@linde.test"] == "1")
    #expect(mails["daan@linde.test"] == nil && mails["board@linde.test"] == nil)

    world.clock.advance(days: 7)
    try await world.digests.begin()
    for job in try await Self.jobs(world) { try await world.digests.mail(job) }
    let later = try await world.database.read { try $0.queuedMails(in: RouteWorld.organisation.text, .queued) }
    #expect(later.count { $0.mail.to == "carla@linde.test" } == 2)
  }

  @Test func nothingIsMailedBeforeMondayMorningOrToWhoLeft() async throws {
    let world = try await RouteWorld(.sqlite)
    _ = try await world.actions.begin(world.action(), in: "team", by: world.carla)
    world.clock.advance(hours: 37)
    #expect(world.today.weekday == 0)
    try await world.digests.begin()
    #expect(try await Self.jobs(world) == [])
    world.clock.advance(days: 21)
    let today = world.today
    try await world.database.write { db in
      var carla = try db.people(in: RouteWorld.organisation).find("carla")
      carla.leftOn = today
      try db.people(in: RouteWorld.organisation).update(carla)
    }
    world.clock.advance(hours: 5)
    try await world.digests.begin()
    for job in try await Self.jobs(world) { try await world.digests.mail(job) }
    #expect(try await Self.mails(world)["carla@linde.test"] == nil)
    #expect(try await Self.mails(world)["north@linde.test"] == "1", "what was left behind is for who leads")
  }
}
