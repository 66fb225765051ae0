import Foundation
import GRDB
import GRDBSQLite
import Persistence

/// A GRDB connection as a body sees it: for one transaction, in our own SQL.
///
/// A failed statement ends the transaction, on PostgreSQL by its nature and here by the same rule, even when the body goes on:
/// `failure` keeps what must be said instead of a commit.
final class SQLiteConnection: Connection {
  let dialect = Dialect.sqlite
  private let database: GRDB.Database
  private let trust: Trust
  private(set) var failure: Persistence.DatabaseError?
  private(set) var announced: [(topic: String, text: String)] = []
  private var last: [(order: Int64, sql: Persistence.SQL)] = []

  init(_ database: GRDB.Database, trust: Trust) {
    self.database = database
    self.trust = trust
  }

  func rows(_ sql: Persistence.SQL) throws -> [Persistence.Row] {
    try guarding {
      let statement = try database.cachedStatement(sql: sql.text(for: .sqlite))
      var rows: [Persistence.Row] = []
      try step(statement, sql) { rows.append($0) }
      return rows
    }
  }

  /// A statement of its own, for the body may run the same text meanwhile.
  func forEachRow(_ sql: Persistence.SQL, _ body: (Persistence.Row) throws -> Void) throws {
    try guarding {
      let statement = try database.makeStatement(sql: sql.text(for: .sqlite))
      try step(statement, sql, body)
    }
  }

  @discardableResult
  func run(_ sql: Persistence.SQL) throws -> Int {
    try guarding {
      let before = database.totalChangesCount
      let statement = try database.cachedStatement(sql: sql.text(for: .sqlite))
      try step(statement, sql) { _ in }
      return database.totalChangesCount == before ? 0 : database.changesCount
    }
  }

  /// A statement for one row that runs many times: SQLite gains nothing from longer ones, and keeps no journal of this one.
  @discardableResult
  func insert(_ rows: SQLRows) throws -> Int {
    guard rows.count > 0 else { return 0 }
    return try guarding {
      let statement = try database.cachedStatement(sql: rows.text(for: .sqlite, rows: 1))
      var added = 0
      for start in stride(from: 0, to: rows.count * rows.width, by: rows.width) {
        let before = database.totalChangesCount
        if start == 0 {
          try statement.bind(rows.values[..<rows.width])
        } else {
          try statement.rebind(rows.values, from: start, width: rows.width)
        }
        try statement.execute()
        if database.totalChangesCount != before { added += database.changesCount }
      }
      return added
    }
  }

  func attempt<Value>(_ body: () throws -> Value) throws -> Value {
    try run("SAVEPOINT attempt")
    let said = announced.count
    let waiting = last.count
    do {
      let value = try body()
      if let failure { throw failure }
      try run("RELEASE attempt")
      return value
    } catch {
      // After a full disk or a failing one, SQLite may have undone the whole transaction by itself.
      guard database.isInsideTransaction else {
        if failure == nil { failure = Persistence.DatabaseError(.other, detail: "\(error)") }
        throw error
      }
      failure = nil
      announced.removeSubrange(said...)
      last.removeSubrange(waiting...)
      try run("ROLLBACK TO attempt")
      try run("RELEASE attempt")
      throw error
    }
  }

  func runLast(_ sql: Persistence.SQL, order: Int64) {
    last.append((order, sql))
  }

  /// Runs what had to wait for the rest of the transaction.
  func finish() throws {
    for (_, sql) in last.sorted(by: { $0.order < $1.order }) { try run(sql) }
    last = []
  }

  func announce(_ text: String, on topic: String) {
    announced.append((topic, text))
  }

  private func step(
    _ statement: Statement, _ sql: Persistence.SQL, _ body: (Persistence.Row) throws -> Void
  ) throws {
    try statement.bind(sql.bindings[...])
    guard statement.columnCount > 0 else { return try statement.execute() }
    let names = ColumnNames(statement.columnNames)
    let columns = 0..<statement.columnCount
    let cursor = try GRDB.Row.fetchCursor(statement)
    while try cursor.next() != nil {
      try body(Persistence.Row(names: names, values: columns.map { statement.value(at: Int32($0)) }))
    }
  }

  /// Remembers the first failure, and says it in the words of the seam.
  private func guarding<Value>(_ body: () throws -> Value) throws -> Value {
    if let failure { throw failure }
    do {
      return try body()
    } catch let error as GRDB.DatabaseError {
      if error.breaksTrust { trust.lose(error.description) }
      let found = Persistence.DatabaseError(error)
      failure = found
      throw found
    }
  }
}

extension Statement {
  /// Binds without the detour through GRDB's own values, which costs more than SQLite does.
  fileprivate func bind(_ values: ArraySlice<SQLValue>) throws {
    setUncheckedArguments([])
    for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
  }

  /// The next row of many: what is the same as in the row before stays bound.
  fileprivate func rebind(_ values: [SQLValue], from start: Int, width: Int) throws {
    sqlite3_reset(sqliteStatement)
    for index in start..<start + width where values[index] != values[index - width] {
      try bind(values[index], at: index - start + 1)
    }
  }

  private func bind(_ value: SQLValue, at index: Int) throws {
    try value.check()
    let code = value.bind(to: sqliteStatement, at: Int32(index))
    guard code == SQLITE_OK else { throw GRDB.DatabaseError(resultCode: ResultCode(rawValue: code), sql: sql) }
  }

  fileprivate func value(at column: Int32) -> SQLValue {
    switch sqlite3_column_type(sqliteStatement, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(sqliteStatement, column))
    case SQLITE_FLOAT: .double(sqlite3_column_double(sqliteStatement, column))
    case SQLITE_TEXT:
      // The length only after the text: asking for it may move the bytes.
      .text(bytes(sqlite3_column_text(sqliteStatement, column), column) { String(decoding: $0, as: UTF8.self) })
    case SQLITE_BLOB:
      .blob(
        bytes(sqlite3_column_blob(sqliteStatement, column)?.assumingMemoryBound(to: UInt8.self), column) { [UInt8]($0) }
      )
    default: .null
    }
  }

  private func bytes<Value>(
    _ start: UnsafePointer<UInt8>?, _ column: Int32, _ read: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    read(
      UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(sqliteStatement, column))))
  }
}

extension SQLValue {
  /// SQLite copies the bytes before this returns.
  private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .double(let number): return sqlite3_bind_double(statement, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        // Without an address SQLite would take it for NULL.
        guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, nil) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          sqlite3_bind_text(statement, index, $0, Int32(clamping: bytes.count), Self.copies)
        }
      }
    case .blob(let bytes):
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob(statement, index, $0.baseAddress, Int32(clamping: $0.count), Self.copies)
      }
    }
  }
}
