@testable import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct UnitTests {
  @Test(arguments: Engine.all) func aUnitMovesFromADayAndThePastStays(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let next = company.today.adding(days: 30)
    try await company.units.move(company.northTeam.id, below: company.south.id, from: next, by: anna)
    let now = try await company.units.tree(on: company.today, by: anna)
    let then = try await company.units.tree(on: next, by: anna)
    #expect(now.parent(of: company.northTeam.id)?.id == company.north.id)
    #expect(then.parent(of: company.northTeam.id)?.id == company.south.id)
    #expect(try await company.events() == ["unit.moved"])
  }

  @Test(arguments: Engine.all) func nothingHangsBelowItselfNowOrLater(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    await #expect(throws: Units.ChangeRefused.belowItself) {
      try await company.units.move(company.north.id, below: company.northTeam.id, from: company.today, by: anna)
    }
    // Planned: from next month South hangs below North-1. Moving North below South today would close the circle then.
    let next = company.today.adding(days: 30)
    try await company.units.move(company.south.id, below: company.northTeam.id, from: next, by: anna)
    await #expect(throws: Units.ChangeRefused.belowItself) {
      try await company.units.move(company.north.id, below: company.south.id, from: company.today, by: anna)
    }
    #expect(try await company.units.tree(on: company.today, by: anna).units.count == 4)
    #expect(try await company.units.tree(on: next, by: anna).units.count == 4)
  }

  @Test(arguments: Engine.all) func aUnitEndsWhenNothingHangsBelowIt(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    await #expect(throws: Units.ChangeRefused.hasUnitsBelow(count: 1)) {
      try await company.units.end(company.north.id, on: company.today, by: anna)
    }
    await #expect(throws: Units.ChangeRefused.isTheWhole) {
      try await company.units.end(company.whole.id, on: company.today, by: anna)
    }
    try await company.units.end(company.northTeam.id, on: company.today, by: anna)
    #expect(try await company.units.tree(on: company.today, by: anna).unit(company.northTeam.id) == nil)
    #expect(try await company.member(company.carla).grants.isEmpty)
    let yesterday = try await company.units.tree(on: company.today.adding(days: -1), by: anna)
    #expect(yesterday.unit(company.northTeam.id) != nil)
  }

  @Test(arguments: Engine.all) func whoManagesOnePartChangesOnlyThatPart(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let dirk = try await company.member(company.dirk)
    let east = try await company.units.add(
      UnitDraft(name: "Zuid-1"), below: company.south.id, from: company.today, by: dirk)
    #expect(east.code == "zuid-1")
    await #expect(throws: NotFound.self) {
      try await company.units.change(company.north.id, to: UnitDraft(name: "Van mij"), by: dirk)
    }
    await #expect(throws: NotFound.self) {
      try await company.units.move(company.northTeam.id, below: company.south.id, from: company.today, by: dirk)
    }
    let bram = try await company.member(company.bram)
    await #expect(throws: NotAllowed.self) {
      try await company.units.change(company.north.id, to: UnitDraft(name: "Van mij"), by: bram)
    }
    let mallory = try await company.member(company.mallory)
    await #expect(throws: NotFound.self) { try await company.units.find(company.north.id, by: mallory) }
    await #expect(throws: NotFound.self) {
      try await company.units.change(company.north.id, to: UnitDraft(name: "Van mij"), by: mallory)
    }
  }

  @Test(arguments: Engine.all) func aTakenCodeIsSaidBesideItsField(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let taken = Rejection("code", Message("people.units.codeTaken", ["code": .text("zuid")]))
    await #expect(throws: taken) {
      try await company.units.add(
        UnitDraft(name: "Zuid"), below: company.whole.id, from: company.today, by: anna)
    }
    await #expect(throws: taken) {
      try await company.units.change(company.north.id, to: UnitDraft(name: "Noord", code: "zuid"), by: anna)
    }
  }
}

