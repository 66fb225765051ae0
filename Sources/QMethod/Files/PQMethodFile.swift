/// PQMethod's fixed-width files: .DAT with the sorts, .STA with the statements.
///
/// Line 1: columns 1-3 "  0", 4-6 number of sorts, 7-9 number of statements, 11-78 title. Line 2: lowest and highest column
/// value and the pile sizes, three columns each. Then a line per sort: columns 1-8 name, from column 11 two per value.
public enum PQMethodFile {
  private static let widthOfLine2 = 3
  private static let nameWidth = 8
  private static let valuesStart = 10
  /// The column value that the first pile size in line 2 belongs to.
  private static let firstPile = -6
  private static let pileCount = 20

  /// Reads a .DAT file.
  /// - Throws: `QInputError` with the line (from 1).
  public static func study(_ bytes: [UInt8]) throws(QInputError) -> QStudy {
    let lines = try FileText.lines(try FileText.decode(bytes))
    guard let header = lines.first, let (sortCount, statementCount) = counts(header) else {
      throw .malformed(format: .pqMethod, row: 1, reason: .counts)
    }
    guard lines.count >= 2 else { throw .malformed(format: .pqMethod, row: 2, reason: .lineIsMissing) }
    guard sortCount <= QLimits.sorts else { throw .tooManySorts(found: sortCount, limit: QLimits.sorts) }
    guard statementCount >= 3 else { throw .tooFewStatements(found: statementCount, needed: 3) }
    guard statementCount <= QLimits.statements else {
      throw .tooManyStatements(found: statementCount, limit: QLimits.statements)
    }
    let grid = try grid(lines[1], statements: statementCount)
    let rest = lines.dropFirst(2)
    guard rest.count >= sortCount else { throw .tooFewSorts(found: rest.count, needed: sortCount) }
    guard rest.count == sortCount else {
      throw .malformed(format: .pqMethod, row: sortCount + 3, reason: .moreSortsThanSaid)
    }
    var sorts: [QSort] = []
    for (index, line) in rest.enumerated() {
      sorts.append(try sort(Array(line), row: index + 3, statements: statementCount))
    }
    return try QStudy(title: title(header), sorts: sorts, grid: grid)
  }

