@testable import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct PasswordTests {
  @Test(arguments: [
    "wachtwoord123!", "Welkom01Welkom01", "qwertyuiop12", "aaaaaaaaaaaaaa", "123456789012", "abcdefghijklm",
    "P@ssw0rdP@ssw0rd", "delinde-delinde", "Anna1984Anna!", "Kompas2026kompas", "abababababab", "september2026",
    "iloveyou4ever!!", "feyenoord1908", "zomer2026zomer",
  ])
  func whatEverybodyThinksOfIsRefused(_ password: String) {
    #expect(throws: Rejection("password", Message("people.password.easilyGuessed"))) {
      try PasswordRules.check(password, context: ["De Linde", "Anna", "anna@example.nl"])
    }
  }

  @Test(arguments: [
    "blauwe giraf op de fiets", "tr4vq-9mzp-lw2", "correct paard batterij nietje", "mijn oma bakt zuurkool",
    "ὁ βίος βραχύς ἡ δὲ τέχνη", "wiebel-stoel-42-kano",
  ])
  func aLongOneOfOnesOwnIsGood(_ password: String) throws {
    try PasswordRules.check(password, context: ["De Linde", "Anna", "anna@example.nl"])
  }

  @Test func lengthHasBounds() {
    #expect(throws: Rejection("password", Message("people.password.tooShort", ["count": .count(12)]))) {
      try PasswordRules.check("vt9-qm2-lwx", context: [])
    }
    #expect(throws: Rejection("password", Message("people.password.tooLong", ["count": .count(128)]))) {
      try PasswordRules.check(String(repeating: "vt9-qm2-lwx ", count: 11), context: [])
    }
  }

  @Test(arguments: Engine.all) func aForgottenPasswordIsReplacedOnceByMail(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let old = try await company.enter(company.bram, with: signIns)
    try await company.passwords.forget(" Bram@Example.NL ", from: "192.0.2.1")
    let link = try #require(try await company.mails().first)
    #expect(try await company.passwords.address(for: link) == "bram@example.nl")
    await #expect(throws: Rejection.self) { try await company.passwords.reset(to: "kort", with: link) }
    try await company.passwords.reset(to: "groene olifant met pet", with: link)
    #expect(try await signIns.visit(old) == nil)
    await #expect(throws: SignInRefused.linkNoLongerWorks) {
      try await company.passwords.reset(to: "weer een ander lang woord", with: link)
    }
    await #expect(throws: SignInRefused.wrongAddressOrPassword) {
      try await signIns.signIn(company.attempt(company.bram))
    }
    _ = try await signIns.signIn(company.attempt(company.bram, "groene olifant met pet"))
    _ = try await company.mails()
    #expect(company.outbox.sent.last?.to == "bram@example.nl", "and is told so")
  }

  @Test(arguments: Engine.all) func anUnknownAddressGetsTheSameAnswerAndNoMail(_ engine: Engine) async throws {
    let company = try await Company(engine)
    try await company.passwords.forget("nobody@example.nl", from: "192.0.2.1")
    #expect(try await company.mails().isEmpty)
  }

  @Test(arguments: Engine.all) func aResetLinkLastsHalfAnHour(_ engine: Engine) async throws {
    let company = try await Company(engine)
    try await company.passwords.forget(company.bram.email, from: "192.0.2.1")
    let link = try #require(try await company.mails().first)
    company.clock.advance(minutes: 31)
    await #expect(throws: SignInRefused.linkNoLongerWorks) {
      try await company.passwords.reset(to: "groene olifant met pet", with: link)
    }
  }

  @Test(arguments: Engine.all) func threeMailsAnHourAndNoMore(_ engine: Engine) async throws {
    let company = try await Company(engine)
    var mails = 0
    for _ in 1...5 {
      try await company.passwords.forget(company.bram.email, from: "192.0.2.1")
      mails += try await company.mails().count
    }
    #expect(mails == 3)
  }

  @Test(arguments: Engine.all) func onesOwnPasswordIsChangedByWhoKnowsIt(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let signIns = company.signIns
    let other = try await company.enter(company.bram, with: signIns)
    let token = try await company.enter(company.bram, with: signIns)
    let visit = try #require(try await signIns.visit(token))
    await #expect(throws: Rejection("present", Message("people.password.presentWrong"))) {
      try await company.passwords.change(from: "niet het goede woord", to: "groene olifant met pet", by: visit)
    }
    try await company.passwords.change(from: Company.password, to: "groene olifant met pet", by: visit)
    #expect(try await signIns.visit(token) != nil)
    #expect(try await signIns.visit(other) == nil)
  }

  @Test(arguments: Engine.all) func anInvitationBeginsOnce(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let eva = try await company.colleagues.add(
      PersonDraft(name: "Eva", email: "eva@example.nl", language: .nl),
      as: Grant(.employee, on: company.northTeam.id), from: company.today, invite: true, by: anna)
    let link = try #require(try await company.mails().first)
    #expect(try await company.invitations.find(link).hasPassword == false)
    try await company.invitations.accept(link, password: "groene olifant met pet", from: "192.0.2.1")
    await #expect(throws: SignInRefused.linkNoLongerWorks) { try await company.invitations.find(link) }
    let signIns = company.signIns
    _ = try await signIns.signIn(company.attempt(eva, "groene olifant met pet"))
    await #expect(throws: Colleagues.ChangeRefused.needsNoInvitation) {
      try await company.colleagues.invite(eva.id, by: anna)
    }
  }

  @Test(arguments: Engine.all) func anotherInvitationEndsTheFirstAndAWeekEndsBoth(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let eva = try await company.colleagues.add(
      PersonDraft(name: "Eva", email: "eva@example.nl", language: .nl),
      as: Grant(.employee, on: company.northTeam.id), from: company.today, invite: true, by: anna)
    let first = try #require(try await company.mails().first)
    try await company.colleagues.invite(eva.id, by: anna)
    let second = try #require(try await company.mails().first)
    await #expect(throws: SignInRefused.linkNoLongerWorks) { try await company.invitations.find(first) }
    #expect(try await company.invitations.find(second).name == "Eva")
    company.clock.advance(days: 7)
    await #expect(throws: SignInRefused.linkNoLongerWorks) { try await company.invitations.find(second) }
  }

  @Test(arguments: Engine.all) func whoWorksElsewhereAlreadyKeepsTheirPassword(_ engine: Engine) async throws {
    let company = try await Company(engine)
    _ = try await company.colleagues.add(
      PersonDraft(name: "Mallory", email: company.mallory.email, language: .en),
      as: Grant(.employee, on: company.south.id), from: company.today, invite: true,
      by: try await company.member(company.anna))
    let link = try #require(try await company.mails().first)
    #expect(try await company.invitations.find(link).hasPassword)
    await #expect(throws: Rejection.self) {
      try await company.invitations.accept(link, password: "een nieuw lang woord", from: "192.0.2.1")
    }
    try await company.invitations.accept(link, password: Company.password, from: "192.0.2.1")
    guard case .chooses(_, let places) = try await company.signIns.signIn(company.attempt(company.mallory)) else {
      Issue.record("Two organisations and no choice")
      return
    }
    #expect(places.count == 2)
  }
}
