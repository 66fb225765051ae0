import Foundation
import Statistics
import Testing

@Suite struct MatrixTests {
  /// A random symmetric matrix, and one with repeated and zero eigenvalues.
  static func matrices() throws -> [SymmetricMatrix] {
    var generator = SeededGenerator(seed: 12)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: 14), count: 14)
    for i in 0..<14 {
      for j in i..<14 {
        rows[i][j] = Double.random(in: -1...1, using: &generator)
        rows[j][i] = rows[i][j]
      }
    }
    let flat = [[Double]](repeating: [Double](repeating: 0.5, count: 6), count: 6)
    return try [SymmetricMatrix(rows: rows), SymmetricMatrix(rows: flat), SymmetricMatrix(rows: [[3]])]
  }

  @Test func eigenvectorsRebuildTheMatrix() throws {
    for matrix in try Self.matrices() {
      let eigen = try SymmetricEigen(matrix)
      let n = matrix.order
      #expect(eigen.values == eigen.values.sorted(by: >))
      for i in 0..<n {
        for j in 0..<n {
          let rebuilt = (0..<n).reduce(0) { $0 + eigen.values[$1] * eigen.vectors[$1][i] * eigen.vectors[$1][j] }
          expectClose(rebuilt, matrix[i, j], within: 1e-13)
          let product = zip(eigen.vectors[i], eigen.vectors[j]).reduce(0) { $0 + $1.0 * $1.1 }
          expectClose(product, i == j ? 1 : 0, within: 1e-13)
        }
      }
    }
  }

  @Test func aMatrixThatIsNotSymmetricIsRefused() {
    #expect(throws: StatisticsError.notSymmetric(row: 0, column: 1)) { try SymmetricMatrix(rows: [[1, 2], [3, 1]]) }
    #expect(throws: StatisticsError.notSymmetric(row: 1, column: 1)) {
      try SymmetricMatrix(rows: [[1, 2], [2, .nan]])
    }
    #expect(throws: StatisticsError.raggedRow(row: 1, expected: 2, found: 1)) {
      try SymmetricMatrix(rows: [[1, 2], [2]])
    }
  }

  @Test func theSameSeedGivesTheSameNumbers() {
    var first = SeededGenerator(seed: 42)
    var second = SeededGenerator(seed: 42)
    var other = SeededGenerator(seed: 43)
    let numbers = (0..<5).map { _ in first.next() }
    #expect(numbers == (0..<5).map { _ in second.next() })
    #expect(numbers != (0..<5).map { _ in other.next() })
  }
}
