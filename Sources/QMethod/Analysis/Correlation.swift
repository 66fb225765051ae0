/// How alike two sorts are counted.
public enum QCorrelation: String, Sendable, CaseIterable {
  /// Product-moment correlation of the grid values.
  case pearson
  /// Pearson's correlation of the mean ranks.
  case spearman
  /// Kendall's τ-b, which corrects for ties.
  case kendall

  /// The correlations between the columns of `values`.
  /// - Parameter values: statements × sorts, finite, no constant column.
  /// - Returns: sorts × sorts, symmetric, diagonal 1, cells in −1...1.
  func matrix(of values: Matrix) -> Matrix {
    switch self {
    case .pearson, .spearman:
      return Self.products(of: unitColumns(of: values))
    case .kendall:
      return Self.kendallMatrix(of: values.columnList)
    }
  }

  /// Columns centred and scaled to length 1, so that their inner products are correlations (not for Kendall).
  func unitColumns(of values: Matrix) -> [[Double]] {
    values.columnList.map { column in
      let scores = self == .spearman ? Moments.meanRanks(column) : column
      let mean = Moments.mean(scores)
      let centred = scores.map { $0 - mean }
      let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? centred.map { $0 / length } : centred
    }
  }

  private static func products(of columns: [[Double]]) -> Matrix {
    let count = columns.count
    let length = columns.first?.count ?? 0
    var result = Matrix(rows: count, columns: count)
    let flat = columns.flatMap { $0 }
    flat.withUnsafeBufferPointer { flat in
      guard let start = flat.baseAddress else { return }
      for a in 0..<count {
        result[a, a] = 1
        for b in 0..<a {
          let product = innerProduct(start + a * length, start + b * length, count: length)
          let bounded = min(1, max(-1, product))
          result[a, b] = bounded
          result[b, a] = bounded
        }
      }
    }
    return result
  }

  private static func kendallMatrix(of columns: [[Double]]) -> Matrix {
    // The sign of every pair's difference, once per sort: τ-b is the cosine between two such lists.
    let signs = columns.map { column -> [Int8] in
      var list: [Int8] = []
      list.reserveCapacity(column.count * (column.count - 1) / 2)
      for i in column.indices {
        for j in 0..<i { list.append(column[i] > column[j] ? 1 : column[i] < column[j] ? -1 : 0) }
      }
      return list
    }
    let untied = signs.map { $0.reduce(0) { $0 + Int($1 * $1) } }
    var result = Matrix(rows: columns.count, columns: columns.count)
    for a in columns.indices {
      result[a, a] = 1
      for b in 0..<a {
        var agreement = 0
        for pair in signs[a].indices { agreement += Int(signs[a][pair] * signs[b][pair]) }
        let tau = Double(agreement) / (Double(untied[a]) * Double(untied[b])).squareRoot()
        result[a, b] = tau
        result[b, a] = tau
      }
    }
    return result
  }
}
