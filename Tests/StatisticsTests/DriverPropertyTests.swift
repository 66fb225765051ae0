import Foundation
import Statistics
import Testing

@Suite struct DriverPropertyTests {
  static func analysis(_ columns: [[Double?]], drivers: [Int]) throws -> DriverAnalysis {
    try DriverAnalysis(Moments(columns: columns), outcome: 0, drivers: drivers)
  }

  private func expectSame(_ first: DriverAnalysis.Driver, _ second: DriverAnalysis.Driver) throws {
    expectClose(first.shapley?.estimate.value, try #require(second.shapley?.estimate.value), within: 1e-12)
    expectClose(
      first.relativeWeight?.estimate.value, try #require(second.relativeWeight?.estimate.value), within: 1e-12)
    expectClose(
      abs(try #require(first.regression).estimate.value), abs(try #require(second.regression).estimate.value),
      within: 1e-12)
  }

  @Test func theOrderOfDriversAndOfPeopleChangesNothing() throws {
    let columns = DriverAnalysisTests.columns(rows: 120, seed: 21)
    let plain = try Self.analysis(columns, drivers: [1, 2, 3, 4])
    let turned = try Self.analysis(columns, drivers: [4, 2, 1, 3])
    for driver in plain.drivers {
      try expectSame(driver, #require(turned.drivers.first { $0.variable == driver.variable }))
    }
    var generator = SeededGenerator(seed: 2)
    let order = columns[0].indices.shuffled(using: &generator)
    let shuffled = try Self.analysis(columns.map { column in order.map { column[$0] } }, drivers: [1, 2, 3, 4])
    for (one, other) in zip(plain.drivers, shuffled.drivers) { try expectSame(one, other) }
  }

  @Test func anotherScaleOrDirectionChangesNoImportance() throws {
    var columns = DriverAnalysisTests.columns(rows: 120, seed: 22)
    let plain = try Self.analysis(columns, drivers: [1, 2, 3, 4])
    columns[1] = columns[1].map { $0.map { 1000 + 25 * $0 } }
    columns[2] = columns[2].map { $0.map { 6 - $0 } }
    let changed = try Self.analysis(columns, drivers: [1, 2, 3, 4])
    for (one, other) in zip(plain.drivers, changed.drivers) { try expectSame(one, other) }
    expectClose(changed.drivers[1].correlation.value, -plain.drivers[1].correlation.value, within: 1e-12)
  }

  @Test func aFarOriginCostsNoDigits() throws {
    var columns = DriverAnalysisTests.columns(rows: 120, seed: 23)
    let plain = try Self.analysis(columns, drivers: [1, 2, 3, 4])
    columns[3] = columns[3].map { $0.map { 1e9 + $0 } }
    let far = try Self.analysis(columns, drivers: [1, 2, 3, 4])
    for (one, other) in zip(plain.drivers, far.drivers) {
      expectClose(one.shapley?.estimate.value, try #require(other.shapley?.estimate.value), within: 1e-9)
    }
  }

  @Test func sumsOfTwoGroupsAreTheSumsOfAll() throws {
    let columns = DriverAnalysisTests.columns(rows: 90, seed: 24)
    func sums(_ rows: Range<Int>) throws -> Moments {
      try Moments(variableCount: 5) { i, j in
        var pair = PairMoments()
        for row in rows {
          guard let x = columns[i][row], let y = columns[j][row] else { continue }
          pair = PairMoments(
            count: pair.count + 1, sumFirst: pair.sumFirst + x, sumSecond: pair.sumSecond + y,
            sumFirstSquared: pair.sumFirstSquared + x * x, sumSecondSquared: pair.sumSecondSquared + y * y,
            sumProducts: pair.sumProducts + x * y)
        }
        return pair
      }
    }
    var joined = try sums(0..<40)
    try joined.add(sums(40..<90))
    #expect(joined == (try sums(0..<90)))
    let fromAnswers = try Moments(columns: columns)
    for i in 0..<5 {
      for j in 0..<5 {
        expectClose(joined.correlation(i, j), try #require(fromAnswers.correlation(i, j)), within: 1e-12)
      }
    }
    // Sums around means can't be added to plain sums.
    #expect(throws: StatisticsError.notComparable) { try joined.add(fromAnswers) }
  }

  @Test func oneDriverExplainsItsSquaredCorrelation() throws {
    let columns = DriverAnalysisTests.columns(rows: 80, seed: 25)
    let analysis = try Self.analysis(columns, drivers: [1])
    let driver = try #require(analysis.drivers.first)
    let squared = driver.correlation.value * driver.correlation.value
    for value in [driver.shapley?.estimate.value, driver.relativeWeight?.estimate.value, analysis.rSquared] {
      expectClose(value, squared, within: 1e-12)
    }
    expectClose(driver.regression?.estimate.value, driver.correlation.value, within: 1e-12)
  }
}
