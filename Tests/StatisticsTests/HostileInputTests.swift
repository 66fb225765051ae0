import Foundation
import Statistics
import Testing

/// Whatever comes in, what comes out is a typed refusal or a finite figure.
@Suite struct HostileInputTests {
  static let nasty: [Double] = [
    .nan, .infinity, -.infinity, 0, -0.0, 1e308, -1e308, .leastNonzeroMagnitude, 1e-300, .pi, 9, 7, 6.5, 10.000_000_1,
    -1,
  ]

  private func expectFinite(_ make: () throws -> [Estimate], _ label: String) throws {
    do {
      for estimate in try make() {
        let numbers = [estimate.value, estimate.centre, estimate.interval?.low, estimate.interval?.high]
        let broken = numbers.compactMap { $0 }.filter { !$0.isFinite }
        #expect(broken.isEmpty, "\(label): \(estimate)")
      }
    } catch is StatisticsError {
      // A refusal that says why is the other good end.
    }
  }

  @Test(arguments: 1...200)
  func scoresAreFiniteOrRefused(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let size = Int.random(in: 0...12, using: &generator)
    // Half of the rounds have no NaN or infinity, so that something is left to count.
    let pool = seed.isMultiple(of: 2) ? Self.nasty : Self.nasty.filter(\.isFinite)
    let answers = (0..<size).map { _ in Bool.random(using: &generator) ? pool.randomElement(using: &generator) : 8 }
    let weights = answers.map { _ in Bool.random(using: &generator) ? 1 : pool.randomElement(using: &generator) ?? 1 }
    for make in [{ try Histogram(answers: answers) }, { try Histogram(answers: answers, weights: weights) }] {
      let histogram: Histogram
      do {
        histogram = try make()
      } catch is StatisticsError {
        continue
      }
      try expectFinite({ [try NetPromoterScore(histogram).estimate] }, "NPS of \(answers), \(weights)")
      try expectFinite({ [try NetPromoterScore(histogram, intervalMethod: .score).estimate] }, "score of \(answers)")
      try expectFinite({ [try ReportGrade(histogram).estimate] }, "grade of \(answers), \(weights)")
      try expectFinite({ [try MeanScore(histogram).estimate] }, "mean of \(answers), \(weights)")
      try expectFinite({ [try BoxShare(histogram, scale: 0...10).estimate] }, "box of \(answers)")
    }
  }

  @Test(arguments: 1...100)
  func driversAreFiniteOrRefused(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let pool = seed.isMultiple(of: 3) ? Self.nasty : Self.nasty.filter { $0.isFinite && abs($0) < 100 }
    let rows = Int.random(in: 0...90, using: &generator)
    let columns = (0..<4).map { _ in
      (0..<rows).map { _ in
        Int.random(in: 0..<9, using: &generator) == 0
          ? pool.randomElement(using: &generator) : Double(Int.random(in: 1...5, using: &generator))
      }
    }
    try expectFinite(
      {
        let analysis = try DriverAnalysis(Moments(columns: columns), outcome: 0, drivers: [1, 2, 3])
        return analysis.drivers.flatMap { driver in
          [driver.correlation] + [driver.shapley, driver.relativeWeight].compactMap { $0?.estimate }
            + [driver.regression?.estimate].compactMap { $0 }
        }
      }, "drivers of seed \(seed)")
    try expectFinite(
      { [try Reliability(Moments(columns: columns, missing: .listwise), items: [0, 1, 2, 3]).estimate] },
      "alpha of seed \(seed)")
    try expectFinite(
      { [try PairedSums(earlier: columns[0], later: columns[1]).difference()].map(\.asEstimate) },
      "pairs of seed \(seed)")
  }
}

