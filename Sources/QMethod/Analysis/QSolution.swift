/// The complete result of one analysis.
public struct QSolution: Sendable, Equatable {
  /// The settings that led here.
  public let analysis: QAnalysis
  /// The title of the study; empty without one.
  public let title: String
  /// One per sort, in the order of the rows of `loadings`.
  public let sortNames: [String]
  /// Statement texts; empty when only numbers are known.
  public let statements: [String]
  /// Statements × sorts, as analysed.
  public let values: Matrix
  /// Ascending values of the grid, one per statement.
  public let distribution: [Int]
  /// Sorts × sorts, −1...1, by `analysis.correlation`.
  public let correlations: Matrix
  /// Unrotated factors.
  public let extracted: QExtractedFactors
  /// Sorts × factors after rotation (and after splits).
  public let loadings: Matrix
  /// Sorts × factors: who defines what.
  public let flags: [[Bool]]
  /// Sorts × factors: a/(1−a²) for defining sorts, else 0; with regression scores R⁻¹a for every sort.
  public let weights: Matrix
  /// In the order of the columns of `loadings`.
  public let factors: [QFactor]
  /// Whether the scores are regression scores: asked for, and possible.
  public let hasRegressionScores: Bool
  /// Differences between the factors that have scores.
  public let comparisons: QComparisons
  /// The statements by Cohen's d, when `QAnalysis.effectSize` asks for it.
  public let effectSizes: QEffectSizes?
  /// What to know before trusting this.
  public let notices: [QNotice]

  /// The number of statements, N.
  public var statementCount: Int { values.rows }

  /// The number of sorts, P.
  public var sortCount: Int { values.columns }

  /// Σ loading² per sort; the two halves of a split factor count once.
  public var communalities: [Double] {
    let counted = factors.indices.filter { factors[$0].split?.isPositive != false }
    return (0..<loadings.rows).map { sort in
      counted.reduce(0) { $0 + loadings[sort, $1] * loadings[sort, $1] }
    }
  }

  /// How far any sort's communality is from where it was before rotation. Rotation keeps it, so this is rounding noise.
  public var communalityDrift: Double {
    let unrotated = extracted.loadings.firstColumns(analysis.factors)
    return communalities.enumerated().map { sort, rotated in
      abs(rotated - unrotated.row(sort).reduce(0) { $0 + $1 * $1 })
    }.max() ?? 0
  }

  /// Pearson's correlation between the z-scores of two factors (both from 0), 1 for a factor with itself; nil when one of
  /// two has no scores.
  public func scoreCorrelation(_ first: Int, _ second: Int) -> Double? {
    if first == second { return 1 }
    guard let a = factors[first].zScores, let b = factors[second].zScores else { return nil }
    return Moments.correlation(a, b)
  }

  /// Standard error of the difference between two factors (both from 0), √(SE₁² + SE₂²); nil when one has no scores.
  public func standardErrorOfDifference(_ first: Int, _ second: Int) -> Double? {
    guard let a = factors[first].standardError, let b = factors[second].standardError else { return nil }
    return (a * a + b * b).squareRoot()
  }

  /// Weights scaled so that the largest of each factor is 10 in absolute value, as PQMethod prints them.
  public var printedWeights: Matrix {
    var result = weights
    for factor in 0..<weights.columns {
      let largest = weights.column(factor).reduce(0) { max($0, abs($1)) }
      guard largest > 0 else { continue }
      for sort in 0..<weights.rows { result[sort, factor] = 10 * weights[sort, factor] / largest }
    }
    return result
  }

  /// Variance of a statement's z-scores over the factors that have scores (divided by their number), small where they agree.
  public func disagreement(statement: Int) -> Double {
    let scores = factors.compactMap { $0.zScores?[statement] }
    let mean = Moments.mean(scores)
    return scores.isEmpty ? 0 : scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)
  }

  /// How many defining sorts of a factor (from 0) gave a statement exactly the value that it has in the array.
  public func matches(factor: Int, statement: Int) -> Int {
    guard let value = factors[factor].array?[statement] else { return 0 }
    return factors[factor].definingSorts.count { values[statement, $0] == Double(value) }
  }
}
