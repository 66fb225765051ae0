/// The differences of the same persons between two waves, as exact sums.
public struct PairedSums: Sendable, Hashable {
  /// Persons with a valid answer in both waves.
  public let pairs: Int
  /// Persons with a valid answer in only one.
  public let missing: Int
  /// Σw over the pairs; their number without weights.
  public let weight: Double
  /// Σw² over the pairs; their number without weights.
  public let squaredWeight: Double
  /// Σw·d, with d = later − earlier.
  public let sum: Double
  /// Σw·d² over the pairs.
  public let sumOfSquares: Double

  /// Sums made elsewhere; without weights, Σw and Σw² are the number of pairs.
  ///
  /// - Throws: `negativeCount`, `countTooLarge`, `notFinite`, or `impossibleWeight` where Σw·d² is below (Σw·d)²/Σw, or Σw²
  ///   below (Σw)²/n.
  public init(
    pairs: Int, weight: Double? = nil, squaredWeight: Double? = nil, sum: Double, sumOfSquares: Double, missing: Int = 0
  ) throws(StatisticsError) {
    try checkCount(pairs, of: sum)
    try checkCount(missing, of: sum)
    let total = weight ?? Double(pairs)
    let squares = squaredWeight ?? total
    guard sum.isFinite, sumOfSquares.isFinite, total.isFinite, squares.isFinite else {
      throw .notFinite(row: 0, column: 0)
    }
    guard total >= 0, squares >= 0 else { throw .negativeCount(value: total) }
    // Cauchy-Schwarz, with slack for sums that were rounded on their way here.
    guard sum * sum <= total * sumOfSquares * (1 + 1e-9), total * total <= Double(pairs) * squares * (1 + 1e-9) else {
      throw .impossibleWeight(value: sum)
    }
    self.pairs = pairs
    self.missing = missing
    self.weight = total
    self.squaredWeight = squares
    self.sum = sum
    self.sumOfSquares = sumOfSquares
  }

  /// From answers in the same order of persons; `nil` is missing. A weight of 0 leaves the person out, as missing.
  ///
  /// - Throws: `shapeMismatch`, `notFinite`, `negativeCount` (weight).
  public init(earlier: [Double?], later: [Double?], weights: [Double]? = nil) throws(StatisticsError) {
    guard earlier.count == later.count else { throw .shapeMismatch(expected: earlier.count, found: later.count) }
    if let weights, weights.count != earlier.count {
      throw .shapeMismatch(expected: earlier.count, found: weights.count)
    }
    var pairs = 0
    var missing = 0
    var (weight, squaredWeight, sum, sumOfSquares) = (0.0, 0.0, 0.0, 0.0)
    for row in earlier.indices {
      let w = weights?[row] ?? 1
      guard w.isFinite else { throw .notFinite(row: row, column: 2) }
      guard w >= 0 else { throw .negativeCount(value: w) }
      guard let before = earlier[row], let after = later[row], w > 0 else {
        missing += earlier[row] == nil && later[row] == nil ? 0 : 1
        continue
      }
      guard before.isFinite, after.isFinite else { throw .notFinite(row: row, column: 0) }
      let d = after - before
      pairs += 1
      weight += w
      squaredWeight += w * w
      sum += w * d
      sumOfSquares += w * d * d
    }
    try self.init(
      pairs: pairs, weight: weight, squaredWeight: squaredWeight, sum: sum, sumOfSquares: sumOfSquares,
      missing: missing)
  }

  /// From a cross table: how many persons went from one 0-10 answer to another, in NPS points (each d is -200...200).
  ///
  /// - Throws: `negativeCount`, `countTooLarge`.
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

  /// Kish's effective number of pairs, (Σw)²/Σw²; 0 when empty.
  public var effectivePairs: Double { squaredWeight > 0 ? weight * weight / squaredWeight : 0 }

  /// Later minus earlier for the same persons, in the unit of the answers: the paired t test, `t = mean(d)/(sd(d)/√n)` with
  /// n − 1 degrees of freedom; with weights the effective number of pairs takes the place of n.
  ///
  /// - Parameter population: how many persons there are, where they themselves are what the figure is about; multiplies the
  ///   error by √((N − n)/(N − 1)). When all of them answered twice, the difference is certain and has no t.
  /// - Throws: `tooFewAnswers` below two pairs, `zeroVariance` where everyone of a sample moved by the same amount,
  ///   `populationSmallerThanSample`, `probabilityOutOfRange`.
  public func difference(population: Int? = nil, level: Double = 0.95) throws(StatisticsError) -> Difference {
    let n = effectivePairs
    guard pairs > 1, n > 1 else { throw .tooFewAnswers(count: pairs, needed: 2) }
    var factor = 1.0
    if let population {
      guard population >= pairs else { throw .populationSmallerThanSample(population: population, answered: pairs) }
      factor = Double(population - pairs) / Double(population - 1)
    }
    let mean = sum / weight
    let variance = max(0, sumOfSquares - sum * mean) / weight * n / (n - 1)
    // Everyone moved by the same amount: what is left of the subtraction is rounding.
    let isMoveShared = variance <= 1e-14 * (sumOfSquares / weight)
    guard !isMoveShared || factor == 0 else { throw .zeroVariance(variable: 0) }
    return try Difference(
      value: mean, centre: mean, standardError: (variance / n * factor).squareRoot(),
      degreesOfFreedom: factor > 0 ? n - 1 : nil, level: level,
      effectSize: isMoveShared ? nil : mean / variance.squareRoot(), effectMeasure: .pairedMean, firstN: pairs,
      secondN: pairs, missing: missing, method: .differencePairedT)
  }
}
