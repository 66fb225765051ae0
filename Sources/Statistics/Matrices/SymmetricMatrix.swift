/// A symmetric matrix of finite numbers.
public struct SymmetricMatrix: Sendable, Hashable {
  /// The number of rows and of columns.
  public let order: Int
  /// Row after row, all order × order of them.
  public private(set) var elements: [Double]

  /// - Throws: `raggedRow`, or `notSymmetric` at the first place that isn't finite or differs from its mirror by more than
  ///   1e-9 of its size. What is kept is the mean of the two.
  public init(rows: [[Double]]) throws(StatisticsError) {
    let order = rows.count
    for (index, row) in rows.enumerated() where row.count != order {
      throw .raggedRow(row: index, expected: order, found: row.count)
    }
    elements = []
    elements.reserveCapacity(order * order)
    for i in 0..<order {
      for j in 0..<order {
        let a = rows[i][j]
        let b = rows[j][i]
        guard a.isFinite, b.isFinite, abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) else {
          throw .notSymmetric(row: i, column: j)
        }
        elements.append(i == j ? a : (a + b) / 2)
      }
    }
    self.order = order
  }

  /// The matrix whose element at (i, j), i ≤ j, is what `element` gives. The caller sees to it that they are finite.
  init(order: Int, _ element: (Int, Int) -> Double) {
    self.order = order
    elements = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in i..<order {
        let value = element(i, j)
        elements[i * order + j] = value
        elements[j * order + i] = value
      }
    }
  }

  /// The element at a row and a column.
  public subscript(row: Int, column: Int) -> Double { elements[row * order + column] }

  /// The rows and columns of `indices` only, in that order.
  func selecting(_ indices: [Int]) -> SymmetricMatrix {
    SymmetricMatrix(order: indices.count) { self[indices[$0], indices[$1]] }
  }
}
