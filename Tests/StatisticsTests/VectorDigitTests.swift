import Statistics
import Testing

/// The printed vectors of the field again, with the digits that print leaves out: worked out in 40-digit arithmetic from
/// the definitions (the score limits by bisection, LMG over all six orders), and reached within 1e-9.
@Suite struct VectorDigitTests {
  struct Score: Sendable {
    let counts: (Int, Int, Int)
    let value: Double
    let wald: (low: Double, high: Double)
    let adjusted: (low: Double, high: Double, centre: Double)
    let score: (low: Double, high: Double)
  }

  static let scores = [
    Score(
      counts: (45, 35, 20), value: 25, wald: (9.9771605308523682, 40.022839469147632),
      adjusted: (9.4792454861374356, 39.064443834250914, 24.271844660194175),
      score: (9.4082040524921175, 39.259895761297045)),
    Score(
      counts: (6, 5, 1), value: 41.666666666666667, wald: (5.45052104313348, 77.882812290199853),
      adjusted: (-0.82314879627228394, 67.489815462938951, 33.333333333333333),
      score: (-1.729421389802213, 70.77824837857576)),
    Score(
      counts: (5, 0, 0), value: 100, wald: (100, 100), adjusted: (17.491453034168966, 100, 62.5),
      score: (13.103507043365036, 100)),
  ]

  @Test(arguments: scores)
  func intervalsOfTheNetPromoterScore(vector: Score) throws {
    let (promoters, passives, detractors) = vector.counts
    func estimate(_ method: NetPromoterScore.IntervalMethod) throws -> Estimate {
      try NetPromoterScore(
        promoters: promoters, passives: passives, detractors: detractors, intervalMethod: method
      ).estimate
    }
    expectClose(try estimate(.adjustedWald).value, vector.value)
    expectClose(try estimate(.adjustedWald).centre, vector.adjusted.centre)
    for (method, low, high) in [
      (NetPromoterScore.IntervalMethod.wald, vector.wald.low, vector.wald.high),
      (.adjustedWald, vector.adjusted.low, vector.adjusted.high), (.score, vector.score.low, vector.score.high),
    ] {
      let interval = try #require(try estimate(method).interval)
      expectClose(interval.low, low, "\(method) low")
      expectClose(interval.high, high, "\(method) high")
    }
  }

  @Test func theErrorOfTheNetPromoterScore() throws {
    let score = try NetPromoterScore(promoters: 45, passives: 35, detractors: 20, intervalMethod: .wald)
    expectClose(score.estimate.standardError, 7.6648548583779458)
  }

  @Test func twoWaves() throws {
    let first = try NetPromoterScore(promoters: 45, passives: 35, detractors: 20)
    let second = try NetPromoterScore(promoters: 36, passives: 36, detractors: 28)
    let adjusted = try first.difference(from: second)
    expectClose(adjusted.centre, 16.504854368932039)
    expectClose(adjusted.statistic, 1.5186401537673052)
    expectClose(adjusted.p, 0.12885309815437222)
    expectClose(adjusted.interval.low, -4.7963867795632674)
    expectClose(adjusted.interval.high, 37.806095517427345)
    let wald = try first.difference(from: second, method: .wald)
    expectClose(wald.value, 17)
    expectClose(wald.statistic, 1.5384142915582665)
    expectClose(wald.p, 0.12394735006904801)
  }

  @Test func wilsonsInterval() throws {
    let answers = try Histogram(counts: [3: 18, 4: 40, 5: 32])
    let interval = try #require(try BoxShare(answers, scale: 1...5).estimate.interval)
    expectClose(interval.low, 70.586263648857449)
    expectClose(interval.high, 86.957598817282943)
  }

  @Test func drivers() throws {
    let vector = try DriverVectorTests.vector()
    let regression = try StandardisedRegression(vector)
    let (weights, shapley) = (try RelativeWeights(vector), ShapleyImportance(vector))
    for explained in [regression.rSquared, weights.rSquared, shapley.rSquared] {
      expectClose(explained, 0.4417741935483871)
    }
    for (j, beta) in [0.44193548387096774, 0.20483870967741935, 0.18548387096774194].enumerated() {
      expectClose(regression.coefficients[j].estimate.value, beta)
    }
    for (j, weight) in [0.23809831462807655, 0.12241010495061225, 0.081265773969698294].enumerated() {
      expectClose(weights.raw[j], weight)
    }
    for (j, share) in [0.23747173972980425, 0.12468785694592146, 0.079614596872661389].enumerated() {
      expectClose(shapley.raw[j], share)
    }
  }

  @Test(arguments: [(5, 67.895144044570309), (30, 27.718076486993559), (1000, 4.8009116763553103)])
  func margins(n: Int, margin: Double) throws {
    expectClose(try SampleSize().margin(variance: 6000, count: Double(n)), margin)
  }

  /// √(12,000·(z + z')²/n) at the n that print gives before it rounds: the difference itself.
  @Test(arguments: [(30.0, 104.65172979132119), (20, 235.46639203047267), (5, 3767.4622724875627)])
  func smallestDifferences(difference: Double, n: Double) throws {
    expectClose(try SampleSize().smallestDifference(variances: (6000, 6000), counts: (n, n)), difference)
  }
}
