/// A dense matrix of doubles, stored row after row.
public struct Matrix: Sendable, Equatable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// The cells, row after row: cell (r, c) is element `r * columns + c`.
  public internal(set) var elements: [Double]

  /// A matrix of `rows` × `columns` cells that all hold `value`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// A matrix from rows of equal length; nil when a row's length differs from the first.
  public init?(_ rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else { return nil }
    self.rows = rows.count
    columns = width
    elements = rows.flatMap { $0 }
  }

  /// A matrix whose columns are the given lists, which the caller has made equally long.
  init(columns lists: [[Double]], length: Int) {
    self.init(rows: length, columns: lists.count)
    for (column, list) in lists.enumerated() {
      for row in 0..<length { elements[row * columns + column] = list[row] }
    }
  }

  /// A cell; both count from 0 and must be inside.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The cells of one row, from left to right.
  public func row(_ index: Int) -> [Double] {
    Array(elements[(index * columns)..<((index + 1) * columns)])
  }

  /// The cells of one column, from top to bottom.
  public func column(_ index: Int) -> [Double] {
    (0..<rows).map { elements[$0 * columns + index] }
  }

  /// All rows, from top to bottom.
  public var rowList: [[Double]] { (0..<rows).map(row) }

  /// All columns, from left to right.
  public var columnList: [[Double]] { (0..<columns).map(column) }

  /// The same cells with rows and columns exchanged.
  public var transposed: Matrix { Matrix(columns: rowList, length: columns) }

  /// The first `count` columns.
  func firstColumns(_ count: Int) -> Matrix {
    guard count < columns else { return self }
    var result = Matrix(rows: rows, columns: count)
    for row in 0..<rows {
      for column in 0..<count { result[row, column] = self[row, column] }
    }
    return result
  }

  /// The matrix product self · other.
  func times(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: other.columns)
    for row in 0..<rows {
      for inner in 0..<columns {
        let factor = self[row, inner]
        for column in 0..<other.columns { result[row, column] += factor * other[inner, column] }
      }
    }
    return result
  }
}
