/// Sorts in delimited text, either way round.
public enum SortsCSV {
  /// Which way round a table holds its sorts.
  public enum Orientation: String, Sendable, CaseIterable {
    /// Found out from which way the lists fill the same grid.
    case automatic
    /// A row per sort: name, then one value per statement (Ken-Q).
    case sortsInRows
    /// A column per sort, a row per statement (R qmethod).
    case sortsInColumns
  }

  /// - Parameters:
  ///   - bytes: comma, semicolon or tab separated; a heading row and a column of names are recognised.
  ///   - grid: helps to find the orientation, and is checked.
  /// - Throws: `QInputError` with line and column (from 1).
  public static func study(
    _ bytes: [UInt8], grid: QGrid? = nil, orientation: Orientation = .automatic
  ) throws(QInputError) -> QStudy {
    let table = try DelimitedText(try FileText.decode(bytes)).rows
    let read = try ValueTable(table)
    let isByRow: Bool
    switch orientation {
    case .sortsInRows: isByRow = true
    case .sortsInColumns: isByRow = false
    case .automatic: isByRow = read.agreement(ofRows: true, grid: grid) >= read.agreement(ofRows: false, grid: grid)
    }
    let sorts = isByRow ? read.rows : read.columns
    let names = isByRow ? read.rowNames : read.columnNames
    let texts = isByRow ? [] : read.rowNames.map { $0 ?? "" }
    let areTexts = !texts.isEmpty && texts.allSatisfy { $0.contains { $0.isWhitespace } }
    return try QStudy(
      statements: areTexts ? texts : [],
      sorts: sorts.enumerated().map { QSort(name: names[$0.offset] ?? "", values: $0.element) }, grid: grid)
  }

  /// Writes the sorts with a heading row and names.
  /// - Parameter orientation: `.automatic` writes a row per sort.
  public static func text(_ study: QStudy, orientation: Orientation = .sortsInRows) -> String {
    let statements = (1...study.statementCount).map { "s\($0)" }
    if orientation == .sortsInColumns {
      let heading = DelimitedText.line(["statement"] + study.sorts.map(\.name))
      return heading
        + statements.enumerated().map { index, name in
          DelimitedText.line([name] + study.sorts.map { String($0.values[index]) })
        }.joined()
    }
    return DelimitedText.line(["id"] + statements)
      + study.sorts.map { DelimitedText.line([$0.name] + $0.values.map(String.init)) }.joined()
  }
}

/// A rectangle of whole numbers with the names around it.
private struct ValueTable {
  let rows: [[Int]]
  let rowNames: [String?]
  let columnNames: [String?]

  init(_ table: [DelimitedText.Row]) throws(QInputError) {
    guard let first = table.first else { throw .fileIsEmpty }
    let isHeading = Self.isHeading(first.cells)
    let body = isHeading ? Array(table.dropFirst()) : table
    guard !body.isEmpty else { throw .tooFewSorts(found: 0, needed: 2) }
    let isNamed = Self.firstColumnIsNames(body, heading: isHeading ? first.cells[0] : nil)
    let width = Self.usualWidth(of: body)
    let start = isNamed ? 1 : 0
    guard width - start >= 1 else { throw .tooFewStatements(found: 0, needed: 3) }
    // R writes no heading over the row names.
    let shift = isHeading && first.cells.count == width - 1 && isNamed ? 1 : 0
    var rows: [[Int]] = []
    for row in body {
      let extra = row.cells.dropFirst(width)
      guard row.cells.count >= width, extra.allSatisfy(Self.isBlank) else {
        throw .ragged(row: row.line, expected: width, found: row.cells.count)
      }
      var values: [Int] = []
      for column in start..<width {
        values.append(try FileText.integer(row.cells[column], row: row.line, column: column + 1))
      }
      rows.append(values)
    }
    self.rows = rows
    rowNames = body.map { isNamed ? $0.cells[0] : nil }
    columnNames = (start..<width).map { column in
      let place = column - shift
      return isHeading && first.cells.indices.contains(place) ? first.cells[place] : nil
    }
  }

  var columns: [[Int]] {
    (rows.first ?? []).indices.map { column in rows.map { $0[column] } }
  }

  /// The share of lists that fill the grid, or the commonest shape among them.
  func agreement(ofRows: Bool, grid: QGrid?) -> Double {
    let lists = ofRows ? rows : columns
    guard !lists.isEmpty else { return 0 }
    if let grid { return Double(lists.count { grid.isFilled(by: $0) }) / Double(lists.count) }
    var counts: [[Int]: Int] = [:]
    for list in lists { counts[list.sorted(), default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return most > 1 ? Double(most) / Double(lists.count) : 0
  }

  private static let usualHeadings: Set<String> = [
    "", "id", "name", "names", "sort", "sorts", "q-sort", "qsort", "participant", "participants", "statement",
    "statements",
    "n", "nr", "no", "number", "item", "items", "respondent", "naam", "nummer", "stelling", "stellingen", "deelnemer",
  ]

  private static func isUsualHeading(_ cell: String) -> Bool {
    usualHeadings.contains(cell.lowercased().filter { !$0.isWhitespace })
  }

  /// Mostly words; or numbers that just count, under a word such as "id". A sort with one typing error is no heading.
  /// How wide most rows are, the widest where as many are wider, so that the row that differs is the one that is named.
  /// Empty cells at the end, which a spreadsheet may leave, don't count.
  private static func usualWidth(of rows: [DelimitedText.Row]) -> Int {
    var tallies: [Int: Int] = [:]
    for row in rows { tallies[(row.cells.lastIndex { !isBlank($0) } ?? 0) + 1, default: 0] += 1 }
    return tallies.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
  }

  private static func isHeading(_ cells: [String]) -> Bool {
    let filled = cells.dropFirst().filter { !isBlank($0) }
    let words = filled.count { !isNumber($0) }
    if 2 * words > filled.count { return true }
    // Participants can be called 101, 102, 103: the word over the first column tells.
    if !isBlank(cells[0]) { return isUsualHeading(cells[0]) }
    return filled.enumerated().allSatisfy { Int($0.element.filter { $0 != " " }) == $0.offset + 1 }
  }

  private static func firstColumnIsNames(_ body: [DelimitedText.Row], heading: String?) -> Bool {
    let first = body.map { $0.cells[0] }
    if first.contains(where: { !isNumber($0) }) { return true }
    if let heading, isUsualHeading(heading) { return true }
    // 1, 2, 3 … down the side are numbers of rows, not values.
    return first.count > 2 && first.enumerated().allSatisfy { Int($0.element.filter { $0 != " " }) == $0.offset + 1 }
  }

  private static func isNumber(_ cell: String) -> Bool {
    FileText.content(cell) != .other
  }

  private static func isBlank(_ cell: String) -> Bool { cell.allSatisfy(\.isWhitespace) }
}
