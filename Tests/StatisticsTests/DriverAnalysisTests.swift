import Foundation
import Statistics
import Testing

@Suite struct DriverAnalysisTests {
  /// Answers on 1-5: three drivers of different strength, one idle, and an outcome.
  static func columns(rows: Int, seed: UInt64) -> [[Double?]] {
    var generator = SeededGenerator(seed: seed)
    func noise() -> Double { (0..<4).reduce(0) { sum, _ in sum + Double.random(in: -0.9...0.9, using: &generator) } }
    var columns = [[Double?]](repeating: [], count: 5)
    for _ in 0..<rows {
      let mood = noise()
      let parts = [mood + noise(), 0.5 * mood + noise(), 0.2 * mood + noise(), noise()]
      let outcome = 0.8 * parts[0] + 0.5 * parts[1] + 0.2 * parts[2] + noise()
      for (index, value) in ([outcome] + parts).enumerated() {
        columns[index].append(max(1, min(5, (3 + value).rounded())))
      }
    }
    return columns
  }

  @Test func aDriverThatFewRatedStaysOutWhereItWouldTakeTheWeightsOfAllAway() throws {
    var columns = Self.columns(rows: 300, seed: 11)
    for row in 0..<300 where row >= 40 { columns[4][row] = nil }
    let rare = try Moments(columns: columns, missing: .pairwise)
    #expect(try DriverAnalysis.covered(rare, outcome: 0, drivers: [1, 2, 3, 4]) == [1, 2, 3])
    #expect(try DriverAnalysis(rare, outcome: 0, drivers: [1, 2, 3, 4]).rSquared == nil)

    // Enough answers for all: nobody stays out, however rare.
    for row in 40..<80 { columns[4][row] = 3 }
    #expect(
      try DriverAnalysis.covered(Moments(columns: columns, missing: .pairwise), outcome: 0, drivers: [1, 2, 3, 4]) == [
        1, 2, 3, 4,
      ])

