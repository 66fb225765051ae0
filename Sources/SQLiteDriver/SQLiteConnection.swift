import Foundation
import GRDB
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

  func attempt<Value>(_ body: () throws -> Value) throws -> Value {
    try run("SAVEPOINT attempt")
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
      try run("ROLLBACK TO attempt")
      try run("RELEASE attempt")
      throw error
    }
  }

  private func step(
    _ statement: Statement, _ sql: Persistence.SQL, _ body: (Persistence.Row) throws -> Void
  ) throws {
    statement.setUncheckedArguments(StatementArguments(try sql.checkedBindings().map(\.databaseValue)))
    guard statement.columnCount > 0 else { return try statement.execute() }
    let names = ColumnNames(statement.columnNames)
    let columns = 0..<statement.columnCount
    let cursor = try GRDB.Row.fetchCursor(statement)
    while let row = try cursor.next() {
      try body(Persistence.Row(names: names, values: columns.map { SQLValue(row[$0] as DatabaseValue) }))
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

extension SQLValue {
  fileprivate init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .double(number)
      case .string(let text): .text(text)
      case .blob(let bytes): .blob([UInt8](bytes))
      }
  }

  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .double(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}
