/// The share of answers in the top (or bottom) boxes of a rating scale, in percent, with Wilson's interval: CSAT.
///
/// 100·count/n. Source of the interval: Wilson 1927, *JASA* 22; without continuity correction. The scale and the number of
/// boxes are part of the figure: top-2 of 5 is not comparable with top-2 of 7.
public struct BoxShare: Sendable, Hashable, Codable {
  /// Which end of the scale.
  public enum End: String, Sendable, Hashable, Codable { case top, bottom }

  /// The share in percent.
  public let estimate: Estimate
  /// The lowest and highest answer of the scale.
  public let scale: ClosedRange<Int>
  /// How many answers of the scale are in the box.
  public let boxes: Int
  /// The end of the scale that was counted.
  public let end: End
  /// How many answers were in the box (unweighted).
  public let count: Int
  /// How many answers were not on the scale; included in `estimate.missing`.
  public let outOfRange: Int

  /// The share of answers within `boxes` whole steps of the end of `scale`. An answer between two steps counts from half.
  ///
  /// - Throws: `noAnswers`, `notPositive` (a box of none or of the whole scale), `populationSmallerThanSample`,
  ///   `probabilityOutOfRange`.
  public init(
    _ answers: Histogram, scale: ClosedRange<Int>, boxes: Int = 2, end: End = .top, population: Int? = nil,
    level: Double = 0.95
  ) throws(StatisticsError) {
    guard boxes > 0, boxes < scale.count else { throw .notPositive(Double(boxes)) }
    let valid = answers.keeping(Double(scale.lowerBound)...Double(scale.upperBound))
    let isInside: (Double) -> Bool =
      switch end {
      case .top: { $0 >= Double(scale.upperBound - boxes) + 0.5 }
      case .bottom: { $0 < Double(scale.lowerBound + boxes) - 0.5 }
      }
    estimate = try Estimate(shareOf: valid, where: isInside, population: population, level: level)
    count = valid.count(where: isInside)
    outOfRange = answers.count - valid.count
    self.scale = scale
    self.boxes = boxes
    self.end = end
  }
}

extension Estimate {
  /// The share in percent of the valid answers that meet `condition`, with Wilson's interval.
  ///
  /// `centre` and `standardError` are Wilson's too: the interval is centre ± z·standardError.
  /// - Throws: `noAnswers`, `populationSmallerThanSample`, `probabilityOutOfRange`.
  public init(
    shareOf answers: Histogram, where condition: (Double) -> Bool, population: Int? = nil, level: Double = 0.95
  ) throws(StatisticsError) {
    let base = try Base(answers, population: population)
    let z = try criticalValue(level: level)
    let share = min(1, answers.weight(where: condition) / answers.weight)
    guard !base.isCensus else {
      self.init(
        value: 100 * share, standardError: 0,
        interval: Interval(low: 100 * share, high: 100 * share, level: level), base: base, method: .shareWilson)
      return
    }
    let n = base.informativeN
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let spread = (max(0, share * (1 - share)) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    // At 0% and 100% the formula meets the end exactly but for rounding.
    let low = share == 0 ? 0 : max(0, centre - z * spread)
    let high = share == 1 ? 1 : min(1, centre + z * spread)
    self.init(
      value: 100 * share, centre: 100 * centre, standardError: 100 * spread,
      interval: Interval(low: 100 * low, high: 100 * high, level: level), base: base, method: .shareWilson)
  }

  /// The mean of the valid answers with Student's t interval: mean ± t·s/√n, n − 1 degrees of freedom; with weights the
  /// effective n takes the place of n. No interval below two answers.
  ///
  /// - Throws: `noAnswers`, `populationSmallerThanSample`, `probabilityOutOfRange`, `notFinite` (answers too large to square).
  public init(meanOf answers: Histogram, population: Int? = nil, level: Double = 0.95) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    let base = try Base(answers, population: population)
    guard let mean = answers.mean else { throw .noAnswers }
    // Answers near the end of what a Double can hold have no sum of squares.
    guard mean.isFinite, answers.populationVariance?.isFinite == true else { throw .notFinite(row: 0, column: 0) }
    guard let variance = answers.sampleVariance else {
      self.init(
        value: mean, standardError: base.isCensus ? 0 : nil,
        interval: base.isCensus ? Interval(low: mean, high: mean, level: level) : nil, base: base, method: .meanT)
      return
    }
    let standardError = (variance / base.informativeN).squareRoot()
    let critical = try StudentDistribution(degreesOfFreedom: base.effectiveN - 1).quantile(0.5 + level / 2)
    let margin = critical * standardError
    self.init(
      value: mean, standardError: standardError,
      interval: Interval(low: mean - margin, high: mean + margin, level: level), base: base, method: .meanT)
  }
}
