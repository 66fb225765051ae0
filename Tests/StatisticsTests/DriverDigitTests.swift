import Foundation
import Statistics
import Testing

/// More drivers than fit the exact method, words before a wider background, and an order of units, beside numpy and scipy.
@Suite struct DriverDigitTests {
  /// Sixteen drivers that all go together, and matter differently.
  static func sixteen() throws -> DriverCorrelations {
    let rows = (0..<16).map { i in (0..<16).map { j in i == j ? 1 : 0.5 * pow(0.8, abs(Double(i - j))) } }
    return try DriverCorrelations(
      drivers: SymmetricMatrix(rows: rows), outcome: (0..<16).map { 0.15 + 0.02 * Double(7 * $0 % 16) }, count: 900)
  }

  /// R² of all 65,536 subsets (numpy).
  static let exact = [
    0.004691325087833192, 0.028957054700343713, 0.0980407098942705, 0.012240047446376388, 0.0626404636030227,
    0.008038380785903246, 0.041564847998885844, 0.010291992132794376, 0.022380480023855676, 0.09170234094389897,
    0.013231083666503846, 0.06899916155588198, 0.009683749277678975, 0.05829359199268904, 0.007537425711847915,
    0.05494770654725388,
  ]

  @Test func sixteenDriversAreSampledWithAnHonestError() throws {
    let correlations = try Self.sixteen()
    let sampled = ShapleyImportance(correlations)
    #expect(sampled.method == .shapleySampled)
    expectClose(sampled.rSquared, 0.593240361369040, within: 1e-12)
    let distances = (0..<16).map { (sampled.raw[$0] - Self.exact[$0]) / sampled.samplingErrors[$0] }
    #expect(distances.allSatisfy { abs($0) < 4 }, "\(distances)")
    // Errors that are too large would hide everything: together they must fit what was found.
    let mean = (distances.reduce(0) { $0 + $1 * $1 } / 16).squareRoot()
    #expect((0.5...1.6).contains(mean), "\(mean)")
    #expect(zip(sampled.raw, Self.exact).allSatisfy { abs($0 - $1) < 0.002 })
    // Four times the orders, half the error; another seed, other orders.
    let more = ShapleyImportance(correlations, orders: 8000)
    let ratio = zip(more.samplingErrors, sampled.samplingErrors).map { $0 / $1 }.reduce(0, +) / 16
    #expect(abs(ratio - 0.5) < 0.05)
    #expect(ShapleyImportance(correlations, seed: 2).raw != sampled.raw)
    #expect(ShapleyImportance(correlations) == sampled)
  }

  @Test func sixteenDriversAreAnalysedWithTheirWarnings() throws {
    let correlations = try Self.sixteen()
    let moments = try Moments(variableCount: 17) { i, j in
      let r = i == j ? 1 : i == 0 ? correlations.outcome[j - 1] : correlations.drivers[i - 1, j - 1]
      return PairMoments(
        count: 900, sumFirst: 0, sumSecond: 0, sumFirstSquared: 900, sumSecondSquared: 900, sumProducts: 900 * r)
    }
    let analysis = try DriverAnalysis(moments, outcome: 0, drivers: Array(1...16))
    #expect(analysis.drivers.allSatisfy { $0.shapley?.estimate.method == .shapleySampled })
    #expect(analysis.warnings.isEmpty)
    let few = try Moments(variableCount: 17) { i, j in
      let sums = moments.pair(i, j)
      return PairMoments(
        count: 159, sumFirst: 0, sumSecond: 0, sumFirstSquared: 159, sumSecondSquared: 159,
        sumProducts: sums.sumProducts / 900 * 159)
    }
    let refused = try DriverAnalysis(few, outcome: 0, drivers: Array(1...16))
    #expect(refused.warnings == [.tooFewAnswers(count: 159, needed: 160)])
    #expect(refused.drivers.allSatisfy { $0.shapley == nil })
  }

