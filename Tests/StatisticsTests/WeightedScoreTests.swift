import Statistics
import Testing

/// Every score with uneven weights in a small population, beside figures in 40-digit arithmetic from the definitions: Kish's
/// n is 12.46 of 14 answers, and the population of 40 leaves two thirds of each variance.
@Suite struct WeightedScoreTests {
  static let weights = [2.0, 3, 4, 5, 6, 2, 3, 4, 5, 6, 2, 3, 4, 5].map { $0 / 4 }
  static let likelihood: [Double?] = [10, 9, 9, 8, 7, 10, 3, 6, 8, 9, 0, 10, 7, 5]
  static let ease: [Double?] = [7, 6, 5, 4, 3, 2, 1, 7, 6, 6, 5, 7, 4, 2]
  static let effort: [Double?] = [5, 4, 3, 2, 1, 5, 4, 4, 3, 5, 2, 1, 5, 4]
  static let grades: [Double?] = [10, 9, 8, 7, 6, 5, 8, 8, 7, 3, 9, 6, 10, 8]

  static func answers(_ values: [Double?]) throws -> Histogram { try Histogram(answers: values, weights: weights) }

  private func expect(
    _ found: Estimate, _ value: Double, error: Double, low: Double, high: Double, _ label: String,
    place: SourceLocation = #_sourceLocation
  ) throws {
    expectClose(found.value, value, label, sourceLocation: place)
    expectClose(found.standardError, error, "\(label) error", sourceLocation: place)
    let interval = try #require(found.interval, sourceLocation: place)
    expectClose(interval.low, low, "\(label) low", sourceLocation: place)
    expectClose(interval.high, high, "\(label) high", sourceLocation: place)
    expectClose(found.effectiveN, 12.461538461538461, "\(label) effective n", sourceLocation: place)
    expectClose(found.populationFactor, 2.0 / 3, "\(label) factor", sourceLocation: place)
    #expect(found.n == 14 && found.missing == 0, "\(label)", sourceLocation: place)
  }

  @Test(arguments: [
    (NetPromoterScore.IntervalMethod.wald, 18.1723474615799318, -24.5060354281334322, 46.7282576503556544),
    (.adjustedWald, 16.6662653377864204, -23.0908117337432825, 42.2397479039560485),
    (.trinomialT, 18.9485248291314199, -30.3903244305740428, 52.6125466527962651),
    (.score, 18.1723474615799318, -24.4592295546828787, 43.7462759414735593),
  ])
  func theNetPromoterScore(
    method: NetPromoterScore.IntervalMethod, error: Double, low: Double, high: Double
  ) throws {
    let score = try NetPromoterScore(Self.answers(Self.likelihood), intervalMethod: method, population: 40)
    try expect(score.estimate, 100.0 / 9, error: error, low: low, high: high, method.rawValue)
  }

  @Test func meansAndShares() throws {
    let answers = try Self.answers(Self.likelihood)
    try expect(
      MeanScore(answers, scale: 0...10, population: 40).estimate, 7.31481481481481481, error: 0.558562030984945162,
      low: 6.09144115728787975, high: 8.53818847234174988, "mean")
    try expect(
      BoxShare(answers, scale: 0...10, population: 40).estimate, 37.037037037037037, error: 10.2351696825138732,
      low: 19.1863428090575913, high: 59.3074707158244967, "top two")
  }

  struct Effort: Sendable {
    let variant: EffortScore.Variant
    let value: Double
    let error: Double
    let limits: (low: Double, high: Double)
  }

