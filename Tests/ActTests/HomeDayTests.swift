import Act
import People
import Persistence
import TestKit
import Testing
import Values

/// Half past midnight in Amsterdam is yesterday in UTC: people live by the day where they work.
@Suite struct HomeDayTests {
  /// Sunday 22 November, half past eleven in the evening in UTC; Monday in Amsterdam.
  private static let late = Day(daysSince1970: 20_779).start.adding(hours: 23).adding(minutes: 30)
  private static let monday = Day(daysSince1970: 20_780)

  @Test(arguments: Engine.all) func theRouteLivesByTheDayOfTheOrganisation(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    world.clock.set(Self.late)
    #expect(world.today.adding(days: 1) == Self.monday && Self.monday.weekday == 0)
    let (carla, board) = (world.carla, world.board)

    let ambition = try await world.route.set(world.ambition(), on: "whole", by: board)
    #expect(try await world.route.ambition(ambition, by: board).ambition.setOn == Self.monday)
    #expect(try await world.route.reading("whole", by: board).today == Self.monday)
    let draft = ActionDraft(title: "Bel", effect: "Merkt het", owner: "carla", due: Self.monday.adding(days: 42))
    let action = try await world.actions.begin(draft, in: "team", by: carla)
    #expect(try await world.actions.find(action, by: carla).action.begins == Self.monday)
    let ask = try await world.asks.ask(AskDraft(text: "Mag dit?", to: "north", answerBy: nil), from: "team", by: carla)
    #expect(try await world.asks.find(ask, by: board).0.askedOn == Self.monday)

    let commitment = CommitmentDraft(
      cue: .customerSignal, ifText: "een klant belt", thenText: "vraag ik door", confidence: 4, visibility: .me)
    _ = try await world.commitments.make(commitment, in: "team", by: carla)
    #expect(try await world.commitments.own(by: carla).own.map(\.madeOn) == [Self.monday])
    try await world.huddles.write("Goed", help: "", of: "team", by: carla)
    #expect(try await world.huddles.reading("team", by: carla).written?.week == Self.monday, "the new week's")
    try await world.digests.begin()
    let weeks = try await world.database.read { try $0.value("SELECT COUNT(*) FROM digest_weeks", as: Int.self) }
    #expect(weeks == 0, "it is not six o'clock yet")
    world.clock.advance(hours: 6)
    try await world.digests.begin()
    let week = try await world.database.read { try $0.value("SELECT MAX(week) FROM digest_weeks", as: String.self) }
    #expect(week == Self.monday.text)
  }

  @Test(arguments: Engine.all) func aTermEndsWithTheDayOfTheOrganisation(_ engine: Engine) async throws {
    // Friday evening in UTC, Saturday in Amsterdam: two working days later is Tuesday.
    let friday = Day(daysSince1970: 20_777)
    let world = try await CareWorld(engine, at: friday.start.adding(hours: 23).adding(minutes: 30))
    try await world.hear(1, 4)
    try await world.hear(2, 4)
    let tuesday = friday.adding(days: 4)
    let eva = try await world.member("eva")
    let open = try await world.followUps.own(by: eva).lines.map(\.followUp)
    #expect(open.map(\.term) == [tuesday, tuesday])

    world.clock.set(tuesday.start.adding(hours: 22).adding(minutes: 30))
    try await world.followUps.record(try world.talk(.solved), on: open[0].id, version: 1, by: eva)
    #expect(try await world.followUps.find(open[0].id, by: eva).followUp.isInTime == true)
    try await world.jobs.escalate()
    #expect(try await world.mails().isEmpty)
    // An hour later it is Wednesday where the customer lives, and still Tuesday in UTC.
    world.clock.set(tuesday.start.adding(hours: 23).adding(minutes: 30))
    try await world.jobs.escalate()
    #expect(try await world.mails().map(\.subject) == ["late 1"])
    try await world.followUps.record(try world.talk(.solved), on: open[1].id, version: 1, by: eva)
    #expect(try await world.followUps.find(open[1].id, by: eva).followUp.isInTime == false)

    // What a customer is asked later comes at nine in the morning there.
    let gesture = try await world.gestures.plan(
      try GestureDraft(words: "Kaartje", cost: "", plannedOn: tuesday, isShared: true), for: "c1", by: eva)
    try await world.gestures.finish(gesture, asksCustomer: true, version: 1, by: eva)
    #expect(try await world.gestures.find(gesture, by: eva).line.gesture.plannedOn == tuesday.adding(days: 1))
    let due = try await world.plain.read { db in
      try db.value(
        "SELECT due_at FROM customer_asks WHERE gesture_id = \(gesture)", as: Instant.self)
    }
    #expect(due == tuesday.adding(days: 3).start.adding(hours: 8))
  }
}
