import Foundation

/// What a column can hold, on both engines.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case double(Double)
  case text(String)
  case blob([UInt8])

  /// Refuses what the engines would keep differently: a NUL ends a text on one and is refused by the other, and what is not a
  /// number becomes NULL on one. Throws `DatabaseError.Kind.checkViolation`.
  public func check() throws {
    switch self {
    case .text(let text) where text.hasNUL:
      throw DatabaseError(.checkViolation("text_without_nul"), detail: "a NUL in a text")
    case .double(let number) where !number.isFinite:
      throw DatabaseError(.checkViolation("finite_number"), detail: "\(number)")
    case .null, .integer, .double, .text, .blob: return
    }
  }
}

extension String {
  /// Every text that is stored passes here, so a walk byte by byte would be felt.
  fileprivate var hasNUL: Bool {
    let found = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
    }
    return found ?? utf8.contains(0)
  }
}

/// A type that can stand in an `SQL` interpolation.
public protocol SQLBindable {
  var sqlValue: SQLValue { get }
}

/// A type that can be read from a column.
public protocol SQLReadable {
  /// Nothing where the column holds something else; a row then throws `RowError`.
  init?(sqlValue: SQLValue)
}

public typealias SQLColumn = SQLBindable & SQLReadable

extension String: SQLColumn {
  public var sqlValue: SQLValue { .text(self) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension Int: SQLColumn {
  public var sqlValue: SQLValue { .integer(Int64(self)) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = Int(number)
  }
}

extension Int64: SQLColumn {
  public var sqlValue: SQLValue { .integer(self) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = number
  }
}

extension Bool: SQLColumn {
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = number != 0
  }
}

extension Double: SQLColumn {
  public var sqlValue: SQLValue { .double(self) }
  public init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .double(let number): self = number
    case .integer(let number): self = Double(number)
    case .null, .text, .blob: return nil
    }
  }
}

extension [UInt8]: SQLColumn {
  public var sqlValue: SQLValue { .blob(self) }
  public init?(sqlValue: SQLValue) {
    guard case .blob(let bytes) = sqlValue else { return nil }
    self = bytes
  }
}

/// An enumeration with text as its raw value is stored as that text.
extension SQLBindable where Self: RawRepresentable, RawValue == String {
  public var sqlValue: SQLValue { .text(rawValue) }
}

extension SQLReadable where Self: RawRepresentable, RawValue == String {
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self.init(rawValue: text)
  }
}
