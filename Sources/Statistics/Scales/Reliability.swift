/// How well the items of a scale go together: Cronbach's α, raw and standardised, with what each item adds.
///
/// Raw `α = k/(k − 1)·(1 − Σσᵢ²/σ²_total)`, standardised `α = k r̄/(1 + (k − 1) r̄)` with r̄ the mean correlation between
/// items. Source: Cronbach 1951, *Psychometrika* 16; interval: Feldt 1965, *Psychometrika* 30, from the F distribution.
/// Use listwise moments: pairwise ones can give an α that no complete data have.
public struct Reliability: Sendable, Hashable, Codable {
  /// One item: how it goes with the others, and what the scale is without it.
  public struct Item: Sendable, Hashable, Codable {
    /// Its index in the moments.
    public let variable: Int
    /// The correlation of the item with the sum of the others. Negative: probably worded the other way round.
    public let itemRest: Double
    /// Raw α of the scale without this item; `nil` for scales of two.
    public let alphaWithout: Double?
  }

  /// Raw α with Feldt's interval. At most 1; negative where items contradict each other.
  public let estimate: Estimate
  /// Standardised α.
  public let standardised: Double
  /// The mean correlation between items.
  public let meanCorrelation: Double
  /// In the order asked for.
  public let items: [Item]

  /// - Throws: `tooFewAnswers` (below two items, or below three people), `zeroVariance` of an item or of the sum,
  ///   `noSuchVariable`, `repeatedVariable`, `probabilityOutOfRange`.
  public init(_ moments: Moments, items variables: [Int], level: Double = 0.95) throws(StatisticsError) {
    let k = variables.count
    guard k >= 2 else { throw .tooFewAnswers(count: k, needed: 2) }
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    let correlations = try CorrelationMatrix(moments, variables: variables)
    let covariances = SymmetricMatrix(order: k) {
      moments.sampleCovariance(variables[$0], variables[$1]) ?? 0
    }
    let total = covariances.elements.reduce(0, +)
    let trace = (0..<k).reduce(0) { $0 + covariances[$1, $1] }
    guard total > 1e-13 * trace else { throw .zeroVariance(variable: variables[0]) }
    let alpha = Self.alpha(k: k, trace: trace, total: total)
    let pairs = Double(k * (k - 1))
    meanCorrelation = (correlations.values.elements.reduce(0, +) - Double(k)) / pairs
    standardised = Double(k) * meanCorrelation / (1 + Double(k - 1) * meanCorrelation)
    let n = correlations.smallestCount
    let fisher = try FDistribution(numerator: n - 1, denominator: (n - 1) * Double(k - 1))
    let people = correlations.smallestAnswers
    estimate = Estimate(
      value: alpha, standardError: nil,
      interval: Interval(
        low: 1 - (1 - alpha) * fisher.quantile(0.5 + level / 2),
        high: 1 - (1 - alpha) * fisher.quantile(0.5 - level / 2), level: level),
      n: people, missing: max(0, (variables.map { moments.count($0, $0) }.max() ?? people) - people), effectiveN: n,
      method: .alphaFeldt)
    items = variables.indices.map { i in
      let own = covariances[i, i]
      let withAll = (0..<k).reduce(0) { $0 + covariances[i, $1] }
      let rest = total - 2 * withAll + own
      return Item(
        variable: variables[i], itemRest: rest > 0 ? (withAll - own) / (own * rest).squareRoot() : 0,
        alphaWithout: k > 2 && rest > 0 ? Self.alpha(k: k - 1, trace: trace - own, total: rest) : nil)
    }
  }

  private static func alpha(k: Int, trace: Double, total: Double) -> Double {
    Double(k) / Double(k - 1) * (1 - trace / total)
  }
}
