/// A connection is confined to the closure that it is handed to. It is not `Sendable`, so a transaction can't
/// outlive that closure, and can't `await` anything while it holds a lock.
public protocol Connection: AnyObject {
  var dialect: Dialect { get }

  /// All rows of an answer. For answers that grow with the organisation, see `forEachRow`.
  func rows(_ sql: SQL) throws -> [Row]

  /// The rows of a `SELECT` one by one, without ever holding them all. The body may run other statements.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws

  /// Runs a statement and gives the number of rows that it changed.
  @discardableResult func run(_ sql: SQL) throws -> Int

  /// Inserts many rows, and gives the number that were new.
  @discardableResult func insert(_ rows: SQLRows) throws -> Int

  /// A part of a transaction that can fail by itself: when the body throws, its own writes are undone and the transaction may
  /// go on. Without it a failed statement ends the transaction, on both engines, also where the body goes on.
  func attempt<Value>(_ body: () throws -> Value) throws -> Value

  /// Runs a statement when the rest of the transaction is done, and those that wait by their `order`: for an index of words, which
  /// takes in many rows at once for a fraction of what each costs between other writes. Until then its rows can't be read.
  func runLast(_ sql: SQL, order: Int64) throws

  /// Says a few words to whoever listens to this topic on any node, when and only when this transaction is committed.
  func announce(_ text: String, on topic: String) throws
}

extension Connection {
  /// The first row of an answer, or nothing.
  public func row(_ sql: SQL) throws -> Row? {
    try rows(sql).first
  }

  public func runLast(_ sql: SQL, order: Int64) throws { try run(sql) }

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

  /// Like `read`, for one small question that many ask at once: those that wait together share one reader.
  func readInGroup<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

  /// Writes all or nothing, serialisable, and durable when it returns. The body is repeated when two writes meet, so
  /// its only effects are its writes.
  @discardableResult
  func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

  /// Like `write`, for many small and independent writes at once: those that wait together share one transaction and one
  /// flush to disk (group commit). A body that throws undoes only its own writes.
  @discardableResult
  func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value

  /// Like `write`, but waits until no other process does the same, as long as that takes: for changes of the schema.
  func writeAlone<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value

  /// A consistent copy of everything, while others read and write: a database file of SQLite, an archive of `pg_dump`. It has
  /// its name only when it is whole, checked and on disk.
  func backUp(to path: String) async throws

  /// What is announced on a topic from now on, by every node. Ends when the database is closed.
  func announcements(on topic: String) -> AsyncStream<Announcement>

  /// Lets running transactions finish and refuses new ones.
  func close() async throws
}
