public import Persistence

/// Kompas for several nodes and larger installations: PostgreSQL 14 or later through libpq.
///
/// Writes are serialisable. Where two meet, the server ends one and this driver repeats it, up to ten times, so that a
/// body may be written as if it were alone. A broken connection is made anew; only when it broke during a commit is the
/// outcome unknown, and then the caller is told so (`DatabaseError.Kind.outcomeUnknown`).
public final class PostgresDatabase: Database {
  public let dialect = Dialect.postgres
  private let connectionString: ConnectionString
  private let pool: LinkPool
  private let ears: PostgresEars
  private let group = GroupCommit()

  private let turns = WriteTurns()

  private static let repeats = 10
  /// After so many, a write goes alone.
  private static let repeatsInCompany = 3
  /// Locks out another process that migrates this database. The number is ours and means nothing.
  private static let schemaLock: Int64 = 4_709_312_046

  /// Connects and checks that the server keeps what it acknowledges (`fsync`, `full_page_writes`, no retry after a failed
  /// flush), speaks UTF-8 and sorts by code point as SQLite does.
  ///
  /// Throws `DatabaseError.Kind.unavailable` where the server can't be reached, `.other` where it is set up otherwise.
  public init(_ connection: String, settings: PostgresSettings = PostgresSettings()) async throws {
    connectionString = try ConnectionString(connection)
    pool = LinkPool(connectionString, settings: settings)
    ears = PostgresEars(connectionString)
    try await pool.withLink { try ServerCheck.run(on: $0) }
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await repeating { _ in
      try await self.pool.withLink { try $0.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) }
    }
  }

  /// Each on a connection of its own: the server has as many as there are.
  public func readInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await read(body)
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await repeating { repeats in
      try await self.turns.take(alone: repeats > Self.repeatsInCompany) {
        try await self.pool.withLink { try $0.transaction("BEGIN ISOLATION LEVEL SERIALIZABLE", body) }
      }
    }
  }

  public func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await group.write(body, to: self)
  }

  public func writeAlone<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await repeating { _ in
      try await self.pool.withLink { link in
        try link.connectIfNeeded()
        // A schema change on much data takes its time. The settings and the lock end with this connection.
        defer { link.disconnect() }
        _ = try link.run(plain: "SET statement_timeout = 0; SET lock_timeout = 0")
        _ = try link.run(plain: "SET idle_in_transaction_session_timeout = 0")
        _ = try link.run(plain: "SELECT pg_advisory_lock(\(Self.schemaLock))")
        return try link.transaction("BEGIN ISOLATION LEVEL SERIALIZABLE", body)
      }
    }
  }

  public func backUp(to path: String) async throws {
    try await PostgresBackup(connectionString).make(at: path)
  }

  /// Fills an empty database with what `backUp` wrote.
  public static func restore(from path: String, into connection: String) async throws {
    try await PostgresBackup(ConnectionString(connection)).restore(from: path)
  }

  public func announcements(on topic: String) -> AsyncStream<Announcement> {
    ears.listen(to: topic)
  }

  public func close() async throws {
    ears.stop()
    await pool.close()
  }

  /// Runs one statement outside of a transaction, such as `CREATE DATABASE`. For setting up, not for work.
  public static func administer(_ connection: String, _ statement: String) async throws {
    let pool = LinkPool(try ConnectionString(connection), settings: PostgresSettings(connections: 1))
    do {
      try await pool.withLink { link in
        try link.connectIfNeeded()
        _ = try link.run(plain: statement)
      }
    } catch {
      await pool.close()
      throw error
    }
    await pool.close()
  }

  /// Repeats what met another transaction or lost its connection before it committed, after a wait that grows and varies, so
  /// that the same ones don't meet again.
  private func repeating<Value>(_ transaction: (Int) async throws -> Value) async throws -> Value {
    var taken = 0
    while true {
      do {
        return try await transaction(taken)
      } catch let attempt as FailedAttempt {
        if Task.isCancelled { throw CancellationError() }
        guard attempt.isWorthRepeating, taken < Self.repeats else { throw attempt.error }
        taken += 1
        try await Task.sleep(for: .microseconds(Int.random(in: 0...(500 << min(taken, 9)))))
      }
    }
  }
}
