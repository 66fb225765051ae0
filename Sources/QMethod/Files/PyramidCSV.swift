/// Sorts as the pyramids that people laid: a column per grid value, in every cell the statement that lies there (R qmethod's
/// `import.q.sorts`).
///
/// Statements are named by number, by text or by the CRC32 of the text (qmethod prints that on its cards); without texts,
/// by any names that are the same in all sorts. A row with nothing but its first cell names the sort that follows; a row of
/// rising numbers that begin below zero gives the values of the columns.
public enum PyramidCSV {
  /// A file with its path below the folder that was chosen: the folder in it is the condition.
  public typealias File = (path: String, bytes: [UInt8])

  /// - Parameters:
  ///   - files: one per person, or one that holds several pyramids, each under its name. Folders are conditions, such as
  ///     before and after: "before/Ann.csv" becomes "Ann (before)", with the field `condition`.
  ///   - statements: texts in order, or none.
  ///   - grid: gives the values of the columns where the files don't; else the middle column is 0. With a grid, rows below
  ///     its tallest column are remarks, as in qmethod.
  /// - Throws: `QInputError.inFile` with the file, and in it row and column.
  public static func study(
    _ files: [File], statements: [String] = [], grid: QGrid? = nil
  ) throws(QInputError) -> QImport {
    guard files.count <= QLimits.sorts else { throw .tooManySorts(found: files.count, limit: QLimits.sorts) }
    var pyramids: [Pyramid] = []
    for file in files.sorted(by: { $0.path < $1.path }) {
      do {
        pyramids += try Pyramid.read(file, height: grid?.heights.max())
      } catch {
        throw .inFile(name: file.path, reason: error)
      }
    }
    let width = pyramids.map(\.width).max() ?? 0
    let index = StatementIndex(texts: statements, pyramids: pyramids)
    guard index.count <= QLimits.statements else {
      throw .tooManyStatements(found: index.count, limit: QLimits.statements)
    }
    let areConditions = Set(pyramids.map(\.condition)).count > 1
    var sorts: [QSort] = []
    for pyramid in pyramids {
      do {
        let name = areConditions && !pyramid.condition.isEmpty ? "\(pyramid.name) (\(pyramid.condition))" : pyramid.name
        sorts.append(QSort(name: name, values: try pyramid.values(width: width, grid: grid, index: index)))
      } catch {
        throw .inFile(name: pyramid.file, reason: error)
      }
    }
    let study = try QStudy(statements: index.texts, sorts: sorts, grid: grid)
    let participants = zip(study.sorts, pyramids).map { sort, pyramid in
      QParticipant(
        name: sort.name, comments: [:], fields: areConditions ? ["condition": pyramid.condition] : [:])
    }
    return QImport(format: .pyramids, study: study, participants: areConditions ? participants : [])
  }
}

/// One person's pyramid, not yet understood.
private struct Pyramid {
  let file: String
  let name: String
  let condition: String
  /// Values over the columns, by their place; nil when the file doesn't say.
  let heading: [Int: Int]?
  let rows: [DelimitedText.Row]

  /// Columns up to the last that is filled.
  var width: Int {
    let filled = rows.compactMap { row in row.cells.lastIndex { !Self.isBlank($0) } }
    return 1 + max(filled.max() ?? -1, heading?.keys.max() ?? -1)
  }

  static func read(_ file: PyramidCSV.File, height: Int?) throws(QInputError) -> [Pyramid] {
    let parts = file.path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    let last = parts.last.map(String.init) ?? ""
    var name = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
    let condition = parts.count > 1 ? String(parts[parts.count - 2]) : ""
    var found: [Pyramid] = []
    var heading: [Int: Int]?
    var rows: [DelimitedText.Row] = []
    func finish() {
      guard !rows.isEmpty else { return }
      let kept = height.map { Array(rows.prefix($0)) } ?? rows
      found.append(Pyramid(file: file.path, name: name, condition: condition, heading: heading, rows: kept))
      rows = []
    }
    for row in try DelimitedText(try FileText.decode(file.bytes)).rows {
      let filled = row.cells.indices.filter { !isBlank(row.cells[$0]) }
      if filled == [0], rows.isEmpty || height.map({ rows.count >= $0 }) ?? true {
        finish()
        heading = nil
        name = trimmed(row.cells[0])
      } else if rows.isEmpty, let values = columnValues(row.cells) {
        heading = values
      } else {
        rows.append(row)
      }
    }
    finish()
    guard !found.isEmpty else { throw .fileIsEmpty }
    return found
  }

