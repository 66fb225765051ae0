/// A statement whose interpolations always bind: a value can't become text of the statement.
///
/// ```swift
/// let found: SQL = "SELECT name FROM units WHERE organisation_id = \(organisation) AND id = \(unit)"
/// ```
///
/// An `SQL` inside an `SQL` is spliced in, with its own bindings, so statements compose.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
  enum Part: Sendable, Hashable {
    case text(String)
    case value(SQLValue)
  }

  var parts: [Part]

  public init(stringLiteral text: String) {
    parts = [.text(text)]
  }

  public init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  /// The values in the order in which the text asks for them.
  public var bindings: [SQLValue] {
    parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
  }

  /// The values, refused where the engines would keep them differently. Throws `DatabaseError.Kind.checkViolation`.
  public func checkedBindings() throws -> [SQLValue] {
    let values = bindings
    for value in values { try value.check() }
    return values
  }

  /// The text with the placeholders that the engine wants: `?` or `$1`, `$2`, …
  public func text(for dialect: Dialect) -> String {
    var text = ""
    var number = 0
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .value:
        number += 1
        text += dialect == .postgres ? "$\(number)" : "?"
      }
    }
    return text
  }

  public static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.parts += right.parts
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
      if index > 0 { sum.parts.append(.text(separator)) }
      sum.parts += statement.parts
    }
    return sum
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }

    public mutating func appendInterpolation(_ value: some SQLBindable) {
      parts.append(.value(value.sqlValue))
    }

    public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
      parts.append(.value(value?.sqlValue ?? .null))
    }

    public mutating func appendInterpolation(_ fragment: SQL) {
      parts += fragment.parts
    }
  }
}

/// The two engines that speak the one text.
public enum Dialect: String, Sendable, CaseIterable {
  case sqlite
  case postgres
}
