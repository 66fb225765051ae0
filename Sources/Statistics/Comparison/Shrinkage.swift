import Foundation

/// Small groups pulled towards the common mean, as far as their answers are few: empirical Bayes.
///
/// Model: each unit's centre yᵢ is its true figure plus error with variance Vᵢ; true figures spread around a mean μ with variance
/// A. A solves Paule and Mandel's equation Σ(yᵢ − μ)²/(Vᵢ + A) = k − 1. Morris's shrinkage `Bᵢ = (k − 3)/(k − 1)·Vᵢ/(Vᵢ + A)` gives
/// `(1 − Bᵢ) yᵢ + Bᵢ μ` with variance `Vᵢ(1 − (k − 1)/k·Bᵢ) + 2/(k − 3)·Bᵢ²·(V̄ + A)/(Vᵢ + A)·(yᵢ − μ)²`: the last part is the price
/// of not knowing A. Sources: Paule and Mandel 1982; Morris 1983, *JASA* 78(381), formulas 5.1 to 5.6.
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
  /// A, the variance between the units' true figures; 0 where the units differ no more than chance.
  public let betweenVariance: Double

  /// Units without a spread of their own (one answer, or all alike) borrow that of the others.
  /// - Throws: `tooFewAnswers` below four units or where none has a spread, `notPositive` for a unit counted in full (it has
  ///   nothing to shrink), `probabilityOutOfRange`, `noConvergence`, `notFinite` with the unit.
  public init(_ estimates: [Estimate], level: Double = 0.95) throws(StatisticsError) {
    let k = estimates.count
    guard k >= 4 else { throw .tooFewAnswers(count: k, needed: 4) }
    let variances = try sampledVariances(estimates)
    for variance in variances where !(variance > 0) { throw .notPositive(variance) }
    let z = try criticalValue(level: level)
    let centres = estimates.map(\.centre)
    let tau = try Self.betweenVariance(centres, variances)
    let (mean, precision) = Self.pooled(centres, variances, tau)
    let size = Double(k)
    let typical = variances.reduce(0) { $0 + $1 / ($1 + tau) } / precision
    units = estimates.indices.map { i in
      let shrinkage = (size - 3) / (size - 1) * variances[i] / (variances[i] + tau)
      let value = (1 - shrinkage) * centres[i] + shrinkage * mean
      let distance = centres[i] - mean
      let doubt = 2 / (size - 3) * shrinkage * shrinkage * (typical + tau) / (variances[i] + tau)
      let variance = variances[i] * (1 - (size - 1) / size * shrinkage) + doubt * distance * distance
      let margin = z * variance.squareRoot()
      return Unit(
        estimate: Estimate(
          value: value, standardError: variance.squareRoot(),
          interval: Interval(low: value - margin, high: value + margin, level: level), n: estimates[i].n,
          missing: estimates[i].missing, effectiveN: estimates[i].effectiveN,
          populationFactor: estimates[i].populationFactor, method: .shrinkageEmpiricalBayes),
        reliability: 1 - shrinkage)
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
