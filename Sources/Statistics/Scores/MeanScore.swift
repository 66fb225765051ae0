/// The mean of answers on a stated scale, in marks, with Student's t interval.
public struct MeanScore: Sendable, Hashable, Codable {
  /// The mean in marks. The interval is clipped to the scale.
  public let estimate: Estimate
  /// The sample standard deviation (n − 1) in marks; `nil` below two answers.
  public let standardDeviation: Double?
  /// The lowest and highest answer of the scale; `nil` where the measure has no ends.
  public let scale: ClosedRange<Double>?
  /// How many answers were not on the scale; included in `estimate.missing`.
  public let outOfRange: Int

  /// - Throws: `noAnswers`, `populationSmallerThanSample`, `probabilityOutOfRange`.
  public init(
    _ answers: Histogram, scale: ClosedRange<Double>? = nil, population: Int? = nil, level: Double = 0.95
  ) throws(StatisticsError) {
    let valid = scale.map { answers.keeping($0) } ?? answers
    let mean = try Estimate(meanOf: valid, population: population, level: level)
    estimate = scale.map { mean.clipped(to: $0) } ?? mean
    standardDeviation = valid.sampleVariance?.squareRoot()
    self.scale = scale
    outOfRange = answers.count - valid.count
  }

  /// The mean on 0-100: 100(mean − lowest)/(highest − lowest), the index of the ECSI model. `nil` without a scale.
  public var index: Estimate? {
    guard let scale, scale.upperBound > scale.lowerBound else { return nil }
    return estimate.rescaled(origin: scale.lowerBound, factor: 100 / (scale.upperBound - scale.lowerBound))
  }
}
