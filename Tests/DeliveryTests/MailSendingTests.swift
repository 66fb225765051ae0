import Delivery
import Jobs
import Logging
import Persistence
import Synchronization
import TestKit
import Testing
import Values

@Suite struct MailSendingTests {
  private let clock = TestClock()
  private static let house: ID<String> = "house"
  private static let tables: [Migration] = [.createEventsAndJobs, .createMails, .addCalendarToMails]

  private func mail(_ number: Int) -> Mail {
    Mail(
      to: "person\(number)@voorbeeld.nl", toName: "Persoon \(number)", subject: "Vraag \(number)",
      text: "Link \(number)",
      html: "<p>Link \(number)</p>", unsubscribe: "https://voorbeeld.nl/u/\(number)", messageID: "m\(number)")
  }

  private func world(_ mailbox: Mailbox) throws -> World {
    let relay = try Relay(
      RelaySettings(
        host: "127.0.0.1", port: mailbox.port, security: .plain, fromAddress: "kompas@voorbeeld.nl", fromName: "Kompas",
        mailsPerSecond: 10_000), now: { clock.now })
    var world = World.test(clock: clock)
    world.send = { try await relay.send($0) }
    return world
  }

  private func runner(_ db: any Database, _ world: World) -> JobRunner {
    JobRunner(
      database: db, world: world, handlers: [MailSending.handler(database: db, world: world)],
      logger: Logger(label: "jobs", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  @Test(arguments: Engine.all) func aQueuedMailLeavesOnceAndItsTextIsForgotten(engine: Engine) async throws {
    let db = try await engine.make(Self.tables)
    let mailbox = try Mailbox()
    let world = try world(mailbox)
    let queued = try await db.write { db in
      try [1, 2, 1].map { try db.queue(mail($0), in: Self.house, key: "wave/\($0)/invitation", world: world) }
    }
    #expect(queued == [true, true, false])
    #expect(try await runner(db, world).drain() == 2)
    #expect(try await runner(db, world).drain() == 0)
    #expect(try mailbox.messages().map { $0.recipients } == [["person1@voorbeeld.nl"], ["person2@voorbeeld.nl"]])
    let sent = try await db.read { try $0.queuedMails(in: "house", .sent) }
    #expect(sent.count == 2)
    for mail in sent {
      #expect(mail.mail.text == "")
      #expect(mail.mail.html == nil)
      #expect(mail.mail.unsubscribe == nil)
      #expect(mail.sentAt == clock.now)
    }
    // The same mail is still known, so it isn't sent again.
    let again = try await db.write { try $0.queue(mail(1), in: Self.house, key: "wave/1/invitation", world: world) }
    #expect(!again)
  }

  @Test(arguments: Engine.all) func aMailOfAChangeThatFailsIsNeverSent(engine: Engine) async throws {
    struct Regret: Error {}
    let db = try await engine.make(Self.tables)
    let world = World.test(clock: clock)
    await #expect(throws: Regret.self) {
      try await db.write { db in
        try db.queue(mail(1), in: Self.house, key: "k", world: world)
        throw Regret()
      }
    }
    #expect(try await runner(db, world).drain() == 0)
  }

  /// The relay goes away amid a hundred mails and comes back later: each arrives once.
  @Test(arguments: Engine.all) func aRelayThatIsAwayDelaysAndLosesNothing(engine: Engine) async throws {
    let db = try await engine.make(Self.tables)
    var mailbox = try Mailbox()
    let world = try world(mailbox)
    try await db.write { db in
      for number in 0..<100 { try db.queue(mail(number), in: Self.house, key: "k\(number)", world: world) }
    }
    let runner = runner(db, world)
    let draining = Task { try await runner.drain() }
    while try mailbox.messages().count < 20 { try await Task.sleep(for: .milliseconds(5)) }
    mailbox.stop()
    _ = try await draining.value
    let before = try mailbox.messages().count
    #expect(before >= 20)
    #expect(try await db.read { try $0.jobCounts() } == ["waiting": 100 - before])

    mailbox = try Mailbox(again: mailbox)
    #expect(try await runner.drain() == 0)
    clock.advance(minutes: 1)
    try await runner.drain()
    let received = try mailbox.messages().flatMap(\.recipients)
    #expect(received.count == 100)
    #expect(Set(received).count == 100)
    #expect(try await db.read { try $0.queuedMails(in: "house", .sent, limit: 1_000).count } == 100)
    #expect(try await db.read { try $0.jobCounts() } == [:])
  }

  /// From Friday to Tuesday nobody mends the relay: longer than a job that fails is tried.
  @Test(arguments: Engine.all) func aRelayThatIsAwayForDaysLosesNothing(engine: Engine) async throws {
    let db = try await engine.make(Self.tables)
    let isAway = Mutex(true)
    let sent = Mutex(0)
    var world = World.test(clock: clock)
    world.send = { _ in
      if isAway.withLock({ $0 }) { throw MailProblem.delayed(code: 0, reason: "no route to host") }
      sent.withLock { $0 += 1 }
    }
    try await db.write { [world] db in try db.queue(mail(1), in: Self.house, key: "1", world: world) }
    let runner = runner(db, world)
    for _ in 0..<24 {
      try await runner.drain()
      clock.advance(hours: 4)
    }
    #expect(try await db.read { try $0.jobCounts() } == ["waiting": 1])
    isAway.withLock { $0 = false }
    clock.advance(hours: 8)
    try await runner.drain()
    #expect(sent.withLock { $0 } == 1)
    #expect(try await db.read { try $0.queuedMails(in: "house", .sent).count } == 1)
  }

  /// Not for ever: then it is said, as of an address that doesn't exist.
  @Test(arguments: Engine.all) func aMailThatCannotLeaveForWeeksIsSaidToBeRefused(engine: Engine) async throws {
    let db = try await engine.make(Self.tables)
    let tried = Mutex(0)
    var world = World.test(clock: clock)
    world.send = { _ in
      tried.withLock { $0 += 1 }
      throw MailProblem.delayed(code: 452, reason: "mailbox full")
    }
    try await db.write { [world] db in try db.queue(mail(1), in: Self.house, key: "1", world: world) }
    let runner = runner(db, world)
    for _ in 0..<70 {
      try await runner.drain()
      clock.advance(hours: 8)
    }
    #expect(tried.withLock { $0 } == 60)
    #expect(try await db.read { try $0.jobCounts() } == [:])
    let refused = try await db.read { try $0.queuedMails(in: "house", .refused) }
    #expect(refused.count == 1 && refused.first?.failure?.contains("mailbox full") == true)
  }

  @Test(arguments: Engine.all) func anAddressThatDoesNotExistIsNotTriedAgain(engine: Engine) async throws {
    let db = try await engine.make(Self.tables)
    let mailbox = try Mailbox()
    let world = try world(mailbox)
    var unwritable = mail(2)
    unwritable.subject = "Vraag\r\nBcc: iedereen@voorbeeld.nl"
    try await db.write { [unwritable] db in
      try db.queue(mail(1), in: Self.house, key: "1", world: world)
      try db.queue(unwritable, in: Self.house, key: "2", world: world)
    }
    try mailbox.answerRecipients("550 5.1.1 no such mailbox")
    #expect(try await runner(db, world).drain() == 2)
    clock.advance(days: 1)
    #expect(try await runner(db, world).drain() == 0)
    let refused = try await db.read { try $0.queuedMails(in: "house", .refused) }
    #expect(refused.count == 2)
    #expect(refused.allSatisfy { $0.failure?.isEmpty == false && $0.mail.text == "" })
  }

  /// After the relay took the mail the database is busy for a while: the mail must not go out again.
  @Test(arguments: Engine.all) func aBusyDatabaseDoesNotDoubleAMail(engine: Engine) async throws {
    let db = try await engine.make(Self.tables)
    let sent = Mutex(0)
    var world = World.test(clock: clock)
    world.send = { _ in sent.withLock { $0 += 1 } }
    try await db.write { [world] db in try db.queue(mail(1), in: Self.house, key: "1", world: world) }
    let flaky = Flaky(db, failures: 3)
    let runner = JobRunner(
      database: db, world: world, handlers: [MailSending.handler(database: flaky, world: world)],
      logger: Logger(label: "jobs", factory: { _ in SwiftLogNoOpLogHandler() }))
    #expect(try await runner.drain() == 1)
    clock.advance(days: 1)
    #expect(try await runner.drain() == 0)
    #expect(sent.withLock { $0 } == 1)
  }

  /// Two nodes drain one queue.
  @Test(arguments: Engine.all) func twoNodesSendEachMailOnce(engine: Engine) async throws {
    let address = try await engine.makeAddress(Self.tables)
    let first = try await engine.open(address)
    let second = engine == .sqlite ? first : try await engine.open(address)
    let mailbox = try Mailbox()
    let world = try world(mailbox)
    try await first.write { db in
      for number in 0..<60 { try db.queue(mail(number), in: Self.house, key: "k\(number)", world: world) }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for db in [first, second, first, second] { group.addTask { try await runner(db, world).drain() } }
      try await group.waitForAll()
    }
    let received = try mailbox.messages().flatMap(\.recipients)
    #expect(received.count == 60)
    #expect(Set(received).count == 60)
    try await first.close()
    if engine == .postgres { try await second.close() }
  }
}

/// A database that is busy for its first writes.
private final class Flaky: Database {
  private let real: any Database
  private let failures: Mutex<Int>

  init(_ real: any Database, failures: Int) {
    self.real = real
    self.failures = Mutex(failures)
  }

  var dialect: Dialect { real.dialect }

  func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
    try await real.read(body)
  }

  func readInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await real.readInGroup(body)
  }

  func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
    let fails = failures.withLock { failures in
      failures -= 1
      return failures >= 0
    }
    if fails { throw DatabaseError(.busy, detail: "on purpose") }
    return try await real.write(body)
  }

  func writeInGroup<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value
  {
    try await real.writeInGroup(body)
  }

  func writeAlone<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
    try await real.writeAlone(body)
  }

  func announcements(on topic: String) -> AsyncStream<Announcement> { real.announcements(on: topic) }

  func backUp(to path: String) async throws { try await real.backUp(to: path) }
  func close() async throws { try await real.close() }
}
