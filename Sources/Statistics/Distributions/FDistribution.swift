import Foundation

/// Fisher's F distribution.
public struct FDistribution: Sendable, Hashable {
  /// Degrees of freedom above the line.
  public let numerator: Double
  /// Degrees of freedom below the line.
  public let denominator: Double

  /// - Throws: `notPositive`.
  public init(numerator: Double, denominator: Double) throws(StatisticsError) {
    guard numerator > 0, numerator.isFinite else { throw .notPositive(numerator) }
    guard denominator > 0, denominator.isFinite else { throw .notPositive(denominator) }
    self.numerator = numerator
    self.denominator = denominator
  }

  private func tails(_ f: Double) -> (lower: Double, upper: Double) {
    guard f > 0 else { return (0, 1) }
    guard f.isFinite else { return (1, 0) }
    let sum = numerator * f + denominator
    return SpecialFunctions.incompleteBeta(numerator / 2, denominator / 2, numerator * f / sum, denominator / sum)
  }

  /// P(X ≤ f), the regularised incomplete beta function; 0...1, 0 for f below 0.
  public func cumulative(_ f: Double) -> Double { tails(f).lower }
  /// P(X > f), with its own digits far in the tail; 0...1.
  public func upperTail(_ f: Double) -> Double { tails(f).upper }

  /// The density at f ≥ 0.
  public func density(_ f: Double) -> Double {
    guard f > 0, f.isFinite else { return 0 }
    let sum = numerator * f + denominator
    return SpecialFunctions.betaFactor(numerator / 2, denominator / 2, numerator * f / sum, denominator / sum) / f
  }

  /// The f with P(X ≤ f) = p; 0 at 0, +∞ at 1, NaN outside.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    return p <= 0.5
      ? SpecialFunctions.solveLower(target: p, start: 1, tail: cumulative, slope: density)
      : SpecialFunctions.solveUpper(target: 1 - p, start: 1, tail: upperTail, slope: density)
  }
}