  func values(width: Int, grid: QGrid?, index: StatementIndex) throws(QInputError) -> [Int] {
    let first = rows[0].line
    if heading == nil {
      if let grid, grid.values.count != width {
        throw .ragged(row: first, expected: grid.values.count, found: width)
      }
      // Without a middle column nobody can tell what the columns stand for.
      guard grid != nil || width % 2 == 1 else { throw .missingPart(name: "grid") }
    }
    var values = [Int?](repeating: nil, count: index.count)
    for row in rows {
      for (column, cell) in row.cells.enumerated() where !Self.isBlank(cell) {
        let value = heading.map { $0[column] } ?? grid?.values[column] ?? column - (width - 1) / 2
        guard let value else {
          throw .notANumber(row: first - 1, column: column + 1, text: "")
        }
        let name = Self.trimmed(cell)
        guard let statement = index.place(of: name) else {
          throw .unknownStatement(row: row.line, column: column + 1, text: String(name.prefix(40)))
        }
        guard values[statement] == nil else {
          throw .repeatedStatement(row: row.line, statement: statement + 1)
        }
        values[statement] = value
      }
    }
    var list: [Int] = []
    for (statement, value) in values.enumerated() {
      guard let value else { throw .missingStatement(row: first, statement: statement + 1) }
      list.append(value)
    }
    return list
  }

  /// At least three numbers that rise from below zero: no statement has a number below one.
  private static func columnValues(_ cells: [String]) -> [Int: Int]? {
    var values: [Int: Int] = [:]
    var last: Int?
    for (column, cell) in cells.enumerated() where !isBlank(cell) {
      guard case .whole(let value) = FileText.content(cell), QLimits.values.contains(value),
        last.map({ $0 < value }) ?? true
      else { return nil }
      last = value
      values[column] = value
    }
    return values.count >= 3 && (values.values.min() ?? 0) < 0 ? values : nil
  }

  static func isBlank(_ cell: String) -> Bool {
    cell.allSatisfy(\.isWhitespace) || cell == "NA"
  }

  static func trimmed(_ cell: String) -> String {
    var text = cell.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Which statement a cell of a pyramid means.
private struct StatementIndex {
  let count: Int
  let texts: [String]
  private let places: [String: Int]

  init(texts: [String], pyramids: [Pyramid]) {
    var places: [String: Int] = [:]
    if texts.isEmpty {
      let cells = pyramids.flatMap { $0.rows.flatMap { $0.cells.filter { !Pyramid.isBlank($0) } } }
      let names = Set(cells.map(Pyramid.trimmed))
      let numbers = names.compactMap { Int($0) }
      let areNumbers = numbers.count == names.count
      let order = areNumbers ? numbers.sorted().map(String.init) : names.sorted()
      for (place, name) in order.enumerated() { places[name] = place }
      self.texts = areNumbers && numbers.max() == numbers.count ? [] : order
      count = order.count
    } else {
      for (place, text) in texts.enumerated().reversed() {
        places[CyclicRedundancy.hexadecimal(of: text)] = place
        places[Pyramid.trimmed(text)] = place
      }
      for place in texts.indices { places[String(place + 1)] = place }
      self.texts = texts
      count = texts.count
    }
    self.places = places
  }

  func place(of name: String) -> Int? {
    if let place = places[name] { return place }
    // Programs write a CRC32 with and without zeros before it, in small and capital letters.
    let digits = name.lowercased().drop { $0 == "0" }
    return places[String(digits)]
  }
}
