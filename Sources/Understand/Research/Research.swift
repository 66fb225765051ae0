import Columns
public import Listen
public import People
public import Statistics
public import Values

/// Everything that was answered to one survey, in columns, and what the numbers in the columns stand for.
///
/// It is a value: whoever holds one asks several questions of the same frozen numbers.
public struct Research: Sendable {
  public let organisation: ID<Organisation>
  public let survey: Survey
  /// What is scored. The place of a measure is that of its column.
  public let measures: [Measure]
  public let choices: [Choice]
  /// The waves in the order in which they were held. The place of a wave is not its period, see `period(of:)`.
  public let waves: [Wave]
  /// The organisation's units, also those of the past, with their places over time.
  public let units: [Unit]
  public let placements: [UnitPlacement]
  let frame: Frame
  let numbers: ColumnNumbers
  let cubes: CubeShelf
  private let organised: OrganisedDays
  let keptDrivers: KeptDrivers
  /// By period: how often its rows have changed so far.
  let changes: [Int: Int]

  init(
    _ plan: ColumnPlan, frame: Frame, cubes: CubeShelf, keptDrivers: KeptDrivers, changes: [Int: Int]
  ) {
    organisation = plan.organisation
    survey = plan.survey
    measures = plan.measures
    choices = plan.choices
    waves = plan.waves
    units = plan.units
    placements = plan.placements
    numbers = plan.numbers
    organised = plan.organised
    self.frame = frame
    self.cubes = cubes
    self.keptDrivers = keptDrivers
    self.changes = changes
  }

  public func measure(_ kind: Measure.Kind) -> Int? { measures.firstIndex { $0.kind == kind } }

  public func wave(_ id: ID<Wave>) -> Wave? { waves.first { $0.id == id } }

  /// The wave held before this one.
  public func wave(before id: ID<Wave>) -> Wave? {
    waves.firstIndex { $0.id == id }.flatMap { $0 > 0 ? waves[$0 - 1] : nil }
  }

  /// The organisation as it was organised on a day.
  public func tree(on day: Day) -> UnitTree {
    organised.tree(on: day) { UnitTree(day: day, units: units, placements: placements) }
  }

  /// Whether responses weigh differently, so that every figure must weigh them.
  public var isWeighted: Bool { frame.schema.hasWeights }

  public var responseCount: Int { frame.rowCount }

  /// The measure that the drivers are related to: the recommendation, else the grade, else the effort, else the measure that
  /// the survey names.
  public var outcome: Int? {
    survey.document.outcome.flatMap { key in measures.firstIndex { $0.key == key } }
      ?? measure(.recommendation) ?? measure(.grade) ?? measure(.effort)
  }

  /// The drivers, without the one that serves as the outcome.
  public var drivers: [Int] {
    measures.indices.filter { measures[$0].kind == .driver && $0 != outcome }
  }
}

/// Which responses a figure is about.
public struct Selection: Hashable, Sendable {
  /// Those of these units; nothing means all, also those without a unit.
  public var units: [ID<Unit>]?
  public var waves: [ID<Wave>]

  public init(units: [ID<Unit>]? = nil, waves: [ID<Wave>]) {
    self.units = units
    self.waves = waves
  }

  /// A unit and everything below it in a tree. The top of the organisation stands for all responses.
  public init(_ unit: ID<Unit>, in tree: UnitTree, waves: [ID<Wave>]) {
    let isTop = tree.depth(of: unit) == 0 && tree.roots.count == 1
    self.init(units: isTop ? nil : tree.range(of: unit).map { tree.units[$0].map(\.id) } ?? [unit], waves: waves)
  }
}

extension Research {
  /// How often each answer was given to a measure, in the measure's own unit, weighted where the research is.
  public func histogram(_ measure: Int, _ selection: Selection) throws -> Histogram {
    let table = try tabulation(of: .item(measure), by: FrameGrouping(), where: try filter(selection))
    return try histogram(of: table.tally(), measure)
  }

  /// The same for every unit by itself (without what lies below it) and every period, in one pass.
  func tabulation(_ measure: Int, waves: [ID<Wave>]) throws -> [ID<Unit>: [ID<Wave>: Histogram]] {
    let table = try tabulation(
      of: .item(measure), by: FrameGrouping(units: .each, periods: .each(0..<max(1, numbers.waves.count))),
      where: try filter(Selection(waves: waves)))
    var histograms: [ID<Unit>: [ID<Wave>: Histogram]] = [:]
    for (unit, number) in numbers.unit {
      for wave in waves {
        guard let period = numbers.period[wave] else { continue }
        let tally = table.tally(unit: number, period: period)
        if tally.total > 0 { histograms[unit, default: [:]][wave] = try histogram(of: tally, measure) }
      }
    }
    return histograms
  }

  /// Counted from the kept cube where that suffices, else from the rows; the counts are the same either way.
  func tabulation(of column: FrameColumn, by grouping: FrameGrouping, where filter: FrameFilter) throws -> Tabulation {
    guard !isWeighted else { return try frame.tabulation(of: column, by: grouping, where: filter, weighted: true) }
    return try cubes.tabulation(of: column, by: grouping, where: filter, in: frame).table
  }

  /// What the rows of some waves have been through: equal as long as they are the same rows.
  func state(of waves: [ID<Wave>]) -> [Int] {
    waves.map { numbers.period[$0].flatMap { changes[$0] } ?? 0 }
  }

  /// How many responses are in a selection.
  public func count(_ selection: Selection) throws -> Int { try frame.count(where: try filter(selection)) }

  func filter(_ selection: Selection) throws -> FrameFilter {
    var filter = FrameFilter()
    if let units = selection.units { filter.units = .directlyIn(units.compactMap { numbers.unit[$0] }) }
    let periods = selection.waves.compactMap { numbers.period[$0] }.sorted()
    filter.periods = periods.map { $0..<$0 + 1 }
    return filter
  }

  func histogram(of tally: Tally, _ measure: Int) throws -> Histogram {
    let steps = Double(numbers.steps[measure])
    let lowest = Double(numbers.lowest[measure])
    let tallies = tally.counts.enumerated().compactMap { code, count -> Histogram.Tally? in
      guard count > 0 else { return nil }
      let value = lowest + Double(code) / steps
      guard isWeighted else { return Histogram.Tally(value: value, count: count) }
      let weight = tally.weight(of: code)
      return Histogram.Tally(value: value, count: count, weight: weight.sum, squaredWeight: weight.sumOfSquares)
    }
    return try Histogram(tallies: tallies, missing: tally.missing + tally.notApplicable)
  }

  /// The value that a column's code stands for.
  func value(_ code: Double, _ measure: Int) -> Double {
    Double(numbers.lowest[measure]) + code / Double(numbers.steps[measure])
  }
}
