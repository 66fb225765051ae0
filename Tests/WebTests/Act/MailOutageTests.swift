import Act
import Anchor
import Delivery
import Foundation
import Jobs
import Listen
import Logging
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

@testable import Web

/// The weekly digest, the mail before a meeting, the question to a customer and the word to a manager, against a real SMTP
/// server that goes away and comes back.
@Suite struct MailOutageTests {
  private static let home = ID<Organisation>("linde")
  private static let meeting = "Overleg – één minuut, véél klanten; 👩‍🔧 en wat er verder nog op deze lange regel past"

  @Test(arguments: Engine.all) func aRelayThatIsAwayDelaysEveryMailAndDoublesNone(_ engine: Engine) async throws {
    let clock = TestClock()
    let database = try await engine.make(Schema.migrations)
    var mailbox = try Mailbox()
    let relay = try Relay(
      RelaySettings(
        host: "127.0.0.1", port: mailbox.port, security: .plain, fromAddress: "kompas@linde.nl", fromName: "Kompas",
        mailsPerSecond: 10_000), now: { clock.now })
    var world = World.test(clock: clock)
    world.send = { try await relay.send($0) }
    try await Self.fill(database, world)
    // The Tuesday after next: the digest of this week is due, a meeting comes near, somebody was not called in time.
    clock.advance(days: 17)
    mailbox.stop()
    let runner = try Self.runner(database, world)
    try await database.write { [world] db in
      for kind in [Digests.beginning, AgendaMails.kind, CareJobs.escalationKind] {
        try db.enqueue(Job(kind, key: "recurring", world: world))
      }
    }

    for _ in 0..<3 {
      try await runner.drain()
      #expect(try await Self.count(.queued, database) == 4 && mailbox.messages().isEmpty)
      clock.advance(hours: 7)
    }
    // It is there, and can take nothing yet.
    mailbox = try Mailbox(again: mailbox)
    try mailbox.answerMessages("451 4.3.0 come back later")
    try await runner.drain()
    #expect(try await Self.count(.queued, database) == 4 && mailbox.messages().isEmpty)
    try mailbox.answerMessages(nil)
    // The program began anew meanwhile.
    let second = try Self.runner(database, world)
    clock.advance(hours: 8)
    try await second.drain()

    let received = try mailbox.messages()
    #expect(
      received.map(\.recipients).sorted { $0[0] < $1[0] } == [
        ["bea@linde.nl"], ["eva@linde.nl"], ["klant2@voorbeeld.nl"], ["max@linde.nl"],
      ])
    #expect(try await Self.count(.sent, database) == 4)
    #expect(received.allSatisfy { $0.defects.isEmpty && $0.ascii && $0.text?.isEmpty == false })
    clock.advance(hours: 7)
    try await runner.drain()
    try await second.drain()
    #expect(try mailbox.messages().count == 4)

