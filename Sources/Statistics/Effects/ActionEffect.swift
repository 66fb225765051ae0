import Foundation

/// What actions did, for units that acted in different waves: group-time effects that compare each group with units that have
/// not acted yet, never with ones that already have.
///
/// `ATT(g, t) = mean over group g of (Y_t − Y_{g−1}) − mean over units untouched at t of (Y_t − Y_{g−1})`, for waves t ≥ g; for
/// earlier waves the move from t − 1 to t is compared the same way, which should show nothing: the placebo. Source: Callaway
/// and Sant'Anna 2021, *J. Econometrics* 225(2), outcome regression without covariates. The figure rests on one assumption that
/// no test can prove: without the action the groups would have moved alike.
public struct ActionEffect: Sendable, Hashable, Codable {
  /// How intervals are made.
  public enum Inference: Sendable, Hashable, Codable {
    /// Standard errors clustered by `Panel.Unit.cluster`, Student's t with clusters − 1 degrees of freedom.
    case clustered
    /// Wild cluster bootstrap-t under random signs (Webb's six weights below 12 clusters). Better with few clusters. Where a
    /// side has one unit, never narrower than `clustered`.
    case wildBootstrap(draws: Int, seed: UInt64)
  }

  /// One group in one wave.
  public struct GroupTime: Sendable, Hashable, Codable {
    /// The wave from which the group acted.
    public let group: Int
    /// The wave looked at.
    public let wave: Int
    /// The effect in the unit of the outcome; `n` counts the units on both sides, `missing` those without both waves.
    public let estimate: Estimate
    /// Units of the group with both waves.
    public let actingUnits: Int
    /// Untouched units with both waves.
    public let untouchedUnits: Int

    /// Before the group acted: this should be nothing.
    public var isPlacebo: Bool { wave < group }
  }

  /// The effect so many waves after acting; negative is before.
  public struct Horizon: Sendable, Hashable, Codable {
    /// 0 is the first wave in which the action could show.
    public let wavesSince: Int
    /// The mean over groups, weighted by the size of each.
    public let estimate: Estimate
    /// Two-sided probability of an effect this far from nothing.
    public let p: Double
  }

  /// The joint test that nothing happened before the action.
  public struct Placebo: Sendable, Hashable, Codable {
    /// The largest |t| of the horizons before acting.
    public let largestStatistic: Double
    /// How often chance gives one as large, with the horizons' mutual dependence kept (wild bootstrap).
    public let p: Double
    /// How many horizons were tested.
    public let horizons: Int
  }

  /// What the reader must know.
  public enum Warning: Sendable, Hashable, Codable {
    /// Acted before the first measured wave or in it: there is no "before", so the unit was left out.
    case noBefore(units: Int)
    /// No untouched unit had both waves: the group has no effect for this wave.
    case noComparison(group: Int, wave: Int)
    /// A side of one unit has no spread of its own; the other side's was taken.
    case borrowedSpread(group: Int, wave: Int)
    /// Fewer than 10 clusters: intervals are rough.
    case fewClusters(count: Int)
    /// No group has two waves before it acted, so the placebo can't be tested.
    case noPlacebo
  }

  /// Every group and wave that could be compared, by group, then wave.
  public let groupTimes: [GroupTime]
  /// By waves since acting, ascending; negative ones are placebos.
  public let horizons: [Horizon]
  /// The mean of all group-time effects from acting on, weighted by the size of each group.
  public let overall: Estimate
  /// Two-sided probability of an overall effect this far from nothing.
  public let p: Double
  /// The placebo test; `nil` where there is nothing to test.
  public let placebo: Placebo?
  /// What the reader must know.
  public let warnings: [Warning]

