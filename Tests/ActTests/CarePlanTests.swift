import Act
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// No page of follow-ups or gestures asks anything that grows with the whole table, on either engine.
@Suite struct CarePlanTests {
  @Test(arguments: Engine.all) func nothingWalksThroughAWholeTable(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (eva, max, bea) = (
      try await world.member("eva"), try await world.member("max"), try await world.member("bea")
    )
    try await world.hear(1, 4, why: "Lang gewacht")
    try await world.hear(2, 7)
    let id = try await world.only().id
    let route = ImprovementRoute(database: world.plain, world: world.world)
    let ambition = try await route.set(
      AmbitionDraft(
        outcome: "Wie belt, spreekt iemand", measure: RouteMeasure(survey: world.survey, key: "drivers.reach"),
        sponsor: "bea", stops: "Een rapport", due: world.clock.now.day.adding(days: 90)), on: CareWorld.whole.id,
      by: bea)
    _ = try await Actions(database: world.plain, world: world.world).begin(
      ActionDraft(
        ambition: ambition, title: "Belrooster", effect: "Gebeld", owner: "eva",
        due: world.clock.now.day.adding(days: 20)), in: CareWorld.assen.id, by: max)
    #expect(try await world.followUps.find(id, by: max).route?.work.count == 1)
    _ = try await world.followUps.own(after: FollowUpPlace(due: world.clock.now.day, id: "0"), by: eva)
    _ = try await world.followUps.stuck(by: max)
    _ = try await world.followUps.talks(by: eva)
    _ = try await world.followUps.share(of: CareWorld.whole.id, by: bea)
    _ = try await world.followUps.find(id, by: max)
    try await world.followUps.record(try world.talk(.solved), on: id, version: 1, by: eva)
    _ = try await world.rules.find(by: eva)
    let gesture = try await world.gestures.plan(
      try GestureDraft(words: "Kaartje", cost: "", plannedOn: world.clock.now.day, isShared: true), for: "c1", by: eva)
    try await world.gestures.finish(gesture, asksCustomer: true, version: 1, by: eva)
    try await world.gestures.applaud(gesture, by: bea)
    try await world.rooms.set(CareWorld.north.id, each: "1", month: "2", words: "", version: 0, by: max)
    for member in [eva, max, bea] { _ = try await world.gestures.today(by: member) }
    let place = GesturePlace(doneAt: world.clock.now, id: gesture)
    for list in GestureList.allCases { _ = try await world.gestures.list(list, after: place, by: eva) }
    _ = try await world.gestures.own(by: eva)
    _ = try await world.gestures.find(gesture, by: bea)
    world.clock.advance(days: 10)
    for mail in try await world.work() {
      if let token = Token(mail.text) { _ = try await world.asks.find(token) }
    }
    try await world.jobs.escalate()

    #expect(world.plans.all.count > 30)
    #expect(world.plans.growing(small: ["topics", "follow_up_rules", "gesture_ideas"]) == [])
  }
}
