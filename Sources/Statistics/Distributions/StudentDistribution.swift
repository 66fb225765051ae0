import Foundation

/// Student's t distribution.
public struct StudentDistribution: Sendable, Hashable {
  /// The degrees of freedom, above 0; whole or not.
  public let degreesOfFreedom: Double

  /// - Throws: `notPositive`.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { throw .notPositive(degreesOfFreedom) }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T > |t|), with full relative accuracy.
  private func tail(_ t: Double) -> Double {
    let square = t * t
    guard square.isFinite else { return 0 }
    let sum = degreesOfFreedom + square
    return 0.5
      * SpecialFunctions.incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / sum, square / sum).lower
  }

  /// P(T ≤ t), by the incomplete beta function; 0...1.
  public func cumulative(_ t: Double) -> Double { t > 0 ? 1 - tail(t) : tail(t) }
  /// P(T > t), with its own digits far in the tail; 0...1.
  public func upperTail(_ t: Double) -> Double { t < 0 ? 1 - tail(t) : tail(t) }
  /// P(|T| ≥ |t|), the two-sided probability; 0...1.
  public func twoSided(_ t: Double) -> Double { 2 * tail(t) }

  /// The density at t.
  public func density(_ t: Double) -> Double {
    let sum = degreesOfFreedom + t * t
    guard t != 0 else {
      return exp(
        SpecialFunctions.logGamma((degreesOfFreedom + 1) / 2) - SpecialFunctions.logGamma(degreesOfFreedom / 2))
        / (degreesOfFreedom * Double.pi).squareRoot()
    }
    return SpecialFunctions.betaFactor(degreesOfFreedom / 2, 0.5, degreesOfFreedom / sum, t * t / sum) / abs(t)
  }

  /// The t with P(T ≤ t) = p; ±∞ at 0 and 1, NaN outside.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    guard p != 0.5 else { return 0 }
    let target = min(p, 1 - p)
    let start = max(1e-8, abs(NormalDistribution.standard.quantile(target)))
    let t = SpecialFunctions.solveUpper(target: target, start: start, tail: tail, slope: density)
    return p < 0.5 ? -t : t
  }
}
