import Persistence

/// A link as a body sees it: for one transaction, in our own SQL.
///
/// A failed statement ends the transaction, on this engine by its nature and on SQLite by the same rule, even when the body
/// goes on: `failure` keeps what must be said instead of a commit.
final class PostgresConnection: Connection {
  let dialect = Dialect.postgres
  private let link: PostgresLink
  private(set) var failure: PostgresFailure?
  private var openCursors = 0

  private static let rowsAtOnce = 500
  /// Few enough for the 65,535 values of a statement, many enough that the way to the server costs little.
  private static let insertedAtOnce = 100

  init(_ link: PostgresLink) {
    self.link = link
  }

  func rows(_ sql: SQL) throws -> [Row] {
    let result = try execute(sql)
    var rows: [Row] = []
    rows.reserveCapacity(result.rowCount)
    try result.forEachRow { rows.append($0) }
    return rows
  }

  /// A cursor rather than libpq's single-row mode: the body may run other statements meanwhile, as it may on SQLite, and a
  /// body that stops early costs nothing.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let name = "rows\(openCursors)"
    openCursors += 1
    defer { openCursors -= 1 }
    _ = try execute("DECLARE \(SQL(stringLiteral: name)) NO SCROLL CURSOR FOR \(sql)")
    while true {
      let batch = try guarding { try link.execute(plain: "FETCH FORWARD \(Self.rowsAtOnce) FROM \(name)") }
      do {
        try batch.forEachRow(body)
      } catch {
        if failure == nil { _ = try guarding { try link.execute(plain: "CLOSE \(name)") } }
        throw error
      }
      if batch.rowCount < Self.rowsAtOnce { break }
    }
    _ = try guarding { try link.execute(plain: "CLOSE \(name)") }
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    try execute(sql).changedRows
  }

  @discardableResult
  func insert(_ rows: SQLRows) throws -> Int {
    if let failure { throw failure.error }
    var added = 0
    for first in stride(from: 0, to: rows.count, by: Self.insertedAtOnce) {
      let count = min(Self.insertedAtOnce, rows.count - first)
      let values = rows.values[first * rows.width..<(first + count) * rows.width]
      for value in values { try value.check() }
      let text = rows.text(for: .postgres, rows: count)
      added += try guarding { try link.execute(text, Array(values)) }.changedRows
    }
    return added
  }

  func attempt<Value>(_ body: () throws -> Value) throws -> Value {
    try guarding { _ = try link.execute(plain: "SAVEPOINT attempt") }
    do {
      let value = try body()
      if let failure { throw failure.error }
      try guarding { _ = try link.execute(plain: "RELEASE attempt") }
      return value
    } catch {
      if let failure, failure.isLost || failure.isWorthRepeating { throw error }
      failure = nil
      try guarding { _ = try link.execute(plain: "ROLLBACK TO attempt; RELEASE attempt") }
      throw error
    }
  }

  func announce(_ text: String, on topic: String) throws {
    _ = try execute("SELECT pg_notify(\(topic), \(text))")
  }

  private func execute(_ sql: SQL) throws -> PostgresResult {
    if let failure { throw failure.error }
    return try guarding { try link.execute(sql) }
  }

  /// Remembers the first failure, and says it in the words of the seam.
  private func guarding<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let found as PostgresFailure {
      if failure == nil { failure = found }
      throw found.error
    }
  }
}
