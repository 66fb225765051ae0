import Foundation
import QMethod
import TableFiles

/// The file with the sorts, of whichever kind.
struct QInputFile {
  let path: String
  let statements: String?
  let grid: QGrid?
  let orientation: SortsCSV.Orientation
  /// Whether the cells of the CSV name statements; always so in a folder.
  let holdsPyramids: Bool

  /// Far more than any study needs.
  private static let mostRows = 20_000
  /// What may come out of an archive: a study is some hundred kilobytes.
  private static let limits = ArchiveLimits(bytes: 64 << 20)

  func study() throws -> QStudy {
    let texts = try statements.map { try Self.bytes($0) }
    if let files = try Self.folder(path) { return try pyramids(files, texts) }
    let bytes = try Self.bytes(path)
    if holdsPyramids {
      return try pyramids([(path: URL(fileURLWithPath: path).lastPathComponent, bytes: bytes)], texts)
    }
    guard bytes.starts(with: [0x50, 0x4B]) else {
      return try QImport(bytes: bytes, statements: texts, grid: grid, orientation: orientation).study
    }
    let archive = try ZIPArchive(.memory(bytes), limits: Self.limits)
    var study =
      archive.entries.contains { $0.name == "xl/workbook.xml" } ? try workbook(bytes) : try kade(archive)
    if let grid { study = try study.placed(on: grid) }
    if let texts { study = try study.worded(try PQMethodFile.statements(texts)) }
    return study
  }

  private func pyramids(_ files: [PyramidCSV.File], _ texts: [UInt8]?) throws -> QStudy {
    try PyramidCSV.study(files, statements: try texts.map { try PQMethodFile.statements($0) } ?? [], grid: grid).study
  }

  /// The CSV files in a folder and in the folders of its conditions; nil when the path is no folder.
  private static func folder(_ path: String) throws -> [PyramidCSV.File]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return nil }
    let root = URL(fileURLWithPath: path, isDirectory: true)
    var names: [String] = []
    for name in try listed(path) where !name.hasPrefix(".") {
      let inner = root.appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: inner, isDirectory: &isFolder), isFolder.boolValue {
        names += try listed(inner).filter { !$0.hasPrefix(".") }.map { "\(name)/\($0)" }
      } else {
        names.append(name)
      }
    }
    let tables = names.filter { $0.lowercased().hasSuffix(".csv") }
    guard tables.count <= QLimits.sorts else {
      throw QInputError.tooManySorts(found: tables.count, limit: QLimits.sorts)
    }
    return try tables.map { (path: $0, bytes: try bytes(root.appendingPathComponent($0).path)) }
  }

  private static func listed(_ path: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw QCommandFault.unreadable(path: path)
    }
  }

  private func workbook(_ bytes: [UInt8]) throws -> QStudy {
    let book = try Workbook(.memory(bytes), limits: TableLimits(archive: Self.limits))
    var taken = Taken()
    return try KenQWorkbook.study(
      try book.sheets.map { sheet in (name: sheet.name, rows: try Self.rows(of: sheet.name, in: book, &taken)) }
    ).study
  }

  /// What the sheets so far hold. A cell far to the right makes a row as wide, and a text that a sheet names a thousand times
  /// is there a thousand times.
  private struct Taken {
    private var cells = 0
    private var bytes = 0

    mutating func add(_ row: [String]) throws(QInputError) {
      cells += row.count
      bytes += row.reduce(0) { $0 + $1.utf8.count }
      guard cells <= QLimits.cells else { throw .tooManyCells(limit: QLimits.cells) }
      guard bytes <= QLimits.bytes else { throw .fileIsTooLarge(bytes: bytes, limit: QLimits.bytes) }
    }
  }

  /// The rows at their own places, empty ones too, so that an error names the row that a person sees.
  private static func rows(of sheet: String, in book: Workbook, _ taken: inout Taken) throws -> [[String]] {
    var rows: [[String]] = []
    try book.forEachRow(ofSheet: sheet) { row in
      let cells = row.strings
      // What lies further down is refused and not left out, unless it is nothing.
      guard row.number <= mostRows else {
        guard cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else {
          throw TableFileError.tooManyRows(limit: mostRows)
        }
        return true
      }
      try taken.add(cells)
      while rows.count < row.number - 1 { rows.append([]) }
      rows.append(cells)
      return true
    }
    return rows
  }

  private func kade(_ archive: ZIPArchive) throws -> QStudy {
    var texts: [String: [UInt8]] = [:]
    for entry in archive.entries where entry.name.lowercased().hasSuffix(".txt") {
      guard texts[entry.name] == nil else { throw QInputError.repeatedPart(name: entry.name) }
      texts[entry.name] = try archive.read(entry.name)
    }
    return try KADEArchive.study(texts).study
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else { throw QCommandFault.unreadable(path: path) }
    defer { try? file.close() }
    do {
      return [UInt8](try file.read(upToCount: QLimits.bytes + 1) ?? Data())
    } catch {
      throw QCommandFault.unreadable(path: path)
    }
  }
}
