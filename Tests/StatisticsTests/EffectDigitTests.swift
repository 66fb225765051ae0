import Statistics
import Testing

/// Effects of actions beside an independent program (numpy): the influence of every unit, summed within clusters, and the wild
/// bootstrap over *all* combinations of its weights instead of a draw of them.
@Suite struct EffectDigitTests {
  typealias Unit = Panel.Unit

  /// Eleven teams of seven clusters in five waves, with weights and gaps.
  static let staggered: [Unit] = [
    Unit(outcomes: [46, 47.5, 55.5, 56, 59.5], actedFrom: nil, weight: 10, cluster: 0),
    Unit(outcomes: [41.5, 44.5, 47, nil, 57], actedFrom: nil, weight: 14, cluster: 0),
    Unit(outcomes: [52, 55, 52, 56.5, 62], actedFrom: nil, weight: 8, cluster: 1),
    Unit(outcomes: [56.5, 59, 66, 64, 66.5], actedFrom: nil, weight: 20, cluster: 1),
    Unit(outcomes: [46.5, 48, 56, 60, 59], actedFrom: nil, weight: 12, cluster: 2),
    Unit(outcomes: [46.5, 49, 60, 63, 69], actedFrom: 2, weight: 9, cluster: 3),
    Unit(outcomes: [48.5, 55.5, 63.5, 69, nil], actedFrom: 2, weight: 15, cluster: 3),
    Unit(outcomes: [54.5, 57, 67.5, 72.5, 74], actedFrom: 2, weight: 11, cluster: 4),
    Unit(outcomes: [43, 44, 45, 57, 62.5], actedFrom: 3, weight: 16, cluster: 5),
    Unit(outcomes: [nil, 53, 53.5, 65, 68], actedFrom: 3, weight: 7, cluster: 5),
    Unit(outcomes: [58, 62, 65.5, 73, 76.5], actedFrom: 3, weight: 13, cluster: 2),
  ]

  @Test func everyGroupAndWaveWithClusteredErrors() throws {
    let effect = try ActionEffect(Panel(units: Self.staggered), inference: .clustered)
    let expected = [
      (2, 1, 2.0952380952380953, 1.1041287915906688), (2, 2, 5.637142857142857, 1.0599123523455551),
      (2, 3, 7.437142857142856, 2.5022571811187464), (2, 4, 8.459375, 2.213549935485072),
      (3, 1, -0.7258794845001737, 1.75962056100502), (3, 2, -3.3038194444444446, 0.928318076298882),
      (3, 3, 9.297777777777776, 2.5742285408900245), (3, 4, 9.788194444444443, 2.46867467212743),
    ]
    #expect(effect.groupTimes.count == expected.count)
    for (found, (group, wave, value, error)) in zip(effect.groupTimes, expected) {
      #expect(found.group == group && found.wave == wave)
      expectClose(found.estimate.value, value)
      expectClose(found.estimate.standardError, error)
    }
    for (found, (since, value, error, p)) in zip(
      effect.horizons,
      [
        (-2, -0.7258794845001737, 1.75962056100502, 0.6970499081597175),
        (-1, -0.64231220657277, 0.6216683510648735, 0.34886888462072074),
        (0, 7.493239436619717, 1.7069054088119562, 0.0070881711460053),
        (1, 8.629225352112675, 2.2252912598134738, 0.011667880211752038),
        (2, 8.459375, 2.213549935485072, 0.01235254901626588),
      ])
    {
      #expect(found.wavesSince == since)
      expectClose(found.estimate.value, value)
      expectClose(found.estimate.standardError, error)
      expectClose(found.p, p)
    }
    expectClose(effect.overall.value, 8.110385802469136)
    expectClose(effect.overall.standardError, 1.7590298988731574)
    expectClose(effect.p, 0.005783841095982144)
    expectClose(effect.overall.interval?.low, 3.5886554960846135)
    expectClose(effect.overall.interval?.high, 12.632116108853658)
    #expect(effect.warnings == [.fewClusters(count: 6)])
  }

