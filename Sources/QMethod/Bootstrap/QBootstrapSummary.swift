/// What the draws say together.
public struct QBootstrapSummary: Sendable, Equatable {
  /// A number over the draws in which it exists.
  public struct Spread: Sendable, Equatable {
    /// Draws in which it exists.
    public let count: Int
    /// nil without a single draw.
    public let mean: Double?
    /// Standard deviation with n−1, the bootstrap standard error; nil below two draws.
    public let standardError: Double?
    /// 2.5, 25, 75 and 97.5 % quantiles (R's type 7); nil without a draw.
    public let quantiles: Quantiles?

    /// Quantiles over the draws (type 7, as R has them).
    public struct Quantiles: Sendable, Equatable {
      /// The 2.5% quantile.
      public let low: Double
      /// The 25% quantile.
      public let lowerQuartile: Double
      /// The 75% quantile.
      public let upperQuartile: Double
      /// The 97.5% quantile.
      public let high: Double
    }

    init(_ values: [Double]) {
      count = values.count
      let sorted = values.sorted()
      mean = values.isEmpty ? nil : Moments.mean(values)
      standardError = values.count > 1 ? Moments.standardDeviation(values) : nil
      quantiles =
        values.isEmpty
        ? nil
        : Quantiles(
          low: Moments.quantile(0.025, ofSorted: sorted), lowerQuartile: Moments.quantile(0.25, ofSorted: sorted),
          upperQuartile: Moments.quantile(0.75, ofSorted: sorted), high: Moments.quantile(0.975, ofSorted: sorted))
    }
  }

  /// What the draws tell of one factor.
  public struct Factor: Sendable, Equatable {
    /// One per statement.
    public let zScores: [Spread]
    /// One per sort, over the draws that contain it.
    public let loadings: [Spread]
    /// One per sort: the share of the draws containing it in which it defined the factor; nil when it was never drawn.
    public let flagFrequencies: [Double?]
    /// z-score of the full solution minus the mean over the draws, per statement.
    public let biases: [Double?]
    /// The factor array of the mean z-scores; nil when no draw had any.
    public let array: [Int]?
    /// Mean absolute difference between this array and the full solution's, in grid places; 0 is perfectly stable.
    public let instability: Double?
    /// The same as a share of the largest difference that the grid allows, 0...1.
    public let relativeInstability: Double?
    /// Tucker's congruence between the draws and the full solution; below .85 a factor is not the same one.
    public let congruence: Spread
  }

  /// How draws were matched.
  public let alignment: QBootstrap.Alignment
  /// Draws that were made.
  public let steps: Int
  /// Draws left out (only with `.qmboots`): their numbers, from 0.
  public let dropped: [Int]
  /// In the order of the solution's factors.
  public let factors: [Factor]
}
