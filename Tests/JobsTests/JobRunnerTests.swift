import Logging
import Persistence
import ServiceLifecycle
import Synchronization
import TestKit
import Testing
import Values

@testable import Jobs

@Suite struct JobRunnerTests {
  private let clock = TestClock()
  private let done = Done()
  private static let house: ID<String> = "house"

  /// What the handlers did, in order.
  private final class Done: Sendable {
    private let payloads = Mutex<[String]>([])

    var all: [String] { payloads.withLock { $0 } }

    func add(_ payload: String) { payloads.withLock { $0.append(payload) } }
  }

  private struct Trouble: Error {}

  private func makeRunner(_ database: any Database, _ handlers: [JobHandler]) -> JobRunner {
    JobRunner(
      database: database, world: .test(clock: clock), handlers: handlers,
      logger: Logger(label: "jobs", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  private func noting(_ kind: String = "note") -> JobHandler {
    JobHandler(kind) { [done] in done.add($0.job.payload) }
  }

  private func job(_ payload: String, key: String? = nil, due: Instant? = nil, world: World) -> Job {
    Job("note", in: Self.house, payload: payload, key: key, due: due, world: world)
  }

  /// What was logged, each line with its level.
  private final class Lines: Sendable {
    private let lines = Mutex<[(level: Logger.Level, text: String)]>([])

    func texts(_ level: Logger.Level) -> [String] { lines.withLock { $0.filter { $0.level == level }.map(\.text) } }

    func add(_ level: Logger.Level, _ text: String) { lines.withLock { $0.append((level, text)) } }
  }

  private struct Listening: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    init(_ lines: Lines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add(event.level, event.message.description) }
  }

  @Test func aFullDiskIsSaidOnceAndJobsGoOnByThemselves() async throws {
    let base = try await Engine.sqlite.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    try await base.write { try $0.enqueue(job("a", world: world)) }
    let looks = Atomic(0)
    let lines = Lines()
    let database = SparingDatabase(
      base, room: DiskRoom(reserve: 500) { looks.add(1, ordering: .relaxed).newValue <= 20 ? 499 : 500 },
      now: { [clock] in
        // A second passes at each look, so that the disk is asked each time.
        clock.advance(seconds: 1)
        return clock.now
      })
    let runner = JobRunner(
      database: database, world: world, handlers: [noting()],
      logger: Logger(label: "jobs", factory: { _ in Listening(lines) }), atOnce: 1, pause: .milliseconds(1))
    let group = Task { try await runner.run() }
    for _ in 0..<2_000 where done.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    group.cancel()
    _ = await group.result
    #expect(done.all == ["a"])
    #expect(looks.load(ordering: .relaxed) > 20)
    #expect(lines.texts(.error) == ["the disk is full: jobs wait until there is room"])
    #expect(lines.texts(.notice) == ["there is room on the disk again: jobs go on"])
  }

  @Test(arguments: Engine.all) func aJobIsDoneOnceAndGone(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    try await db.write { db in for word in ["a", "b"] { try db.enqueue(job(word, world: world)) } }
    let runner = makeRunner(db, [noting()])
    #expect(try await runner.drain() == 2)
    #expect(try await runner.drain() == 0)
    #expect(done.all == ["a", "b"])
    #expect(try await db.read { try $0.jobCounts() } == [:])
  }

  @Test(arguments: Engine.all) func aJobExistsOnlyWhenItsChangeDoes(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    await #expect(throws: Trouble.self) {
      try await db.write { db in
        try db.enqueue(job("a", world: world))
        throw Trouble()
      }
    }
    #expect(try await makeRunner(db, [noting()]).drain() == 0)
  }

  @Test(arguments: Engine.all) func twoWithOneKeyAreOneWhileTheyWait(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    let added = try await db.write { db in
      [
        try db.enqueue(job("a", key: "same", world: world)), try db.enqueue(job("b", key: "same", world: world)),
        try db.enqueue(job("c", key: "other", world: world)), try db.enqueue(job("d", world: world)),
      ]
    }
    #expect(added == [true, false, true, true])
    // What is enqueued while the first runs may know more than the first did, so it is kept.
    let again = JobHandler("note") { [done] claimed in
      done.add(claimed.job.payload)
      if claimed.job.payload == "a" { try await db.write { _ = try $0.enqueue(job("e", key: "same", world: world)) } }
    }
    #expect(try await makeRunner(db, [again]).drain() == 4)
    #expect(Set(done.all) == ["a", "c", "d", "e"])
  }

  @Test(arguments: Engine.all) func aJobWaitsForItsTime(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    let due = clock.now.adding(hours: 1)
    try await db.write { _ = try $0.enqueue(job("a", due: due, world: world)) }
    let runner = makeRunner(db, [noting()])
    #expect(try await runner.drain() == 0)
    clock.advance(hours: 1)
    #expect(try await runner.drain() == 1)
  }

  @Test(arguments: Engine.all) func aJobThatFailsIsTriedLaterAndAtLastGivenUp(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    try await db.write { _ = try $0.enqueue(job("a", world: world)) }
    let failing = JobHandler("note", attempts: 4) { [done] in
      done.add($0.job.payload)
      throw Trouble()
    }
    let runner = makeRunner(db, [failing])
    var waits: [Int] = []
    for attempt in 1...4 {
      #expect(try await runner.drain() == 1)
      #expect(done.all.count == attempt)
      #expect(try await runner.drain() == 0)
      if attempt == 4 { break }
      let due: Instant = try #require(try await db.read { try $0.value("SELECT due_at FROM jobs") })
      waits.append(Int(due.milliseconds - clock.now.milliseconds) / 1_000)
      clock.advance(seconds: waits[waits.count - 1])
    }
    for (wait, regular) in zip(waits, [5, 10, 20]) { #expect(abs(wait - regular) <= regular / 5 + 1, "\(waits)") }
    let failed = try await db.read { try $0.failedJobs(in: "house") }
    #expect(failed.count == 1)
    #expect(failed.first?.attempts == 4)
    #expect(failed.first?.failure.contains("Trouble") == true)
    #expect(try await db.read { try $0.failedJobs(in: "elsewhere") }.isEmpty)

    try await db.write { [now = clock.now] in
      try $0.repeatFailedJob(try #require(failed.first).job.id, in: "house", now: now)
    }
    #expect(try await makeRunner(db, [noting()]).drain() == 1)
    #expect(try await db.read { try $0.jobCounts() } == [:])
  }

  @Test(arguments: Engine.all) func aHopelessJobIsGivenUpAtOnceAndAnEarlyOneIsNotBlamed(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    try await db.write { db in for word in ["hopeless", "early"] { try db.enqueue(job(word, world: world)) } }
    let later = clock.now.adding(minutes: 10)
    let runner = makeRunner(
      db,
      [
        JobHandler("note", attempts: 1) { [done] claimed in
          done.add(claimed.job.payload)
          if claimed.job.payload == "hopeless" { throw HopelessJob("no such address") }
          if done.all.count < 3 { throw JobTooEarly(until: later) }
        }
      ])
    #expect(try await runner.drain() == 2)
    #expect(try await db.read { try $0.failedJobs(in: "house").map(\.failure) } == ["no such address"])
    clock.advance(minutes: 10)
    #expect(try await runner.drain() == 1)
    #expect(try await db.read { try $0.jobCounts() } == ["failed": 1])
  }

  /// A runner that stops being heard of loses its job to another, and can no longer write with it.
  @Test(arguments: Engine.all) func aLostLeaseFencesItsOldHolder(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    try await db.write { _ = try $0.enqueue(job("a", world: world)) }
    let now = clock.now
    let old = try #require(
      try await db.write { db in
        try db.claimJobs(["note"], limit: 9, now: now, leaseUntil: now.adding(seconds: 360)).first
      })
    let runner = makeRunner(db, [noting()])
    clock.advance(seconds: 359)
    #expect(try await runner.drain() == 0)
    clock.advance(seconds: 1)
    let later = clock.now
    let newer = try #require(
      try await db.write { db in
        try db.claimJobs(["note"], limit: 9, now: later, leaseUntil: later.adding(seconds: 360)).first
      })
    #expect(newer.attempts == 2)
    for body: @Sendable (any Connection) throws -> Void in [
      { try $0.complete(old) }, { try $0.prolong(old, until: old.job.due) }, { try $0.giveUp(old, failure: "") },
      { try $0.postpone(old, until: old.job.due, failure: nil, counts: true) },
    ] {
      await #expect(throws: LeaseLost.self) { try await db.write(body) }
    }
    try await db.write { try $0.complete(newer) }
    #expect(try await db.read { try $0.jobCounts() } == [:])
  }

  /// Two nodes with several workers each on one queue: every job is done once.
  @Test(arguments: Engine.all) func manyRunnersShareOneQueue(engine: Engine) async throws {
    let address = try await engine.makeAddress([.createEventsAndJobs])
    let first = try await engine.open(address)
    let second = engine == .sqlite ? first : try await engine.open(address)
    let world = World.test(clock: clock)
    try await first.write { db in for number in 0..<60 { try db.enqueue(job("\(number)", world: world)) } }
    let runners = [first, second, first, second].map { makeRunner($0, [noting()]) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for runner in runners { group.addTask { try await runner.drain() } }
      try await group.waitForAll()
    }
    #expect(done.all.sorted() == (0..<60).map { "\($0)" }.sorted())
    #expect(try await first.read { try $0.jobCounts() } == [:])
    try await first.close()
    if engine == .postgres { try await second.close() }
  }

  @Test(arguments: Engine.all) func aRecurringJobComesBackAndIsNeverTwo(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let hourly = JobHandler("tidy", everySeconds: 3_600) { [done] _ in done.add("tidy") }
    let runner = makeRunner(db, [hourly])
    try await runner.prepare()
    try await makeRunner(db, [hourly]).prepare()
    #expect(try await runner.drain() == 1)
    #expect(try await runner.drain() == 0)
    try await runner.prepare()
    #expect(try await runner.drain() == 0)
    clock.advance(hours: 1)
    #expect(try await runner.drain() == 1)
    #expect(done.all == ["tidy", "tidy"])
  }

  @Test(arguments: Engine.all) func aRunningServiceHearsOfWorkAndStopsWhenTold(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    let runner = JobRunner(
      database: db, world: world, handlers: [noting()],
      logger: Logger(label: "jobs", factory: { _ in SwiftLogNoOpLogHandler() }), pause: .seconds(60))
    let running = Task { try await runner.run() }
    try await Task.sleep(for: .milliseconds(50))
    try await db.write { _ = try $0.enqueue(job("a", world: world)) }
    let began = ContinuousClock.now
    runner.wake()
    while done.all.isEmpty, ContinuousClock.now - began < .seconds(10) { try await Task.sleep(for: .milliseconds(5)) }
    #expect(done.all == ["a"])
    running.cancel()
    try await running.value
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  /// A program that is told to stop lets the job in hand be finished, and begins no other.
  @Test(arguments: Engine.all) func whatRunsIsFinishedWhenTheProgramStops(engine: Engine) async throws {
    let db = try await engine.make([.createEventsAndJobs])
    let world = World.test(clock: clock)
    try await db.write { db in for word in ["a", "b"] { try db.enqueue(job(word, world: world)) } }
    let begun = AsyncStream.makeStream(of: Void.self)
    let slow = JobHandler("note") { [done] claimed in
      begun.continuation.yield()
      try await Task.sleep(for: .milliseconds(300))
      done.add(claimed.job.payload)
    }
    let logger = Logger(label: "jobs", factory: { _ in SwiftLogNoOpLogHandler() })
    let runner = JobRunner(database: db, world: world, handlers: [slow], logger: logger, atOnce: 1)
    let group = ServiceGroup(services: [runner], logger: logger)
    let running = Task { try await group.run() }
    for await _ in begun.stream { break }
    await group.triggerGracefulShutdown()
    try await running.value
    #expect(done.all == ["a"])
    #expect(try await db.read { try $0.jobCounts() } == ["waiting": 1])
  }
}