/// What a caller might get wrong is a refusal as well, and never a trap.
@Suite struct HostileSettingTests {
  private func unit(_ value: Double, _ error: Double) -> Estimate {
    Estimate(value: value, standardError: error, interval: nil, n: 20, method: .meanT)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func unitsThatAreNoNumbersAreNamed(value: Double) {
    let good = (1...4).map { unit(Double($0), 1) }
    for bad in [unit(value, 1), unit(2, value)] {
      #expect(throws: StatisticsError.notFinite(row: 4, column: 0)) { try Ranking(good + [bad]) }
      #expect(throws: StatisticsError.notFinite(row: 4, column: 0)) { try Shrinkage(good + [bad]) }
    }
    func subject(_ importance: Double, _ performance: Double) -> ImportancePerformance.Subject {
      ImportancePerformance.Subject(variable: 1, importance: unit(importance, 1), performance: unit(performance, 1))
    }
    #expect(throws: StatisticsError.notFinite(row: 1, column: 0)) {
      try ImportancePerformance([subject(1, 7), subject(value, 7)])
    }
    #expect(throws: StatisticsError.notFinite(row: 0, column: 1)) { try ImportancePerformance([subject(1, value)]) }
    #expect(throws: StatisticsError.notFinite(row: 1, column: 1)) {
      try ImportancePerformance([subject(1, 7)], performanceLine: value)
    }
  }

  @Test func negativeNumbersOfDrawsAreRefused() throws {
    #expect(throws: StatisticsError.notPositive(-1)) {
      try KrippendorffAlpha(coders: [[1, 2], [1, 2]], scale: .nominal, draws: -1)
    }
    let columns: [[Double?]] = [[1, 2, 3, 4, 5, 4], [2, 2, 3, 5, 4, 4]]
    #expect(throws: StatisticsError.notPositive(-1)) { try Moments.bootstrap(columns: columns, count: -1) }
    #expect(throws: StatisticsError.notPositive(-1)) {
      try Moments(columns: columns).replicates(count: -1, variables: [0, 1])
    }
    #expect(throws: StatisticsError.notPositive(0)) {
      try ActionEffect(
        Panel(units: EffectDigitTests.staggered), inference: .wildBootstrap(draws: 0, seed: 1))
    }
  }

  @Test func aBootstrapOfRaggedColumnsIsRefused() {
    #expect(throws: StatisticsError.raggedRow(row: 1, expected: 3, found: 2)) {
      try Moments.bootstrap(columns: [[1, 2, 3], [1, 2]], count: 2)
    }
    #expect(throws: StatisticsError.shapeMismatch(expected: 3, found: 1)) {
      try Moments.bootstrap(columns: [[1, 2, 3], [1, 2, 4]], weights: [1], count: 2)
    }
  }

  @Test func pairsThatCannotBeAreRefused() {
    #expect(throws: StatisticsError.impossibleWeight(value: 9)) { try PairedSums(pairs: 3, sum: 9, sumOfSquares: 20) }
    #expect(throws: StatisticsError.impossibleWeight(value: 1)) {
      try PairedSums(pairs: 2, weight: 3, squaredWeight: 1, sum: 1, sumOfSquares: 5)
    }
    #expect(throws: StatisticsError.notFinite(row: 1, column: 2)) {
      try PairedSums(earlier: [1, 2], later: [2, 2], weights: [1, .nan])
    }
    #expect(throws: StatisticsError.negativeCount(value: -1)) {
      try PairedSums(earlier: [1, 2], later: [2, 2], weights: [1, -1])
    }
    #expect(throws: StatisticsError.shapeMismatch(expected: 2, found: 1)) {
      try PairedSums(earlier: [1, 2], later: [2, 2], weights: [1])
    }
    #expect(throws: StatisticsError.tooFewAnswers(count: 1, needed: 2)) {
      try PairedSums(earlier: [1, 2], later: [2, nil]).difference()
    }
  }
}

extension Difference {
  fileprivate var asEstimate: Estimate {
    Estimate(value: value, standardError: standardError, interval: interval, n: firstN, method: method)
  }
}
