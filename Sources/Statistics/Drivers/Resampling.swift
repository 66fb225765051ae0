import Foundation

extension Moments {
  /// Bootstrap replicates from the answers: people drawn with replacement, `count` times.
  ///
  /// A columnar store can make the same faster; `replicates(count:variables:seed:)` needs no answers at all.
  /// - Throws: as `init(columns:weights:missing:)`; `noAnswers` without rows, `notPositive` for a count below 0.
  public static func bootstrap(
    columns: [[Double?]], weights: [Double]? = nil, missing: MissingValues = .pairwise, count: Int, seed: UInt64 = 1
  ) throws(StatisticsError) -> [Moments] {
    let rows = columns.first?.count ?? 0
    guard rows > 0 else { throw .noAnswers }
    guard count >= 0 else { throw .notPositive(Double(count)) }
    for (index, column) in columns.enumerated() where column.count != rows {
      throw .raggedRow(row: index, expected: rows, found: column.count)
    }
    if let weights, weights.count != rows { throw .shapeMismatch(expected: rows, found: weights.count) }
    var generator = SeededGenerator(seed: seed)
    var replicates: [Moments] = []
    for _ in 0..<count {
      let drawn = (0..<rows).map { _ in generator.index(below: rows) }
      replicates.append(
        try Moments(
          columns: columns.map { column in drawn.map { row in column[row] } },
          weights: weights.map { weights in drawn.map { weights[$0] } }, missing: missing))
    }
    return replicates
  }

  /// Replicates drawn from these moments alone, as if answers were jointly normal: Wishart matrices around the correlations
  /// of `variables` with the smallest number of answers of any pair (Bartlett's decomposition).
  ///
  /// Fast and private: no answer is looked at again. Coverage for 5-point answers is in docs/statistics.md.
  /// The replicates keep this struct's numbering; variables that were not asked for stay empty.
  /// - Throws: as `CorrelationMatrix`; `tooFewAnswers` where answers do not exceed variables; `collinear`; `notPositive` for a
  ///   count below 0.
  public func replicates(count: Int, variables: [Int], seed: UInt64 = 1) throws(StatisticsError) -> [Moments] {
    guard count >= 0 else { throw .notPositive(Double(count)) }
    let matrix = try CorrelationMatrix(self, variables: variables).repaired().matrix
    let k = variables.count
    let degrees = matrix.smallestCount - 1
    guard degrees > Double(k) else { throw .tooFewAnswers(count: Int(matrix.smallestCount), needed: k + 2) }
    guard let root = Cholesky(matrix.values, tolerance: 1e-10) else { throw .collinear }
    var generator = SeededGenerator(seed: seed)
    var replicates: [Moments] = []
    for _ in 0..<count {
      var bartlett = [Double](repeating: 0, count: k * k)
      for i in 0..<k {
        bartlett[i * k + i] = try generator.chi(degreesOfFreedom: degrees - Double(i))
        for j in 0..<i { bartlett[i * k + j] = generator.normal() }
      }
      var factor = [Double](repeating: 0, count: k * k)
      for i in 0..<k {
        for j in 0...i { factor[i * k + j] = (j...i).reduce(0) { $0 + root[i, $1] * bartlett[$1 * k + j] } }
      }
      let scatter = SymmetricMatrix(order: k) { i, j in
        (0...min(i, j)).reduce(0) { $0 + factor[i * k + $1] * factor[j * k + $1] }
      }
      replicates.append(try Moments(scatter: scatter, count: degrees + 1, variables: variables, in: variableCount))
    }
    return replicates
  }

  /// Moments around zero means with these sums of squares and products.
  private init(
    scatter: SymmetricMatrix, count: Double, variables: [Int], in variableCount: Int
  ) throws(StatisticsError) {
    var places = [Int?](repeating: nil, count: variableCount)
    for (place, variable) in variables.enumerated() { places[variable] = place }
    let n = Int(count.rounded())
    try self.init(variableCount: variableCount) { i, j in
      guard let first = places[i], let second = places[j] else { return PairMoments() }
      return PairMoments(
        count: n, weight: count, squaredWeight: count, sumFirst: 0, sumSecond: 0,
        sumFirstSquared: scatter[first, first], sumSecondSquared: scatter[second, second],
        sumProducts: scatter[first, second])
    }
  }
}

extension SeededGenerator {
  /// The square root of a χ² number: Marsaglia and Tsang 2000 for the gamma distribution of shape ½·degrees.
  mutating func chi(degreesOfFreedom: Double) throws(StatisticsError) -> Double {
    guard degreesOfFreedom > 0 else { throw .notPositive(degreesOfFreedom) }
    let shape = degreesOfFreedom / 2
    // Below shape 1, one is drawn of shape + 1 and brought down by a power of a uniform number.
    let lifted = shape < 1 ? shape + 1 : shape
    let d = lifted - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      let u = max(uniform(), .leastNonzeroMagnitude)
      guard log(u) < 0.5 * x * x + d - d * v + d * log(v) else { continue }
      let gamma = shape < 1 ? d * v * pow(max(uniform(), .leastNonzeroMagnitude), 1 / shape) : d * v
      return (2 * gamma).squareRoot()
    }
  }
}
