/// Units followed over waves, some of which acted: where the effect of actions is read from.
public struct Panel: Sendable, Hashable {
  /// One unit: its figures over the waves, and when it acted.
  public struct Unit: Sendable, Hashable {
    /// Its figure in each wave, in order; `nil` where it wasn't measured.
    public let outcomes: [Double?]
    /// The first wave (from 0) in which the action could show; `nil` for a unit that never acted.
    public let actedFrom: Int?
    /// How much the unit counts, such as its number of answers; 1 by default.
    public let weight: Double
    /// Units that share something (a department, a manager) and so don't move independently; by default each is its own.
    public let cluster: Int?

    /// One unit; outcomes in any unit of measurement, all units the same one.
    public init(outcomes: [Double?], actedFrom: Int?, weight: Double = 1, cluster: Int? = nil) {
      self.outcomes = outcomes
      self.actedFrom = actedFrom
      self.weight = weight
      self.cluster = cluster
    }
  }

  /// The units, in the order given.
  public let units: [Unit]
  /// The number of waves.
  public let waveCount: Int

  /// - Throws: `tooFewAnswers` (below two waves or two units), `raggedRow`, `notFinite`, `notPositive` (weight), with the unit
  ///   as row.
  public init(units: [Unit]) throws(StatisticsError) {
    guard units.count >= 2 else { throw .tooFewAnswers(count: units.count, needed: 2) }
    let waves = units[0].outcomes.count
    guard waves >= 2 else { throw .tooFewAnswers(count: waves, needed: 2) }
    for (row, unit) in units.enumerated() {
      guard unit.outcomes.count == waves else {
        throw .raggedRow(row: row, expected: waves, found: unit.outcomes.count)
      }
      for (column, outcome) in unit.outcomes.enumerated() where outcome?.isFinite == false {
        throw .notFinite(row: row, column: column)
      }
      guard unit.weight > 0, unit.weight.isFinite else { throw .notPositive(unit.weight) }
    }
    self.units = units
    waveCount = waves
  }

  /// Whether the unit has not acted by `wave`: the only units that one may compare with.
  func isUntouched(_ unit: Int, at wave: Int) -> Bool {
    units[unit].actedFrom.map { $0 > wave } ?? true
  }

  /// The unit's move between two waves; `nil` where either is missing.
  func change(of unit: Int, from earlier: Int, to later: Int) -> Double? {
    guard let before = units[unit].outcomes[earlier], let after = units[unit].outcomes[later] else { return nil }
    return after - before
  }
}
