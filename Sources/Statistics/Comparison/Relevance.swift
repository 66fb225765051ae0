/// The rule that decides whether a difference is worth showing: large enough *and* certain enough.
public struct Relevance: Sendable, Hashable, Codable {
  /// What may be said about a difference.
  public enum Verdict: String, Sendable, Hashable, Codable {
    /// A group has fewer answers than the rule asks for: say nothing about movement.
    case tooFewAnswers
    /// Not certain: the difference may be chance, and may also be more than nothing.
    case notShown
    /// Certain to be too small to matter: the interval lies within ± the practical minimum.
    case aboutTheSame
    /// Certain to be there, but smaller than matters in practice.
    case certainButSmall
    /// Large enough and certain enough.
    case relevant
    /// At least twice the practical minimum and p below the strict level.
    case strong
  }

  /// The smallest difference that matters, in the unit of the figure: 10 NPS points, 0.3 mark, 5 percentage points.
  public let practicalMinimum: Double
  /// The level of significance, 0.05 by default.
  public let alpha: Double
  /// The strict level for `strong`, 0.01 by default.
  public let strictAlpha: Double
  /// The answers needed in each group, 10 by default.
  public let minimumAnswers: Int

  /// - Throws: `notPositive`, `probabilityOutOfRange`.
  public init(
    practicalMinimum: Double, alpha: Double = 0.05, strictAlpha: Double = 0.01, minimumAnswers: Int = 10
  ) throws(StatisticsError) {
    guard practicalMinimum > 0, practicalMinimum.isFinite else { throw .notPositive(practicalMinimum) }
    for level in [alpha, strictAlpha] where !(level > 0 && level < 1) { throw .probabilityOutOfRange(level) }
    self.practicalMinimum = practicalMinimum
    self.alpha = alpha
    self.strictAlpha = strictAlpha
    self.minimumAnswers = minimumAnswers
  }

  /// The verdict. `p` may be given instead of the difference's own, after Benjamini-Hochberg over many units.
  public func verdict(on difference: Difference, adjustedP: Double? = nil) -> Verdict {
    guard difference.firstN >= minimumAnswers, difference.secondN >= minimumAnswers else { return .tooFewAnswers }
    let p = adjustedP ?? difference.p
    let size = abs(difference.value)
    if size >= practicalMinimum, p < alpha {
      return size >= 2 * practicalMinimum && p < strictAlpha ? .strong : .relevant
    }
    let interval = difference.interval
    if interval.low > -practicalMinimum, interval.high < practicalMinimum {
      return p < alpha ? .certainButSmall : .aboutTheSame
    }
    return p < alpha ? .certainButSmall : .notShown
  }
}
