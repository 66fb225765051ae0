import Statistics
import Testing

/// The vectors that the field prints (research-field.md §4), within print precision.
@Suite struct ScoreVectorTests {
  struct Vector: Sendable {
    let counts: (Int, Int, Int)
    let score: Double
    let wald: (Double, Double)
    let adjusted: (Double, Double, Double)
    let scoreTest: (Double, Double)
  }

  static let vectors = [
    Vector(
      counts: (45, 35, 20), score: 25, wald: (9.98, 40.02), adjusted: (9.48, 39.06, 24.27), scoreTest: (9.41, 39.26)),
    Vector(
      counts: (6, 5, 1), score: 41.67, wald: (5.45, 77.88), adjusted: (-0.82, 67.49, 33.33), scoreTest: (-1.73, 70.78)),
    Vector(counts: (5, 0, 0), score: 100, wald: (100, 100), adjusted: (17.49, 100, 62.5), scoreTest: (13.10, 100)),
  ]

  @Test(arguments: vectors)
  func theNetPromoterScoreEqualsThePrintedVectors(vector: Vector) throws {
    func score(_ method: NetPromoterScore.IntervalMethod) throws -> Estimate {
      try NetPromoterScore(
        promoters: vector.counts.0, passives: vector.counts.1, detractors: vector.counts.2, intervalMethod: method
      ).estimate
    }
    let printed = 0.0051
    let adjusted = try score(.adjustedWald)
    #expect(abs(adjusted.value - vector.score) < printed)
    #expect(abs(adjusted.centre - vector.adjusted.2) < printed)
    for (method, limits) in [
      (NetPromoterScore.IntervalMethod.wald, vector.wald), (.score, vector.scoreTest),
      (.adjustedWald, (vector.adjusted.0, vector.adjusted.1)),
    ] {
      let interval = try #require(try score(method).interval)
      #expect(abs(interval.low - limits.0) < printed, "\(method) low \(interval.low)")
      #expect(abs(interval.high - limits.1) < printed, "\(method) high \(interval.high)")
    }
  }

  @Test func theVarianceIsThatOfTheRecodedAnswer() throws {
    let score = try NetPromoterScore(promoters: 45, passives: 35, detractors: 20, intervalMethod: .wald)
    expectClose(score.answerVariance, 0.5875)
    #expect(abs((score.estimate.standardError ?? 0) - 7.665) < 0.0005)
  }

  @Test func twoWavesDifferAsPrinted() throws {
    let first = try NetPromoterScore(promoters: 45, passives: 35, detractors: 20)
    let second = try NetPromoterScore(promoters: 36, passives: 36, detractors: 28)
    let adjusted = try first.difference(from: second)
    #expect(abs(adjusted.centre - 16.50) < 0.006)
    #expect(abs((adjusted.statistic ?? 0) - 1.5186) < 0.00005)
    #expect(abs(adjusted.p - 0.1289) < 0.00005)
    #expect(abs(adjusted.interval.low + 4.80) < 0.005)
    #expect(abs(adjusted.interval.high - 37.81) < 0.006)
    let wald = try first.difference(from: second, method: .wald)
    expectClose(wald.value, 17)
    #expect(abs((wald.statistic ?? 0) - 1.5384) < 0.00005)
    #expect(abs(wald.p - 0.1239) < 0.00005)
    let welch = try first.difference(from: second, method: .welch)
    #expect(welch.degreesOfFreedom.map { $0 > 190 && $0 < 198 } == true)
    #expect(welch.p > wald.p)
  }

  @Test func customerSatisfactionHasWilsonsInterval() throws {
    let answers = try Histogram(counts: [3: 18, 4: 40, 5: 32])
    let satisfaction = try BoxShare(answers, scale: 1...5)
    #expect(satisfaction.count == 72)
    expectClose(satisfaction.estimate.value, 80)
    let interval = try #require(satisfaction.estimate.interval)
    #expect(abs(interval.low - 70.59) < 0.005)
    #expect(abs(interval.high - 86.96) < 0.005)
  }

  @Test func customerEffortNamesItsVariant() throws {
    let answers = try Histogram(counts: [80, 210, 140, 110, 160, 180, 120], from: 1)
    #expect(try EffortScore(answers, variant: .easeMeanOfSeven).estimate.value == 4.08)
    #expect(try EffortScore(answers, variant: .easeAgreementOfSeven).estimate.value == 46)
    #expect(try EffortScore(answers, variant: .easeTopTwoOfSeven).estimate.value == 30)
    expectClose(try EffortScore(answers, variant: .easeIndexOfSeven).estimate.value, 3)
    let mean = try EffortScore(answers, variant: .easeMeanOfSeven)
    let share = try EffortScore(answers, variant: .easeAgreementOfSeven)
    #expect(throws: StatisticsError.notComparable) { try mean.difference(from: share) }
  }

  @Test(arguments: [
    (5, 68), (10, 48), (20, 34), (30, 28), (50, 21), (100, 15), (200, 11), (400, 8), (1000, 5),
  ])
  func marginsToDesignByAreAsPrinted(n: Int, margin: Int) throws {
    let found = try SampleSize().margin(variance: 6000, count: Double(n))
    #expect(Int(found.rounded()) == margin)
  }

  @Test(arguments: [(30.0, 105), (20, 236), (15, 419), (10, 942), (5, 3768)])
  func answersNeededAreAsPrinted(difference: Double, n: Int) throws {
    let needed = try SampleSize().answersPerGroup(toShow: difference, variances: (6000, 6000))
    // The print rounds to the nearest; an answer too few is no power of 80%.
    #expect(abs(needed - n) <= 1)
    let smallest = try SampleSize().smallestDifference(
      variances: (6000, 6000), counts: (Double(needed), Double(needed)))
    #expect(smallest <= difference)
  }
}
