/// The differences of the same persons between two waves, as exact sums.
public struct PairedSums: Sendable, Hashable {
  /// Persons with a valid answer in both waves.
  public let pairs: Int
  /// Persons with a valid answer in only one.
  public let missing: Int
  /// Σd, with d = later − earlier.
  public let sum: Double
  /// Σd².
  public let sumOfSquares: Double

  /// - Throws: `negativeCount`, `notFinite`, or `impossibleWeight` where Σd² is below (Σd)²/n.
  public init(pairs: Int, sum: Double, sumOfSquares: Double, missing: Int = 0) throws(StatisticsError) {
    try checkCount(pairs, of: sum)
    try checkCount(missing, of: sum)
    guard sum.isFinite, sumOfSquares.isFinite else { throw .notFinite(row: 0, column: 0) }
    guard sum * sum <= Double(pairs) * sumOfSquares * (1 + 1e-9) else { throw .impossibleWeight(value: sum) }
    self.pairs = pairs
    self.missing = missing
    self.sum = sum
    self.sumOfSquares = sumOfSquares
  }

  /// From answers in the same order of persons; `nil` is missing.
  ///
  /// - Throws: `shapeMismatch`, `notFinite`.
  public init(earlier: [Double?], later: [Double?]) throws(StatisticsError) {
    guard earlier.count == later.count else { throw .shapeMismatch(expected: earlier.count, found: later.count) }
    var pairs = 0
    var missing = 0
    var sum = 0.0
    var sumOfSquares = 0.0
    for row in earlier.indices {
      guard let before = earlier[row], let after = later[row] else {
        missing += earlier[row] == nil && later[row] == nil ? 0 : 1
        continue
      }
      guard before.isFinite, after.isFinite else { throw .notFinite(row: row, column: 0) }
      pairs += 1
      sum += after - before
      sumOfSquares += (after - before) * (after - before)
    }
    try self.init(pairs: pairs, sum: sum, sumOfSquares: sumOfSquares, missing: missing)
  }

  /// From a cross table: how many persons went from one 0-10 answer to another, in NPS points (each d is -200...200).
  ///
  /// - Throws: `negativeCount`.
  public static func netPromoter(
    _ table: some Sequence<(earlier: Int, later: Int, count: Int)>, missing: Int = 0
  ) throws(StatisticsError) -> PairedSums {
    func points(_ answer: Int) -> Double { answer >= 9 ? 100 : answer >= 7 ? 0 : -100 }
    var pairs = 0
    var lost = missing
    var sum = 0.0
    var sumOfSquares = 0.0
    for cell in table {
      try checkCount(cell.count, of: Double(cell.earlier))
      guard (0...10).contains(cell.earlier), (0...10).contains(cell.later) else {
        lost += cell.count
        continue
      }
      let d = points(cell.later) - points(cell.earlier)
      pairs += cell.count
      sum += Double(cell.count) * d
      sumOfSquares += Double(cell.count) * d * d
    }
    return try PairedSums(pairs: pairs, sum: sum, sumOfSquares: sumOfSquares, missing: lost)
  }

  /// Later minus earlier for the same persons: the paired t test, `t = mean(d)/(sd(d)/√n)`.
  ///
  /// - Throws: `tooFewAnswers` below two pairs, `zeroVariance` where everyone moved by the same amount.
  public func difference(level: Double = 0.95) throws(StatisticsError) -> Difference {
    guard pairs > 1 else { throw .tooFewAnswers(count: pairs, needed: 2) }
    let n = Double(pairs)
    let mean = sum / n
    let variance = max(0, sumOfSquares - sum * mean) / (n - 1)
    // Everyone moved by the same amount: what is left of the subtraction is rounding.
    guard variance > 1e-14 * (sumOfSquares / n) else { throw .zeroVariance(variable: 0) }
    return try Difference(
      value: mean, centre: mean, standardError: (variance / n).squareRoot(), degreesOfFreedom: n - 1, level: level,
      effectSize: mean / variance.squareRoot(), effectMeasure: .pairedMean, firstN: pairs, secondN: pairs,
      missing: missing, method: .differencePairedT)
  }
}
