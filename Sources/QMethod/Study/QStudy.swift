/// Sorts of the same statements on the same grid: the input of every analysis.
///
/// A study that exists is whole: equal lengths, no constant sort, values that belong to the grid.
public struct QStudy: Sendable, Equatable {
  /// What the study is called; empty when the file doesn't tell.
  public let title: String
  /// Statement texts in order; empty when only numbers are known.
  public let statements: [String]
  /// The sorts, at least two, each with its own name.
  public let sorts: [QSort]
  /// The columns and their heights, as given or taken from the sorts.
  public let grid: QGrid
  /// Whether the grid was taken from the sorts themselves because the source doesn't name one.
  public let gridIsInferred: Bool

  /// - Parameters:
  ///   - title: free text.
  ///   - statements: texts in order, or none.
  ///   - sorts: at least two, of at least three statements. Empty names become "Sort 3", repeated ones "Name (2)".
  ///   - grid: nil takes the shape that most sorts fill (the first sort's among equals).
  /// - Throws: `QInputError` naming the sort (from 1) and the reason.
  public init(title: String = "", statements: [String] = [], sorts: [QSort], grid: QGrid? = nil) throws(QInputError) {
    guard sorts.count >= 2 else { throw .tooFewSorts(found: sorts.count, needed: 2) }
    guard sorts.count <= QLimits.sorts else { throw .tooManySorts(found: sorts.count, limit: QLimits.sorts) }
    let length = sorts[0].values.count
    guard length >= 3 else { throw .tooFewStatements(found: length, needed: 3) }
    guard length <= QLimits.statements else { throw .tooManyStatements(found: length, limit: QLimits.statements) }
    for (index, sort) in sorts.enumerated() {
      guard sort.values.count == length else {
        throw .wrongLength(sort: index + 1, name: sort.name, expected: length, found: sort.values.count)
      }
      guard sort.values.contains(where: { $0 != sort.values[0] }) else {
        throw .constantSort(sort: index + 1, name: sort.name)
      }
    }
    guard statements.isEmpty || statements.count == length else {
      throw .statementTexts(expected: length, found: statements.count)
    }
    let bounds = grid.map { $0.lowest...$0.highest } ?? QLimits.values
    for (index, sort) in sorts.enumerated() {
      for (statement, value) in sort.values.enumerated() where !bounds.contains(value) {
        throw .outsideGrid(
          sort: index + 1, name: sort.name, statement: statement + 1, value: value,
          lowest: bounds.lowerBound, highest: bounds.upperBound)
      }
    }
    if let grid, grid.cells != length { throw .gridDoesNotFit(cells: grid.cells, statements: length) }
    self.title = title
    self.statements = statements
    self.sorts = Self.named(sorts)
    if let grid { self.grid = grid } else { self.grid = try Self.commonestGrid(of: sorts) }
    gridIsInferred = grid == nil
  }

  /// Number of statements.
  public var statementCount: Int { sorts[0].values.count }

  /// The sorts that fill the grid exactly.
  public var conformingSorts: Int { sorts.count { grid.isFilled(by: $0.values) } }

  /// Whether every sort fills the grid exactly.
  public var isForced: Bool { conformingSorts == sorts.count }

  /// The same study on another grid.
  /// - Throws: as `init`.
  public func placed(on grid: QGrid) throws(QInputError) -> QStudy {
    try QStudy(title: title, statements: statements, sorts: sorts, grid: grid)
  }

  /// The same study with other statement texts.
  /// - Throws: `QInputError.statementTexts` when their number differs.
  public func worded(_ statements: [String]) throws(QInputError) -> QStudy {
    try QStudy(title: title, statements: statements, sorts: sorts, grid: gridIsInferred ? nil : grid)
  }

  /// Statements × sorts.
  var values: Matrix {
    Matrix(columns: sorts.map { $0.values.map(Double.init) }, length: statementCount)
  }

  private static func commonestGrid(of sorts: [QSort]) throws(QInputError) -> QGrid {
    var counts: [[Int]: Int] = [:]
    let shapes = sorts.map { $0.values.sorted() }
    for shape in shapes { counts[shape, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    let shape = shapes.first { counts[$0] == most } ?? []
    return try QGrid(filledBy: shape)
  }

  private static func named(_ sorts: [QSort]) -> [QSort] {
    var taken: Set<String> = []
    return sorts.enumerated().map { index, sort in
      let kept = sort.name.filter { !$0.isNewline && $0 != "\t" }
      let trimmed = kept.drop { $0 == " " }
      let base = trimmed.isEmpty ? "Sort \(index + 1)" : String(trimmed)
      var name = base
      var copy = 2
      while !taken.insert(name).inserted {
        name = "\(base) (\(copy))"
        copy += 1
      }
      return QSort(name: name, values: sort.values)
    }
  }
}
