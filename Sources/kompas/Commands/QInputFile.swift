import Foundation
import QMethod
import TableFiles

/// The file with the sorts, of whichever kind.
struct QInputFile {
  let path: String
  let statements: String?
  let grid: QGrid?
  let orientation: SortsCSV.Orientation

  /// Far more than any study needs.
  private static let mostRows = 20_000

  func study() throws -> QStudy {
    let bytes = try Self.bytes(path)
    let texts = try statements.map { try Self.bytes($0) }
    guard bytes.starts(with: [0x50, 0x4B]) else {
      return try QImport(bytes: bytes, statements: texts, grid: grid, orientation: orientation).study
    }
    let archive = try ZIPArchive(.memory(bytes))
    var study =
      archive.entries.contains { $0.name == "xl/workbook.xml" } ? try workbook(bytes) : try kade(archive)
    if let grid { study = try study.placed(on: grid) }
    if let texts { study = try study.worded(try PQMethodFile.statements(texts)) }
    return study
  }

  private func workbook(_ bytes: [UInt8]) throws -> QStudy {
    let book = try Workbook(.memory(bytes))
    return try KenQWorkbook.study(
      try book.sheets.map { sheet in (name: sheet.name, rows: try Self.rows(of: sheet.name, in: book)) }
    ).study
  }

  /// The rows at their own places, empty ones too, so that an error names the row that a person sees.
  private static func rows(of sheet: String, in book: Workbook) throws -> [[String]] {
    var rows: [[String]] = []
    try book.forEachRow(ofSheet: sheet) { row in
      guard row.number <= mostRows else { return false }
      while rows.count < row.number - 1 { rows.append([]) }
      rows.append(row.strings)
      return true
    }
    return rows
  }

  private func kade(_ archive: ZIPArchive) throws -> QStudy {
    let texts = archive.entries.filter { $0.name.lowercased().hasSuffix(".txt") }
    return try KADEArchive.study(
      Dictionary(try texts.map { ($0.name, try archive.read($0.name)) }, uniquingKeysWith: { first, _ in first })
    ).study
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else { throw QCommandFailure("Can't open \(path).") }
    defer { try? file.close() }
    do {
      return [UInt8](try file.read(upToCount: QLimits.bytes + 1) ?? Data())
    } catch {
      throw QCommandFailure("Can't read \(path).")
    }
  }
}
