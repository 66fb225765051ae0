/// The Dutch report grade (*rapportcijfer*, 1-10): mean and the shares of fails (≤5), 6-7, 8 and 9+.
///
/// Marks between whole ones are rounded half up first, as on a school report: 5.5 is a pass. The 9+ share,
/// 100·count(9, 10)/n, has no authoritative source; it is defined here as the share, no more. It is not an NPS.
public struct ReportGrade: Sendable, Hashable, Codable {
  /// The mean mark with Student's t interval, clipped to 1-10.
  public let mean: MeanScore
  /// The share of fails: marks up to 5, in percent.
  public let fails: Estimate
  /// The share of 6 and 7, in percent.
  public let sixesAndSevens: Estimate
  /// The share of 8, in percent.
  public let eights: Estimate
  /// The share of 9 and 10, in percent.
  public let ninesAndTens: Estimate
  /// How many answers were not on 1-10; included in `missing` of each part.
  public let outOfRange: Int

  /// The mean mark, 1...10, with its interval.
  public var estimate: Estimate { mean.estimate }

  /// - Throws: `noAnswers`, `populationSmallerThanSample`, `probabilityOutOfRange`.
  public init(_ answers: Histogram, population: Int? = nil, level: Double = 0.95) throws(StatisticsError) {
    let valid = answers.keeping(1...10)
    mean = try MeanScore(answers, scale: 1...10, population: population, level: level)
    func share(_ condition: (Double) -> Bool) throws(StatisticsError) -> Estimate {
      try Estimate(shareOf: valid, where: condition, population: population, level: level)
    }
    fails = try share { $0 < 5.5 }
    sixesAndSevens = try share { $0 >= 5.5 && $0 < 7.5 }
    eights = try share { $0 >= 7.5 && $0 < 8.5 }
    ninesAndTens = try share { $0 >= 8.5 }
    outOfRange = answers.count - valid.count
  }
}
