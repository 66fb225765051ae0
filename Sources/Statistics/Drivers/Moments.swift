/// Means, variances and products of a set of variables, per pair of variables: where correlations and drivers start from.
///
/// Shape: k variables; one `PairMoments` for every pair (i ≤ j) over the people who answered both (pairwise missing). A
/// columnar store fills them with exact sums; from rows they are taken around an origin near each mean, so that nothing
/// is lost by subtraction.
public struct Moments: Sendable, Hashable {
  /// What to do with people who skipped some of the variables.
  public enum MissingValues: String, Sendable, Hashable, Codable {
    /// Each pair uses everybody who answered that pair.
    case pairwise
    /// Only people who answered all variables.
    case listwise
  }

  /// The number of variables, k.
  public let variableCount: Int
  /// What was subtracted from each variable before summing; zeros for plain sums.
  public let origins: [Double]
  private var pairs: [PairMoments]

  /// No answers yet.
  public init(variableCount: Int, origins: [Double]? = nil) {
    self.variableCount = variableCount
    self.origins = origins ?? [Double](repeating: 0, count: variableCount)
    pairs = [PairMoments](repeating: PairMoments(), count: variableCount * (variableCount + 1) / 2)
  }

  /// Sums made by a columnar store: `pair(i, j)` is asked for every i ≤ j.
  ///
  /// - Throws: `notFinite` with the pair, `negativeCount`.
  public init(
    variableCount: Int, origins: [Double]? = nil, pair: (Int, Int) -> PairMoments
  ) throws(StatisticsError) {
    self.init(variableCount: variableCount, origins: origins)
    guard self.origins.count == variableCount else {
      throw .shapeMismatch(expected: variableCount, found: self.origins.count)
    }
    for i in 0..<variableCount {
      for j in i..<variableCount {
        let sums = pair(i, j)
        guard sums.isFinite else { throw .notFinite(row: i, column: j) }
        try checkCount(sums.count, of: Double(sums.count))
        guard sums.weight >= 0, sums.squaredWeight >= 0 else { throw .negativeCount(value: sums.weight) }
        pairs[index(i, j)] = sums
      }
    }
  }

  /// From the answers, one column per variable; `nil` is missing. Rows of weight 0 are left out.
  ///
  /// - Throws: `raggedRow` (a column of another length; `row` is the column's index), `notFinite`, `negativeCount`.
  public init(
    columns: [[Double?]], weights: [Double]? = nil, missing: MissingValues = .pairwise
  ) throws(StatisticsError) {
    let rows = columns.first?.count ?? 0
    for (index, column) in columns.enumerated() where column.count != rows {
      throw .raggedRow(row: index, expected: rows, found: column.count)
    }
    if let weights {
      guard weights.count == rows else { throw .shapeMismatch(expected: rows, found: weights.count) }
      for (row, weight) in weights.enumerated() {
        guard weight.isFinite else { throw .notFinite(row: row, column: columns.count) }
        guard weight >= 0 else { throw .negativeCount(value: weight) }
      }
    }
    var origins: [Double] = []
    for (index, column) in columns.enumerated() {
      var sum = 0.0
      var count = 0.0
      for (row, value) in column.enumerated() {
        guard let value else { continue }
        guard value.isFinite else { throw .notFinite(row: row, column: index) }
        sum += value
        count += 1
      }
      origins.append(count > 0 ? sum / count : 0)
    }
    self.init(variableCount: columns.count, origins: origins)
    var present: [(variable: Int, value: Double)] = []
    for row in 0..<rows {
      let weight = weights?[row] ?? 1
      guard weight > 0 else { continue }
      present.removeAll(keepingCapacity: true)
      for variable in columns.indices {
        if let value = columns[variable][row] { present.append((variable, value - origins[variable])) }
      }
      if missing == .listwise, present.count < variableCount { continue }
      for (place, first) in present.enumerated() {
        for second in present[place...] {
          pairs[index(first.variable, second.variable)].add(first.value, second.value, weight: weight)
        }
      }
    }
  }

  private func index(_ i: Int, _ j: Int) -> Int {
    let (low, high) = i <= j ? (i, j) : (j, i)
    return low * variableCount - low * (low - 1) / 2 + high - low
  }

  /// The sums of a pair; the first is the variable with the lower index.
  public func pair(_ i: Int, _ j: Int) -> PairMoments { pairs[index(i, j)] }

  /// How many people answered both variables (or the one, for i = j).
  public func count(_ i: Int, _ j: Int) -> Int { pairs[index(i, j)].count }

  /// The mean of a variable over everybody who answered it; `nil` when nobody did.
  public func mean(_ i: Int) -> Double? {
    let sums = pairs[index(i, i)]
    return sums.weight > 0 ? origins[i] + sums.sumFirst / sums.weight : nil
  }

  /// The population variance of a variable over everybody who answered it.
  public func populationVariance(_ i: Int) -> Double { pairs[index(i, i)].firstVariance }

  /// The sample variance (m/(m − 1) with m the effective count); `nil` below two answers.
  public func sampleVariance(_ i: Int) -> Double? {
    let sums = pairs[index(i, i)]
    let effective = sums.effectiveCount
    return sums.count > 1 && effective > 1 ? sums.firstVariance * effective / (effective - 1) : nil
  }

  /// The sample covariance of a pair over those who answered both; `nil` below two answers.
  public func sampleCovariance(_ i: Int, _ j: Int) -> Double? {
    let sums = pairs[index(i, j)]
    let effective = sums.effectiveCount
    return sums.count > 1 && effective > 1 ? sums.covariance * effective / (effective - 1) : nil
  }

  /// Pearson's r over those who answered both; `nil` where either has no variance among them.
  public func correlation(_ i: Int, _ j: Int) -> Double? {
    let sums = pairs[index(i, j)]
    guard i != j else { return sums.firstVariance > 0 ? 1 : nil }
    let spread = sums.firstVariance.squareRoot() * sums.secondVariance.squareRoot()
    guard spread > 0 else { return nil }
    return max(-1, min(1, sums.covariance / spread))
  }

  /// Adds the answers of another group, summed around the same origins.
  ///
  /// - Throws: `shapeMismatch`; `notComparable` when the origins differ.
  public mutating func add(_ other: Moments) throws(StatisticsError) {
    guard variableCount == other.variableCount else {
      throw .shapeMismatch(expected: variableCount, found: other.variableCount)
    }
    guard origins == other.origins else { throw .notComparable }
    for pair in pairs.indices { pairs[pair].add(other.pairs[pair]) }
  }
}
