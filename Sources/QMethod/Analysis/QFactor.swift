/// What one factor amounts to.
public struct QFactor: Sendable, Equatable {
  /// Σ loading² over all sorts, after rotation.
  public let eigenvalue: Double
  /// 100 · eigenvalue / number of sorts.
  public let explainedPercent: Double
  /// Sorts (from 0) that are flagged on it.
  public let definingSorts: [Int]
  /// r·p/(1 + r(p−1)) for p defining sorts with reliability r; 0 without any.
  public let compositeReliability: Double
  /// Standard error of the z-scores, √(1 − composite reliability); nil without defining sorts.
  public let standardError: Double?
  /// One per statement, mean 0 and standard deviation 1; nil without defining sorts.
  public let zScores: [Double]?
  /// Grid value per statement; nil without defining sorts.
  public let array: [Int]?
  /// Statements (from 1) that share a z-score.
  public let ties: [[Int]]
  /// For half of a split factor: the factor (from 0) that it was, and the sign of its defining sorts.
  public let split: QSplit?
}

/// Where half of a bipolar factor came from.
public struct QSplit: Sendable, Equatable {
  /// The factor (from 0) before the split.
  public let factor: Int
  /// Whether this half is defined by the sorts that loaded positively.
  public let isPositive: Bool
}
