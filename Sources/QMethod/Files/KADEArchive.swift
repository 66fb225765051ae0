/// The zip that KADE reads and writes, as its entries: unpacking is the caller's.
public enum KADEArchive {
  private static let parts: Set<String> = ["sorts.txt", "statements.txt", "name.txt", "pattern.txt"]

  /// - Parameter entries: content by name; `sorts.txt` is needed, `statements.txt`, `name.txt` and `pattern.txt` are used.
  /// - Throws: `QInputError`; rows are lines of the entry that is at fault. A part that is there twice is `.repeatedPart`.
  public static func study(_ entries: [String: [UInt8]]) throws(QInputError) -> QImport {
    var files: [String: [UInt8]] = [:]
    // In order, so that the same archive always gives the same answer.
    for (path, content) in entries.sorted(by: { $0.key < $1.key }) where !path.hasPrefix("__MACOSX") {
      let name = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map { $0.lowercased() } ?? ""
      guard files[name] == nil || !parts.contains(name) else { throw .repeatedPart(name: name) }
      files[name] = content
    }
    guard let sorts = files["sorts.txt"] else { throw .missingPart(name: "sorts.txt") }
    let statements = try texts(files["statements.txt"])
    let title = try texts(files["name.txt"]).first ?? ""
    var grid: QGrid?
    if let pattern = files["pattern.txt"], !pattern.isEmpty {
      let rows = try DelimitedText(try FileText.decode(pattern)).rows
      grid = try rows.last.map { row throws(QInputError) in try KenQPattern.grid(row.cells, row: row.line) }
    }
    let read = try SortsCSV.study(sorts, grid: grid, orientation: .sortsInRows)
    return QImport(
      format: .kadeArchive, study: try QStudy(title: title, statements: statements, sorts: read.sorts, grid: grid))
  }

  private static func texts(_ bytes: [UInt8]?) throws(QInputError) -> [String] {
    guard let bytes, !bytes.isEmpty else { return [] }
    return try PQMethodFile.statements(bytes)
  }
}

/// Ken-Q's row of pile sizes: twenty columns from −6 to 13.
enum KenQPattern {
  private static let first = -6
  private static let count = 20

  /// −6...13, the columns that a pattern can tell of.
  static var values: [Int] { (0..<count).map { first + $0 } }

  /// The pile sizes of all twenty columns.
  /// - Throws: `QInputError.gridIsTooLarge` for a grid with other columns.
  static func heights(_ grid: QGrid) throws(QInputError) -> [Int] {
    guard grid.lowest >= first, grid.highest < first + count else { throw .gridIsTooLarge(cells: grid.cells) }
    let heights = Dictionary(zip(grid.values, grid.heights), uniquingKeysWith: { first, _ in first })
    return values.map { heights[$0] ?? 0 }
  }

  static func grid(_ cells: [String], row: Int) throws(QInputError) -> QGrid {
    var values: [Int] = []
    var heights: [Int] = []
    for (index, cell) in cells.prefix(count).enumerated() {
      values.append(first + index)
      heights.append(cell.allSatisfy(\.isWhitespace) ? 0 : try FileText.integer(cell, row: row, column: index + 1))
    }
    return try QGrid(values: values, heights: heights)
  }
}
