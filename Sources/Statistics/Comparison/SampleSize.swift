import Foundation

/// What a number of answers can and cannot show.
///
/// All sizes are for a two-sided test at `level` confidence that finds a true difference with probability `power`:
/// `D = (z_{α/2} + z_{power})·√(V₁/n₁ + V₂/n₂)`. Differences are in the unit of the standard deviation's measure: for NPS give
/// variances in points² (answer variance × 10,000).
public struct SampleSize: Sendable, Hashable, Codable {
  /// The confidence of the test, 0.95 by default.
  public let level: Double
  /// The probability to find a difference that is there, 0.8 by default.
  public let power: Double
  private let factor: Double

  /// - Throws: `probabilityOutOfRange`.
  public init(level: Double = 0.95, power: Double = 0.8) throws(StatisticsError) {
    guard power > 0, power < 1 else { throw .probabilityOutOfRange(power) }
    self.level = level
    self.power = power
    factor = try criticalValue(level: level) + NormalDistribution.standard.quantile(power)
  }

  /// The smallest true difference that two groups of this size can show.
  ///
  /// - Parameters:
  ///   - variances: the variance of one answer in each group.
  ///   - counts: (effective) answers in each group.
  /// - Throws: `notPositive`.
  public func smallestDifference(
    variances: (Double, Double), counts: (Double, Double)
  ) throws(StatisticsError) -> Double {
    for variance in [variances.0, variances.1] where !(variance >= 0) { throw .notPositive(variance) }
    for count in [counts.0, counts.1] where !(count > 0) { throw .notPositive(count) }
    return factor * (variances.0 / counts.0 + variances.1 / counts.1).squareRoot()
  }

  /// The answers needed in each group to show `difference`, rounded up.
  ///
  /// - Throws: `notPositive`.
  public func answersPerGroup(
    toShow difference: Double, variances: (Double, Double)
  ) throws(StatisticsError) -> Int {
    guard difference > 0 else { throw .notPositive(difference) }
    for variance in [variances.0, variances.1] where !(variance >= 0) { throw .notPositive(variance) }
    let exact = factor * factor * (variances.0 + variances.1) / (difference * difference)
    guard exact < 1e15 else { throw .notPositive(difference) }
    return max(1, Int(exact.rounded(.up)))
  }

  /// The half-width of the interval of one figure: z√(V/n), in the unit of the square root of `variance`.
  ///
  /// - Throws: `notPositive`.
  public func margin(variance: Double, count: Double) throws(StatisticsError) -> Double {
    guard variance >= 0 else { throw .notPositive(variance) }
    guard count > 0 else { throw .notPositive(count) }
    return try criticalValue(level: level) * (variance / count).squareRoot()
  }
}

extension NetPromoterScore {
  /// The smallest change in NPS points that a next wave with `count` answers like these can show: D of `SampleSize` with the
  /// adjusted variance of one answer. Both waves are taken as samples: a stated population does not make it smaller.
  ///
  /// - Throws: `notPositive`, `probabilityOutOfRange`.
  public func smallestDetectableChange(
    nextCount count: Int, level: Double = 0.95, power: Double = 0.8
  ) throws(StatisticsError) -> Double {
    // The adjusted variance: a unanimous team of five is not a team without spread.
    let variance = adjusted.standardError * adjusted.standardError
    // What the finite population took off the error is no part of how one answer differs from another.
    let perAnswer =
      estimate.isCensus
      ? 10_000 * answerVariance : variance * (estimate.effectiveN / estimate.populationFactor + 3)
    return try SampleSize(level: level, power: power)
      .smallestDifference(variances: (perAnswer, perAnswer), counts: (estimate.effectiveN, Double(count)))
  }
}
