@testable import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct SignInTests {
  @Test(arguments: Engine.all) func whoKnowsThePasswordComesIn(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let token = try await company.enter(company.bram, with: signIns)
    let visit = try #require(try await signIns.visit(token))
    #expect(visit.member.person == company.bram.id)
    #expect(visit.member.may(.readUnit, on: company.northTeam.id))
    #expect(!visit.member.may(.readUnit, on: company.south.id))
    #expect(try await company.events().contains("signIn.began"))
    let stored = try await company.database.read { try $0.value("SELECT token_hash FROM sign_ins", as: String.self) }
    #expect(stored == token.hash && stored != token.secret && stored?.count == 64)
  }

  @Test(arguments: Engine.all) func aWrongPasswordAndAnUnknownAddressAreTheSame(_ engine: Engine) async throws {
    let company = try await Company(engine)
    await #expect(throws: SignInRefused.wrongAddressOrPassword) {
      try await company.signIns.signIn(company.attempt(company.bram, "een heel ander woord"))
    }
    let nobody = SignIns.Attempt(email: "nobody@example.nl", password: "x", address: "192.0.2.9", device: "")
    await #expect(throws: SignInRefused.wrongAddressOrPassword) { try await company.signIns.signIn(nobody) }
    let endless = String(repeating: "x", count: 100_000)
    await #expect(throws: SignInRefused.wrongAddressOrPassword) {
      try await company.signIns.signIn(company.attempt(company.bram, endless))
    }
  }

  @Test(arguments: Engine.all) func guessingIsSlowedDownAndPassesByItself(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let wrong = company.attempt(company.bram, "een heel ander woord")
    for _ in 1...5 {
      await #expect(throws: SignInRefused.wrongAddressOrPassword) { try await company.signIns.signIn(wrong) }
    }
    await #expect(throws: SignInRefused.tooManyAttempts(seconds: 2)) {
      try await company.signIns.signIn(company.attempt(company.bram))
    }
    company.clock.advance(seconds: 3)
    await #expect(throws: SignInRefused.wrongAddressOrPassword) { try await company.signIns.signIn(wrong) }
    await #expect(throws: SignInRefused.tooManyAttempts(seconds: 4)) { try await company.signIns.signIn(wrong) }
    company.clock.advance(minutes: 16)
    _ = try await company.enter(company.bram, with: company.signIns)
    await #expect(throws: SignInRefused.wrongAddressOrPassword) { try await company.signIns.signIn(wrong) }
  }

  @Test(arguments: Engine.all) func oneAddressCannotTryManyAccounts(_ engine: Engine) async throws {
    let company = try await Company(engine)
    for number in 1...30 {
      let spray = SignIns.Attempt(
        email: "person\(number)@example.nl", password: "Winter2026!!", address: "198.51.100.7", device: "")
      await #expect(throws: SignInRefused.wrongAddressOrPassword) { try await company.signIns.signIn(spray) }
    }
    await #expect(throws: SignInRefused.tooManyAttempts(seconds: 600)) {
      try await company.signIns.signIn(company.attempt(company.bram, from: "198.51.100.7"))
    }
    _ = try await company.enter(company.bram, with: company.signIns)
  }

  @Test(arguments: Engine.all) func aSignInEndsWhenItIsLeftAloneAndAtItsLastHour(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let bram = try await company.enter(company.bram, with: signIns)
    let anna = try await company.enter(company.anna, with: signIns)
    company.clock.advance(minutes: 16)
    #expect(try await signIns.visit(bram) != nil)
    #expect(try await signIns.visit(anna) == nil, "an administrator's ends sooner")
    company.clock.advance(minutes: 31)
    #expect(try await signIns.visit(bram) == nil)

    let lasting = try await company.enter(company.bram, with: signIns)
    for _ in 1..<(12 * 3) {
      company.clock.advance(minutes: 20)
      #expect(try await signIns.visit(lasting) != nil)
    }
    company.clock.advance(minutes: 20)
    #expect(try await signIns.visit(lasting) == nil)
  }

  @Test(arguments: Engine.all) func whatChangesCountsAtTheNextRequest(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let anna = try await company.member(company.anna)
    let token = try await company.enter(company.bram, with: signIns)
    #expect(try await signIns.visit(token)?.member.may(.readUnit, on: company.north.id) == true)

    let manager = Grant(.manager, on: company.north.id)
    try await company.colleagues.revoke(manager, from: company.bram.id, on: company.today, by: anna)
    #expect(try await signIns.visit(token)?.member.may(.readUnit, on: company.north.id) == false)

    try await company.colleagues.grant(
      Grant(.board, on: company.whole.id), to: company.bram.id, from: company.today, by: anna)
    let added = try await company.units.add(
      UnitDraft(name: "Oost"), below: company.whole.id, from: company.today, by: anna)
    #expect(try await signIns.visit(token)?.member.may(.readUnit, on: added.id) == true)

    try await company.colleagues.leave(company.bram.id, on: company.today, by: anna)
    #expect(try await signIns.visit(token) == nil)
    await #expect(throws: SignInRefused.wrongAddressOrPassword) {
      try await signIns.signIn(company.attempt(company.bram))
    }
  }

  @Test(arguments: Engine.all) func whoLeavesTomorrowIsOutTomorrow(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let token = try await company.enter(company.carla, with: signIns)
    // An hour before midnight in Amsterdam.
    company.clock.advance(hours: 10)
    let late = try await company.enter(company.carla, with: signIns)
    try await company.colleagues.leave(
      company.carla.id, on: company.today.adding(days: 1), by: try await company.member(company.anna))
    #expect(try await signIns.visit(late) != nil)
    company.clock.advance(minutes: 20)
    #expect(try await signIns.visit(late) != nil)
    company.clock.advance(minutes: 45)
    #expect(try await signIns.visit(late) == nil)
    #expect(try await signIns.visit(token) == nil)
  }

  @Test(arguments: Engine.all) func oneSeesAndEndsOnesOwnSignInsOnly(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let (first, second) = (
      try await company.enter(company.bram, with: signIns), try await company.enter(company.bram, with: signIns)
    )
    let mine = try #require(try await signIns.visit(first))
    let carla = try #require(try await signIns.visit(try await company.enter(company.carla, with: signIns)))
    let all = try await signIns.all(of: mine)
    #expect(all.count == 2)
    let third = try #require(all.first { $0.id != mine.signIn.id })
    await #expect(throws: NotFound.self) { try await signIns.end(third.id, by: carla) }
    try await signIns.end(third.id, by: mine)
    #expect(try await signIns.visit(second) == nil)
    #expect(try await signIns.visit(first) != nil)
    try await signIns.end(mine.signIn.id, by: mine)
    #expect(try await signIns.visit(first) == nil)
  }

  @Test(arguments: Engine.all) func anAccountHasTenSignInsAtMost(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let first = try await company.enter(company.bram, with: signIns)
    for _ in 1...10 {
      company.clock.advance(seconds: 1)
      _ = try await company.enter(company.bram, with: signIns)
    }
    #expect(try await signIns.visit(first) == nil)
  }

  @Test(arguments: Engine.all) func whoWorksInTwoOrganisationsChooses(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let elsewhere = Person(
      id: company.world.id(), name: "Bram", email: company.bram.email, language: .nl, account: company.bram.account)
    try await company.database.write { db in
      try db.people(in: company.other.id).insert(elsewhere)
      try db.people(in: company.other.id).grant(
        Grant(.employee, on: company.otherWhole.id), to: elsewhere.id, from: company.today)
    }
    guard case .chooses(let choice, let places) = try await signIns.signIn(company.attempt(company.bram)) else {
      Issue.record("Two organisations and no choice")
      return
    }
    #expect(places.map(\.name) == ["De Linde", "Elders"])
    #expect(try await signIns.visit(choice) == nil, "a choice is no sign-in")
    await #expect(throws: NotFound.self) {
      try await signIns.choose(company.mallory.id, with: choice, device: "")
    }
    let token = try await signIns.choose(elsewhere.id, with: choice, device: "")
    let visit = try #require(try await signIns.visit(token))
    #expect(visit.member.organisation.id == company.other.id)
    #expect(visit.member.tree.unit(company.north.id) == nil)
    await #expect(throws: SignInRefused.linkNoLongerWorks) {
      try await signIns.choose(elsewhere.id, with: choice, device: "")
    }
    let moved = try await signIns.move(visit, to: company.bram.id)
    #expect(try await signIns.visit(token) == nil)
    #expect(try await signIns.visit(moved)?.member.organisation.id == company.organisation.id)
  }

  @Test func aHashIsArgon2idAtTodaysPriceAndOlderOnesAreRenewed() async throws {
    let company = try await Company(.sqlite)
    let signIns = SignIns(database: company.database, world: company.world, hashing: try PasswordHashing())
    _ = try await company.enter(company.bram, with: signIns)
    let hash = try #require(
      try await company.database.read {
        try $0.value("SELECT password_hash FROM accounts WHERE email = 'bram@example.nl'", as: String.self)
      })
    #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    _ = try await company.enter(company.bram, with: signIns)
  }

  @Test func onlySoManyHashesWait() async throws {
    let hashing = try PasswordHashing(cost: PasswordHashing.Cost(memory: 19_456, passes: 2), atOnce: 1, waiting: 1)
    let results = await withTaskGroup(of: Bool.self) { group in
      for _ in 1...12 {
        group.addTask {
          do {
            _ = try await hashing.hash("een lang wachtwoord")
            return true
          } catch {
            return !(error is TooBusy)
          }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.contains(true))
    #expect(results.contains(false), "some had to be sent away")
  }
}
