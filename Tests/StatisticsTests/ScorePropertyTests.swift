import Foundation
import Statistics
import Testing

/// What must hold for any answers, tried on many from a fixed seed.
@Suite struct ScorePropertyTests {
  static func answers(_ count: Int, scale: ClosedRange<Int>, seed: UInt64) -> [Double?] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      Int.random(in: 0..<8, using: &generator) == 0 ? nil : Double(Int.random(in: scale, using: &generator))
    }
  }

  @Test(arguments: 1...20)
  func theOrderOfAnswersChangesNothing(seed: Int) throws {
    let answers = Self.answers(7 * seed, scale: 0...10, seed: UInt64(seed))
    var generator = SeededGenerator(seed: 99)
    let shuffled = answers.shuffled(using: &generator)
    let (first, second) = (try Histogram(answers: answers), try Histogram(answers: shuffled))
    #expect(first == second)
    #expect(try NetPromoterScore(first) == NetPromoterScore(second))
    let weights = answers.indices.map { 0.5 + Double($0 % 4) }
    let order = answers.indices.shuffled(using: &generator)
    let weighted = try NetPromoterScore(Histogram(answers: answers, weights: weights))
    let reordered = try NetPromoterScore(
      Histogram(answers: order.map { answers[$0] }, weights: order.map { weights[$0] }))
    expectClose(weighted.estimate.value, reordered.estimate.value, within: 1e-12)
  }

  @Test(arguments: NetPromoterScore.IntervalMethod.allCases)
  func onePromoterMoreNeverLowersTheScore(method: NetPromoterScore.IntervalMethod) throws {
    for n in [2, 5, 12, 40] {
      for detractors in 0...(n / 2) {
        var last: Estimate?
        for promoters in 0...(n - detractors) {
          let score = try NetPromoterScore(
            promoters: promoters, passives: n - detractors - promoters, detractors: detractors, intervalMethod: method
          ).estimate
          let interval = try #require(score.interval)
          #expect(interval.low >= -100 && interval.high <= 100)
          #expect(interval.low <= score.centre && score.centre <= interval.high)
          if let last { #expect(score.value > last.value) }
          if method == .adjustedWald, let before = last?.interval {
            #expect(interval.high >= before.high - 1e-9 && interval.low >= before.low - 1e-9)
          }
          last = score
        }
      }
    }
  }

  @Test func swappingPromotersAndDetractorsTurnsTheSign() throws {
    for method in NetPromoterScore.IntervalMethod.allCases {
      let score = try NetPromoterScore(promoters: 11, passives: 7, detractors: 4, intervalMethod: method).estimate
      let mirrored = try NetPromoterScore(promoters: 4, passives: 7, detractors: 11, intervalMethod: method).estimate
      expectClose(score.value, -mirrored.value, within: 1e-12)
      expectClose(score.interval?.low, -(try #require(mirrored.interval).high), within: 1e-9)
    }
  }

  @Test func equalWeightsChangeOnlyTheTotal() throws {
    let answers = Self.answers(120, scale: 1...10, seed: 3)
    let plain = try ReportGrade(Histogram(answers: answers))
    let doubled = try ReportGrade(Histogram(answers: answers, weights: [Double](repeating: 2, count: 120)))
    expectClose(doubled.estimate.effectiveN, Double(plain.estimate.n), within: 1e-12)
    expectClose(doubled.mean.standardDeviation, try #require(plain.mean.standardDeviation), within: 1e-12)
    for (one, other) in [(plain.estimate, doubled.estimate), (plain.ninesAndTens, doubled.ninesAndTens)] {
      expectClose(other.interval?.low, try #require(one.interval).low, within: 1e-12)
      expectClose(other.interval?.high, try #require(one.interval).high, within: 1e-12)
    }
    let shares = [plain.fails, plain.sixesAndSevens, plain.eights, plain.ninesAndTens]
    expectClose(shares.reduce(0) { $0 + $1.value }, 100, within: 1e-12)
  }

  @Test func theWholePopulationLeavesNoUncertainty() throws {
    let answers = try Histogram(counts: [9: 6, 7: 3, 4: 3])
    for population in [nil, 1000, 30, 13, 12] as [Int?] {
      let net = try NetPromoterScore(answers, population: population).estimate
      let mean = try MeanScore(answers, scale: 0...10, population: population).estimate
      let share = try BoxShare(answers, scale: 0...10, population: population).estimate
      for estimate in [net, mean, share] {
        let interval = try #require(estimate.interval)
        if population == 12 {
          #expect(interval.low == estimate.value && interval.high == estimate.value)
          #expect(estimate.isCensus)
        } else {
          #expect(interval.width > 0)
        }
      }
    }
    let widths = try [nil, 1000, 30, 13].map { population in
      try #require(try NetPromoterScore(answers, population: population).estimate.interval).width
    }
    #expect(widths == widths.sorted(by: >))
    // SE × √((N − n)/(N − 1))
    let plain = try NetPromoterScore(answers, intervalMethod: .wald).estimate
    let corrected = try NetPromoterScore(answers, intervalMethod: .wald, population: 30).estimate
    expectClose(
      corrected.standardError, try #require(plain.standardError) * (18.0 / 29).squareRoot(), within: 1e-12)
    #expect(throws: StatisticsError.populationSmallerThanSample(population: 11, answered: 12)) {
      try NetPromoterScore(answers, population: 11)
    }
    let before = try NetPromoterScore(promoters: 5, passives: 4, detractors: 3, population: 12)
    let counted = try NetPromoterScore(answers, population: 12).difference(from: before)
    #expect(counted.statistic == nil && counted.p == 0 && counted.interval.width == 0)
  }

  @Test func nothingIsMadeOfNothing() throws {
    let empty = try Histogram(counts: [Int: Int](), missing: 7)
    #expect(throws: StatisticsError.noAnswers) { try NetPromoterScore(empty) }
    #expect(throws: StatisticsError.noAnswers) { try ReportGrade(empty) }
    #expect(throws: StatisticsError.noAnswers) { try BoxShare(Histogram(counts: [9: 3]), scale: 1...5) }
    #expect(throws: StatisticsError.notFinite(row: 1, column: 0)) { try Histogram(answers: [1, .nan]) }
    #expect(throws: StatisticsError.negativeCount(value: 3)) { try Histogram(counts: [3: -1]) }
    #expect(throws: StatisticsError.countTooLarge(value: 3)) { try Histogram(counts: [3: .max, 4: .max]) }
    #expect(throws: StatisticsError.countTooLarge(value: 6)) {
      try PairedSums.netPromoter([(earlier: 6, later: 9, count: .max)])
    }
    #expect(throws: StatisticsError.impossibleWeight(value: 5)) {
      try Histogram(tallies: [Histogram.Tally(value: 5, count: 2, weight: 3, squaredWeight: 1)])
    }
    #expect(throws: StatisticsError.probabilityOutOfRange(1)) {
      try NetPromoterScore(Histogram(counts: [9: 3]), level: 1)
    }
    let one = try MeanScore(Histogram(counts: [8: 1]), scale: 1...10)
    #expect(one.estimate.value == 8 && one.estimate.interval == nil)
    #expect(throws: StatisticsError.tooFewAnswers(count: 1, needed: 2)) { try one.difference(from: one) }
  }

  @Test func bandsHaveNoHoles() throws {
    let halves = try Histogram(answers: stride(from: 0, through: 10, by: 0.5).map { $0 })
    let score = try NetPromoterScore(halves)
    expectClose(score.promoters + score.passives + score.detractors, 100, within: 1e-12)
    let grade = try ReportGrade(halves)
    expectClose(
      grade.fails.value + grade.sixesAndSevens.value + grade.eights.value + grade.ninesAndTens.value, 100, within: 1e-12
    )
    #expect(grade.outOfRange == 2)
    for scale in [1...4, 1...5, 1...7, 0...10] {
      let answers = try Histogram(counts: [Int](repeating: 3, count: scale.count), from: scale.lowerBound)
      let parts = try Favourability(answers, scale: scale)
      expectClose(parts.favourable.value, parts.unfavourable.value, within: 1e-12)
      expectClose(parts.favourable.value + parts.neutral.value + parts.unfavourable.value, 100, within: 1e-12)
    }
    let passives = try Favourability(Histogram(counts: [Int](repeating: 1, count: 11)), scale: 0...10, middle: 7...8)
    expectClose(passives.favourable.value, 200.0 / 11, within: 1e-12)
    expectClose(passives.unfavourable.value, 700.0 / 11, within: 1e-12)
  }

  /// A quick look; the table with more draws is in docs/statistics.md.
  @Test func intervalsCoverAboutAsOftenAsTheyPromise() throws {
    var generator = SeededGenerator(seed: 2026)
    var covered = (net: 0, share: 0, mean: 0)
    let draws = 2000
    for _ in 0..<draws {
      let answers = (0..<30).map { _ -> Double? in
        let u = Double.random(in: 0..<1, using: &generator)
        return u < 0.45 ? 9 : u < 0.8 ? 7 : 4
      }
      let histogram = try Histogram(answers: answers)
      let truth = (net: 25.0, share: 45.0, mean: 0.45 * 9 + 0.35 * 7 + 0.2 * 4)
      if try NetPromoterScore(histogram).estimate.interval?.contains(truth.net) == true { covered.net += 1 }
      if try BoxShare(histogram, scale: 0...10).estimate.interval?.contains(truth.share) == true { covered.share += 1 }
      if try MeanScore(histogram, scale: 0...10).estimate.interval?.contains(truth.mean) == true { covered.mean += 1 }
    }
    for count in [covered.net, covered.share, covered.mean] {
      #expect((0.93...0.975).contains(Double(count) / Double(draws)), "covered \(count) of \(draws)")
    }
  }
}
