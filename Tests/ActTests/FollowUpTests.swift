import Act
import Listen
import People
import Persistence
import Statistics
import TestKit
import Testing
import Values

@Suite struct FollowUpTests {
  @Test(arguments: Engine.all) func aDetractorWhoMayBeNamedIsToBeCalledWithinTwoWorkingDays(
    _ engine: Engine
  ) async throws {
    let world = try await CareWorld(engine)
    try await world.hear(1, 4, why: "Niemand belde terug")
    let eva = try await world.member("eva")

    let list = try await world.followUps.own(by: eva)

    #expect(list.due == 1 && list.late == 0)
    let line = try #require(list.lines.first)
    #expect(line.customer == "Klant 1")
    #expect(line.followUp.reason == .promotership && line.followUp.promotership == .detractor)
    // Saturday 21 November: two working days later is Tuesday.
    #expect(line.followUp.term == Day(year: 2026, month: 11, day: 24))
    #expect(line.comments.map(\.text) == ["Niemand belde terug"])
    #expect(try await world.events() == ["followUp.opened"])
  }

  @Test(arguments: Engine.all) func whoIsNotNamedIsNotFollowedUpAndHearingTwiceOpensOnce(_ engine: Engine) async throws
  {
    let world = try await CareWorld(engine)
    try await world.hear(1, 2, isNamed: false)
    let response = try await world.hear(2, 2)
    try await world.jobs.run(
      Job(NamedResponse.jobKind, in: world.organisation.id, payload: response.text, world: world.world))
    // A response that was erased meanwhile, a passive that no rule asks for.
    try await world.jobs.run(Job(NamedResponse.jobKind, in: world.organisation.id, payload: "gone", world: world.world))
    try await world.hear(3, 8)

    let list = try await world.followUps.own(by: try await world.member("eva"))

    #expect(list.lines.map(\.customer) == ["Klant 2"])
  }

  @Test(arguments: Engine.all) func whoFellThreePointsIsCalledAndASecondResponseJoinsTheFirst(
    _ engine: Engine
  ) async throws {
    let world = try await CareWorld(engine)
    try await world.hear(1, 10)
    world.clock.advance(days: 30)
    try await world.hear(1, 7)
    let fell = try await world.only()
    #expect(fell.reason == .fall && fell.moved == -3 && fell.earlier == 10)

    world.clock.advance(hours: 1)
    let last = try await world.hear(1, 3)

    let joined = try await world.only()
    #expect(joined.id == fell.id && joined.response == last && joined.score == 3 && joined.version == 2)
    #expect(try await world.events() == ["followUp.opened", "followUp.wentOn"])
  }

