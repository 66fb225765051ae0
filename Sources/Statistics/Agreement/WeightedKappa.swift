/// Cohen's κ between two coders, with weights for near misses.
///
/// `κ = (p_o − p_e)/(1 − p_e)` with weighted agreement; standard error by Fleiss, Cohen and Everitt 1969, *Psychological
/// Bulletin* 72. Sources: Cohen 1960, 1968.
public struct WeightedKappa: Sendable, Hashable, Codable {
  /// How much a near miss counts as agreement, for categories i and j of k in order.
  public enum Weights: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not at all: plain κ.
    case none
    /// 1 − |i − j|/(k − 1).
    case linear
    /// 1 − ((i − j)/(k − 1))².
    case quadratic
  }

  /// κ with its interval, clipped at 1.
  public let estimate: Estimate
  /// The (weighted) agreement found, 0...1.
  public let observed: Double
  /// The (weighted) agreement expected by chance.
  public let expected: Double
  /// How much a near miss counted as agreement.
  public let weights: Weights

  /// - Parameter table: `table[i][j]` units that the first coder put in category i and the second in j, categories in order.
  /// - Throws: `raggedRow`, `negativeCount`, `tooFewAnswers` (fewer than two categories or units), `zeroVariance` (both used
  ///   one category only), `probabilityOutOfRange`.
  public init(
    _ table: [[Int]], weights: Weights = .none, missing: Int = 0, level: Double = 0.95
  ) throws(StatisticsError) {
    let k = table.count
    guard k >= 2 else { throw .tooFewAnswers(count: k, needed: 2) }
    var n = 0
    for (row, cells) in table.enumerated() {
      guard cells.count == k else { throw .raggedRow(row: row, expected: k, found: cells.count) }
      for cell in cells {
        try checkCount(cell, of: Double(row))
        n += cell
      }
    }
    guard n >= 2 else { throw .tooFewAnswers(count: n, needed: 2) }
    let z = try criticalValue(level: level)
    func weight(_ i: Int, _ j: Int) -> Double {
      let distance = Double(abs(i - j)) / Double(k - 1)
      switch weights {
      case .none: return i == j ? 1 : 0
      case .linear: return 1 - distance
      case .quadratic: return 1 - distance * distance
      }
    }
    let total = Double(n)
    let rows = table.map { Double($0.reduce(0, +)) / total }
    let columns = (0..<k).map { j in Double(table.reduce(0) { $0 + $1[j] }) / total }
    let rowMeans = (0..<k).map { i in (0..<k).reduce(0.0) { $0 + weight(i, $1) * columns[$1] } }
    let columnMeans = (0..<k).map { j in (0..<k).reduce(0.0) { $0 + weight($1, j) * rows[$1] } }
    var found = 0.0
    var chance = 0.0
    for i in 0..<k {
      for j in 0..<k {
        found += weight(i, j) * Double(table[i][j]) / total
        chance += weight(i, j) * rows[i] * columns[j]
      }
    }
    guard 1 - chance > 1e-12 else { throw .zeroVariance(variable: 0) }
    let kappa = (found - chance) / (1 - chance)
    var sum = 0.0
    for i in 0..<k {
      for j in 0..<k {
        let term = weight(i, j) - (rowMeans[i] + columnMeans[j]) * (1 - kappa)
        sum += Double(table[i][j]) / total * term * term
      }
    }
    let rest = kappa - chance * (1 - kappa)
    let error = (max(0, sum - rest * rest) / total).squareRoot() / (1 - chance)
    estimate = Estimate(
      value: kappa, standardError: error,
      interval: Interval(low: max(-1, kappa - z * error), high: min(1, kappa + z * error), level: level), n: n,
      missing: missing, method: .weightedKappa)
    observed = found
    expected = chance
    self.weights = weights
  }
}
