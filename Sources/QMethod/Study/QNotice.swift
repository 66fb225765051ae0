/// What a reader of the results should know before trusting them. Sorts, statements and factors count from 1.
public enum QNotice: Sendable, Equatable, Hashable {
  /// The grid was taken from the sorts, `conforming` of which fill it.
  case gridInferred(conforming: Int, of: Int)
  /// Not all sorts fill the grid, and scores weigh their raw values: a sort with a small spread counts less.
  case unforcedSorts(conforming: Int, of: Int)
  /// Two sorts are the same in every cell.
  case identicalSorts(first: Int, second: Int)
  /// A factor defined by sorts with loadings of both signs: two opposite views in one; consider a split.
  case bipolarFactor(factor: Int, positive: [Int], negative: [Int])
  /// A factor whose defining sorts all load negatively: consider inverting it.
  case negativeFactor(factor: Int)
  /// A sort that loads significantly on two or more factors.
  case confoundedSort(sort: Int, factors: [Int])
  /// A sort that loads significantly on no factor.
  case nullSort(sort: Int)
  /// A sort that was flagged on more than one factor, by hand or because the majority rule was off.
  case flaggedTwice(sort: Int, factors: [Int])
  /// Nobody defines the factor: it has no scores and takes no part in comparisons.
  case factorWithoutFlags(factor: Int)
  /// One sort defines the factor: weighted scores are that sort's.
  case factorWithOneFlag(factor: Int, sort: Int)
  /// A communality above 1, impossible for real data (Heywood case).
  case heywood(sort: Int, communality: Double)
  /// A loading of 1 or more on its own factor: its weight is bounded instead of infinite.
  case boundedWeight(sort: Int, factor: Int)
  /// Regression scores were asked for, but the correlation matrix can't be inverted: the scores are weighted averages of
  /// the standardised defining sorts instead.
  case singularCorrelations(rank: Int, sorts: Int)
  /// Statements whose z-scores are equal: their order in the array is a convention.
  case tiedScores(factor: Int, statements: [[Int]])
  /// Horst's communalities were still moving after the allowed rounds.
  case extractionDidNotConverge(rounds: Int)
  /// A centroid factor that needed no reflection makes the next one depend on the stopping tolerance.
  case centroidIsIllConditioned(factor: Int)
  /// Two neighbouring eigenvalues are equal: the factors between them can be turned freely.
  case equalEigenvalues(first: Int, second: Int)
}
