/// Distinguishing statements by the size of differences instead of their standard error, as Stata's qfactor offers: z-scores
/// have standard deviation 1, so a difference between two of them is a Cohen's d.
///
/// The rule doesn't look at how many sorts define a factor; it stands beside the rule of standard errors, not above it.
public struct QEffectSizes: Sendable, Equatable {
  /// Smallest |z₁ − z₂| that counts, in standard deviations, 0 < d ≤ 1.
  public let threshold: Double
  /// Per statement: the factors (from 0) whose |difference| from every other factor is at least `threshold`.
  public let distinguishing: [[Int]]
  /// Per statement: whether no two factors differ by `threshold` or more.
  public let isConsensus: [Bool]

  init(_ comparisons: QComparisons, threshold: Double) {
    self.threshold = threshold
    distinguishing = comparisons.labels.indices.map { statement in
      comparisons.factors.filter { factor in
        comparisons.smallestDifference(of: factor, statement: statement).map { $0 >= threshold } ?? false
      }
    }
    isConsensus = comparisons.labels.indices.map { statement in
      comparisons.pairs.allSatisfy { abs($0.differences[statement]) < threshold }
    }
  }
}

extension QComparisons {
  /// The distance in z to the nearest other factor; nil when the factor (from 0) is compared with none.
  public func smallestDifference(of factor: Int, statement: Int) -> Double? {
    pairs.filter { $0.first == factor || $0.second == factor }.map { abs($0.differences[statement]) }.min()
  }
}
