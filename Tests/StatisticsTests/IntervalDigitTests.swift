import Statistics
import Testing

/// Intervals, errors and probabilities beside 40-digit arithmetic (mpmath, with quantiles by root-finding on the incomplete
/// beta function), which no reference prints.
@Suite struct IntervalDigitTests {
  private func expect(_ found: Interval?, _ low: Double, _ high: Double, place: SourceLocation = #_sourceLocation) {
    expectClose(found?.low, low, "low", sourceLocation: place)
    expectClose(found?.high, high, "high", sourceLocation: place)
  }

  @Test(arguments: [
    (KrippendorffAlpha.Scale.nominal, 113.0 / 152), (.ordinal, 108_577.0 / 133_160), (.interval, 951.0 / 1120),
  ])
  func krippendorffsAlphaIsTheExactFraction(scale: KrippendorffAlpha.Scale, value: Double) throws {
    let alpha = try KrippendorffAlpha(coders: AgreementTests.observers, scale: scale, draws: 0)
    expectClose(alpha.estimate.value, value, within: 1e-12)
    #expect(alpha.estimate.interval == nil)
  }

  @Test(arguments: [
    (WeightedKappa.Weights.none, 0.578475336322869955, 0.0513048558825505871),
    (.linear, 0.699273717657739446, 0.0410944390585041741), (.quadratic, 0.805038992201559688, 0.034427566730449046),
  ])
  func kappa(weights: WeightedKappa.Weights, value: Double, error: Double) throws {
    let kappa = try WeightedKappa([[30, 6, 1, 0], [8, 25, 7, 2], [2, 9, 28, 6], [0, 1, 5, 20]], weights: weights)
    expectClose(kappa.estimate.value, value, within: 1e-12)
    expectClose(kappa.estimate.standardError, error, within: 1e-12)
    let margin = 1.95996398454005424 * error
    expect(kappa.estimate.interval, value - margin, value + margin)
  }

  @Test func correlationsByFisher() throws {
    let matrix = try CorrelationMatrix(SymmetricMatrix(rows: [[1, 0.6], [0.6, 1]]), count: 50)
    expect(try matrix.correlation(0, 1).interval, 0.386141193639050963, 0.752648862320527446)
  }

  @Test func correlationsOfThoseWhoAnsweredBoth() throws {
    let columns: [[Double?]] = [
      [7, 8, 6, 9, 10, 5, 8, nil, 4, 6], [3, 4, nil, 5, 5, 2, 4, 3, 1, nil], [2, nil, 3, 5, 4, 1, nil, 4, 2, 3],
    ]
    // numpy, over the rows where both are there.
    let plain = try CorrelationMatrix(Moments(columns: columns), variables: [0, 1, 2])
    for (i, j, r, n) in [
      (1, 0, 0.9870032154062226, 7), (2, 0, 0.7947194142390261, 7), (2, 1, 0.8058229640253802, 6),
    ] {
      expectClose(plain.values[i, j], r, within: 1e-12)
      #expect(plain.answers[i * 3 + j] == n)
    }
    let weighted = try CorrelationMatrix(
      Moments(columns: columns, weights: [2, 3, 4, 5, 6, 2, 3, 4, 5, 6].map { $0 / 4 }), variables: [0, 1, 2])
    for (i, j, r, n) in [
      (1, 0, 0.9869963913010414, 6.035714285714286), (2, 0, 0.824659135665608, 6.164383561643835),
      (2, 1, 0.8327952902333129, 5.236363636363636),
    ] {
      expectClose(weighted.values[i, j], r, within: 1e-12)
      expectClose(weighted.counts[i * 3 + j], n, within: 1e-12)
    }
  }

  struct Beta: Sendable {
    let inflation: Double
    let error: Double
    let t: Double
    let p: Double
    let limits: (low: Double, high: Double)
  }