  /// - Throws: `tooFewAnswers` (no group that acted can be compared, or fewer than two clusters), `zeroVariance` (all units move
  ///   exactly alike: no error can be told), `probabilityOutOfRange`, `notPositive` (draws).
  public init(
    _ panel: Panel, inference: Inference = .wildBootstrap(draws: 1999, seed: 1), level: Double = 0.95
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    var (cells, warnings) = Self.cells(panel)
    guard cells.contains(where: { !$0.isPlacebo }) else { throw .tooFewAnswers(count: 0, needed: 1) }
    let clusters = Clusters(panel, cells)
    guard clusters.count >= 2 else { throw .tooFewAnswers(count: clusters.count, needed: 2) }
    if clusters.count < 10 { warnings.append(.fewClusters(count: clusters.count)) }
    let since = Set(cells.map(\.wavesSince)).sorted()
    var targets = cells.indices.map { EffectTarget(cells: cells, members: [$0]) }
    targets += since.map { e in EffectTarget(cells: cells, members: cells.indices.filter { cells[$0].wavesSince == e })
    }
    targets.append(EffectTarget(cells: cells, members: cells.indices.filter { !cells[$0].isPlacebo }))
    let errors = targets.map { $0.standardError(cells, clusters) }
    guard (errors.last ?? 0) > 0 else { throw .zeroVariance(variable: 0) }

    let draws: [[Double]]
    let placeboDraws: Int
    switch inference {
    case .clustered:
      draws = []
      placeboDraws = 999
    case .wildBootstrap(let count, let seed):
      guard count > 0 else { throw .notPositive(Double(count)) }
      draws = WildBootstrap(seed: seed).statistics(targets, cells, clusters, draws: count)
      placeboDraws = count
    }
    let judge = Judge(draws: draws, degreesOfFreedom: Double(clusters.count - 1), level: level)
    var judged: [(estimate: Estimate, p: Double)] = []
    for (index, target) in targets.enumerated() {
      judged.append(try judge.estimate(target, errors[index], at: index, cells: cells))
    }
    groupTimes = cells.indices.map { cell in
      GroupTime(
        group: cells[cell].group, wave: cells[cell].wave, estimate: judged[cell].estimate,
        actingUnits: cells[cell].acting.units.count, untouchedUnits: cells[cell].untouched.units.count)
    }
    horizons = since.indices.map {
      Horizon(wavesSince: since[$0], estimate: judged[cells.count + $0].estimate, p: judged[cells.count + $0].p)
    }
    overall = judged[judged.count - 1].estimate
    p = judged[judged.count - 1].p
    let before = since.indices.filter { since[$0] < 0 }.map { cells.count + $0 }
    placebo = Self.placebo(
      before.map { targets[$0] }, before.map { errors[$0] }, cells, clusters, draws: placeboDraws)
    if placebo == nil { warnings.append(.noPlacebo) }
    self.warnings = warnings
  }

  private static func cells(_ panel: Panel) -> (cells: [EffectCell], warnings: [Warning]) {
    var cells: [EffectCell] = []
    var warnings: [Warning] = []
    let early = panel.units.count { unit in unit.actedFrom.map { $0 <= 0 } ?? false }
    if early > 0 { warnings.append(.noBefore(units: early)) }
    let groups = Set(panel.units.compactMap(\.actedFrom)).filter { $0 > 0 && $0 < panel.waveCount }.sorted()
    for group in groups {
      for wave in 1..<panel.waveCount {
        let base = wave < group ? wave - 1 : group - 1
        guard let cell = EffectCell(panel, group: group, wave: wave, base: base) else {
          if wave >= group { warnings.append(.noComparison(group: group, wave: wave)) }
          continue
        }
        if cell.isSpreadBorrowed { warnings.append(.borrowedSpread(group: group, wave: wave)) }
        cells.append(cell)
      }
    }
    return (cells, warnings)
  }

  private static func placebo(
    _ targets: [EffectTarget], _ errors: [Double], _ cells: [EffectCell], _ clusters: Clusters, draws count: Int
  ) -> Placebo? {
    let testable = targets.indices.filter { errors[$0] > 0 }
    guard !testable.isEmpty else { return nil }
    let largest = testable.map { abs(targets[$0].value / errors[$0]) }.max() ?? 0
    let draws = WildBootstrap(seed: 20_210_601)
      .statistics(testable.map { targets[$0] }, cells, clusters, draws: count)
    let asLarge = draws.count { draw in (draw.map(abs).max() ?? 0) >= largest }
    return Placebo(
      largestStatistic: largest, p: Double(asLarge + 1) / Double(draws.count + 1), horizons: testable.count)
  }
}

/// Turns an effect and its error into an estimate, by t or by bootstrap draws.
private struct Judge {
  let draws: [[Double]]
  let degreesOfFreedom: Double
  let level: Double

  func estimate(
    _ target: EffectTarget, _ error: Double, at index: Int, cells: [EffectCell]
  ) throws(StatisticsError) -> (estimate: Estimate, p: Double) {
    let student = try StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    let byT = (critical: student.quantile(0.5 + level / 2), p: error > 0 ? student.twoSided(target.value / error) : 1)
    var (critical, p) = byT
    var method = Method.effectGroupTimeClustered
    if !draws.isEmpty {
      let sizes = draws.map { abs($0[index]) }.sorted()
      let asLarge = error > 0 ? sizes.count { $0 >= abs(target.value / error) } : sizes.count
      critical = Percentile.quantile(sizes, level)
      p = Double(asLarge + 1) / Double(sizes.count + 1)
      method = .effectGroupTimeWildBootstrap
      // A borrowed spread has no sampling error in the draws; the wider of the two is the honest one.
      if target.members.contains(where: { cells[$0].isSpreadBorrowed }) {
        critical = max(critical, byT.critical)
        p = max(p, byT.p)
      }
    }
    let margin = critical * error
    let units = Set(target.members.flatMap { cells[$0].acting.units + cells[$0].untouched.units }).count
    let missing = target.members.map { cells[$0].missing }.max() ?? 0
    let estimate = Estimate(
      value: target.value, standardError: error > 0 ? error : nil,
      interval: error > 0
        ? Interval(low: target.value - margin, high: target.value + margin, level: level) : nil,
      n: units, missing: missing, method: method)
    return (estimate, p)
  }
}
