/// Ken-Q's and KADE's workbooks, as sheets of cells: reading XLSX is the caller's.
///
/// Type 1: sheet `sorts` has a grid value in the first column and, per participant, the number of the statement in that cell.
/// Type 2: a row per participant. Type 3: a result workbook, whose sheet `Q sorts` has a row per participant from row 5.
public enum KenQWorkbook {
  /// A sheet with its cells as text, empty rows in their places.
  public typealias Sheet = (name: String, rows: [[String]])

  /// - Parameter sheets: names in any case, singular or plural; rows from the first, cells from the first.
  /// - Throws: `QInputError` with row and column (from 1) of the sheet with the sorts.
  public static func study(_ sheets: [Sheet]) throws(QInputError) -> QImport {
    let book = Book(sheets)
    let statements = book.statements
    let grid = try book.grid
    if let results = book.rows(["q sorts", "q-sorts"]), book.rows(["project overview"]) != nil || results.count > 4,
      book.rows(["sorts", "sort"]) == nil
    {
      // From row 5 in Ken-Q's files; but a reader may have left out empty rows, so the first row of numbers counts.
      guard let start = results.firstIndex(where: isRowOfASort), let end = results.lastIndex(where: isRowOfASort) else {
        throw .missingPart(name: "Q sorts")
      }
      return try result(book, statements, try byParticipant(numbered(results, in: start...end)), nil)
    }
    if let rows = book.rows(["sorts", "sort", "qsorts", "q-sorts", "q sorts"]) {
      let filled = numbered(rows, in: 0...max(0, rows.count - 1))
      guard let heading = filled.first else { throw .missingPart(name: "sorts") }
      if let sorts = try byCell(filled, statements: statements.count) {
        return try result(book, statements, sorts, grid)
      }
      let hasHeading = heading.cells.dropFirst().contains { !isBlank($0) && !isNumber($0) }
      // Type 2 counts its columns in the heading ("id, 1, 2, 3 …"), which is numbers too.
      let isCounting = heading.cells.dropFirst().enumerated().allSatisfy {
        isBlank($0.element) || Int($0.element.filter { $0 != " " }) == $0.offset + 1
      }
      let skipped = hasHeading || isCounting ? 1 : 0
      return try result(book, statements, try byParticipant(Array(filled.dropFirst(skipped))), grid)
    }
    let pyramids = try byPyramid(book, statements: statements.count)
    guard !pyramids.isEmpty else { throw .missingSheet(name: "sorts") }
    return try result(book, statements, pyramids, grid)
  }

  private static func result(
    _ book: Book, _ statements: [String], _ sorts: [QSort], _ grid: QGrid?
  ) throws(QInputError) -> QImport {
    let length = sorts.first?.values.count ?? 0
    return QImport(
      format: .kenQWorkbook,
      study: try QStudy(
        title: book.title, statements: statements.count == length ? statements : [], sorts: sorts, grid: grid))
  }

  /// A row of a sheet with the number that a person sees beside it.
  private typealias NumberedRow = (number: Int, cells: [String])

  /// The rows in a range that aren't empty.
  private static func numbered(_ rows: [[String]], in range: ClosedRange<Int>) -> [NumberedRow] {
    rows.indices.filter { range.contains($0) && rows[$0].contains { !isBlank($0) } }.map { ($0 + 1, rows[$0]) }
  }

  private static func byParticipant(_ rows: [NumberedRow]) throws(QInputError) -> [QSort] {
    let width = rows.map { row in (row.cells.lastIndex { !isBlank($0) } ?? -1) + 1 }.max() ?? 0
    var sorts: [QSort] = []
    for row in rows {
      let cells = row.cells.prefix(width)
      guard cells.count == width, width > 0, !cells.dropFirst().contains(where: isBlank) else {
        throw .ragged(row: row.number, expected: width, found: cells.count { !isBlank($0) })
      }
      var values: [Int] = []
      for column in 1..<width {
        values.append(try FileText.integer(cells[column], row: row.number, column: column + 1))
      }
      sorts.append(QSort(name: cells[0], values: values))
    }
    return sorts
  }

  /// Type 1, or nil when the columns after the first are not all statement numbers 1…N.
  private static func byCell(_ rows: [NumberedRow], statements: Int) throws(QInputError) -> [QSort]? {
    guard let heading = rows.first?.cells else { return nil }
    let body = rows.dropFirst()
    let count = statements > 0 ? statements : body.count
    let participants = heading.indices.dropFirst().filter { !isBlank(heading[$0]) }
    let gridValues = body.map { $0.cells.first ?? "" }
    guard body.count >= count, count >= 3, !participants.isEmpty, gridValues.prefix(count).allSatisfy(isNumber) else {
      return nil
    }
    let table = body.prefix(count)
    let numbers = Set(1...count)
    let columns = participants.map { column in
      table.map { row in row.cells.indices.contains(column) ? Int(row.cells[column].filter { $0 != " " }) : nil }
    }
    // One participant's typing error must not turn the whole sheet into another type.
    guard columns.contains(where: { Set($0.compactMap(\.self)) == numbers }) else { return nil }
    var sorts: [QSort] = []
    for column in participants {
      var values = [Int?](repeating: nil, count: count)
      for (index, row) in table.enumerated() {
        let value = try FileText.integer(gridValues[index], row: row.number, column: 1)
        let cell = row.cells.indices.contains(column) ? row.cells[column] : ""
        let statement = try FileText.integer(cell, row: row.number, column: column + 1)
        guard numbers.contains(statement) else { throw .missingStatement(row: row.number, statement: statement) }
        guard values[statement - 1] == nil else {
          throw .repeatedStatement(row: row.number, statement: statement)
        }
        values[statement - 1] = value
      }
      sorts.append(QSort(name: heading[column], values: values.compactMap(\.self)))
    }
    return sorts
  }

