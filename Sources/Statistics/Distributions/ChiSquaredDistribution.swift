import Foundation

/// The χ² distribution.
public struct ChiSquaredDistribution: Sendable, Hashable {
  /// The degrees of freedom, above 0; whole or not.
  public let degreesOfFreedom: Double

  /// - Throws: `notPositive`.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { throw .notPositive(degreesOfFreedom) }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X ≤ x), the regularised lower incomplete gamma function; 0...1, 0 for x below 0.
  public func cumulative(_ x: Double) -> Double { SpecialFunctions.incompleteGamma(degreesOfFreedom / 2, x / 2).lower }
  /// P(X > x), with its own digits far in the tail; 0...1.
  public func upperTail(_ x: Double) -> Double { SpecialFunctions.incompleteGamma(degreesOfFreedom / 2, x / 2).upper }

  /// The density at x ≥ 0.
  public func density(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let a = degreesOfFreedom / 2
    let factor = exp(-SpecialFunctions.stirlingError(a) - SpecialFunctions.deviance(a, x / 2))
    return factor * (a / (2 * Double.pi)).squareRoot() / x
  }

  /// The x with P(X ≤ x) = p; 0 at 0, +∞ at 1, NaN outside.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    // Wilson and Hilferty's cube as a start.
    let c = 2 / (9 * degreesOfFreedom)
    let root = 1 - c + NormalDistribution.standard.quantile(p) * c.squareRoot()
    let start = max(degreesOfFreedom * root * root * root, 1e-12 * degreesOfFreedom)
    return p <= 0.5
      ? SpecialFunctions.solveLower(target: p, start: start, tail: cumulative, slope: density)
      : SpecialFunctions.solveUpper(target: 1 - p, start: start, tail: upperTail, slope: density)
  }
}
