/// From flagged sorts to the z-scores of the statements.
enum Scoring {
  /// Spearman's weight a/(1−a²). Beyond ±1, which only happens when communalities were overestimated, it would be infinite or
  /// change sign; there it is a itself at 1 and a/(a²−1) above (Ken-Q's rule), and the solution carries a notice.
  static func weight(of loading: Double) -> Double {
    let rest = 1 - loading * loading
    if rest == 0 { return loading }
    return rest > 0 ? loading / rest : loading / -rest
  }

  /// The z-scores of one factor: weighted sums of the sorts, standardised with n−1; nil without a defining sort.
  /// - Parameters:
  ///   - sorts: one list of statement values per sort.
  ///   - weights: one per sort, 0 for sorts that don't define the factor.
  static func zScores(of sorts: [[Double]], weights: [Double]) -> [Double]? {
    guard weights.contains(where: { $0 != 0 }), let length = sorts.first?.count else { return nil }
    var sums = [Double](repeating: 0, count: length)
    for (sort, weight) in zip(sorts, weights) where weight != 0 {
      for statement in 0..<length { sums[statement] += weight * sort[statement] }
    }
    let mean = Moments.mean(sums)
    let deviation = Moments.standardDeviation(sums)
    guard deviation > 0, deviation.isFinite else { return nil }
    return sums.map { ($0 - mean) / deviation }
  }

  /// Every sort with mean 0 and standard deviation 1.
  static func standardised(_ sorts: [[Double]]) -> [[Double]] {
    sorts.map { sort in
      let mean = Moments.mean(sort)
      let deviation = Moments.standardDeviation(sort)
      return deviation > 0 ? sort.map { ($0 - mean) / deviation } : sort
    }
  }
}

/// How equal z-scores share the places of the grid.
public enum QTieRule: Sendable, Equatable {
  /// The statement with the lower number gets the higher value (PQMethod, Ken-Q); the array fills the grid.
  case lowerNumberFirst
  /// All tied statements get the value at their mean rank, rounded down (qmethod); the array can leave the grid.
  case sharedValue
}

/// A factor array: the grid filled in the order of the z-scores.
struct FactorArray {
  /// z-scores closer than this are the same number up to the rounding of their sums.
  static let tieWidth = 1e-9

  let values: [Int]
  /// Statements (from 1) that share a z-score, each group in ascending order.
  let ties: [[Int]]

  /// - Parameters:
  ///   - zScores: one per statement.
  ///   - distribution: the grid's values, ascending, as many as there are statements.
  init(zScores: [Double], distribution: [Int], rule: QTieRule) {
    let order = zScores.indices.sorted {
      zScores[$0] < zScores[$1] || (zScores[$0] == zScores[$1] && $0 > $1)
    }
    var values = [Int](repeating: 0, count: zScores.count)
    var ties: [[Int]] = []
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, zScores[order[end + 1]] - zScores[order[end]] <= Self.tieWidth { end += 1 }
      let group = order[start...end].sorted(by: >)
      for (offset, statement) in group.enumerated() {
        switch rule {
        case .lowerNumberFirst: values[statement] = distribution[start + offset]
        case .sharedValue: values[statement] = distribution[(start + end) / 2]
        }
      }
      if end > start { ties.append(group.reversed().map { $0 + 1 }) }
      start = end + 1
    }
    self.values = values
    self.ties = ties
  }
}
