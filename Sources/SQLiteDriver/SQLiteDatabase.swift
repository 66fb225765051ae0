public import Persistence
import Foundation
import GRDB

/// Kompas on one machine: a file (or memory, in tests) behind GRDB's pool, with one writer.
///
/// Every acknowledged write is on disk: WAL with `synchronous = FULL`, set after the pool has opened because GRDB sets NORMAL
/// while it prepares a connection, and read back at every start.
public final class SQLiteDatabase: Persistence.Database {
  public let dialect = Dialect.sqlite
  let writer: any DatabaseWriter
  private let group: GroupCommit
  private let lock: ProcessLock?

  /// Opens or makes the database file. Throws `DatabaseError.Kind.inUse` where another process has it open.
  public init(path: String, readers: Int = 4) async throws {
    let lock = try ProcessLock(path: path + ".lock")
    var configuration = Self.configuration
    configuration.maximumReaderCount = readers
    let pool = try SQLiteConnection.translating { try DatabasePool(path: path, configuration: configuration) }
    try await Self.makeDurable(pool)
    self.lock = lock
    writer = pool
    group = GroupCommit(writer: pool)
  }

  /// A database in memory, gone with the process.
  public init(inMemory name: String? = nil) throws {
    lock = nil
    let queue = try DatabaseQueue(named: name, configuration: Self.configuration)
    writer = queue
    group = GroupCommit(writer: queue)
  }

  /// A database in memory with the contents of another: how each test gets a migrated one in a fraction of a millisecond.
  public init(copyInMemoryOf template: SQLiteDatabase) throws {
    lock = nil
    let queue = try DatabaseQueue(configuration: Self.configuration)
    try template.writer.backup(to: queue)
    writer = queue
    group = GroupCommit(writer: queue)
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await translated { try await self.writer.read { try body(SQLiteConnection($0)) } }
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await translated {
      try await self.writer.writeWithoutTransaction { database in
        let connection = SQLiteConnection(database)
        return try connection.inTransaction { try body(connection) }
      }
    }
  }

  public func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await group.write(body)
  }

  public func backUp(to path: String) async throws {
    let unfinished = path + ".unfinished"
    try? FileManager.default.removeItem(atPath: unfinished)
    try await translated {
      let copy = try DatabaseQueue(path: unfinished)
      try self.writer.backup(to: copy)
      let verdict = try await copy.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
      guard verdict == "ok" else {
        throw Persistence.DatabaseError(.other, detail: "integrity_check: \(verdict ?? "nothing")")
      }
      try copy.close()
    }
    try FileManager.default.moveItem(atPath: unfinished, toPath: path)
  }

  public func close() async throws {
    try writer.close()
  }

  private func translated<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as GRDB.DatabaseError {
      throw SQLiteConnection.translated(error)
    }
  }

  private static var configuration: GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA secure_delete = ON;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return configuration
  }

  private static func makeDurable(_ pool: DatabasePool) async throws {
    let level = try await pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      return try Int.fetchOne(database, sql: "PRAGMA synchronous")
    }
    guard level == 2 else {
      throw Persistence.DatabaseError(.other, detail: "synchronous is \(level ?? -1), not FULL")
    }
  }
}