  @Test(arguments: [
    Effort(
      variant: .effortMeanOfFive, value: 3.33333333333333333, error: 0.341073446924365557,
      limits: (2.58630749358300056, 4.0803591730836661)),
    Effort(
      variant: .easeMeanOfSeven, value: 4.59259259259259259, error: 0.446442329189367561,
      limits: (3.61478573348304227, 5.57039945170214292)),
    Effort(
      variant: .easeAgreementOfSeven, value: 53.7037037037037037, error: 10.5090266042766713,
      limits: (32.4749986966327327, 73.6696260105438136)),
    Effort(
      variant: .easeTopTwoOfSeven, value: 42.5925925925925926, error: 10.4367007417182948,
      limits: (23.3998177216331252, 64.3109328640137823)),
    Effort(
      variant: .easeIndexOfFive, value: 24.0740740740740741, error: 18.5221721020852214,
      limits: (-15.5581093844757529, 57.0474710866034125)),
    Effort(
      variant: .easeIndexOfSeven, value: 24.0740740740740741, error: 18.5221721020852214,
      limits: (-15.5581093844757529, 57.0474710866034125)),
  ])
  func everyVariantOfTheEffortScore(expected: Effort) throws {
    let values = expected.variant.scale == 1...7 ? Self.ease : Self.effort
    let score = try EffortScore(Self.answers(values), variant: expected.variant, population: 40)
    try expect(
      score.estimate, expected.value, error: expected.error, low: expected.limits.low, high: expected.limits.high,
      expected.variant.rawValue)
  }

  @Test func theReportGradeWithItsShares() throws {
    let grade = try ReportGrade(Self.answers(Self.grades), population: 40)
    try expect(
      grade.estimate, 7.12962962962962963, error: 0.466564004874041947, low: 6.10775187666694094,
      high: 8.15150738259231831, "mark")
    try expect(
      grade.fails, 14.8148148148148148, error: 8.085223293289306, low: 4.96628617910003751, high: 36.659779102722773,
      "up to 5")
    try expect(
      grade.sixesAndSevens, 35.1851851851851852, error: 10.142240934987522, low: 17.8323236305435188,
      high: 57.5891775407502962, "6 and 7")
    try expect(
      grade.eights, 29.6296296296296296, error: 9.78106290985704565, low: 13.9317510214241453,
      high: 52.2728130891048503, "8")
    try expect(
      grade.ninesAndTens, 20.3703703703703704, error: 8.86715097581799375, low: 8.04220461321134982,
      high: 42.8007977293762801, "9 and 10")
  }

  @Test func favourability() throws {
    let parts = try Favourability(Self.answers(Self.ease), scale: 1...7, population: 40)
    try expect(
      parts.favourable, 53.7037037037037037, error: 10.5090266042766713, low: 32.4749986966327327,
      high: 73.6696260105438136, "favourable")
    try expect(
      parts.neutral, 16.6666666666666667, error: 8.36909984668307027, low: 5.9460545351870344,
      high: 38.7523231002240492, "neutral")
    try expect(
      parts.unfavourable, 29.6296296296296296, error: 9.78106290985704565, low: 13.9317510214241453,
      high: 52.2728130891048503, "unfavourable")
  }

  /// Of any scale: the boxes are counted by hand from three answers of each value.
  @Test func topAndBottomBoxesOfAnyScale() throws {
    for scale in [1...2, 1...3, 1...4, 1...5, 0...6, 1...7, 1...9, 0...10, 1...10, -2...2] {
      let answers = try Histogram(counts: [Int](repeating: 3, count: scale.count), from: scale.lowerBound)
      for boxes in 1..<scale.count {
        for end in [BoxShare.End.top, .bottom] {
          let share = try BoxShare(answers, scale: scale, boxes: boxes, end: end)
          #expect(share.count == 3 * boxes, "\(boxes) \(end) of \(scale)")
          expectClose(share.estimate.value, 100 * Double(boxes) / Double(scale.count), "\(boxes) \(end) of \(scale)")
        }
      }
      for boxes in [0, scale.count] {
        #expect(throws: StatisticsError.notPositive(Double(boxes))) {
          try BoxShare(answers, scale: scale, boxes: boxes)
        }
      }
    }
  }
}