  /// Without staggering, weights or clusters it is Welch's error of the two sides' moves.
  @Test func twoWavesAreWelchsComparisonOfMoves() throws {
    let (acted, others) = ([3.0, 5, 4, 8], [1.0, 2, 0, 1, 3])
    let units =
      acted.map { Unit(outcomes: [10, 10 + $0], actedFrom: 1) }
      + others.map { Unit(outcomes: [20, 20 + $0], actedFrom: nil) }
    let effect = try ActionEffect(Panel(units: units), inference: .clustered)
    let welch = try MeanScore(Histogram(answers: acted.map { $0 })).difference(
      from: MeanScore(Histogram(answers: others.map { $0 })))
    expectClose(effect.overall.value, welch.value, within: 1e-12)
    expectClose(effect.overall.standardError, welch.standardError, within: 1e-12)
  }

  struct Enumerated: Sendable {
    let units: [Unit]
    /// t, p and 95% of |t| over all combinations, for the wave of the action and the one after.
    let waves: [(t: Double, p: Double, critical: Double)]
    let placebo: (t: Double, p: Double)
  }

  /// Five clusters: Webb's six weights, 7,776 combinations. Twelve: signs, 4,096.
  static let enumerated = [
    Enumerated(
      units: [
        Unit(outcomes: [10, 11, 12, 19], actedFrom: 2), Unit(outcomes: [14, 14, 16, 21], actedFrom: 2),
        Unit(outcomes: [9, 11, 11, 12], actedFrom: nil), Unit(outcomes: [12, 12, 14, 14], actedFrom: nil),
        Unit(outcomes: [8, 9, 9, 11], actedFrom: nil),
      ],
      waves: [(1, 0.3837448559670782, 4.594424866831035), (9.70725343394151, 0.014146090534979424, 5.452574551621994)],
      placebo: (0.6546536707079772, 0.6080246913580247)),
    Enumerated(
      units: [
        Unit(outcomes: [55.5, 56, 61, 63.5], actedFrom: 2), Unit(outcomes: [41, 46, 52, 48], actedFrom: 2),
        Unit(outcomes: [46.5, 54, 57.5, 64], actedFrom: 2), Unit(outcomes: [51.5, 53.5, 61.5, 60.5], actedFrom: 2),
        Unit(outcomes: [41, 49, 49, 56], actedFrom: 2), Unit(outcomes: [43.5, 44, 46.5, 51.5], actedFrom: nil),
        Unit(outcomes: [42, 43, 48, 48], actedFrom: nil), Unit(outcomes: [46.5, 51, 50, 58.5], actedFrom: nil),
        Unit(outcomes: [43, 46.5, 43, 43], actedFrom: nil), Unit(outcomes: [49.5, 46.5, 47, 50.5], actedFrom: nil),
        Unit(outcomes: [57, 59, 63, 60], actedFrom: nil), Unit(outcomes: [40, 40, 50, 45], actedFrom: nil),
      ],
      waves: [
        (0.9339561784699432, 0.373046875, 2.215694714804402), (1.4820139768508371, 0.16357421875, 2.116484071893416),
      ],
      placebo: (1.937908904896891, 0.103515625)),
  ]

  @Test(arguments: enumerated)
  func theWildBootstrapComesNearAllItsCombinations(expected: Enumerated) throws {
    let draws = 4000
    let effect = try ActionEffect(
      Panel(units: expected.units), inference: .wildBootstrap(draws: draws, seed: 11))
    /// Four times the chance error of a share of so many draws.
    func expectNear(_ found: Double, _ p: Double, _ label: String) {
      #expect(abs(found - p) < 4 * (p * (1 - p) / Double(draws)).squareRoot() + 1e-3, "\(label): \(found) against \(p)")
    }
    for (found, wanted) in zip(effect.horizons.suffix(2), expected.waves) {
      let error = try #require(found.estimate.standardError)
      let interval = try #require(found.estimate.interval)
      expectClose(found.estimate.value / error, wanted.t)
      expectNear(found.p, wanted.p, "wave \(found.wavesSince)")
      #expect(abs(interval.width / 2 / error / wanted.critical - 1) < 0.1, "\(interval.width / 2 / error)")
    }
    let placebo = try #require(effect.placebo)
    expectClose(placebo.largestStatistic, expected.placebo.t)
    expectNear(placebo.p, expected.placebo.p, "placebo")
  }
}