  @Test func wordsBeforeAWiderBackground() throws {
    let background = ["wachttijd": 300, "vriendelijk": 500, "prijs": 120, "goed": 900, "mooi": 50]
    let odds = try WeightedLogOdds(
      first: LogOddsTests.first, second: LogOddsTests.second, background: background, priorTotal: 100)
    // δ, its error, and p after Benjamini-Hochberg (scipy).
    let expected = [
      "goed": (-0.12985153261774396, 0.14407016468854586, 0.4095847024021396),
      "prijs": (0.2128575012335665, 0.2581265211820147, 0.4095847024021396),
      "snel": (-5.630527571520091, 6.04438353580452, 0.4095847024021396),
      "vriendelijk": (-0.3757620053538244, 0.2067385343088305, 0.17282424298323812),
      "wachttijd": (0.7751189058205963, 0.24347667183160845, 0.007274178546938017),
    ]
    #expect(odds.words.count == expected.count && odds.priorTotal == 100)
    for word in odds.words {
      let wanted = try #require(expected[word.word])
      expectClose(word.estimate.value, wanted.0, within: 1e-12)
      expectClose(word.estimate.standardError, wanted.1, within: 1e-12)
      expectClose(word.adjustedP, wanted.2, within: 1e-12)
      expectClose(word.estimate.interval?.high, wanted.0 + 1.95996398454005424 * wanted.1, within: 1e-12)
    }
  }

  @Test func pairsOfUnitsDifferAsScipySays() throws {
    let units = zip([25.0, 60, 0, 30, 20, 44], [3.0, 2, 4, 6, 5, 7]).map {
      Estimate(value: $0, standardError: $1, interval: nil, n: 30, method: .npsAdjustedWald)
    }
    let ranking = try Ranking(units)
    let distinct: Set<Set<Int>> = [
      [0, 1], [0, 2], [0, 5], [1, 2], [1, 3], [1, 4], [1, 5], [2, 3], [2, 4], [2, 5], [4, 5],
    ]
    for first in 0..<6 {
      for second in 0..<6 where first != second {
        let (a, b) = (ranking.places[first].unit, ranking.places[second].unit)
        #expect(ranking.isDistinct(first, second) == distinct.contains([a, b]), "\(a) and \(b)")
      }
    }
  }

  @Test func theRuleOfRelevanceHoldsAtItsEdges() throws {
    let rule = try Relevance(practicalMinimum: 10)
    func difference(_ value: Double, p: Double, margin: Double, n: Int = 10) throws -> Relevance.Verdict {
      // Two means of ten with an error that gives this margin; p is given as after Benjamini-Hochberg.
      let critical = try StudentDistribution(degreesOfFreedom: Double(n - 1)).quantile(0.975)
      let error = margin / critical
      let scale = error * Double(n).squareRoot()
      let pairs = try PairedSums(
        pairs: n, sum: Double(n) * value,
        sumOfSquares: Double(n) * value * value + scale * scale * Double(n - 1))
      let made = try pairs.difference()
      #expect(abs(made.interval.width / 2 - margin) < 1e-9)
      return rule.verdict(on: made, adjustedP: p)
    }
    #expect(try difference(10, p: 0.049, margin: 5) == .relevant)
    #expect(try difference(10, p: 0.05, margin: 5) == .notShown)
    #expect(try difference(9.99, p: 0.049, margin: 5) == .certainButSmall)
    #expect(try difference(20, p: 0.0099, margin: 5) == .strong)
    #expect(try difference(20, p: 0.01, margin: 5) == .relevant)
    #expect(try difference(-20, p: 0.0099, margin: 5) == .strong)
    #expect(try difference(19.99, p: 0.0099, margin: 5) == .relevant)
    #expect(try difference(2, p: 0.6, margin: 7.9) == .aboutTheSame)
    #expect(try difference(2, p: 0.6, margin: 8.1) == .notShown)
    #expect(try difference(-2, p: 0.6, margin: 8.1) == .notShown)
    #expect(try difference(30, p: 0.0001, margin: 5, n: 9) == .tooFewAnswers)
  }
}
