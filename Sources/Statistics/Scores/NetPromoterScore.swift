import Foundation

/// The Net Promoter Score of 0-10 answers: 100(p − d), with p the share of 9 and 10 and d the share below 7.
///
/// Source: Reichheld 2003, *Harvard Business Review* 81(12). In points, from -100 to 100; not a percentage. Answers outside
/// 0...10 never count; they are part of `missing` and told apart as `outOfRange`. The bands have no holes: 6.5 is below 7.
public struct NetPromoterScore: Sendable, Hashable, Codable {
  /// How the interval is made. See Rocks 2016, *The American Statistician* 70(4), arXiv 1601.07235.
  public enum IntervalMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// Three pseudo-answers (¾, 1½, ¾) are added first. The default: keeps its coverage in small and one-sided samples.
    case adjustedWald
    /// Score ± z·SE. Breaks down where everybody agrees; here to compare with other tools.
    case wald
    /// The differences that a score test does not reject.
    case score
    /// Student's t on -1/0/+1.
    case trinomialT
  }

  /// The score in points with its interval.
  public let estimate: Estimate
  /// The share of promoters (9-10), in percent.
  public let promoters: Double
  /// The share of passives (7-8), in percent.
  public let passives: Double
  /// The share of detractors (0-6), in percent.
  public let detractors: Double
  /// How many answers were not on the scale; included in `estimate.missing`.
  public let outOfRange: Int
  /// Adjusted-Wald centre and standard error, in points; what differences are computed from.
  let adjusted: Spread
  /// Wald standard error and that of the sample variance, in points.
  let wald: Spread
  let trinomial: Spread?

  struct Spread: Sendable, Hashable, Codable {
    let centre: Double
    let standardError: Double
  }

  /// The score of answers on 0...10.
  ///
  /// - Parameters:
  ///   - answers: the histogram; weighted or not.
  ///   - intervalMethod: see `IntervalMethod`.
  ///   - population: the size of the whole group, where that group itself is what the figure is about. Shrinks the interval
  ///     by the finite-population correction.
  ///   - level: the confidence level.
  /// - Throws: `noAnswers`, `populationSmallerThanSample` or `probabilityOutOfRange`.
  public init(
    _ answers: Histogram, intervalMethod: IntervalMethod = .adjustedWald, population: Int? = nil, level: Double = 0.95
  ) throws(StatisticsError) {
    let valid = answers.keeping(0...10)
    let base = try Base(valid, population: population)
    let total = valid.weight
    let p = valid.weight { $0 >= 9 } / total
    let d = valid.weight { $0 < 7 } / total
    let z = try criticalValue(level: level)
    let net = NetShare(favourable: p, unfavourable: d, base: base)
    let made = try net.interval(intervalMethod, z: z, level: level)
    promoters = 100 * p
    detractors = 100 * d
    passives = 100 * valid.weight { $0 >= 7 && $0 < 9 } / total
    outOfRange = answers.count - valid.count
    adjusted = net.adjusted.inPoints
    wald = net.wald.inPoints
    trinomial = net.trinomial?.inPoints
    estimate = Estimate(
      value: 100 * (p - d), centre: made.centre, standardError: made.standardError, interval: made.interval,
      base: base, method: intervalMethod.method)
  }

  /// The score of counts of promoters, passives and detractors.
  public init(
    promoters: Int, passives: Int, detractors: Int, missing: Int = 0,
    intervalMethod: IntervalMethod = .adjustedWald, population: Int? = nil, level: Double = 0.95
  ) throws(StatisticsError) {
    let answers = try Histogram(counts: [10: promoters, 8: passives, 0: detractors], missing: missing)
    try self.init(answers, intervalMethod: intervalMethod, population: population, level: level)
  }

  /// The variance of one answer scored -1/0/+1: p + d − (p − d)². At most 1.
  public var answerVariance: Double {
    let p = promoters / 100
    let d = detractors / 100
    return p + d - (p - d) * (p - d)
  }
}

extension NetPromoterScore.IntervalMethod {
  var method: Method {
    switch self {
    case .adjustedWald: .npsAdjustedWald
    case .wald: .npsWald
    case .score: .npsScore
    case .trinomialT: .npsTrinomialT
    }
  }
}

extension NetPromoterScore.Spread {
  var inPoints: Self { Self(centre: 100 * centre, standardError: 100 * standardError) }
}