  /// Reads a .STA file (or any text with one statement per line), without blanks around the texts.
  /// - Throws: `QInputError.fileIsEmpty`, `.fileIsTooLarge`, `.notText` or `.tooManyLines`.
  public static func statements(_ bytes: [UInt8]) throws(QInputError) -> [String] {
    try FileText.lines(try FileText.decode(bytes)).map { line in
      var text = line
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text.drop { $0.isWhitespace })
    }
  }

  /// Writes a .DAT file, values right-aligned, names cut to eight characters and kept apart.
  /// - Throws: `QInputError.notStorable` for a value outside −9...9, `.tooManySorts` or `.tooManyStatements` above 999 and
  ///   `.gridIsTooLarge` for a grid outside −6...13.
  public static func dat(_ study: QStudy) throws(QInputError) -> String {
    guard study.sorts.count <= 999 else { throw .tooManySorts(found: study.sorts.count, limit: 999) }
    guard study.grid.lowest >= firstPile, study.grid.highest < firstPile + pileCount else {
      throw .gridIsTooLarge(cells: study.grid.cells)
    }
    var piles = [Int](repeating: 0, count: pileCount)
    for (value, height) in zip(study.grid.values, study.grid.heights) { piles[value - firstPile] = height }
    let title = String(study.title.filter { !$0.isNewline }.prefix(68))
    var text = "  0\(aligned(study.sorts.count, 3))\(aligned(study.statementCount, 3)) \(title)\n"
    text += ([study.grid.lowest, study.grid.highest] + piles).map { aligned($0, widthOfLine2) }.joined() + "\n"
    var taken: Set<String> = []
    for (index, sort) in study.sorts.enumerated() {
      if let value = sort.values.first(where: { !(-9...9).contains($0) }) {
        throw .notStorable(sort: index + 1, value: value)
      }
      var name = String(sort.name.prefix(nameWidth))
      var copy = 2
      while !taken.insert(name).inserted {
        let suffix = "~\(copy)"
        name = String(sort.name.prefix(nameWidth - suffix.count)) + suffix
        copy += 1
      }
      let padding = String(repeating: " ", count: valuesStart - name.count)
      text += name + padding + sort.values.map { aligned($0, 2) }.joined() + "\n"
    }
    return text
  }

  /// Writes a .STA file: one statement per line, cut to 60 characters.
  public static func sta(_ study: QStudy) -> String {
    study.statements.map { String($0.filter { !$0.isNewline }.prefix(60)) + "\n" }.joined()
  }

  /// Whether a text begins as a .DAT file does.
  static func isRecognised(_ text: String) -> Bool { counts(text.prefix { !$0.isNewline }) != nil }

  private static func counts(_ line: Substring) -> (Int, Int)? {
    let characters = Array(line)
    guard characters.count >= 9, String(characters[0..<3]).filter({ $0 != " " }) == "0" else { return nil }
    let sorts = Int(String(characters[3..<6]).filter { $0 != " " })
    let statements = Int(String(characters[6..<9]).filter { $0 != " " })
    guard let sorts, let statements, sorts >= 0, statements >= 0 else { return nil }
    return (sorts, statements)
  }

  private static func title(_ line: Substring) -> String {
    String(line.dropFirst(10).drop { $0 == " " }.prefix(200))
  }

  /// The numbers of line 2, three columns each; separated by blanks where a program wrote them so.
  private static func bounds(_ line: Substring) throws(QInputError) -> [Int] {
    let characters = Array(line)
    var numbers: [Int] = []
    var start = 0
    var isByColumns = true
    while start < characters.count {
      let cell = String(characters[start..<min(start + widthOfLine2, characters.count)])
      let trimmed = cell.filter { $0 != " " && $0 != "\t" }
      // A number that is cut in two ("1" of "12") shows as a cell that ends in a blank after a digit.
      let endsInside = !trimmed.isEmpty && cell.count == widthOfLine2 && cell.last == " "
      if endsInside || cell.contains("\t") { isByColumns = false }
      if !trimmed.isEmpty { if let number = Int(trimmed) { numbers.append(number) } else { isByColumns = false } }
      start += widthOfLine2
    }
    if !isByColumns {
      numbers = []
      for (index, cell) in line.split(whereSeparator: \.isWhitespace).enumerated() {
        numbers.append(try FileText.integer(cell, row: 2, column: index + 1))
      }
    }
    guard numbers.count >= 3, numbers[0] < numbers[1], QLimits.values.contains(numbers[0]),
      QLimits.values.contains(numbers[1])
    else { throw .malformed(format: .pqMethod, row: 2, reason: .bounds) }
    return numbers
  }

  private static func grid(_ line: Substring, statements: Int) throws(QInputError) -> QGrid {
    let numbers = try bounds(line)
    let (lowest, highest) = (numbers[0], numbers[1])
    let piles = Array(numbers.dropFirst(2))
    let width = highest - lowest + 1
    // The run between the first and last pile that isn't empty belongs to lowest...highest, wherever it stands.
    let filled = piles.indices.filter { piles[$0] != 0 }
    guard let first = filled.first, let last = filled.last else {
      throw .malformed(format: .pqMethod, row: 2, reason: .piles)
    }
    var heights = Array(piles[first...last])
    if heights.count != width {
      let offset = lowest - firstPile
      guard offset >= 0, offset + width <= piles.count else {
        throw .malformed(format: .pqMethod, row: 2, reason: .piles)
      }
      heights = Array(piles[offset..<(offset + width)])
    }
    let grid = try QGrid(values: Array(lowest...highest), heights: heights)
    guard grid.cells == statements else { throw .gridDoesNotFit(cells: grid.cells, statements: statements) }
    return grid
  }

  private static func sort(_ characters: [Character], row: Int, statements: Int) throws(QInputError) -> QSort {
    var name = characters.prefix(nameWidth)
    while name.last == " " { name.removeLast() }
    var cells = Array(characters.dropFirst(valuesStart))
    while cells.count > 2 * statements, cells.last?.isWhitespace == true { cells.removeLast() }
    // Left-aligned programs lose a blank at the end of the line.
    if cells.count == 2 * statements - 1 { cells.append(" ") }
    guard cells.count == 2 * statements else {
      throw .ragged(row: row, expected: valuesStart + 2 * statements, found: characters.count)
    }
    var values: [Int] = []
    values.reserveCapacity(statements)
    for statement in 0..<statements {
      let cell = String(cells[(2 * statement)..<(2 * statement + 2)])
      values.append(try FileText.integer(cell, row: row, column: statement + 1))
    }
    return QSort(name: String(name), values: values)
  }

  private static func aligned(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
