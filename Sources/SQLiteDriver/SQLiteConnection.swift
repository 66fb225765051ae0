import Foundation
import GRDB
import Persistence

/// A GRDB connection, spoken to in our own SQL. It lives as long as the closure that it is handed to.
final class SQLiteConnection: Connection {
  let dialect = Dialect.sqlite
  private let database: GRDB.Database

  init(_ database: GRDB.Database) {
    self.database = database
  }

  func rows(_ sql: Persistence.SQL) throws -> [Persistence.Row] {
    var rows: [Persistence.Row] = []
    try forEachRow(sql) { rows.append($0) }
    return rows
  }

  func forEachRow(_ sql: Persistence.SQL, _ body: (Persistence.Row) throws -> Void) throws {
    try Self.translating {
      let statement = try prepared(sql)
      let names = ColumnNames(statement.columnNames)
      let cursor = try GRDB.Row.fetchCursor(statement)
      while let row = try cursor.next() {
        try body(Persistence.Row(names: names, values: row.databaseValues.map(SQLValue.init)))
      }
    }
  }

  @discardableResult
  func run(_ sql: Persistence.SQL) throws -> Int {
    try Self.translating {
      let statement = try prepared(sql)
      if statement.columnCount > 0 {
        let cursor = try GRDB.Row.fetchCursor(statement)
        while try cursor.next() != nil {}
      } else {
        try statement.execute()
      }
      return database.changesCount
    }
  }

  func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
    try Self.translating {
      try database.beginTransaction(.immediate)
      do {
        let value = try body()
        try database.commit()
        return value
      } catch {
        if database.isInsideTransaction { try database.rollback() }
        throw error
      }
    }
  }

  private func prepared(_ sql: Persistence.SQL) throws -> Statement {
    let statement = try database.cachedStatement(sql: sql.text(for: .sqlite))
    try statement.setArguments(StatementArguments(sql.bindings.map(\.databaseValue)))
    return statement
  }

  static func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as GRDB.DatabaseError {
      throw translated(error)
    }
  }

  /// What the engine refused, in the words of the seam. SQLite names the columns of a broken unique index, not the index,
  /// so every unique index is called `uq_table__column__column` and the name is rebuilt here.
  static func translated(_ error: GRDB.DatabaseError) -> Persistence.DatabaseError {
    let detail = error.message ?? "\(error.resultCode)"
    let kind: Persistence.DatabaseError.Kind =
      switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .uniqueViolation(uniqueIndex(named: detail))
      case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKeyViolation
      case .SQLITE_CONSTRAINT_CHECK: .checkViolation(detail.split(separator: " ").last.map(String.init) ?? "")
      default:
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_FULL: .full
        default: .other
        }
      }
    return Persistence.DatabaseError(kind, detail: detail)
  }

  private static func uniqueIndex(named detail: String) -> String {
    let columns = detail.split(separator: ":").last.map(String.init) ?? ""
    let parts = columns.split(separator: ",").map { $0.split(separator: ".").map { $0.filter { $0 != " " } } }
    guard let table = parts.first?.first else { return detail }
    return "uq_" + ([table] + parts.compactMap(\.last)).joined(separator: "__")
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
