/// A Customer Effort Score in one of its named variants. No single standard exists, so the variant is part of the figure and
/// two variants are never compared.
public struct EffortScore: Sendable, Hashable, Codable {
  /// The variants in use.
  public enum Variant: String, Sendable, Hashable, Codable, CaseIterable {
    /// CES 1.0 (Dixon, Freeman and Toman 2010): the mean on 1-5, high is *much* effort.
    case effortMeanOfFive = "effort-mean-5"
    /// CES 2.0 (CEB 2013): the mean agreement on 1-7 that it was made easy, high is easy.
    case easeMeanOfSeven = "ease-mean-7"
    /// The percentage that agrees (5-7) on 1-7.
    case easeAgreementOfSeven = "ease-agreement-7"
    /// The percentage in the top two (6-7) on 1-7.
    case easeTopTwoOfSeven = "ease-top-two-7"
    /// % easy (4-5) minus % hard (1-2) on a 1-5 scale where high is easy; in points, -100 to 100.
    case easeIndexOfFive = "ease-index-5"
    /// % easy (5-7) minus % hard (1-3) on a 1-7 scale where high is easy; in points, -100 to 100.
    case easeIndexOfSeven = "ease-index-7"

    /// The scale that the question must have had.
    public var scale: ClosedRange<Int> {
      switch self {
      case .effortMeanOfFive, .easeIndexOfFive: 1...5
      case .easeMeanOfSeven, .easeAgreementOfSeven, .easeTopTwoOfSeven, .easeIndexOfSeven: 1...7
      }
    }

    /// Whether a higher figure is better.
    public var isHigherBetter: Bool { self != .effortMeanOfFive }
  }

  /// Which definition this is.
  public let variant: Variant
  /// The figure: marks, percent or points, by variant.
  public let estimate: Estimate
  /// How many answers were not on the scale; included in `estimate.missing`.
  public let outOfRange: Int
  /// The variance of one answer scored -1/0/+1, for the indices; what their effect size is computed from.
  let netVariance: Double?

  /// - Throws: `noAnswers`, `populationSmallerThanSample`, `probabilityOutOfRange`.
  public init(
    _ answers: Histogram, variant: Variant, population: Int? = nil, level: Double = 0.95
  ) throws(StatisticsError) {
    let scale = Double(variant.scale.lowerBound)...Double(variant.scale.upperBound)
    let valid = answers.keeping(scale)
    self.variant = variant
    outOfRange = answers.count - valid.count
    switch variant {
    case .effortMeanOfFive, .easeMeanOfSeven:
      estimate = try MeanScore(answers, scale: scale, population: population, level: level).estimate
      netVariance = nil
    case .easeAgreementOfSeven:
      estimate = try BoxShare(answers, scale: 1...7, boxes: 3, population: population, level: level).estimate
      netVariance = nil
    case .easeTopTwoOfSeven:
      estimate = try BoxShare(answers, scale: 1...7, boxes: 2, population: population, level: level).estimate
      netVariance = nil
    case .easeIndexOfFive, .easeIndexOfSeven:
      let middle = (scale.lowerBound + scale.upperBound) / 2
      let base = try Base(valid, population: population)
      let net = NetShare(
        favourable: valid.weight { $0 >= middle + 0.5 } / valid.weight,
        unfavourable: valid.weight { $0 < middle - 0.5 } / valid.weight, base: base)
      let made = try net.interval(.adjustedWald, z: criticalValue(level: level), level: level)
      estimate = Estimate(
        value: 100 * net.net, centre: made.centre, standardError: made.standardError, interval: made.interval,
        base: base, method: .netShareAdjustedWald)
      netVariance = NetShare.variance(net.favourable, net.unfavourable)
    }
  }
}
