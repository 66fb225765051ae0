import Foundation
import GRDB
public import Persistence

/// Kompas on one machine: a file (or memory, in tests) behind GRDB's pool, with one writer.
///
/// Every acknowledged write is on disk: WAL with `synchronous = FULL`. After an error of the disk at a commit or a checkpoint
/// nothing more is written, `untilBroken` returns and the program should end; the next start recovers.
public final class SQLiteDatabase: Persistence.Database {
  public let dialect = Dialect.sqlite
  let writer: any DatabaseWriter
  let trust = Trust()
  private let announcer = Announcer()
  private let checkpointing: Checkpointing
  private let group = GroupCommit()
  private let readingGroup = GroupRead()
  private let lock: ProcessLock?

  /// Opens or makes the database file. Throws `DatabaseError.Kind.inUse` where another process has it open, and `.other`
  /// where the file is damaged.
  public init(path: String, readers: Int = 4) async throws {
    let lock = try ProcessLock(path: path + ".lock")
    do {
      var configuration = Pragmas.configuration
      configuration.maximumReaderCount = readers
      let pool = try DatabasePool(path: path, configuration: configuration)
      checkpointing = Checkpointing(trust: trust)
      try await Pragmas.makeDurable(pool)
      let checkpointing = checkpointing
      try await pool.writeWithoutTransaction { checkpointing.install(on: $0) }
      if lock.followsCrash { try await Self.checkAfterCrash(pool, path: path, trust: trust) }
      writer = pool
    } catch let error as GRDB.DatabaseError {
      throw Persistence.DatabaseError(error)
    }
    self.lock = lock
  }

  /// A database in memory, gone with the process.
  public init() throws {
    lock = nil
    checkpointing = Checkpointing(trust: trust)
    writer = try DatabaseQueue(configuration: Pragmas.configuration)
  }

  /// A database in memory with the contents of another: how each test gets a migrated one in a fraction of a millisecond.
  public init(copyInMemoryOf template: SQLiteDatabase) throws {
    lock = nil
    checkpointing = Checkpointing(trust: trust)
    writer = try DatabaseQueue(configuration: Pragmas.configuration)
    try template.writer.backup(to: writer)
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await translated { try await self.writer.read { [trust] in try $0.reading(trust: trust, body) } }
  }

  public func readInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await readingGroup.read(body, from: self)
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    let value = try await translated {
      try await self.writer.writeWithoutTransaction { [trust, announcer] in
        try $0.writing(trust: trust, announcer: announcer, body)
      }
    }
    checkpointing.runIfDue(on: writer)
    return value
  }

  public func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await group.write(body, to: self)
  }

  public func writeAlone<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    // There is no other process: see `ProcessLock`.
    try await write(body)
  }

  public func announcements(on topic: String) -> AsyncStream<Announcement> {
    announcer.listen(to: topic)
  }

  /// Returns when the file can no longer be trusted; for as long as all is well, never.
  public func untilBroken() async -> Persistence.DatabaseError {
    await trust.untilLost()
  }

  /// Reads the whole file through; what is wrong with it, or nothing where it is sound.
  public func damage() async throws -> String? {
    try await translated {
      try await self.writer.read { db in
        let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no verdict"
        return verdict == "ok" ? nil : verdict
      }
    }
  }

  public func close() async throws {
    // GRDB refuses to close while a statement runs; the barrier lets all of them finish first.
    try await translated {
      try await self.writer.barrierWriteWithoutTransaction { _ in }
      try self.writer.close()
    }
    announcer.stop()
    lock?.release()
  }

  private func translated<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as GRDB.DatabaseError {
      throw Persistence.DatabaseError(error)
    }
  }

  /// After a crash SQLite has already recovered from its log. A small file is looked through before anyone sees a figure from
  /// it; a large one while it serves, for it may take minutes.
  private static func checkAfterCrash(_ pool: DatabasePool, path: String, trust: Trust) async throws {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    if size <= 64 << 20 {
      try await check(pool)
    } else {
      Task {
        do {
          try await check(pool)
        } catch {
          trust.lose("\(error)")
        }
      }
    }
  }

  private static func check(_ pool: DatabasePool) async throws {
    let verdict = try await pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    guard verdict == "ok" else {
      throw Persistence.DatabaseError(.other, detail: "The file is damaged: \(verdict ?? "no verdict")")
    }
  }
}
