import Act
import Foundation
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// From what a customer sends off, or what somebody brings in, to who is to be called: through the use cases of listening and the
/// jobs that they leave.
@Suite struct FollowUpFromAnswersTests {
  @Test(arguments: Engine.all) func whoSendsAnswersOffAndMayBeNamedIsCalledOnce(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let listening = Listening(world)
    let entrance = try await listening.invite("c1")
    let answers = Answers(["recommend": .number(3), "why": .text("Niemand belde terug")])

    let receipt = try await listening.responses.submit(answers, language: .nl, mayBeNamed: true, through: entrance)
    // Sent twice, as by a browser that lost its answer.
    let again = try await listening.responses.submit(answers, language: .nl, mayBeNamed: true, through: entrance)
    #expect(!receipt.isRepeated && again.isRepeated && again.response == receipt.response)
    #expect(try await listening.hear() == 1)
    #expect(try await listening.hear() == 0)

    let line = try #require(try await world.followUps.own(by: try await world.member("eva")).lines.first)
    #expect(line.customer == "Klant 1" && line.followUp.response == receipt.response)
    #expect(line.followUp.reason == .promotership && line.followUp.score == 3)
    #expect(line.comments.map(\.text) == ["Niemand belde terug"])
    #expect(try await world.events().count { $0 == "followUp.opened" } == 1)
  }

  @Test(arguments: Engine.all) func whoDoesNotSayThatTheyMayBeNamedIsNotCalled(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let listening = Listening(world)
    let answers = Answers(["recommend": .number(2)])

    let invited = try await listening.invite("c1")
    _ = try await listening.responses.submit(answers, language: .nl, mayBeNamed: false, through: invited)
    // By the open link nobody is known, whatever the form says.
    let unknown = try await listening.responses.enter(.openLink("open", key: world.world.newToken()))
    _ = try await listening.responses.submit(answers, language: .nl, mayBeNamed: true, through: unknown)
    // Somebody who is glad is heard, and no rule asks for them.
    let glad = try await listening.invite("c2")
    _ = try await listening.responses.submit(
      Answers(["recommend": .number(9)]), language: .nl, mayBeNamed: true, through: glad)

    #expect(try await listening.hear() == 1)
    #expect(try await listening.followUps().isEmpty)
  }

  @Test(arguments: Engine.all) func whoWithdrawsBeforeAnybodyLookedIsNotCalled(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let listening = Listening(world)
    let first = try await listening.invite("c1")
    let answers = Answers(["recommend": .number(4), "why": .text("Mijn kelder")])
    _ = try await listening.responses.submit(answers, language: .nl, mayBeNamed: true, through: first)
    #expect(try await listening.hear() == 1)
    let opened = try await world.only()
    let kept = try await world.plain.read { try $0.responses(in: world.organisation.id).find(opened.response) }
    #expect(kept.mayBeNamed)

    // A second answer waits to be heard when the customer tells Eva that they want to be named no longer.
    let later = try await listening.invite("c1", "second")
    let receipt = try await listening.responses.submit(answers, language: .nl, mayBeNamed: true, through: later)
    try await world.followUps.withdraw(opened.id, by: try await world.member("eva"))
    #expect(try await listening.hear() == 1)

    let all = try await listening.followUps()
    #expect(all.map(\.id) == [opened.id])
    #expect(all[0].state == .withdrawn && all[0].score == nil && all[0].promotership == nil && all[0].said.isEmpty)
    for response in [opened.response, receipt.response] {
      let stored = try await world.plain.read { try $0.responses(in: world.organisation.id).find(response) }
      #expect(!stored.mayBeNamed)
    }
    #expect(try await world.followUps.own(by: try await world.member("eva")).lines.isEmpty)
  }

  @Test(arguments: Engine.all) func whatIsBroughtInOpensFollowUpsOnce(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let listening = Listening(world)
    let file = """
      respondent,submitted,recommend,customer,Why?
      r1,2026-11-19 10:00:00,3,K1,Lang gewacht op de monteur
      r2,2026-11-19 11:00:00,9,K2,Fijn geholpen
      r3,2026-06-01 11:00:00,2,K3,Dat is lang geleden
      r4,2026-11-20 09:00:00,1,K99,Nooit van gehoord
      """
    let survey = try await listening.bringIn(file, mayBeNamed: true)
    // K2 is glad, K3 is history, K99 is nobody's customer.
    #expect(try await listening.hear() == 2)
    #expect(try await listening.followUps().map(\.customer) == ["c1"])
    #expect(try await world.only().score == 3)

    // A longer export of the same wave: what was in it already opens nothing again, also after the talk.
    let followUp = try await world.only()
    try await world.followUps.record(
      try world.talk(.solved), on: followUp.id, version: 1, by: try await world.member("eva"))
    let longer = file + "\nr5,2026-11-20 12:00:00,4,K4,Weer niet gebeld"
    _ = try await listening.bringIn(longer, mayBeNamed: true, into: survey)
    #expect(try await listening.hear() == 1)
    #expect(try await listening.followUps().map(\.customer) == ["c1", "c4"])
    #expect(try await world.only().customer == "c4")
    #expect(try await world.events().count { $0 == "followUp.opened" } == 2)
  }

