/// One row of an answer: values by column name.
public struct Row: Sendable {
  let names: ColumnNames
  let values: [SQLValue]

  public init(names: ColumnNames, values: [SQLValue]) {
    self.names = names
    self.values = values
  }

  public func callAsFunction<Value: SQLReadable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let found = try value(name)
    guard let value = Value(sqlValue: found) else { throw RowError.otherType(column: name, found: found) }
    return value
  }

  /// The value, or nothing where the column holds NULL.
  public func optional<Value: SQLReadable>(_ name: String, as type: Value.Type = Value.self) throws -> Value? {
    let found = try value(name)
    guard found != .null else { return nil }
    guard let value = Value(sqlValue: found) else { throw RowError.otherType(column: name, found: found) }
    return value
  }

  /// The value in the column with this number, for answers of one or two columns that are read by the million.
  public subscript(index: Int) -> SQLValue { values[index] }

  private func value(_ name: String) throws -> SQLValue {
    guard let index = names.index[name] else { throw RowError.noSuchColumn(name) }
    return values[index]
  }
}

/// The names of an answer's columns, shared by all of its rows.
public final class ColumnNames: Sendable {
  let index: [String: Int]

  public init(_ names: [String]) {
    index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A row that doesn't hold what the program expects of the schema: a fault of ours, never of a person.
public enum RowError: Error, Equatable {
  case noSuchColumn(String)
  case otherType(column: String, found: SQLValue)
}
