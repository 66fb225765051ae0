/// How much of the differences between people goes with the group that they are in.
///
/// One-way analysis of variance with k = N / groups: `ICC(1) = (MSB − MSW)/(MSB + (k − 1) MSW)`, the share of variance between
/// groups; `ICC(2) = (MSB − MSW)/MSB`, the reliability of a group's mean. Source: Bliese 2000, in Klein and Kozlowski
/// (eds.). Intervals from the F distribution (Shrout and Fleiss 1979); exact for groups of equal size.
public struct IntraclassCorrelation: Sendable, Hashable, Codable {
  /// The exact sums of one group.
  public struct Group: Sendable, Hashable {
    /// People with an answer.
    public let count: Int
    /// Σx over its people.
    public let sum: Double
    /// Σx² over its people.
    public let sumOfSquares: Double

    /// Sums made elsewhere.
    public init(count: Int, sum: Double, sumOfSquares: Double) {
      self.count = count
      self.sum = sum
      self.sumOfSquares = sumOfSquares
    }

    /// From the answers.
    public init(_ answers: [Double]) {
      self.init(count: answers.count, sum: answers.reduce(0, +), sumOfSquares: answers.reduce(0) { $0 + $1 * $1 })
    }
  }

  /// ICC(1) with its interval.
  public let estimate: Estimate
  /// ICC(2) with its interval.
  public let groupMean: Estimate
  /// Mean square between groups.
  public let betweenMeanSquare: Double
  /// Mean square within groups.
  public let withinMeanSquare: Double
  /// MSB/MSW, the F statistic.
  public let f: Double
  /// P(F ≥ f) if groups did not differ.
  public let p: Double
  /// Groups with at least one answer.
  public let groupCount: Int
  /// N / groups, the k of both formulas.
  public let meanGroupSize: Double

  /// - Throws: `tooFewAnswers` (below two groups, or nobody beside another), `zeroVariance` (nobody differs within
  ///   groups), `negativeCount`, `notFinite` with the group, `probabilityOutOfRange`.
  public init(_ groups: [Group], missing: Int = 0, level: Double = 0.95) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    for (row, group) in groups.enumerated() {
      try checkCount(group.count, of: group.sum)
      guard group.sum.isFinite, group.sumOfSquares.isFinite else { throw .notFinite(row: row, column: 0) }
    }
    let filled = groups.filter { $0.count > 0 }
    guard filled.count >= 2 else { throw .tooFewAnswers(count: filled.count, needed: 2) }
    let n = filled.reduce(0) { $0 + $1.count }
    guard n > filled.count else { throw .tooFewAnswers(count: n, needed: filled.count + 1) }
    let grand = filled.reduce(0) { $0 + $1.sum } / Double(n)
    var between = 0.0
    var within = 0.0
    var squares = 0.0
    for group in filled {
      let mean = group.sum / Double(group.count)
      between += Double(group.count) * (mean - grand) * (mean - grand)
      within += max(0, group.sumOfSquares - group.sum * mean)
      squares += group.sumOfSquares
    }
    guard within > 1e-13 * squares else { throw .zeroVariance(variable: 0) }
    let degreesBetween = Double(filled.count - 1)
    let degreesWithin = Double(n - filled.count)
    let size = Double(n) / Double(filled.count)
    betweenMeanSquare = between / degreesBetween
    withinMeanSquare = within / degreesWithin
    let ratio = betweenMeanSquare / withinMeanSquare
    f = ratio
    p = try FDistribution(numerator: degreesBetween, denominator: degreesWithin).upperTail(ratio)
    groupCount = filled.count
    meanGroupSize = size
    let low =
      ratio / (try FDistribution(numerator: degreesBetween, denominator: degreesWithin).quantile(0.5 + level / 2))
    let high =
      ratio * (try FDistribution(numerator: degreesWithin, denominator: degreesBetween).quantile(0.5 + level / 2))
    func share(_ f: Double) -> Double { (f - 1) / (f + size - 1) }
    estimate = Estimate(
      value: share(ratio), standardError: nil, interval: Interval(low: share(low), high: share(high), level: level),
      n: n, missing: missing, method: .iccOneWay)
    groupMean = Estimate(
      value: 1 - 1 / ratio, standardError: nil,
      interval: Interval(low: 1 - 1 / low, high: 1 - 1 / high, level: level), n: n, missing: missing,
      method: .iccOneWay)
  }
}
