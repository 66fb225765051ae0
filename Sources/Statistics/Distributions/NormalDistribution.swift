import Foundation

/// A normal distribution.
public struct NormalDistribution: Sendable, Hashable {
  /// The mean, any finite number.
  public let mean: Double
  /// The standard deviation, above 0.
  public let standardDeviation: Double

  /// Mean 0, standard deviation 1.
  public static let standard = NormalDistribution(uncheckedMean: 0, standardDeviation: 1)

  /// - Throws: `notPositive` when the standard deviation isn't above 0.
  public init(mean: Double, standardDeviation: Double) throws(StatisticsError) {
    guard standardDeviation > 0, standardDeviation.isFinite else { throw .notPositive(standardDeviation) }
    self.init(uncheckedMean: mean, standardDeviation: standardDeviation)
  }

  private init(uncheckedMean mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// P(X ≤ x), with full relative accuracy in the lower tail.
  public func cumulative(_ x: Double) -> Double {
    0.5 * erfc(-(x - mean) / standardDeviation / 2.0.squareRoot())
  }

  /// P(X > x), with full relative accuracy in the upper tail.
  public func upperTail(_ x: Double) -> Double {
    0.5 * erfc((x - mean) / standardDeviation / 2.0.squareRoot())
  }

  /// The density at x.
  public func density(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return exp(-z * z / 2) / (standardDeviation * (2 * Double.pi).squareRoot())
  }

  /// The x with P(X ≤ x) = p; -∞ at 0, +∞ at 1, NaN outside.
  ///
  /// A rational start in √(−2 log p) (Abramowitz and Stegun 26.2.23), then Halley steps on the exact tail until nothing moves.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    guard p != 0.5 else { return mean }
    let tail = min(p, 1 - p)
    let root = (-2 * log(tail)).squareRoot()
    let numerator = 2.515517 + root * (0.802853 + root * 0.010328)
    let denominator = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308))
    var z = root - numerator / denominator
    for _ in 0..<4 {
      // The error in z, measured in the tail so that nothing cancels.
      let step = (0.5 * erfc(z / 2.0.squareRoot()) - tail) * (2 * Double.pi).squareRoot() * exp(z * z / 2)
      let move = step / (1 - z * step / 2)
      z += move
      if abs(move) < 1e-15 * max(1, abs(z)) { break }
    }
    return mean + standardDeviation * (p < 0.5 ? -z : z)
  }

  /// The two-sided probability of a standard normal as far from 0 as z.
  static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}