  /// The oldest layout: a sheet per participant, a row of grid values and statement numbers piled under them.
  private static func byPyramid(_ book: Book, statements: Int) throws(QInputError) -> [QSort] {
    var sorts: [QSort] = []
    for sheet in book.sheets where !Book.known.contains(sheet.name.lowercased()) {
      guard let top = sheet.rows.firstIndex(where: { isRowOfValues($0) }) else { continue }
      var values: [Int: Int] = [:]
      for (offset, row) in sheet.rows[(top + 1)...].enumerated() {
        for column in row.indices where !isBlank(row[column]) {
          let number = top + offset + 2
          guard column < sheet.rows[top].count, !isBlank(sheet.rows[top][column]) else { continue }
          let value = try FileText.integer(sheet.rows[top][column], row: top + 1, column: column + 1)
          let statement = try FileText.integer(row[column], row: number, column: column + 1)
          guard values[statement] == nil else { throw .repeatedStatement(row: number, statement: statement) }
          values[statement] = value
        }
      }
      let count = statements > 0 ? statements : values.count
      guard count <= QLimits.statements else { throw .tooManyStatements(found: count, limit: QLimits.statements) }
      var list: [Int] = []
      for statement in 1..<(count + 1) {
        guard let value = values[statement] else { throw .missingStatement(row: top + 1, statement: statement) }
        list.append(value)
      }
      sorts.append(QSort(name: sheet.name, values: list))
    }
    return sorts
  }

  /// At least three numbers, each one more than the one before.
  private static func isRowOfValues(_ row: [String]) -> Bool {
    let cells = row.filter { !isBlank($0) }.map { FileText.content($0) }
    guard cells.count >= 3 else { return false }
    return zip(cells, cells.dropFirst()).allSatisfy { pair in
      guard case (.whole(let left), .whole(let right)) = pair, QLimits.values.contains(left) else { return false }
      return right == left + 1
    }
  }

  /// A name and at least three numbers, which don't just count the statements.
  private static func isRowOfASort(_ row: [String]) -> Bool {
    let cells = row.dropFirst().filter { !isBlank($0) }
    guard cells.count >= 3, cells.allSatisfy(isNumber) else { return false }
    return !cells.enumerated().allSatisfy { Int($0.element.filter { $0 != " " }) == $0.offset + 1 }
  }

  fileprivate static func isBlank(_ cell: String) -> Bool { cell.allSatisfy(\.isWhitespace) }

  fileprivate static func isNumber(_ cell: String) -> Bool {
    FileText.content(cell) != .other
  }
}

/// The sheets by what they are for.
private struct Book {
  static let known: Set<String> = [
    "name", "names", "statement", "statements", "sort", "sorts", "qsorts", "q-sorts", "q sorts", "pattern", "patterns",
    "version", "type", "minmax", "project overview",
  ]

  let sheets: [KenQWorkbook.Sheet]

  init(_ sheets: [KenQWorkbook.Sheet]) { self.sheets = sheets }

  func rows(_ names: [String]) -> [[String]]? {
    sheets.first { names.contains($0.name.lowercased().filter { $0 != "\t" }) }?.rows
  }

  var title: String {
    let filled = (rows(["name", "names"]) ?? []).filter { $0.contains { !KenQWorkbook.isBlank($0) } }
    return filled.dropFirst().first?.first ?? ""
  }

  private static func isStatementHeading(_ cell: String) -> Bool {
    ["statement", "stelling"].contains { cell.lowercased().hasPrefix($0) }
  }

  /// Column "Statements", else the last column that has text in the second row.
  var statements: [String] {
    guard let rows = rows(["statements", "statement"]) else { return [] }
    let filled = rows.filter { $0.contains { !KenQWorkbook.isBlank($0) } }
    let headings = filled.indices.filter { filled[$0].contains { Self.isStatementHeading($0) } }
    // A title above the table is alone in its row; column names have a neighbour.
    let heading = headings.first { filled[$0].count { !KenQWorkbook.isBlank($0) } > 1 } ?? headings.first
    guard let place = heading, let column = filled[place].lastIndex(where: { Self.isStatementHeading($0) })
    else { return [] }
    return filled[(place + 1)...].map { $0.indices.contains(column) ? $0[column] : "" }
      .filter { !KenQWorkbook.isBlank($0) }
  }

  var grid: QGrid? {
    get throws(QInputError) {
      let filled = (rows(["pattern", "patterns"]) ?? []).enumerated().filter { row in
        row.element.contains { !KenQWorkbook.isBlank($0) }
      }
      guard filled.count >= 2 else { return nil }
      return try KenQPattern.grid(filled[1].element, row: filled[1].offset + 1)
    }
  }
}