@Suite struct ColleagueTests {
  @Test(arguments: Engine.all) func theLastAdministratorStays(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    await #expect(throws: Colleagues.ChangeRefused.lastAdministrator) {
      try await company.colleagues.leave(company.anna.id, on: company.today, by: anna)
    }
    await #expect(throws: Colleagues.ChangeRefused.lastAdministrator) {
      try await company.colleagues.revoke(
        Grant(.administrator, on: company.whole.id), from: company.anna.id, on: company.today, by: anna)
    }
    #expect(try await company.member(company.anna).may(.managePeople))
  }

  @Test(arguments: Engine.all) func whoManagesOneRegionReachesNobodyElse(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let dirk = try await company.member(company.dirk)
    #expect(try await company.colleagues.all(by: dirk).map(\.person.name) == ["Dirk"])
    await #expect(throws: NotFound.self) { try await company.colleagues.find(company.anna.id, by: dirk) }
    await #expect(throws: NotFound.self) {
      try await company.colleagues.leave(company.anna.id, on: company.today, by: dirk)
    }
    await #expect(throws: NotFound.self) {
      try await company.colleagues.grant(
        Grant(.administrator, on: company.whole.id), to: company.dirk.id, from: company.today, by: dirk)
    }
    // A role in the south makes Bram visible there, but Dirk doesn't change who also manages the north.
    try await company.colleagues.grant(
      Grant(.employee, on: company.south.id), to: company.bram.id, from: company.today,
      by: try await company.member(company.anna))
    #expect(try await company.colleagues.find(company.bram.id, by: dirk).mayBeChanged == false)
    await #expect(throws: NotAllowed.self) {
      try await company.colleagues.change(
        company.bram.id, to: PersonDraft(name: "B", email: "b@example.nl", language: .nl), by: dirk)
    }
  }

  @Test(arguments: Engine.all) func oneSeesOneselfAndNoOneElse(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let carla = try await company.member(company.carla)
    #expect(try await company.colleagues.find(company.carla.id, by: carla).mayBeChanged == false)
    await #expect(throws: NotFound.self) { try await company.colleagues.find(company.bram.id, by: carla) }
    await #expect(throws: NotAllowed.self) { try await company.colleagues.all(by: carla) }
    let mallory = try await company.member(company.mallory)
    await #expect(throws: NotFound.self) { try await company.colleagues.find(company.carla.id, by: mallory) }
    await #expect(throws: NotFound.self) {
      try await company.colleagues.grant(
        Grant(.employee, on: company.otherWhole.id), to: company.carla.id, from: company.today, by: mallory)
    }
  }

  @Test(arguments: Engine.all) func whoLeftCanComeBack(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    try await company.colleagues.leave(company.carla.id, on: company.today, by: anna)
    let lines = try await company.colleagues.all(by: anna)
    #expect(lines.map(\.person.name) == ["Anna", "Bram", "Dirk", "Carla"])
    try await company.colleagues.comeBack(company.carla.id, by: anna)
    _ = try await company.enter(company.carla, with: company.signIns)
    #expect(try await company.events() == ["person.left", "person.cameBack", "signIn.began"])
  }

  @Test(arguments: Engine.all) func anotherAddressEndsTheLinkThatWentToTheOldOne(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let eva = try await company.colleagues.add(
      PersonDraft(name: "Eva", email: "eva@example.nl", language: .nl),
      as: Grant(.employee, on: company.northTeam.id), from: company.today, invite: true, by: anna)
    let link = try #require(try await company.mails().first)
    try await company.colleagues.change(
      eva.id, to: PersonDraft(name: "Eva", email: "eva.jansen@example.nl", language: .nl), by: anna)
    await #expect(throws: SignInRefused.linkNoLongerWorks) { try await company.invitations.find(link) }
    await #expect(throws: Rejection.self) {
      try await company.colleagues.change(
        eva.id, to: PersonDraft(name: "Eva", email: "bram@example.nl", language: .nl), by: anna)
    }
  }
}

@Suite struct AddressTests {
  @Test(arguments: ["a@b.nl", "jan.de-vries+kompas@mail.example.co.uk", "é@exämple.nl"])
  func anAddressIsPlausible(_ text: String) { #expect(Address.isPlausible(text)) }

  @Test(arguments: [
    "", "a@b", "@b.nl", "a@", "a b@c.nl", "a@b..nl", "a@b.nl\r\nBcc: x@y.nl", "<a@b.nl>", "a@b@c.nl", "a,b@c.nl",
    "a@-b.nl",
  ])
  func anAddressIsNot(_ text: String) { #expect(!Address.isPlausible(text)) }

  @Test func aDayIsTypedInTwoWays() {
    #expect(Day(typed: "2026-11-21") == Day(typed: "21-11-2026"))
    #expect(Day(typed: "21/11/2026") != nil)
    #expect(Day(typed: "31-2-2026") == nil)
    #expect(Day(typed: "morgen") == nil)
  }
}
