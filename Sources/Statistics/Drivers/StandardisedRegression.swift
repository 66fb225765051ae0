import Foundation

/// Least squares on standardised variables: β = R⁻¹r, R² = βᵀr.
///
/// β is unstable where drivers go together; importance is better read from relative weights or Shapley values.
public struct StandardisedRegression: Sendable, Hashable, Codable {
  /// One coefficient.
  public struct Coefficient: Sendable, Hashable, Codable {
    /// β with Student's t interval; standard error √((1 − R²)·VIF/(n − k − 1)). `nil` interval where n leaves no freedom.
    public let estimate: Estimate
    /// t = β/SE; `nil` where n leaves no freedom.
    public let t: Double?
    /// Two-sided probability of t; `nil` where n leaves no freedom.
    public let p: Double?
    /// Variance inflation, 1/(1 − R² of this driver on the others); 1 when it stands alone.
    public let varianceInflation: Double
  }

  /// One per driver.
  public let coefficients: [Coefficient]
  /// The share of the outcome's variance that the drivers explain together, 0...1.
  public let rSquared: Double
  /// 1 − (1 − R²)(n − 1)/(n − k − 1); `nil` where n leaves no freedom.
  public let adjustedRSquared: Double?

  /// - Throws: `collinear` where the drivers determine one another, `probabilityOutOfRange`.
  public init(_ correlations: DriverCorrelations, level: Double = 0.95) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    guard let cholesky = Cholesky(correlations.drivers, tolerance: 1e-10) else { throw .collinear }
    let n = correlations.count
    let k = correlations.driverCount
    let beta = cholesky.solve(correlations.outcome)
    let inflation = cholesky.inverseDiagonal
    let rSquared = zip(beta, correlations.outcome).reduce(0) { $0 + $1.0 * $1.1 }
    let freedom = n - Double(k) - 1
    self.rSquared = rSquared
    adjustedRSquared = freedom > 0 ? 1 - (1 - rSquared) * (n - 1) / freedom : nil
    let student = freedom > 0 ? try StudentDistribution(degreesOfFreedom: freedom) : nil
    coefficients = (0..<k).map { j in
      let count = correlations.answers
      guard let student, rSquared < 1 else {
        let bare = Estimate(
          value: beta[j], standardError: nil, interval: nil, n: count, effectiveN: n, method: .betaLeastSquares)
        return Coefficient(estimate: bare, t: nil, p: nil, varianceInflation: inflation[j])
      }
      let error = ((1 - rSquared) * inflation[j] / freedom).squareRoot()
      let margin = student.quantile(0.5 + level / 2) * error
      let estimate = Estimate(
        value: beta[j], standardError: error,
        interval: Interval(low: beta[j] - margin, high: beta[j] + margin, level: level), n: count, effectiveN: n,
        method: .betaLeastSquares)
      return Coefficient(
        estimate: estimate, t: beta[j] / error, p: student.twoSided(beta[j] / error),
        varianceInflation: inflation[j])
    }
  }
}
