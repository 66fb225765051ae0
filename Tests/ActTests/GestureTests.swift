import Act
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct GestureTests {
  private static func draft(
    _ world: CareWorld, _ words: String = "Kaartje gebracht", cost: String = ""
  ) throws -> GestureDraft {
    try GestureDraft(words: words, cost: cost, plannedOn: world.clock.now.day, isShared: true)
  }

  @Test(arguments: Engine.all) func aGestureIsDoneAskedAfterAndApplauded(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (eva, zoe, bea) = (
      try await world.member("eva"), try await world.member("zoe"), try await world.member("bea")
    )
    try await world.hear(1, 7)
    let suggested = try await world.gestures.today(by: eva).suggestions
    #expect(suggested.map(\.customer.name) == ["Klant 1"])

    let id = try await world.gestures.plan(try Self.draft(world), for: "c1", by: eva)
    await #expect(throws: NotFound.self) { try await world.gestures.find(id, by: zoe) }
    #expect(try await world.gestures.today(by: eva).planned.map(\.gesture.id) == [id])
    #expect(try await world.gestures.today(by: eva).suggestions.isEmpty)
    try await world.gestures.finish(id, asksCustomer: true, version: 1, by: eva)
    try await world.gestures.finish(id, asksCustomer: true, version: 1, by: eva)

    // Colleagues read it without the customer's name, applaud once, and not themselves.
    let seen = try await world.gestures.find(id, by: zoe)
    #expect(seen.line.customer == nil && !seen.line.isOwn)
    try await world.gestures.applaud(id, by: zoe)
    try await world.gestures.applaud(id, by: zoe)
    try await world.gestures.applaud(id, by: bea)
    await #expect(throws: GestureRefusal.isOwn) { try await world.gestures.applaud(id, by: eva) }
    try await world.gestures.takeBackApplause(id, by: bea)
    let own = try await world.gestures.find(id, by: eva)
    #expect(own.line.gesture.applause == 1 && own.line.customer == "Klant 1" && own.isAsked)
    #expect(try await world.gestures.own(by: eva).applause.map(\.from) == ["Zoë"])

    world.clock.advance(days: 2)
    let mail = try #require(try await world.work().first)
    let token = try #require(Token(mail.text))
    _ = try await world.asks.answer(token, .delighted, words: "Wat leuk!")
    let heard = try await world.gestures.find(id, by: eva).line.gesture
    #expect(heard.reaction == .delighted && heard.reactionWords == "Wat leuk!")
    try await world.gestures.feel(
      Gesture.Feeling(control: 5, creativity: 4, impact: 5), learned: "", on: id, version: heard.version, by: eva)
    #expect(try await world.gestures.today(by: eva).felt.means == nil, "one person is not told of")
  }

  @Test(arguments: Engine.all) func whatMovedASevenToANineIsAStory(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let eva = try await world.member("eva")
    for number in [1, 2, 3] { try await world.hear(number, number == 3 ? 9 : 7) }
    for number in [1, 2, 3] {
      let id = try await world.gestures.plan(try Self.draft(world, "Voor \(number)"), for: ID("c\(number)"), by: eva)
      try await world.gestures.finish(id, asksCustomer: false, version: 1, by: eva)
    }
    world.clock.advance(days: 90)
    try await world.hear(1, 10)
    try await world.hear(2, 8)
    try await world.hear(3, 10)

    let stories = try await world.gestures.today(by: try await world.member("bea")).stories

    #expect(stories.map(\.gesture.words) == ["Voor 1"])
    #expect(stories.first?.gesture.before == 7 && stories.first?.gesture.after == 10)
    #expect(stories.first?.customer == nil)
  }

  @Test(arguments: Engine.all) func theRoomIsClearItsUseIsSeenAndNobodySpendsMore(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (eva, max, zeger) = (
      try await world.member("eva"), try await world.member("max"), try await world.member("zeger")
    )
    await #expect(throws: NotFound.self) {
      try await world.rooms.set(CareWorld.north.id, each: "25", month: "60", words: "", version: 0, by: zeger)
    }
    await #expect(throws: NotFound.self) {
      try await world.rooms.set(CareWorld.assen.id, each: "25", month: "60", words: "", version: 0, by: eva)
    }
    try await world.rooms.set(
      CareWorld.north.id, each: "25", month: "60", words: "Alles wat je je moeder zou gunnen", version: 0, by: max)
    await #expect {
      try await world.rooms.set(CareWorld.north.id, each: "50", month: "60", words: "", version: 0, by: max)
    } throws: { error in
      (error as? EditedMeanwhile).map { $0.number == 1 && $0.by == max.person && $0.at != nil } == true
    }
    await #expect(throws: Rejection.self) {
      try await world.rooms.set(CareWorld.north.id, each: "70", month: "60", words: "", version: 1, by: max)
    }
    await #expect(throws: Rejection.self, "more than one gesture may cost") {
      _ = try await world.gestures.plan(try Self.draft(world, cost: "25,01"), for: "c1", by: eva)
    }
    for number in [1, 2] {
      let id = try await world.gestures.plan(try Self.draft(world, cost: "€ 25"), for: ID("c\(number)"), by: eva)
      try await world.gestures.finish(id, asksCustomer: false, version: 1, by: eva)
    }
    await #expect(throws: Rejection.self, "more than is left of the month") {
      _ = try await world.gestures.plan(try Self.draft(world, cost: "10,50"), for: "c3", by: eva)
    }

    let place = try #require(try await world.rooms.all(by: max).first)
    #expect(place.used?.spent == 5_000 && place.used?.left == 1_000 && place.used?.gestures == 2)
    #expect(try await world.gestures.today(by: eva).room?.room.words == "Alles wat je je moeder zou gunnen")
    world.clock.advance(days: 15)
    #expect(try await world.rooms.all(by: max).first?.used?.spent == 0)
  }

  @Test(arguments: Engine.all) func aGoodOneBecomesAnIdeaOfTheOrganisation(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (eva, emil) = (try await world.member("eva"), try await world.member("emil"))
    let id = try await world.gestures.plan(try Self.draft(world), for: "c1", by: eva)
    await #expect(throws: GestureRefusal.isNotDone) {
      try await world.gestures.makeIdea(of: id, words: "Kaartje", language: .nl, by: eva)
    }
    try await world.gestures.finish(id, asksCustomer: false, version: 1, by: eva)
    await #expect(throws: NotAllowed.self) {
      try await world.gestures.makeIdea(of: id, words: "Kaartje", language: .nl, by: emil)
    }
    try await world.gestures.makeIdea(of: id, words: "Schrijf zelf een kaartje", language: .nl, by: eva)
    try await world.gestures.makeIdea(of: id, words: "Nog een keer", language: .nl, by: eva)

    let idea = try #require(try await world.gestures.today(by: emil).ideas.first)
    _ = try await world.gestures.plan(
      try GestureDraft(
        words: "Kaartje", cost: "", plannedOn: world.clock.now.day, isShared: false, idea: idea.id), for: "c2", by: eva)

    let ideas = try await world.gestures.today(by: emil).ideas
    #expect(ideas.map(\.text) == ["Schrijf zelf een kaartje"] && ideas.first?.uses == 1)
  }

  @Test(arguments: Engine.all) func oneStaysMasterOfOnesOwnGesture(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (eva, max, zoe) = (
      try await world.member("eva"), try await world.member("max"), try await world.member("zoe")
    )
    await #expect(throws: NotFound.self) {
      _ = try await world.gestures.plan(try Self.draft(world), for: "c1", by: zoe)
    }
    let id = try await world.gestures.plan(try Self.draft(world), for: "c1", by: eva)
    #expect(try await world.gestures.find(id, by: max).line.customer == "Klant 1")
    await #expect(throws: NotAllowed.self) {
      try await world.gestures.change(id, to: try Self.draft(world, "Anders"), version: 1, by: max)
    }
    try await world.gestures.drop(id, version: 1, by: eva)
    try await world.gestures.takeUp(id, version: 2, by: eva)
    await #expect {
      try await world.gestures.change(id, to: try Self.draft(world, "Anders"), version: 2, by: eva)
    } throws: { error in
      (error as? EditedMeanwhile).map { $0.number == 3 && $0.by == eva.person && $0.at != nil } == true
    }
    let mallory = try await world.member("mallory", in: "elders")
    await #expect(throws: NotFound.self) { try await world.gestures.find(id, by: mallory) }
  }

  @Test func eurosAreReadAsPeopleTypeThem() {
    for (text, cents) in [
      ("", 0), ("12", 1_200), ("12,5", 1_250), ("€ 12,50", 1_250), ("12.50", 1_250), ("12,-", 1_200), ("0", 0),
    ] {
      #expect(GestureDraft.cents(text) == cents, "\(text)")
    }
    for text in ["twaalf", "-1", "12,505", "1.000,00", "99999", "1e3", "12,5o"] {
      #expect(GestureDraft.cents(text) == nil, "\(text)")
    }
  }
}
