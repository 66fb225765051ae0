import Foundation
import Statistics
import Testing

@Suite struct ComparisonTests {
  @Test func welchEqualsScipy() throws {
    let first = try MeanScore(Histogram(answers: [7, 8, 6, 9, 10, 5, 8]), scale: 1...10)
    let second = try MeanScore(Histogram(answers: [6, 7, 5, 8, 6, 7, 4, 9, 6]), scale: 1...10)
    let difference = try first.difference(from: second)
    expectClose(difference.statistic, 1.371868623676194, within: 1e-12)
    expectClose(difference.degreesOfFreedom, 12.094879275684136, within: 1e-12)
    expectClose(difference.p, 0.19501502840635118, within: 1e-12)
    expectClose(difference.interval.low, -0.6613451403956372, within: 1e-12)
    expectClose(difference.interval.high, 2.9153133943638903, within: 1e-12)
    let back = try second.difference(from: first)
    #expect(back.value == -difference.value && back.p == difference.p)
    #expect(throws: StatisticsError.notComparable) {
      try first.difference(from: MeanScore(Histogram(answers: [1, 2, 3]), scale: 0...10))
    }
  }

  @Test func falseDiscoveriesEqualScipy() throws {
    let adjusted = try FalseDiscovery.adjusted([0.01, 0.04, 0.03, 0.005, 0.2, 0.9, 0.04])
    for (found, expected) in zip(adjusted, [0.035, 0.056, 0.056, 0.035, 0.23333333333333336, 0.9, 0.056]) {
      expectClose(found, expected, within: 1e-12)
    }
    #expect(try FalseDiscovery.adjusted([]).isEmpty)
    #expect(throws: StatisticsError.probabilityOutOfRange(1.2)) { try FalseDiscovery.adjusted([0.2, 1.2]) }
  }

  private func unit(_ value: Double, _ error: Double, n: Int = 30) -> Estimate {
    Estimate(value: value, standardError: error, interval: nil, n: n, method: .npsAdjustedWald)
  }

  @Test func shrinkageEqualsTheOracle() throws {
    let shrunk = try Shrinkage(
      zip([24.0, 41, 35, 10, 52, 33], [5.0, 8, 6, 9, 12, 4]).map { unit($0, $1) })
    expectClose(shrunk.betweenVariance, 114.39092529814197, within: 1e-9)
    expectClose(shrunk.mean, 31.597715644167057, within: 1e-9)
    expectClose(shrunk.meanStandardError, 5.264151970917553, within: 1e-9)
    let values = [
      24.817597949211873, 38.97608696372547, 34.51134457122128, 15.372045701226332, 45.17794397651533,
      32.89675715710112,
    ]
    let errors = [
      4.825937781819701, 7.420568016458554, 5.645106244690147, 8.976759347130407, 11.128332737665712,
      3.8765187822340375,
    ]
    for (place, unit) in shrunk.units.enumerated() {
      expectClose(unit.estimate.value, values[place], within: 1e-9)
      expectClose(unit.estimate.standardError, errors[place], within: 1e-9)
    }
  }

  @Test func unitsThatDifferByChanceShrinkToOneMean() throws {
    let shrunk = try Shrinkage((26...34).map { unit(Double($0), 20) })
    #expect(shrunk.betweenVariance == 0)
    for (place, unit) in shrunk.units.enumerated() {
      // (k − 3)/(k − 1) of the way to the mean, and far more certain than alone.
      expectClose(unit.estimate.value, 30 + 0.25 * Double(place - 4), within: 1e-12)
      expectClose(unit.reliability, 0.25, within: 1e-12)
      #expect((unit.estimate.standardError ?? 20) < 13)
    }
    #expect(throws: StatisticsError.tooFewAnswers(count: 2, needed: 4)) { try Shrinkage([unit(1, 1), unit(2, 1)]) }
    let counted = Estimate(
      value: 4, standardError: 0, interval: nil, n: 9, populationFactor: 0, method: .npsAdjustedWald)
    #expect(throws: StatisticsError.notPositive(0)) {
      try Shrinkage([unit(1, 1), unit(2, 1), unit(3, 1), counted])
    }
  }

  @Test func aUnanimousTeamBorrowsTheSpreadOfTheOthers() throws {
    func team(_ answers: [Double]) throws -> Estimate { try Estimate(meanOf: Histogram(answers: answers)) }
    let unanimous = try team([8, 8, 8])
    let single = try team([9])
    #expect(unanimous.standardError == 0 && single.standardError == nil)
    let others = try [team([5, 6, 7, 9, 8, 6]), team([7, 7, 8, 6, 9, 5]), team([6, 5, 8, 9, 7, 7])]
    let ranking = try Ranking(others + [unanimous, single])
    // Three times an 8 is no proof against six answers around 7.
    #expect(ranking.bands == [0...4])
    let shrunk = try Shrinkage(others + [unanimous, single])
    #expect(shrunk.units[4].reliability <= shrunk.units[3].reliability)
    #expect(throws: StatisticsError.tooFewAnswers(count: 1, needed: 2)) { try Ranking([single, single]) }
  }

  @Test func bandsJoinUnitsThatCannotBeToldApart() throws {
    // 60 stands alone; 30 and 25 can't be told apart; 25 and 20 neither; 30 and 20 neither with these errors; 0 is apart.
    let ranking = try Ranking([unit(25, 2), unit(60, 2), unit(0, 2), unit(30, 2), unit(20, 2)])
    #expect(ranking.places.map(\.unit) == [1, 3, 0, 4, 2])
    #expect(ranking.isDistinct(0, 1))
    #expect(!ranking.isDistinct(1, 2))
    #expect(ranking.isDistinct(1, 3))
    #expect(ranking.bands == [0...0, 1...2, 2...3, 4...4])
    #expect(ranking.places.map(\.bestRank) == [1, 2, 2, 3, 5])
    #expect(ranking.places.map(\.worstRank) == [1, 3, 4, 4, 5])
    #expect(ranking.places[2].firstBand == 1 && ranking.places[2].lastBand == 2)
  }

  @Test func noRankingIsMadeOfNoise() throws {
    let ranking = try Ranking((0..<8).map { unit(Double($0), 20) })
    #expect(ranking.bands == [0...7])
    #expect(ranking.places.allSatisfy { $0.bestRank == 1 && $0.worstRank == 8 })
    #expect(try Ranking([]).places.isEmpty)
    #expect(try Ranking([unit(1, 1)]).bands == [0...0])
    let many = [Estimate](repeating: unit(1, 1), count: Ranking.limit + 1)
    #expect(throws: StatisticsError.tooManyUnits(count: 1501, limit: 1500)) { try Ranking(many) }
  }

  @Test func aDifferenceIsRelevantWhenLargeAndCertain() throws {
    let rule = try Relevance(practicalMinimum: 10)
    func scores(_ first: (Int, Int, Int), _ second: (Int, Int, Int)) throws -> Relevance.Verdict {
      let now = try NetPromoterScore(promoters: first.0, passives: first.1, detractors: first.2)
      let before = try NetPromoterScore(promoters: second.0, passives: second.1, detractors: second.2)
      return rule.verdict(on: try now.difference(from: before))
    }
    #expect(try scores((5, 2, 1), (1, 2, 5)) == .tooFewAnswers)
    #expect(try scores((12, 10, 8), (10, 10, 10)) == .notShown)
    #expect(try scores((4000, 3500, 2500), (3995, 3500, 2505)) == .aboutTheSame)
    #expect(try scores((4500, 3000, 2500), (4200, 3000, 2800)) == .certainButSmall)
    #expect(try scores((450, 350, 200), (380, 350, 270)) == .relevant)
    #expect(try scores((600, 250, 150), (380, 350, 270)) == .strong)
  }

  @Test func theRestIsTheWholeWithoutThePart() throws {
    let part = try Histogram(counts: [9: 4, 6: 1], missing: 1)
    let rest = try Histogram(counts: [9: 10, 7: 5], missing: 3)
    let whole = try part.adding(rest)
    #expect(try whole.removing(part) == rest)
    #expect(throws: StatisticsError.partExceedsWhole(value: 6)) { try rest.removing(part) }
  }

  @Test func netPromotersAreComparedPersonByPerson() throws {
    let sums = try PairedSums.netPromoter(
      [(earlier: 6, later: 9, count: 3), (earlier: 8, later: 8, count: 10), (earlier: 9, later: 7, count: 2)],
      missing: 4)
    #expect(sums.pairs == 15 && sums.missing == 4)
    #expect(sums.sum == 400 && sums.sumOfSquares == 140_000)
    let difference = try sums.difference()
    expectClose(difference.value, 400.0 / 15, within: 1e-12)
    #expect(difference.degreesOfFreedom == 14)
    #expect(throws: StatisticsError.zeroVariance(variable: 0)) {
      try PairedSums(earlier: [1, 2, 3], later: [2, 3, 4]).difference()
    }
  }
}
