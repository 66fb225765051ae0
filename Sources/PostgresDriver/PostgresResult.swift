import CLibPQ
import Foundation
import Persistence

/// One answer of the server, in libpq's memory until this object goes.
final class PostgresResult {
  private let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    PQclear(pointer)
  }

  /// The parts of an error that we ask for. The raw values are the letters of the wire protocol.
  enum Field: Character {
    case state = "C"
    case message = "M"
    case explanation = "D"
    case table = "t"
    case constraint = "n"
  }

  func field(_ field: Field) -> String? {
    PQresultErrorField(pointer, Int32(field.rawValue.asciiValue ?? 0)).map { String(cString: $0) }
  }

  var message: String { String(cString: PQresultErrorMessage(pointer)) }

  /// `COMMIT`, `ROLLBACK`, `INSERT 0 1`, …
  var command: String { String(cString: PQcmdStatus(pointer)) }

  var changedRows: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  var rowCount: Int { Int(PQntuples(pointer)) }

  func forEachRow(_ body: (Row) throws -> Void) throws {
    let columns = 0..<PQnfields(pointer)
    let names = ColumnNames(columns.map { String(cString: PQfname(pointer, $0)) })
    let types = columns.map { PQftype(pointer, $0) }
    for row in 0..<PQntuples(pointer) {
      try body(Row(names: names, values: try columns.map { try value(row, $0, type: types[Int($0)]) }))
    }
  }

  private func value(_ row: Int32, _ column: Int32, type: Oid) throws -> SQLValue {
    if PQgetisnull(pointer, row, column) == 1 { return .null }
    guard let bytes = PQgetvalue(pointer, row, column) else { return .null }
    let count = Int(PQgetlength(pointer, row, column))
    return try SQLValue(UnsafeRawBufferPointer(start: bytes, count: count), type: PostgresType(rawValue: type))
  }
}

/// The types that an answer of ours can hold, by the numbers that PostgreSQL gave them for good. All others come as text.
enum PostgresType: Oid {
  case boolean = 16
  case bytea = 17
  case int8 = 20
  case int2 = 21
  case int4 = 23
  case oid = 26
  case float4 = 700
  case float8 = 701
  case numeric = 1700
}

extension SQLValue {
  /// Reads what the server wrote as text. A sum of whole numbers comes as `numeric`, and is whole again here, as on SQLite.
  fileprivate init(_ bytes: UnsafeRawBufferPointer, type: PostgresType?) throws {
    switch type {
    case .boolean:
      self = .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case .bytea:
      self = .blob(try Self.bytes(hexadecimal: bytes))
    case .int2, .int4, .int8, .oid:
      self = .integer(try Self.parsed(bytes))
    case .float4, .float8:
      self = .double(try Self.parsed(bytes))
    case .numeric:
      let text = String(decoding: bytes, as: UTF8.self)
      self = if let whole = Int64(text) { .integer(whole) } else { .double(try Self.parsed(bytes)) }
    case nil:
      self = .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func parsed<Number: LosslessStringConvertible>(_ bytes: UnsafeRawBufferPointer) throws -> Number {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let number = Number(text) else { throw DatabaseError(.other, detail: "not a number: \(text)") }
    return number
  }

  /// `\x00ff…`
  private static func bytes(hexadecimal text: UnsafeRawBufferPointer) throws -> [UInt8] {
    guard text.count >= 2, text.count % 2 == 0, text[1] == UInt8(ascii: "x") else {
      throw DatabaseError(.other, detail: "bytea is not written in hexadecimal")
    }
    func digit(_ character: UInt8) -> UInt8 {
      character < UInt8(ascii: "a") ? character &- UInt8(ascii: "0") : character &- UInt8(ascii: "a") &+ 10
    }
    return stride(from: 2, to: text.count, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
  }
}
