public import Logging
public import Persistence
public import ServiceLifecycle
import Synchronization
public import Values

/// Drains the queue of jobs: claims what is due, runs its handler, removes it or puts it back for later.
///
/// Several nodes may each have a runner. A job is held under a lease, so it is done by one of them; when that one dies, another
/// takes it when the lease has ended. Leases are longer than clocks of nodes may differ (5 minutes).
public final class JobRunner: Service {
  private let database: any Database
  private let world: World
  private let handlers: [String: JobHandler]
  private let logger: Logger
  private let atOnce: Int
  private let pause: Duration
  private let alarm = Alarm()
  /// Whether the disk was full when somebody last tried: said once, and not at each try.
  private let isFull = Mutex(false)

  static let leaseSeconds = 360

  /// - Parameters:
  ///   - atOnce: how many jobs run at the same time.
  ///   - pause: how long an empty queue is left alone, unless `wake` is called.
  public init(
    database: any Database, world: World, handlers: [JobHandler], logger: Logger, atOnce: Int = 2,
    pause: Duration = .seconds(1)
  ) {
    self.database = database
    self.world = world
    self.handlers = Dictionary(handlers.map { ($0.kind, $0) }, uniquingKeysWith: { _, last in last })
    self.logger = logger
    self.atOnce = atOnce
    self.pause = pause
  }

  /// There is something to do now. To be called after the commit that enqueued it; without it the runner looks by itself.
  public func wake() {
    alarm.ring()
  }

  /// Runs until the program is told to stop: no new jobs are begun then, those that run are finished.
  public func run() async throws {
    guard try await isPrepared() else { return }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<atOnce { group.addTask { await self.work() } }
    }
  }

  /// Does all that is due now, one after the other, and gives how many jobs were begun. For tests and for the command line.
  @discardableResult
  public func drain() async throws -> Int {
    var begun = 0
    while let claimed = try await claim() {
      begun += 1
      await perform(claimed)
    }
    return begun
  }

  /// Waits for room where the disk is full: whoever reads must be served meanwhile. False where the program ends before.
  private func isPrepared() async throws -> Bool {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do {
        try await prepare()
        return true
      } catch let error as DatabaseError where error.kind == .full {
        note(isFull: true, error)
        await rest()
      }
    }
    return false
  }

  private func rest() async {
    await cancelWhenGracefulShutdown { [alarm, pause] in await alarm.wait(atMost: pause) }
  }

  /// Says once that the disk is full, and once that there is room again.
  private func note(isFull now: Bool, _ error: (any Error)? = nil) {
    let was = isFull.withLock { known in
      defer { known = now }
      return known
    }
    guard was != now else { return }
    if let error {
      logger.error("the disk is full: jobs wait until there is room", metadata: ["error": "\(error)"])
    } else {
      logger.notice("there is room on the disk again: jobs go on")
    }
  }

  /// On SQLite this process is the only one, so what still runs was left behind. Jobs that come back by themselves must wait
  /// somewhere for the first time.
  func prepare() async throws {
    let recurring = handlers.values.filter { $0.everySeconds != nil }.map {
      Job($0.kind, key: "recurring", world: world)
    }
    try await database.write { db in
      if db.dialect == .sqlite { try db.releaseAllJobs() }
      for job in recurring { try db.enqueueRecurring(job) }
    }
  }

  private func work() async {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do {
        let claimed = try await claim()
        note(isFull: false)
        if let claimed {
          await perform(claimed)
          continue
        }
      } catch is CancellationError {
        return
      } catch let error as DatabaseError where error.kind == .full {
        note(isFull: true, error)
      } catch {
        logger.error("no jobs could be claimed", metadata: ["error": "\(error)"])
      }
      await rest()
    }
  }

  private func claim() async throws -> ClaimedJob? {
    let now = world.now()
    let kinds = handlers.keys.sorted()
    return try await database.write { db in
      try db.claimJobs(kinds, limit: 1, now: now, leaseUntil: now.adding(seconds: Self.leaseSeconds)).first
    }
  }

  private func perform(_ claimed: ClaimedJob) async {
    guard let handler = handlers[claimed.job.kind] else { return }
    var logger = logger
    logger[metadataKey: "job"] = "\(claimed.job.kind) \(claimed.job.id)"
    do {
      let outcome = await Result { try await self.holding(claimed) { try await handler.run(claimed) } }
      // Also when this task is cancelled: what was done must be written down.
      try await Task { try await self.settle(claimed, handler, outcome, logger) }.value
    } catch is LeaseLost {
      logger.warning("another runner took the job")
    } catch {
      // The lease ends and the job is taken up again. That the disk is full is said where the next one is claimed.
      if (error as? DatabaseError)?.kind == .full { return }
      logger.error("the outcome of a job could not be written", metadata: ["error": "\(error)"])
    }
  }

  /// Runs the body and prolongs the lease meanwhile. When the lease is lost the body is cancelled.
  private func holding(_ claimed: ClaimedJob, _ body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await body() }
      group.addTask { [database, world] in
        while !Task.isCancelled {
          do {
            try await Task.sleep(for: .seconds(Self.leaseSeconds / 4))
          } catch {
            return
          }
          let until = world.now().adding(seconds: Self.leaseSeconds)
          try await database.write { try $0.prolong(claimed, until: until) }
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func settle(
    _ claimed: ClaimedJob, _ handler: JobHandler, _ outcome: Result<Void, any Error>, _ logger: Logger
  ) async throws {
    let now = world.now()
    switch outcome {
    case .success:
      let next = handler.everySeconds.map {
        Job(claimed.job.kind, key: "recurring", due: now.adding(seconds: $0), world: world)
      }
      try await database.write { db in
        // The handler may have done so in its own transaction.
        do { try db.complete(claimed) } catch is LeaseLost {}
        if let next { try db.enqueue(next) }
      }
    case .failure(let early as JobTooEarly):
      try await database.write { try $0.postpone(claimed, until: early.due, failure: nil, counts: false) }
    case .failure(is CancellationError):
      // The program stops. Whoever comes next may begin at once.
      try await database.write { try $0.postpone(claimed, until: now, failure: nil, counts: false) }
    case .failure(let error):
      let hopeless = error as? HopelessJob
      let reason = hopeless?.reason ?? "\(error)"
      if handler.everySeconds == nil, hopeless != nil || claimed.attempts >= handler.attempts {
        logger.error("a job was given up", metadata: ["reason": "\(reason)", "attempts": "\(claimed.attempts)"])
        try await database.write { try $0.giveUp(claimed, failure: reason) }
      } else {
        let wait = Backoff.seconds(after: claimed.attempts)
        let due = now.adding(seconds: handler.everySeconds.map { min(wait, $0) } ?? wait)
        logger.notice("a job failed and is tried again", metadata: ["reason": "\(reason)", "due": "\(due.text)"])
        try await database.write { try $0.postpone(claimed, until: due, failure: reason, counts: true) }
      }
    }
  }
}

extension Connection {
  /// Not when it waits or runs already, or was given up.
  fileprivate func enqueueRecurring(_ job: Job) throws {
    let known: Int? = try value(
      "SELECT 1 FROM jobs WHERE organisation_id = \(job.organisation) AND kind = \(job.kind) AND unique_key = \(job.key)"
    )
    if known == nil { try enqueue(job) }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
