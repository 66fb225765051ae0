import Foundation
import Statistics
import Testing

@Suite struct EffectTests {
  typealias Unit = Panel.Unit

  @Test func withoutNoiseTheEffectIsExactEvenWhereItGrows() throws {
    // A common trend 0, 1, 3, 4, 6; an effect of 5 that grows by 2 each wave for those who acted early, 1 for the late.
    let trend = [0.0, 1, 3, 4, 6]
    var units: [Unit] = []
    for level in 0..<6 { units.append(Unit(outcomes: trend.map { $0 + Double(level) }, actedFrom: nil)) }
    func acted(_ from: Int, _ size: Double, _ growth: Double, _ level: Double) -> Unit {
      Unit(
        outcomes: trend.enumerated().map { wave, value in
          value + level + (wave < from ? 0 : size + growth * Double(wave - from))
        }, actedFrom: from)
    }
    units += [acted(2, 5, 2, 1), acted(2, 5, 2, 4), acted(3, 1, 0, 2), acted(3, 1, 0, 7)]
    // A breath of noise, so that errors exist; it cancels in the means of each side.
    units = units.enumerated().map { index, unit in
      let noise = index.isMultiple(of: 2) ? 0.01 : -0.01
      let outcomes = unit.outcomes.enumerated().map { wave, value in
        value.map { wave.isMultiple(of: 2) ? $0 + noise : $0 }
      }
      return Unit(outcomes: outcomes, actedFrom: unit.actedFrom)
    }
    let effect = try ActionEffect(Panel(units: units), inference: .wildBootstrap(draws: 499, seed: 1))
    func value(_ group: Int, _ wave: Int) -> Double? {
      effect.groupTimes.first { $0.group == group && $0.wave == wave }?.estimate.value
    }
    for (wave, expected) in [(1, 0.0), (2, 5), (3, 7), (4, 9)] { expectClose(value(2, wave), expected, within: 1e-9) }
    for (wave, expected) in [(1, 0.0), (2, 0), (3, 1), (4, 1)] { expectClose(value(3, wave), expected, within: 1e-9) }
    expectClose(effect.overall.value, (5 + 7 + 9 + 1 + 1) / 5.0, within: 1e-9)
    #expect(effect.horizons.map(\.wavesSince) == [-2, -1, 0, 1, 2])
    expectClose(effect.horizons[2].estimate.value, 3, within: 1e-9)
    #expect(effect.p < 0.01)
  }

  @Test func unitsThatActedAreNeverTheComparison() throws {
    // Nobody stays untouched: the last group's waves can't be compared, and the first group only until the second acts.
    let units = [
      Unit(outcomes: [1, 2, 9, 9], actedFrom: 1), Unit(outcomes: [2, 3.5, 9, 9], actedFrom: 1),
      Unit(outcomes: [3, 3, 8, 9], actedFrom: 2), Unit(outcomes: [1, 1.2, 7, 9], actedFrom: 2),
    ]
    let effect = try ActionEffect(Panel(units: units))
    #expect(effect.groupTimes.map { [$0.group, $0.wave] } == [[1, 1]])
    #expect(effect.warnings.contains(.noComparison(group: 1, wave: 2)))
    #expect(effect.warnings.contains(.noComparison(group: 2, wave: 2)))
    #expect(effect.warnings.contains(.noPlacebo))
    #expect(effect.placebo == nil)
    expectClose(effect.overall.value, 1.25 - 0.1, within: 1e-12)
  }

  @Test func anEffectBeforeTheActionIsCaught() throws {
    var generator = SeededGenerator(seed: 5)
    func noise() -> Double { Double.random(in: -0.2...0.2, using: &generator) }
    func team(_ waves: [Double], actedFrom: Int?) -> Unit {
      Unit(outcomes: waves.map { $0 + noise() }, actedFrom: actedFrom)
    }
    let untouched = (0..<20).map { _ in team([5, 5, 5, 5], actedFrom: nil) }
    let honest = (0..<10).map { _ in team([6, 6, 6, 7], actedFrom: 3) }
    let drifting = (0..<10).map { _ in team([6, 6.5, 7, 8], actedFrom: 3) }
    let clean = try ActionEffect(Panel(units: untouched + honest), inference: .wildBootstrap(draws: 499, seed: 1))
    #expect(try #require(clean.placebo).p > 0.05)
    #expect(try #require(clean.overall.interval).contains(1))
    #expect(clean.p < 0.01)
    let suspect = try ActionEffect(Panel(units: untouched + drifting), inference: .wildBootstrap(draws: 499, seed: 1))
    #expect(try #require(suspect.placebo).p < 0.01)
    #expect(suspect.placebo?.horizons == 2)
  }

  @Test func clustersWidenTheIntervalAndTheSeedFixesIt() throws {
    var generator = SeededGenerator(seed: 9)
    var units: [Unit] = []
    for cluster in 0..<12 {
      let shared = Double.random(in: -1...1, using: &generator)
      for _ in 0..<5 {
        let own = Double.random(in: -0.1...0.1, using: &generator)
        units.append(Unit(outcomes: [0, shared + own], actedFrom: cluster < 6 ? 1 : nil, cluster: cluster))
      }
    }
    let alone = units.map { Unit(outcomes: $0.outcomes, actedFrom: $0.actedFrom) }
    let clustered = try ActionEffect(Panel(units: units), inference: .clustered)
    let naive = try ActionEffect(Panel(units: alone), inference: .clustered)
    #expect(clustered.overall.value == naive.overall.value)
    #expect(try #require(clustered.overall.interval).width > 1.8 * (try #require(naive.overall.interval).width))
    let wild = try ActionEffect(Panel(units: units), inference: .wildBootstrap(draws: 499, seed: 3))
    #expect(try ActionEffect(Panel(units: units), inference: .wildBootstrap(draws: 499, seed: 3)) == wild)
    #expect(wild.overall.method == .effectGroupTimeWildBootstrap)
  }

  @Test func badPanelsAreRefused() throws {
    let unit = Unit(outcomes: [1, 2], actedFrom: nil)
    #expect(throws: StatisticsError.tooFewAnswers(count: 1, needed: 2)) { try Panel(units: [unit]) }
    #expect(throws: StatisticsError.raggedRow(row: 1, expected: 2, found: 3)) {
      try Panel(units: [unit, Unit(outcomes: [1, 2, 3], actedFrom: 1)])
    }
    #expect(throws: StatisticsError.notFinite(row: 0, column: 1)) {
      try Panel(units: [Unit(outcomes: [1, .nan], actedFrom: 1), unit])
    }
    #expect(throws: StatisticsError.tooFewAnswers(count: 0, needed: 1)) {
      try ActionEffect(Panel(units: [unit, unit]))
    }
  }
}
