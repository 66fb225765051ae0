import Foundation
import Statistics
import Testing

/// Expected tails by 40-digit arithmetic (mpmath).
@Suite struct DistributionTests {
  private func expectRelative(_ found: Double, _ expected: Double, _ label: String, within tolerance: Double = 1e-12) {
    #expect(abs(found - expected) <= tolerance * abs(expected), "\(label): \(found) against \(expected)")
  }

  @Test(arguments: [
    (0.5, 0.3085375387259869), (1.25, 0.10564977366685526), (1.959963984540054, 0.025000000000000014),
    (4.5, 3.3976731247300604e-6), (9, 1.1285884059538406e-19), (20, 2.7536241186062337e-89),
    (35, 1.1249107064724062e-268),
  ])
  func theNormalTailIsExact(z: Double, tail: Double) {
    let normal = NormalDistribution.standard
    expectRelative(normal.upperTail(z), tail, "tail of \(z)")
    expectRelative(normal.cumulative(-z), tail, "lower tail of \(z)")
    expectRelative(normal.quantile(tail), -z, "quantile of \(tail)")
  }

  @Test(arguments: [
    (0.1, 1, 0.46827448256944643), (2.5, 1, 0.1211189415908434), (1.96, 3, 0.072426104282426825),
    (2.2, 7.5, 0.030599732953058042), (4.3, 30, 8.3225487410633658e-5), (12, 30, 2.790092707599628e-13),
    (1.5, 441, 0.067164975019894523), (2, 100000, 0.022751481728753232), (6, 1_000_000, 9.8692490617721733e-10),
    (50, 2, 0.00019988007994404029),
  ])
  func studentsTailIsExact(t: Double, degrees: Double, tail: Double) throws {
    let student = try StudentDistribution(degreesOfFreedom: degrees)
    expectRelative(student.upperTail(t), tail, "tail of \(t), \(degrees)")
    expectRelative(student.quantile(tail), -t, "quantile of \(tail), \(degrees)")
    expectRelative(student.quantile(0.975), -student.quantile(0.025), "symmetry, \(degrees)")
  }

  @Test(arguments: [
    (0.2, 1, 0.65472084601857703, 0.34527915398142297), (3.84, 1, 0.050043521248705099, 0.9499564787512949),
    (11, 5, 0.051379983483069532, 0.94862001651693047), (2, 20, 0.99999988857452166, 1.1142547833872068e-7),
    (80, 40, 0.00017630289773856828, 0.99982369710226143), (300, 200, 5.9245403354839158e-6, 0.99999407545966452),
    (10300, 10000, 0.0176381174473454, 0.9823618825526546), (0.001, 3, 0.99999159208094195, 8.4079190580461591e-6),
    (99000, 100_000, 0.9875216843619172, 0.012478315638082799),
  ])
  func theChiSquaredTailsAreExact(x: Double, degrees: Double, upper: Double, lower: Double) throws {
    let chi = try ChiSquaredDistribution(degreesOfFreedom: degrees)
    expectRelative(chi.upperTail(x), upper, "upper tail of \(x), \(degrees)")
    expectRelative(chi.cumulative(x), lower, "lower tail of \(x), \(degrees)")
    if lower < 0.5 { expectRelative(chi.quantile(lower), x, "quantile of \(lower), \(degrees)") }
  }

  @Test(arguments: [
    (0.3, 1, 1, 0.68099427996002289, 0.31900572003997711), (4.2, 2, 30, 0.024651903288156619, 0.97534809671184338),
    (1.9, 42, 425, 0.00090236696555086541, 0.99909763303444913),
    (2.5, 98, 7283, 2.9716591058970942e-14, 0.99999999999997028),
    (0.7, 5, 12.5, 0.63355530444728149, 0.36644469555271851),
  ])
  func fishersTailsAreExact(f: Double, above: Double, below: Double, upper: Double, lower: Double) throws {
    let fisher = try FDistribution(numerator: above, denominator: below)
    expectRelative(fisher.upperTail(f), upper, "upper tail of \(f)")
    expectRelative(fisher.cumulative(f), lower, "lower tail of \(f)")
    if lower < 0.999 { expectRelative(fisher.quantile(lower), f, "quantile of \(lower)") }
  }

  @Test func quantilesUndoTheCumulativeEverywhere() throws {
    for p in [1e-300, 1e-100, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999] {
      for degrees in [0.5, 1, 2, 4.7, 30, 1e4] {
        let student = try StudentDistribution(degreesOfFreedom: degrees)
        if p > 1e-50 { expectRelative(student.cumulative(student.quantile(p)), p, "t \(degrees) \(p)", within: 1e-11) }
        let chi = try ChiSquaredDistribution(degreesOfFreedom: degrees)
        // Below that, the quantile itself leaves the range of numbers.
        if p > 1e-50 { expectRelative(chi.cumulative(chi.quantile(p)), p, "chi \(degrees) \(p)", within: 1e-11) }
        let fisher = try FDistribution(numerator: degrees, denominator: 12)
        if p > 1e-50 { expectRelative(fisher.cumulative(fisher.quantile(p)), p, "F \(degrees) \(p)", within: 1e-11) }
      }
      expectRelative(NormalDistribution.standard.cumulative(NormalDistribution.standard.quantile(p)), p, "normal \(p)")
    }
  }

  @Test func impossibleDistributionsAreRefused() {
    #expect(throws: StatisticsError.notPositive(0)) { try StudentDistribution(degreesOfFreedom: 0) }
    #expect(throws: StatisticsError.notPositive(-1)) { try ChiSquaredDistribution(degreesOfFreedom: -1) }
    #expect(throws: StatisticsError.notPositive(0)) { try FDistribution(numerator: 3, denominator: 0) }
    #expect(NormalDistribution.standard.quantile(1.5).isNaN)
    #expect(NormalDistribution.standard.quantile(1) == .infinity)
  }
}
