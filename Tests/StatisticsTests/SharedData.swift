import Foundation
import TestKit

/// The research data beside the project, `../shared/data` from its root.
enum SharedData {
  /// The reason shown where a test is skipped.
  static let absence = "../shared/data is absent: reference figures can't be compared"

  static let folder = Shared.folder(named: "data")

  static var isPresent: Bool { folder != nil }

  struct Absent: Error {}

  static func read(_ path: String) throws -> Data {
    guard let folder else { throw Absent() }
    return try Data(contentsOf: folder.appendingPathComponent(path))
  }

  static func reference(_ set: String) throws -> Reference {
    try JSONDecoder().decode(Reference.self, from: read("\(set)/reference.json"))
  }

  static func table(
    _ path: String, headerRows: Int = 1, separator: Unicode.Scalar = ","
  ) throws -> Table {
    Table(text: String(decoding: try read(path), as: UTF8.self), headerRows: headerRows, separator: separator)
  }
}

/// A comma- or tab-separated table with quoted cells.
struct Table {
  let header: [String]
  let rows: [[String]]

  init(text: String, headerRows: Int, separator: Unicode.Scalar) {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for character in text.unicodeScalars {
      if isQuoted, character != "\"" {
        cell.unicodeScalars.append(character)
        continue
      }
      switch character {
      case "\"":
        if !isQuoted, wasQuote { cell.unicodeScalars.append("\"") }
        isQuoted.toggle()
        wasQuote = true
        continue
      case separator:
        record.append(cell)
        cell = ""
      case "\n":
        record.append(cell)
        records.append(record)
        (record, cell) = ([], "")
      case "\r":
        break
      default:
        cell.unicodeScalars.append(character)
      }
      wasQuote = false
    }
    if !record.isEmpty || !cell.isEmpty { records.append(record + [cell]) }
    header = records.first ?? []
    rows = Array(records.dropFirst(headerRows))
  }

  /// The heading that holds these words; the words themselves where none does, which no column is called.
  func heading(_ words: String) -> String { header.first { $0.contains(words) } ?? words }

  /// A column as text.
  func texts(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { index < $0.count ? $0[index] : "" }
  }

  /// A column as numbers; what isn't one, or isn't `valid`, is missing.
  func numbers(_ name: String, valid: ClosedRange<Double> = -Double.infinity...Double.infinity) -> [Double?] {
    texts(name).map { text in Double(text).flatMap { valid.contains($0) ? $0 : nil } }
  }
}