  @Test(arguments: Engine.all) func theTalkIsKeptAndThePromiseStaysUntilItIsKept(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let eva = try await world.member("eva")
    try await world.hear(1, 4)
    let followUp = try await world.only()
    let friday = Day(daysSince1970: world.clock.now.day.daysSince1970 + 6)

    try await world.followUps.tried(followUp.id, version: 1, by: eva)
    try await world.followUps.record(
      try world.talk(.promised, promise: "Monteur langs", on: friday), on: followUp.id, version: 2, by: eva)

    let promised = try await world.only()
    #expect(promised.state == .promised && promised.due == friday && promised.attempts == 1)
    #expect(promised.isInTime == true)
    try await world.followUps.keepPromise(followUp.id, version: 3, by: eva)
    #expect(try await world.followUps.own(by: eva).lines.isEmpty)
    #expect(try await world.followUps.talks(by: eva).map(\.followUp.state) == [.done])
    #expect(
      try await world.events() == [
        "followUp.opened", "followUp.tried", "followUp.talked", "followUp.promiseKept",
      ])
  }

  @Test(arguments: Engine.all) func twoWhoChangeTheSameBothSeeItAndTheSameFormTwiceIsOnce(_ engine: Engine) async throws
  {
    let world = try await CareWorld(engine)
    let (eva, max) = (try await world.member("eva"), try await world.member("max"))
    try await world.hear(1, 4)
    let id = try await world.only().id
    let talk = try world.talk(.solved, "Opgelost")

    try await world.followUps.record(talk, on: id, version: 1, by: eva)
    try await world.followUps.record(talk, on: id, version: 1, by: eva)
    await #expect {
      try await world.followUps.record(try world.talk(.nothingNeeded, "Iets anders"), on: id, version: 1, by: max)
    } throws: { error in
      (error as? EditedMeanwhile).map { $0.number == 2 && $0.by == eva.person && $0.at != nil } == true
    }

    let dossier = try await world.followUps.find(id, by: max)
    #expect(dossier.followUp.said == "Opgelost" && dossier.followUp.version == 2)
    #expect(try await world.events().count { $0 == "followUp.talked" } == 1)
  }

  @Test(arguments: Engine.all) func nobodySeesACustomerWhoIsNotTheirs(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    try await world.hear(1, 4)
    try await world.hear(7, 4)
    let north = try await world.only("eva").id
    let south = try await world.only("zoe").id

    for (person, seen) in [
      ("eva", [north]), ("zoe", [south]), ("max", [north]), ("zeger", [south]), ("bea", []), ("emil", []),
    ] {
      let member = try await world.member(ID(person))
      for id in [north, south] {
        if seen.contains(id) {
          _ = try await world.followUps.find(id, by: member)
        } else {
          await #expect(throws: NotFound.self, "\(person)") { try await world.followUps.find(id, by: member) }
          await #expect(throws: NotFound.self) { try await world.followUps.tried(id, version: 1, by: member) }
          await #expect(throws: NotFound.self) { try await world.followUps.withdraw(id, by: member) }
        }
      }
    }
    let mallory = try await world.member("mallory", in: "elders")
    await #expect(throws: NotFound.self) { try await world.followUps.find(north, by: mallory) }
    // Handing over is the manager's, and only to who works with customers.
    let (eva, max) = (try await world.member("eva"), try await world.member("max"))
    await #expect(throws: NotAllowed.self) { try await world.followUps.hand(north, to: "emil", version: 1, by: eva) }
    await #expect(throws: FollowUpRefusal.cannotOwn) {
      try await world.followUps.hand(north, to: "bea", version: 1, by: max)
    }
    try await world.followUps.hand(north, to: "emil", version: 1, by: max)
    #expect(try await world.only("emil").id == north)
  }

  @Test(arguments: Engine.all) func whatIsLateIsToldToTheManagerOnceAndIsSeen(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    try await world.hear(1, 4)
    try await world.hear(2, 4)
    try await world.hear(7, 10)
    try await world.jobs.escalate()
    #expect(try await world.mails().isEmpty)

    world.clock.advance(days: 4)
    try await world.jobs.escalate()
    try await world.jobs.escalate()

    #expect(try await world.mails().map { "\($0.to) \($0.subject)" } == ["max@linde.test late 2"])
    let stuck = try await world.followUps.stuck(by: try await world.member("max"))
    #expect(stuck.lines.map(\.customer) == ["Klant 1", "Klant 2"] && stuck.late == 2)
    #expect(try await world.followUps.stuck(by: try await world.member("zeger")).lines.isEmpty)
  }

  @Test(arguments: Engine.all) func theBoardSeesTheShareWithinTheTermWithoutNames(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (eva, zoe, bea) = (
      try await world.member("eva"), try await world.member("zoe"), try await world.member("bea")
    )
    for number in [1, 2, 7, 8] { try await world.hear(number, 3) }
    for line in try await world.followUps.own(by: eva).lines {
      try await world.followUps.record(try world.talk(.solved), on: line.followUp.id, version: 1, by: eva)
    }
    world.clock.advance(days: 5)
    let late = try await world.followUps.own(by: zoe).lines[0].followUp
    try await world.followUps.record(try world.talk(.solved), on: late.id, version: 1, by: zoe)

    let share = try await world.followUps.share(of: CareWorld.whole.id, by: bea)

    #expect(share.total == FollowUpShare.Count(ended: 4, kept: 2))
    #expect(share.lines.map(\.unit.name) == ["Noord", "Zuid"])
    #expect(share.lines.map(\.count.kept) == [2, 0])
    #expect(share.total.share?.interval != nil)
    await #expect(throws: NotFound.self) { try await world.followUps.share(of: CareWorld.whole.id, by: eva) }
  }

  @Test(arguments: Engine.all) func aCustomerWhoWithdrawsIsBlankedEverywhere(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let eva = try await world.member("eva")
    let response = try await world.hear(1, 4, why: "Mijn kelder staat blank")
    let id = try await world.only().id
    try await world.followUps.record(try world.talk(.solved, "Kelder leeggepompt"), on: id, version: 1, by: eva)
    let gesture = try await world.gestures.plan(
      try GestureDraft(words: "Dweil gebracht", cost: "5", plannedOn: world.clock.now.day, isShared: true), for: "c1",
      after: id, by: eva)
    try await world.gestures.finish(gesture, asksCustomer: false, version: 1, by: eva)
    world.clock.advance(days: 8)
    let token = try #require(try await world.work().first.flatMap { Token($0.text) })
    _ = try await world.asks.answer(token, .partly, words: "De kelder is nog vochtig")

    _ = try await world.asks.withdraw(token)
    _ = try await world.asks.withdraw(token)

    let dossier = try await world.followUps.find(id, by: eva)
    #expect(dossier.followUp.state == .withdrawn && dossier.followUp.said.isEmpty && dossier.guide == nil)
    #expect(dossier.asks.isEmpty && dossier.followUp.score == nil)
    #expect(try await world.gestures.find(gesture, by: eva).line.gesture.words.isEmpty)
    #expect(try await world.gestures.find(gesture, by: eva).line.customer == nil)
    let organisation = world.organisation.id
    let stored = try await world.plain.read { db in
      try db.value("SELECT COUNT(*) FROM customer_asks WHERE words <> ''", as: Int.self)
    }
    #expect(stored == 0)
    // The answer itself stays in the statistics, without a name.
    let kept = try await world.plain.read { try $0.responses(in: organisation).find(response) }
    #expect(!kept.mayBeNamed && kept.answers.number("recommend") == 4)
    await #expect(throws: FollowUpRefusal.isWithdrawn) {
      try await world.followUps.record(try world.talk(.solved), on: id, version: dossier.followUp.version, by: eva)
    }
  }

  @Test(arguments: Engine.all) func theCustomerSaysWithOneTapWhetherItWasSolved(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let eva = try await world.member("eva")
    try await world.hear(1, 4)
    let id = try await world.only().id
    try await world.followUps.record(try world.talk(.solved), on: id, version: 1, by: eva)
    #expect(try await world.work().isEmpty)
    world.clock.advance(days: 8)
    let mails = try await world.work()
    #expect(mails.map(\.to) == ["klant1@voorbeeld.test"])
    let token = try #require(mails.first.flatMap { Token($0.text) })

    #expect(try await world.asks.find(token).colleague == "Eva")
    await #expect(throws: NotFound.self) { try await world.asks.answer(token, .delighted) }
    #expect(try await world.asks.answer(token, .unsolved, words: "Nog steeds lek").answer == .unsolved)
    #expect(try await world.asks.answer(token, .unsolved).words == "Nog steeds lek")

    let again = try await world.only()
    #expect(again.state == .open && again.reason == .notSolved && again.term > world.clock.now.day)
    #expect(try await world.followUps.find(id, by: eva).asks.first?.words == "Nog steeds lek")
    await #expect(throws: NotFound.self) { try await world.asks.find(world.world.newToken()) }
    world.clock.advance(days: 90)
    await #expect(throws: CustomerAskIsOver.self) { try await world.asks.answer(token, .solved) }
  }

  @Test(arguments: Engine.all) func whoUnsubscribedIsNotAskedAndAPromiseThatWasNotKeptNeither(
    _ engine: Engine
  ) async throws {
    let world = try await CareWorld(engine)
    let eva = try await world.member("eva")
    try await world.hear(1, 4)
    try await world.hear(2, 4)
    let list = try await world.followUps.own(by: eva).lines.map(\.followUp)
    try await world.followUps.record(try world.talk(.solved), on: list[0].id, version: 1, by: eva)
    try await world.followUps.record(
      try world.talk(.promised, promise: "Terugbellen", on: world.clock.now.day), on: list[1].id, version: 1, by: eva)
    let (organisation, now) = (world.organisation.id, world.clock.now)
    try await world.plain.write { db in
      var customer = try db.customers(in: organisation).find("c1")
      customer.unsubscribedAt = now
      try db.customers(in: organisation).save(customer)
    }

    world.clock.advance(days: 20)

    #expect(try await world.work().isEmpty)
  }

  @Test(arguments: Engine.all) func whoOwnsNothingAnyMoreIsReplacedByTheManagerOfTheUnit(_ engine: Engine) async throws
  {
    let world = try await CareWorld(engine)
    let organisation = world.organisation.id
    let today = world.clock.now.day
    try await world.plain.write { db in
      var eva = try db.people(in: organisation).find("eva")
      eva.leftOn = today
      try db.people(in: organisation).update(eva)
      try db.people(in: organisation).revokeAll(of: "eva", from: today)
    }

    try await world.hear(1, 4)

    #expect(try await world.only("max").customer == "c1")
  }
}