  @Test func regression() throws {
    let found = try StandardisedRegression(DriverVectorTests.vector())
    let expected = [
      Beta(
        inflation: 1.35483870967741935, error: 0.0621184653000405931, t: 7.11439797709681901,
        p: 2.06184380456785781e-11, limits: (0.319429097826374524, 0.56444186991556096)),
      Beta(
        inflation: 1.46774193548387097, error: 0.0646549485770556431, t: 3.16818301128633604,
        p: 0.00177963654909290854, limits: (0.0773300204041683367, 0.332347398950670373)),
      Beta(
        inflation: 1.20967741935483871, error: 0.0586964325031795271, t: 3.16005356812263606,
        p: 0.00182753711146294263, limits: (0.0697262168637178746, 0.301241525071765996)),
    ]
    for (coefficient, wanted) in zip(found.coefficients, expected) {
      expectClose(coefficient.varianceInflation, wanted.inflation)
      expectClose(coefficient.estimate.standardError, wanted.error)
      expectClose(coefficient.t, wanted.t)
      let p = try #require(coefficient.p)
      #expect(abs(p / wanted.p - 1) < 1e-9)
      expect(coefficient.estimate.interval, wanted.limits.low, wanted.limits.high)
    }
    expectClose(found.adjustedRSquared, 0.433229921000658328)
  }

  @Test func cronbachsAlphaByFeldt() throws {
    let items: [[Double?]] = [[1, 2, 3, 4, 5, 4, 2, 3], [1, 2, 4, 4, 5, 5, 2, 2], [2, 2, 3, 5, 4, 4, 1, 3]]
    let scale = try Reliability(Moments(columns: items), items: [0, 1, 2])
    expectClose(scale.estimate.value, 0.936854190585533869)
    expectClose(scale.standardised, 0.940281997000790461)
    expect(scale.estimate.interval, 0.78657140267403993, 0.986260985194940178)
    for (item, r) in zip(scale.items, [0.930861357293805866, 0.880771012101088484, 0.818354368496531966]) {
      expectClose(item.itemRest, r)
    }
  }

  @Test func intraclassCorrelations() throws {
    let groups = [[5.0, 6, 7, 6], [8, 9, 7, 8], [4, 5, 6, 3]].map { IntraclassCorrelation.Group($0) }
    let found = try IntraclassCorrelation(groups)
    expectClose(found.f, 37.0 / 3)
    expectClose(found.p, 0.00264052787604057252)
    expectClose(found.estimate.value, 0.739130434782608696)
    expect(found.estimate.interval, 0.224531906962920656, 0.991816217792965487)
    expectClose(found.groupMean.value, 0.918918918918918919)
    expect(found.groupMean.interval, 0.536645509212184473, 0.997941419215645313)
  }

  @Test func differencesOfShares() throws {
    func share(_ count: Int, of n: Int, population: Int? = nil) throws -> BoxShare {
      try BoxShare(Histogram(counts: [5: count, 1: n - count]), scale: 1...5, population: population)
    }
    let found = try share(72, of: 90).difference(from: share(20, of: 40))
    expectClose(found.value, 30)
    expectClose(found.centre, 29.3478260869565217)
    expectClose(found.standardError, 8.79407877628354917)
    expect(found.interval, 12.1117484082326925, 46.583903765680351)
    expectClose(found.statistic, 3.33722574399761712)
    expectClose(found.p, 0.000846191883732928247)
    expectClose(found.effectSize, 0.643501108793284387)
    #expect(found.effectMeasure == .arcsine)
    // Forty of fifty answered.
    let most = try share(72, of: 90).difference(from: share(20, of: 40, population: 50))
    expectClose(most.standardError, 5.51708932553514745)
    expect(most.interval, 18.5345297094172538, 40.1611224644957897)
    expectClose(most.statistic, 5.31944008068236904)
    #expect(abs(most.p / 1.04087085875210568e-7 - 1) < 1e-8)
  }

