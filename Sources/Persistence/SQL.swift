/// A statement whose interpolations always bind: a value can't become text of the statement.
///
/// ```swift
/// let found: SQL = "SELECT name FROM units WHERE organisation_id = \(organisation) AND id = \(unit)"
/// ```
///
/// An `SQL` inside an `SQL` is spliced in, with its own bindings, so statements compose.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// With a `?` for each value: as SQLite takes it.
  private var text: String
  /// Where those stand, in bytes from the beginning. A `?` in a literal is none of them.
  private var places: [Int] = []
  /// The values in the order in which the text asks for them.
  public private(set) var bindings: [SQLValue] = []

  public init(stringLiteral text: String) {
    self.text = text
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.statement
  }

  /// The values, refused where the engines would keep them differently. Throws `DatabaseError.Kind.checkViolation`.
  public func checkedBindings() throws -> [SQLValue] {
    for value in bindings { try value.check() }
    return bindings
  }

  /// The text with the placeholders that the engine wants: `?` or `$1`, `$2`, …
  public func text(for dialect: Dialect) -> String {
    guard dialect == .postgres, !places.isEmpty else { return text }
    var numbered: [UInt8] = []
    let bytes = Array(text.utf8)
    numbered.reserveCapacity(bytes.count + 3 * places.count)
    var start = 0
    for (index, place) in places.enumerated() {
      numbered += bytes[start..<place]
      numbered += Array("$\(index + 1)".utf8)
      start = place + 1
    }
    numbered += bytes[start...]
    return String(decoding: numbered, as: UTF8.self)
  }

  public static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.append(right)
    return sum
  }

  /// Several conditions that must all hold; none means `1 = 1`.
  public static func all(_ conditions: [SQL]) -> SQL {
    conditions.isEmpty ? "1 = 1" : joined(conditions.map { "(\($0))" }, by: " AND ")
  }

  /// A list for `IN`. An empty list matches nothing.
  public static func list(_ values: [some SQLBindable]) -> SQL {
    values.isEmpty ? "(NULL)" : "(\(joined(values.map { "\($0)" as SQL }, by: ", ")))"
  }

  static func joined(_ statements: [SQL], by separator: String) -> SQL {
    var sum: SQL = ""
    for (index, statement) in statements.enumerated() {
      if index > 0 { sum.text += separator }
      sum.append(statement)
    }
    return sum
  }

  private mutating func append(_ other: SQL) {
    let start = text.utf8.count
    text += other.text
    for place in other.places { places.append(start + place) }
    bindings += other.bindings
  }

  private mutating func append(_ value: SQLValue) {
    places.append(text.utf8.count)
    text += "?"
    bindings.append(value)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var statement: SQL = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      statement.text.reserveCapacity(literalCapacity + interpolationCount)
      statement.places.reserveCapacity(interpolationCount)
      statement.bindings.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) {
      statement.text += literal
    }

    public mutating func appendInterpolation(_ value: some SQLBindable) {
      statement.append(value.sqlValue)
    }

    public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
      statement.append(value?.sqlValue ?? .null)
    }

    public mutating func appendInterpolation(_ fragment: SQL) {
      statement.append(fragment)
    }
  }
}

/// The two engines that speak the one text.
public enum Dialect: String, Sendable, CaseIterable {
  case sqlite
  case postgres
}
