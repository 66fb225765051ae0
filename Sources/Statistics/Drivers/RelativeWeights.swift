/// Johnson's relative weights: the part of R² that each driver accounts for, by way of the closest uncorrelated variables.
///
/// `R = V D Vᵀ`, `Λ = V D^½ Vᵀ`, `b = Λ⁻¹ r`, raw weight `wⱼ = Σₖ Λⱼₖ² bₖ²`; the weights add up to R². Source: Johnson 2000,
/// *Multivariate Behavioral Research* 35(1). Directions of next to no variance (eigenvalue below 1e-10 of the largest) are left
/// out, so collinear drivers share their weight.
public struct RelativeWeights: Sendable, Hashable, Codable {
  /// The part of R² of each driver, 0...R².
  public let raw: [Double]
  /// The same in percent of R²; all 0 where nothing is explained.
  public let shares: [Double]
  /// The sum of the raw weights.
  public let rSquared: Double

  /// - Throws: `noConvergence`.
  public init(_ correlations: DriverCorrelations) throws(StatisticsError) {
    let eigen = try SymmetricEigen(correlations.drivers)
    let k = correlations.driverCount
    let floor = 1e-10 * (eigen.values.first ?? 1)
    let kept = eigen.values.indices.filter { eigen.values[$0] > floor }
    var lambda = [Double](repeating: 0, count: k * k)
    var b = [Double](repeating: 0, count: k)
    for index in kept {
      let root = eigen.values[index].squareRoot()
      let vector = eigen.vectors[index]
      let projection = zip(vector, correlations.outcome).reduce(0) { $0 + $1.0 * $1.1 } / root
      for i in 0..<k {
        b[i] += vector[i] * projection
        for j in 0..<k { lambda[i * k + j] += vector[i] * root * vector[j] }
      }
    }
    raw = (0..<k).map { j in
      (0..<k).reduce(0) { $0 + lambda[j * k + $1] * lambda[j * k + $1] * b[$1] * b[$1] }
    }
    rSquared = raw.reduce(0, +)
    shares = raw.percentages
  }
}

extension [Double] {
  /// Each as percentage of the sum; zeros where there is nothing to divide.
  var percentages: [Double] {
    let total = reduce(0, +)
    return total > 0 ? map { 100 * $0 / total } : map { _ in 0 }
  }
}
