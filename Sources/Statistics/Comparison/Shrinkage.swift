import Foundation

/// Small groups pulled towards the common mean, as far as their answers are few: empirical Bayes.
///
/// Model: each unit's centre is its true figure plus error with its standard error; true figures spread around a mean with
/// variance τ². τ² solves Paule and Mandel's equation Σ(yᵢ − μ)²/(sᵢ² + τ²) = k − 1; the shrunk figure is
/// `wᵢ yᵢ + (1 − wᵢ) μ` with `wᵢ = τ²/(τ² + sᵢ²)`, and its error carries the uncertainty of μ. Sources: Paule and Mandel 1982;
/// Morris 1983, *JASA* 78.
public struct Shrinkage: Sendable, Hashable, Codable {
  /// One unit, shrunk.
  public struct Unit: Sendable, Hashable, Codable {
    /// The shrunk figure with its interval.
    public let estimate: Estimate
    /// The weight of the unit's own answers, between 0 (all from the common mean) and 1.
    public let reliability: Double
  }

  /// In the order of the estimates that were given.
  public let units: [Unit]
  /// The common mean μ.
  public let mean: Double
  /// The standard error of μ.
  public let meanStandardError: Double
  /// τ², the variance between the units' true figures; 0 where the units differ no more than chance.
  public let betweenVariance: Double

  /// - Throws: `tooFewAnswers` below three units or where an estimate has no standard error, `notPositive` where one is 0,
  ///   `probabilityOutOfRange`, `noConvergence`.
  public init(_ estimates: [Estimate], level: Double = 0.95) throws(StatisticsError) {
    let k = estimates.count
    guard k >= 3 else { throw .tooFewAnswers(count: k, needed: 3) }
    var variances: [Double] = []
    for estimate in estimates {
      guard let error = estimate.standardError else { throw .tooFewAnswers(count: estimate.n, needed: 2) }
      guard error > 0 else { throw .notPositive(error) }
      variances.append(error * error)
    }
    let z = try criticalValue(level: level)
    let centres = estimates.map(\.centre)
    let tau = try Self.betweenVariance(centres, variances)
    let (mean, precision) = Self.pooled(centres, variances, tau)
    units = estimates.indices.map { i in
      let reliability = tau / (tau + variances[i])
      let value = reliability * centres[i] + (1 - reliability) * mean
      let variance = reliability * variances[i] + (1 - reliability) * (1 - reliability) / precision
      let margin = z * variance.squareRoot()
      return Unit(
        estimate: Estimate(
          value: value, standardError: variance.squareRoot(),
          interval: Interval(low: value - margin, high: value + margin, level: level), n: estimates[i].n,
          missing: estimates[i].missing, effectiveN: estimates[i].effectiveN,
          populationFactor: estimates[i].populationFactor, method: .shrinkageEmpiricalBayes),
        reliability: reliability)
    }
    self.mean = mean
    meanStandardError = (1 / precision).squareRoot()
    betweenVariance = tau
  }

  private static func pooled(
    _ centres: [Double], _ variances: [Double], _ tau: Double
  ) -> (mean: Double, precision: Double) {
    var precision = 0.0
    var sum = 0.0
    for i in centres.indices {
      let weight = 1 / (variances[i] + tau)
      precision += weight
      sum += weight * centres[i]
    }
    return (sum / precision, precision)
  }

  private static func betweenVariance(_ centres: [Double], _ variances: [Double]) throws(StatisticsError) -> Double {
    let target = Double(centres.count - 1)
    func spread(_ tau: Double) -> Double {
      let mean = pooled(centres, variances, tau).mean
      var sum = 0.0
      for i in centres.indices { sum += (centres[i] - mean) * (centres[i] - mean) / (variances[i] + tau) }
      return sum
    }
    guard spread(0) > target else { return 0 }
    var low = 0.0
    var high = max(variances.max() ?? 1, .leastNormalMagnitude)
    var doublings = 0
    while spread(high) > target {
      high *= 2
      doublings += 1
      guard doublings < 2000 else { throw .noConvergence }
    }
    for _ in 0..<300 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if spread(middle) > target { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