  @Test func samePersonsTwice() throws {
    let moves = [1.0, 0, 2, -1, 1, 1, 0, 2, 3, -1]
    let before = [Double?](repeating: 5, count: 10)
    let after = moves.map { Optional(5 + $0) }
    let plain = try PairedSums(earlier: before, later: after)
    let found = try plain.difference()
    expectClose(found.value, 0.8)
    expectClose(found.standardError, 0.416333199893226547)
    expectClose(found.statistic, 1.9215378456610456)
    expectClose(found.p, 0.0868422905453509058)
    expect(found.interval, -0.141811130249159536, 1.74181113024915954)
    expectClose(found.effectSize, 0.60764362025019997)
    let ofTwentyFive = try plain.difference(population: 25)
    expectClose(ofTwentyFive.standardError, 0.32914029430219165)
    expectClose(ofTwentyFive.statistic, 2.43057448100079988)
    expectClose(ofTwentyFive.p, 0.0379467836366882039)
    expect(ofTwentyFive.interval, 0.0554329256787877588, 1.54456707432121224)
    let weights = [2.0, 3, 4, 5, 6, 2, 3, 4, 5, 6].map { $0 / 4 }
    let weighted = try PairedSums(earlier: before, later: after, weights: weights)
    expectClose(weighted.effectivePairs, 80.0 / 9)
    #expect(weighted.sum == 7.5 && weighted.sumOfSquares == 24.5 && weighted.squaredWeight == 11.25)
    let moved = try weighted.difference()
    expectClose(moved.value, 0.75)
    expectClose(moved.standardError, 0.489142682026708532)
    expectClose(moved.degreesOfFreedom, 71.0 / 9)
    expectClose(moved.p, 0.164271952721160737)
    expect(moved.interval, -0.380736356500148121, 1.88073635650014812)
    expectClose(moved.effectSize, 0.514282757796610771)
  }

  @Test func aGroupThatAnsweredTwiceInFullMovedForCertain() throws {
    let sums = try PairedSums(earlier: [5, 6, 7], later: [6, 6, 9])
    let certain = try sums.difference(population: 3)
    #expect(certain.value == 1 && certain.standardError == 0 && certain.statistic == nil && certain.p == 0)
    #expect(certain.interval.low == 1 && certain.interval.high == 1)
    #expect(throws: StatisticsError.populationSmallerThanSample(population: 2, answered: 3)) {
      try sums.difference(population: 2)
    }
    // All alike is no certainty about others, but it is about themselves.
    let alike = try PairedSums(earlier: [1, 2, 3], later: [2, 3, 4])
    #expect(try alike.difference(population: 3).value == 1)
    #expect(throws: StatisticsError.zeroVariance(variable: 0)) { try alike.difference(population: 4) }
  }

  @Test func differencesOfIndicesOfEffortHaveASize() throws {
    let first = try EffortScore(Histogram(counts: [10, 10, 10, 10, 10, 30, 20], from: 1), variant: .easeIndexOfSeven)
    let second = try EffortScore(Histogram(counts: [20, 10, 10, 20, 10, 10, 20], from: 1), variant: .easeIndexOfSeven)
    let found = try first.difference(from: second)
    expectClose(found.value, 30)
    // 0.3/√((99·0.81 + 99·0.8)/198): p + d − (p − d)² is .9 − .09 and .8 − 0.
    expectClose(found.effectSize, 0.3 / 0.805.squareRoot(), within: 1e-12)
    #expect(found.effectMeasure == .standardisedMean && found.method == .differenceNetShareAdjustedWald)
    let alike = try EffortScore(Histogram(counts: [5: 12]), variant: .easeIndexOfFive)
    #expect(try alike.difference(from: alike).effectSize == nil)
  }

  @Test func aStatedPopulationHidesNoChangeThatCouldBeThere() throws {
    // (z + z')√(V/12 + V/12), V = p' + d' − (p' − d')² of 6/3/3 with pseudo-answers.
    let plain = try NetPromoterScore(promoters: 6, passives: 3, detractors: 3)
    let (p, d) = (6.75 / 15, 3.75 / 15)
    let variance = 10_000 * (p + d - (p - d) * (p - d))
    expectClose(
      try plain.smallestDetectableChange(nextCount: 12), 2.80158521811296844 * (variance / 6).squareRoot(), within: 1e-9
    )
    let stated = try NetPromoterScore(promoters: 6, passives: 3, detractors: 3, population: 14)
    let n = 12 / (2.0 / 13)
    let (p2, d2) = ((n / 2 + 0.75) / (n + 3), (n / 4 + 0.75) / (n + 3))
    let variance2 = 10_000 * (p2 + d2 - (p2 - d2) * (p2 - d2))
    expectClose(
      try stated.smallestDetectableChange(nextCount: 12), 2.80158521811296844 * (variance2 / 6).squareRoot(),
      within: 1e-9)
  }
}
