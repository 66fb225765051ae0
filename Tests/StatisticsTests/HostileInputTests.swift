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

extension Difference {
  fileprivate var asEstimate: Estimate {
    Estimate(value: value, standardError: standardError, interval: interval, n: firstN, method: method)
  }
}
