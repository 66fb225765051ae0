/// Thurstone's regression weights R⁻¹A, the "exact" factor scores of PQMethod: every sort counts, also those that define
/// nothing, and the score is the least-squares estimate of the factor from all sorts (Thurstone 1935; Brown 1980).
struct RegressionScores {
  /// An eigenvalue below this share of the largest counts as zero: beyond it, rounding would be blown up into weights.
  static let smallestShare = 1e-10

  /// Sorts × factors; nil when the correlations can't be inverted.
  let weights: Matrix?
  /// Number of eigenvalues that are not zero; fewer than there are sorts when the matrix is singular, which it is
  /// whenever there are as many sorts as statements, or two sorts are the same.
  let rank: Int

  init(correlations: Matrix, loadings: Matrix) {
    let eigen = SymmetricEigen(of: correlations)
    let floor = Self.smallestShare * (eigen.values.max() ?? 0)
    rank = eigen.values.count { $0 > floor }
    guard rank == correlations.rows else {
      weights = nil
      return
    }
    // R⁻¹A = V Λ⁻¹ VᵀA.
    let vectors = Matrix(columns: eigen.vectors, length: loadings.rows)
    var projected = vectors.transposed.times(loadings)
    for row in 0..<projected.rows {
      for column in 0..<projected.columns { projected[row, column] /= eigen.values[row] }
    }
    weights = vectors.times(projected)
  }
}
