/// How unrotated factors are found.
public enum QExtraction: Sendable, Equatable {
  /// Principal components of the correlation matrix.
  case principalComponents
  /// Brown's centroid (1980, pp. 208–224) in one of its programmed variants.
  case centroid(QCentroidVariant)
  /// Horst's centroid 5.5 with iterated communalities, as in PQMethod since 2.30 and KADE.
  case horst
}

/// The details in which programs differ when they compute Brown's centroid. They are more than details: once a factor
/// needed no reflection, its residual sums are of the size of `tolerance`, and all later factors depend on it.
public struct QCentroidVariant: Sendable, Equatable {
  /// With what the diagonal of the correlations begins.
  public enum Start: Sendable, Equatable {
    /// Communality of each sort: its mean correlation with the others.
    case meanCorrelation
    /// The same communality for every sort.
    case constant(Double)
  }

  /// First guess of the communalities.
  public let start: Start
  /// Communalities are iterated until none changes by this much.
  public let tolerance: Double
  /// Whether a change of exactly `tolerance` ends the iteration.
  public let acceptsEquality: Bool
  /// Whether all sorts that share the lowest sum are reflected at once, and a sum of 0 is still reflected.
  public let reflectsTiesTogether: Bool

  /// R qmethod 1.8.4: start at the mean correlation, tolerance 1e-5.
  public static let qmethod = qmethod(tolerance: 1e-5)
  /// PQMethod and Ken-Q: start at 0.5, tolerance 0.001.
  public static let pqMethod = QCentroidVariant(
    start: .constant(0.5), tolerance: 0.001, acceptsEquality: true, reflectsTiesTogether: false)

  /// R qmethod with another stopping tolerance; Brown's own is 0.02.
  public static func qmethod(tolerance: Double) -> QCentroidVariant {
    QCentroidVariant(
      start: .meanCorrelation, tolerance: tolerance, acceptsEquality: false, reflectsTiesTogether: true)
  }
}

/// Unrotated factors.
public struct QExtractedFactors: Sendable, Equatable {
  /// Sorts × factors, at least as many factors as were asked for (principal components and Brown's centroid give up to
  /// eight, so that the number of factors can be judged).
  public let loadings: Matrix
  /// Principal components: all eigenvalues of the correlation matrix. Centroids: Σ loading² per column of `loadings`.
  public let eigenvalues: [Double]
  /// False only when Horst's communalities were still moving after the last round.
  public let converged: Bool
  /// Rounds of Horst's iteration; 1 elsewhere.
  public let rounds: Int
  /// Factors (from 1) of Brown's centroid that needed no reflection.
  public let unreflected: [Int]

  /// The share of all variance that each eigenvalue stands for, in per cent of the number of sorts.
  public var explainedPercents: [Double] {
    eigenvalues.map { 100 * $0 / Double(max(1, loadings.rows)) }
  }

  /// Sorts × factors: communality after the first, first two, first three … factors.
  public var cumulativeCommunalities: Matrix {
    var result = loadings
    for row in 0..<loadings.rows {
      var sum = 0.0
      for column in 0..<loadings.columns {
        sum += loadings[row, column] * loadings[row, column]
        result[row, column] = sum
      }
    }
    return result
  }
}