    // Where all are rare, leaving one out helps nobody.
    let few = try Moments(columns: columns.map { Array($0.prefix(30)) }, missing: .pairwise)
    #expect(try DriverAnalysis.covered(few, outcome: 0, drivers: [1, 2, 3, 4]) == [1, 2, 3, 4])
  }

  @Test func theStrongestDriverLeadsWithItsUncertainty() throws {
    let moments = try Moments(columns: Self.columns(rows: 300, seed: 11))
    let replicates = try moments.replicates(count: 200, variables: [0, 1, 2, 3, 4])
    let analysis = try DriverAnalysis(moments, outcome: 0, drivers: [1, 2, 3, 4], replicates: replicates)
    let shapley = analysis.drivers.compactMap(\.shapley)
    #expect(shapley.count == 4)
    #expect(shapley[0].estimate.value > shapley[1].estimate.value)
    #expect(shapley[1].estimate.value > shapley[3].estimate.value)
    expectClose(shapley.reduce(0) { $0 + $1.estimate.value }, try #require(analysis.rSquared), within: 1e-12)
    expectClose(shapley.reduce(0) { $0 + $1.share }, 100, within: 1e-12)
    for driver in analysis.drivers {
      let interval = try #require(driver.relativeWeight?.estimate.interval)
      #expect(interval.low < interval.high)
      #expect(try #require(driver.shapley?.estimate.interval).contains(driver.shapley?.estimate.value ?? -1))
    }
    #expect(try #require(analysis.drivers[0].leadingFrequency) > 0.95)
    #expect(analysis.warnings.isEmpty)
    #expect(analysis.n == 300 && analysis.missing == 0)
  }

  @Test func replicatesFromSumsSpreadLikeThoseFromAnswers() throws {
    let columns = Self.columns(rows: 250, seed: 4)
    let moments = try Moments(columns: columns)
    func width(_ replicates: [Moments]) throws -> Double {
      let analysis = try DriverAnalysis(moments, outcome: 0, drivers: [1, 2, 3, 4], replicates: replicates)
      return try #require(analysis.drivers[0].shapley?.estimate.interval).width
    }
    let fromAnswers = try width(Moments.bootstrap(columns: columns, count: 300))
    let fromSums = try width(moments.replicates(count: 300, variables: [0, 1, 2, 3, 4]))
    #expect(abs(fromSums / fromAnswers - 1) < 0.25, "\(fromSums) against \(fromAnswers)")
  }

  @Test func tooFewAnswersLeaveOnlyCorrelations() throws {
    let analysis = try DriverAnalysis(
      Moments(columns: Self.columns(rows: 45, seed: 2)), outcome: 0, drivers: [1, 2, 3, 4])
    #expect(analysis.warnings == [.tooFewAnswers(count: 45, needed: 50)])
    #expect(analysis.rSquared == nil)
    #expect(analysis.drivers.allSatisfy { $0.shapley == nil && $0.relativeWeight == nil && $0.regression == nil })
    #expect(analysis.drivers.allSatisfy { $0.correlation.interval != nil })
  }

  @Test func aConstantDriverIsLeftOutAndAConstantOutcomeRefused() throws {
    var columns = Self.columns(rows: 100, seed: 3)
    columns[2] = columns[2].map { _ in 4.1 }
    let analysis = try DriverAnalysis(Moments(columns: columns), outcome: 0, drivers: [1, 2, 3])
    #expect(analysis.warnings.contains(.constantDriver(variable: 2)))
    #expect(analysis.drivers.map(\.variable) == [1, 3])
    #expect(throws: StatisticsError.zeroVariance(variable: 2)) {
      try DriverAnalysis(Moments(columns: columns), outcome: 2, drivers: [1, 3])
    }
    #expect(throws: StatisticsError.zeroVariance(variable: 2)) {
      try DriverAnalysis(Moments(columns: columns), outcome: 0, drivers: [2])
    }
  }

  @Test func twinsAreNamed() throws {
    var columns = Self.columns(rows: 200, seed: 8)
    columns[4] = columns[1]
    let analysis = try DriverAnalysis(Moments(columns: columns), outcome: 0, drivers: [1, 2, 4])
    #expect(analysis.warnings.contains(.collinear))
    #expect(analysis.warnings.contains { if case .closePair(1, 4, _) = $0 { true } else { false } })
    #expect(analysis.drivers.allSatisfy { $0.regression == nil })
    expectClose(
      analysis.drivers[0].shapley?.estimate.value, try #require(analysis.drivers[2].shapley?.estimate.value),
      within: 1e-9)
    columns[4] = columns[1].enumerated().map { $0 % 20 == 0 ? $1.map { 6 - $0 } : $1 }
    let near = try DriverAnalysis(Moments(columns: columns), outcome: 0, drivers: [1, 2, 4])
    #expect(near.drivers.allSatisfy { $0.regression != nil })
  }

  @Test func gapsUseThePairsThatAreThere() throws {
    var columns = Self.columns(rows: 400, seed: 6)
    columns[3] = columns[3].enumerated().map { $0.isMultiple(of: 2) ? $1 : nil }
    let pairwise = try Moments(columns: columns)
    #expect(pairwise.count(0, 1) == 400 && pairwise.count(0, 3) == 200)
    let analysis = try DriverAnalysis(pairwise, outcome: 0, drivers: [1, 2, 3])
    #expect(analysis.warnings.contains(.unevenAnswers(smallest: 200, largest: 400)))
    #expect(analysis.n == 200 && analysis.missing == 200)
    let listwise = try Moments(columns: columns, missing: .listwise)
    #expect(listwise.count(0, 1) == 200)
  }

  @Test func impossibleCorrelationsAreRepairedAndSaid() throws {
    // Each pair was answered by others, so that the three correlations can't hold together.
    func pair(_ r: Double) -> PairMoments {
      PairMoments(
        count: 100, sumFirst: 0, sumSecond: 0, sumFirstSquared: 100, sumSecondSquared: 100, sumProducts: 100 * r)
    }
    let values = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]
    let moments = try Moments(variableCount: 3) { pair(values[$0][$1]) }
    let analysis = try DriverAnalysis(moments, outcome: 0, drivers: [1, 2])
    #expect(analysis.warnings.contains { if case .impossibleCorrelations = $0 { true } else { false } })
    #expect(try #require(analysis.rSquared) <= 1 + 1e-9)
  }

  @Test func wrongVariablesAreRefused() throws {
    let moments = try Moments(columns: Self.columns(rows: 60, seed: 1))
    #expect(throws: StatisticsError.noSuchVariable(9)) { try DriverAnalysis(moments, outcome: 0, drivers: [9]) }
    #expect(throws: StatisticsError.repeatedVariable(0)) { try DriverAnalysis(moments, outcome: 0, drivers: [0, 1]) }
    #expect(throws: StatisticsError.repeatedVariable(1)) { try DriverAnalysis(moments, outcome: 0, drivers: [1, 1]) }
    #expect(throws: StatisticsError.tooFewAnswers(count: 0, needed: 1)) {
      try DriverAnalysis(moments, outcome: 0, drivers: [])
    }
    #expect(throws: StatisticsError.notFinite(row: 1, column: 1)) {
      try Moments(columns: [[1, 2, 3], [1, .infinity, 2]])
    }
    #expect(throws: StatisticsError.raggedRow(row: 1, expected: 3, found: 2)) {
      try Moments(columns: [[1, 2, 3], [1, 2]])
    }
  }

  @Test func weightsCountAsCopies() throws {
    let columns = Self.columns(rows: 80, seed: 14)
    let weights = (0..<80).map { Double(1 + $0 % 3) }
    let weighted = try Moments(columns: columns, weights: weights)
    let copied = try Moments(
      columns: columns.map { column in zip(column, weights).flatMap { [Double?](repeating: $0, count: Int($1)) } })
    for i in 0..<5 {
      expectClose(weighted.mean(i), try #require(copied.mean(i)), within: 1e-12)
      for j in 0..<5 { expectClose(weighted.correlation(i, j), try #require(copied.correlation(i, j)), within: 1e-12) }
    }
    let total = weights.reduce(0, +)
    let squared = weights.reduce(0) { $0 + $1 * $1 }
    expectClose(weighted.pair(0, 1).effectiveCount, total * total / squared, within: 1e-12)
    let analysis = try DriverAnalysis(weighted, outcome: 0, drivers: [1, 2, 3])
    #expect(analysis.n == 80)
    #expect(analysis.drivers[0].correlation.n == 80)
    expectClose(analysis.drivers[0].regression?.estimate.effectiveN, total * total / squared, within: 1e-12)
  }

  @Test func quadrantsKnowWhenAPointIsOnTheLine() throws {
    func estimate(_ value: Double, _ margin: Double) -> Estimate {
      Estimate(
        value: value, standardError: margin / 2,
        interval: Interval(low: value - margin, high: value + margin, level: 0.95),
        n: 100, method: .meanT)
    }
    let subjects = [(0.3, 6.5), (0.3, 8.4), (0.05, 6.4), (0.05, 8.5), (0.17, 7.4)].enumerated().map {
      ImportancePerformance.Subject(
        variable: $0, importance: estimate($1.0, 0.05), performance: estimate($1.1, 0.3))
    }
    let matrix = try ImportancePerformance(subjects, performanceLine: 7.5)
    #expect(
      matrix.points.map(\.quadrant) == [.concentrateHere, .keepUp, .lowPriority, .possibleOverkill, .lowPriority])
    #expect(matrix.points.map(\.isClear) == [true, true, true, true, false])
    expectClose(matrix.importanceLine, 0.174, within: 1e-12)
    #expect(throws: StatisticsError.noAnswers) { try ImportancePerformance([]) }
  }
}
