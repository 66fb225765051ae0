/// A connection is confined to the closure that it is handed to. It is not `Sendable`, so a transaction can't
/// outlive that closure, and can't `await` anything while it holds a lock.
public protocol Connection: AnyObject {
  var dialect: Dialect { get }

  /// All rows of an answer. For answers that grow with the organisation, see `forEachRow`.
  func rows(_ sql: SQL) throws -> [Row]

  /// The rows one by one, without ever holding them all.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws

  /// Runs a statement and gives the number of rows that it changed.
  @discardableResult func run(_ sql: SQL) throws -> Int
}

extension Connection {
  /// The first row of an answer, or nothing.
  public func row(_ sql: SQL) throws -> Row? {
    try rows(sql).first
  }

  /// The first column of the first row, or nothing.
  public func value<Value: SQLReadable>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value? {
    try rows(sql).first.flatMap { Value(sqlValue: $0[0]) }
  }
}

/// Where Kompas keeps everything. Two implementations ship: SQLite and PostgreSQL.
public protocol Database: Sendable {
  var dialect: Dialect { get }

  /// Reads one consistent moment.
  func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

  /// Writes all or nothing, serialisable, and durable when it returns. The body is repeated when two writes meet, so
  /// its only effects are its writes.
  func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

  /// Like `write`, for many small and independent writes at once: those that wait together share one transaction and one
  /// flush to disk (group commit). A body that throws undoes only its own writes.
  func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value

  /// A consistent copy of everything, while others read and write. SQLite: a database file; PostgreSQL: see the driver.
  func backUp(to path: String) async throws

  func close() async throws
}