    let invitation = try #require(received.first { $0.recipients == ["bea@linde.nl"] })
    let calendar = try #require(invitation.calendar)
    #expect(calendar.method == "PUBLISH" && calendar.charset == "utf-8")
    let lines = calendar.text.components(separatedBy: "\r\n")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.contains("METHOD:PUBLISH"))
    #expect(lines.allSatisfy { $0.utf8.count <= 75 }, "a calendar's line has 75 bytes at most")
    let escaped = Self.meeting.replacing(",", with: "\\,").replacing(";", with: "\\;")
    #expect(calendar.text.replacing("\r\n ", with: "").contains("\r\nSUMMARY:\(escaped)\r\n"))
  }

  private static func runner(_ database: any Database, _ world: World) throws -> JobRunner {
    guard let origin = Origin("https://kompas.test") else { throw NotFound() }
    let letters = RouteLetters(renderer: TestSite.renderer, origin: origin)
    let care = CareJobs(
      database: database, world: world, compose: CareLetters(renderer: TestSite.renderer, origin: origin).compose)
    let digests = Digests(database: database, world: world, compose: letters.compose)
    let meetings = AgendaMails(database: database, world: world, compose: letters.compose)
    return JobRunner(
      database: database, world: world,
      handlers: CareJobs.kinds.map { kind in JobHandler(kind) { claimed in try await care.run(claimed.job) } } + [
        JobHandler(CareJobs.escalationKind, everySeconds: 3_600) { _ in try await care.escalate() },
        JobHandler(Digests.beginning, everySeconds: 1_800) { _ in try await digests.begin() },
        JobHandler(Digests.mailing) { claimed in try await digests.mail(claimed.job) },
        JobHandler(AgendaMails.kind, everySeconds: 3_600) { _ in try await meetings.mail() },
        MailSending.handler(database: database, world: world),
      ], logger: Logger(label: "jobs", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  private static func count(_ state: QueuedMail.State, _ database: any Database) async throws -> Int {
    try await database.read { try $0.queuedMails(in: home.text, state).count }
  }

  /// Eva has an action that ends and spoke with a customer, who is to be asked; another was not called. Max leads her team,
  /// Bea sits at the meeting.
  private static func fill(_ database: any Database, _ world: World) async throws {
    let (now, today) = (world.now(), world.now().day)
    let start = today.adding(days: -400)
    let members = try await database.write { db in
      try db.organisations.insert(Organisation(id: home, name: "De Linde", language: .nl, createdAt: now))
      let units = db.units(in: home)
      try units.insert(People.Unit(id: "whole", name: "De Linde", code: "L"), below: nil, from: start)
      try units.insert(People.Unit(id: "team", name: "Team", code: "T"), below: "whole", from: start)
      let people = db.people(in: home)
      for (id, role, unit) in [
        ("bea", .board, "whole"), ("max", .manager, "team"), ("eva", .employee, "team"),
      ] as [(String, Role, ID<People.Unit>)] {
        try people.insert(Person(id: ID(id), name: id, email: "\(id)@linde.nl", language: .nl))
        try people.grant(Grant(role, on: unit), to: ID(id), from: start)
      }
      let survey = try SurveyTemplate.afterContact.document(for: db.organisations.find(home), values: [])
      try db.surveys(in: home).insert(Survey(id: "survey", state: .inUse, document: survey, createdAt: now))
      try db.waves(in: home).insert(
        Wave(
          id: "wave", survey: "survey", version: 1, name: "Na contact", kind: .continuous, state: .open,
          opensOn: today.adding(days: -9)))
      for number in 1...2 {
        let customer = ID<Customer>("c\(number)")
        try db.customers(in: home).save(
          Customer(
            id: customer, kind: .person, name: "Klant \(number)", email: "klant\(number)@voorbeeld.nl", language: .nl,
            code: "K\(number)", owner: "eva", unit: "team"))
        try db.responses(in: home).insert(
          Response(
            id: ID("r\(number)"), survey: "survey", wave: "wave", version: 1, submission: "\(number)",
            customer: customer, unit: "team", owner: "eva", submittedAt: now, language: .nl, mayBeNamed: true,
            answers: Answers(["grade": .number(4)])))
        try db.followUps(in: home).insert(
          FollowUp(
            id: ID("f\(number)"), customer: customer, response: ID("r\(number)"), unit: "team", owner: "eva",
            reason: .score, openedAt: now, term: today.adding(days: 10)))
      }
      return try ["bea", "eva"].map { try people.member(ID($0), on: today) }
    }
    let (bea, eva) = (try #require(members[0]), try #require(members[1]))
    try await FollowUps(database: database, world: world).record(
      TalkDraft(
        outcome: .solved, said: "Opgelost", promise: "", promiseOn: nil, asksWhetherSolved: true, today: today),
      on: "f2", version: 1, by: eva)
    _ = try await Actions(database: database, world: world).begin(
      ActionDraft(title: "Belrooster", effect: "Een klant hoort iets", owner: "eva", due: today.adding(days: 21)),
      in: "team", by: eva)
    let readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    _ = try await Agenda(database: database, readings: readings, world: world).plan(
      SeriesDraft(name: meeting, firstOn: today.adding(days: 20), everyWeeks: 4, minute: 570), of: "whole", by: bea)
  }
}