  @Test(arguments: Engine.all) func whatIsBroughtInWithoutAKnownConsentOpensNothing(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let listening = Listening(world)
    let file = """
      respondent,submitted,recommend,customer,Why?
      r1,2026-11-19 10:00:00,3,K1,Lang gewacht op de monteur
      r2,2026-11-20 10:00:00,2,K2,Te laat
      """
    let survey = try await listening.bringIn(file, mayBeNamed: false)
    #expect(try await listening.hear() == 0)
    // Brought in again by somebody who says that they agreed: what is in stays as it was.
    let longer = file + "\nr3,2026-11-20 12:00:00,1,K3,Niemand"
    _ = try await listening.bringIn(longer, mayBeNamed: true, into: survey)
    #expect(try await listening.hear() == 1)
    #expect(try await listening.followUps().map(\.customer) == ["c3"])
  }
}

/// The use cases of listening in a care world.
private struct Listening: Sendable {
  let world: CareWorld
  let responses: Responses
  private let imports: Imports
  private let folder = TemporaryFolder.make()

  init(_ world: CareWorld) {
    self.world = world
    responses = Responses(
      database: world.plain, world: world.world, waves: OpenWaves(database: world.plain, world: world.world))
    imports = Imports(
      database: world.plain, world: world.world, folder: ImportFolder(path: folder.appending(path: "kept").path),
      onApplied: { _, _ in })
  }

  /// A customer of Assen opens the link in their mail.
  func invite(_ customer: ID<Customer>, _ name: String = "first") async throws -> Entrance {
    let token = world.world.newToken()
    let (home, now) = (world.organisation.id, world.clock.now)
    let (survey, wave) = (world.survey, ID<Wave>("wave-\(name)"))
    try await world.plain.write { db in
      if try db.waves(in: home).all().allSatisfy({ $0.id != wave }) {
        try db.waves(in: home).insert(
          Wave(
            id: wave, survey: survey, version: 1, name: name, kind: .continuous, state: .open, opensOn: now.day,
            openLink: name == "first" ? "open" : nil, openLinkUnit: CareWorld.assen.id))
      }
      try db.waves(in: home).insert(
        Invitation(
          id: ID("\(customer)-\(name)"), wave: wave, customer: customer, unit: CareWorld.assen.id, owner: "eva",
          language: .nl, tokenHash: token.hash, sentAt: now))
    }
    return try await responses.enter(.invitation(token))
  }

  /// Does the jobs that named responses left, as the runner does, and gives how many there were.
  func hear() async throws -> Int {
    let jobs = try await world.plain.write { db in
      let rows = try db.rows("SELECT * FROM jobs WHERE kind = \(NamedResponse.jobKind) ORDER BY id")
      try db.run("DELETE FROM jobs WHERE kind = \(NamedResponse.jobKind)")
      return try rows.map(Job.init)
    }
    // A runner that dies after its work begins it again.
    for job in jobs + jobs { try await world.jobs.run(job) }
    return jobs.count
  }

  /// All of them, by customer.
  func followUps() async throws -> [FollowUp] {
    let home = world.organisation.id
    return try await world.plain.read { db in
      try (1...9).flatMap { try db.followUps(in: home).all(of: ID("c\($0)")) }
    }
  }

  /// A file with these columns goes in: a new survey, or more of one that went in before.
  func bringIn(_ text: String, mayBeNamed: Bool, into survey: ID<Survey>? = nil) async throws -> ID<Survey> {
    let place = folder.appending(path: "results.csv")
    try Data(text.utf8).write(to: place)
    let importer = Importer.operator(world.organisation)
    let taken = try await imports.take(place.path, named: "results.csv", by: importer)
    var mapping = taken.mapping
    for column in mapping.columns {
      try mapping.change(column.key) { column in
        switch column.name {
        case "respondent": column.takenFor = .responseID
        case "submitted":
          column.takenFor = .submittedAt
          column.dateOrder = .yearMonthDay
        case "recommend": column.takenFor = .recommendation
        case "customer": column.takenFor = .customerKey
        default: column.takenFor = .openText
        }
      }
    }
    try await imports.change(taken.id, to: mapping, by: importer)
    let plan = ImportPlan(survey: survey, title: "Storingen", wave: "Najaar", language: .nl, mayBeNamed: mayBeNamed)
    let done = try await imports.apply(taken.id, plan: plan, by: importer)
    return try #require(done.survey)
  }
}
