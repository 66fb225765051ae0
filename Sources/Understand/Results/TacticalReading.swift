public import Listen
public import People
public import Statistics
public import Values

/// One wave as a manager reads it: my unit against the rest of the whole, its drivers and its teams.
public struct TacticalReading: Hashable, Sendable {
  /// A measure of the unit beside the same of everyone outside it.
  public struct Comparison: Hashable, Sendable {
    public let figure: Figure
    /// Everyone outside the unit.
    public let rest: Estimate
    /// The unit minus the rest; nothing where too little is known to tell.
    public let difference: Difference?
    /// After Benjamini and Hochberg over all comparisons of the reading.
    public let verdict: Relevance.Verdict
  }

  public let survey: Survey
  public let wave: Wave
  public let previous: Wave?
  public let unit: Unit
  /// From the top down to the unit.
  public let path: [Unit]
  public let treeDay: Day
  public let responses: Int
  public let isWeighted: Bool
  public let headline: [Comparison]
  public let promotership: [Figure]
  public let drivers: [Comparison]
  public let values: [Comparison]
  public let trend: [Figure]
  public let teams: UnitComparison?
  /// What matters for the outcome within the unit; of the whole where the unit has too few answers for that.
  public let driverReading: DriverReading?
  public let isDriverReadingOfWhole: Bool

  /// Where the unit is really better, or really worse, than the rest.
  public var differences: [Comparison] {
    (headline + drivers + values).filter { $0.verdict == .relevant || $0.verdict == .strong }
  }
}

extension Research {
  func tactical(_ place: ReadingPlace, tree: UnitTree) throws -> TacticalReading {
    guard let wave = wave(place.wave), let unit = tree.unit(place.unit) else { throw NotFound() }
    let selection = Selection(place.unit, in: tree, waves: [wave.id])
    let previous = self.wave(before: wave.id)
    let figures = FigureMaker(
      research: self, unit: unit.id, units: selection.units, wave: wave.id, before: previous?.id)
    let all = try figures.headline() + figures.scores { $0 == .driver || $0 == .value }
    let comparisons = try compared(all, units: selection.units, wave: wave.id)
    let own = try driverReading(selection)
    let isOwnEnough = own?.drivers.contains { $0.importance != nil } ?? false
    return TacticalReading(
      survey: survey, wave: wave, previous: previous, unit: unit, path: tree.path(to: unit.id), treeDay: tree.day,
      responses: try count(selection), isWeighted: isWeighted,
      headline: comparisons.filter { $0.figure.measure.kind != .driver && $0.figure.measure.kind != .value },
      promotership: try figures.promotership(), drivers: comparisons.filter { $0.figure.measure.kind == .driver },
      values: comparisons.filter { $0.figure.measure.kind == .value }, trend: try figures.trend(),
      teams: try outcome.flatMap {
        try unitComparison($0, units: tree.children(of: unit.id), tree: tree, wave: wave.id, before: previous?.id)
      },
      driverReading: isOwnEnough ? own : try driverReading(Selection(waves: [wave.id])),
      isDriverReadingOfWhole: !isOwnEnough)
  }

  /// Each figure beside that of everyone outside the unit.
  private func compared(
    _ figures: [Figure], units: [ID<Unit>]?, wave: ID<Wave>
  ) throws -> [TacticalReading.Comparison] {
    var found: [(figure: Figure, rest: Estimate, difference: Difference?)] = []
    for figure in figures {
      guard let measure = measures.firstIndex(of: figure.measure) else { continue }
      let whole = try histogram(measure, Selection(waves: [wave]))
      let part = try histogram(measure, Selection(units: units, waves: [wave]))
      guard let rest = try score(figure.kind, whole.removing(part), measure) else { continue }
      found.append((figure, rest.estimate, try comparison(figure.score, rest)))
    }
    let adjusted = try FalseDiscovery.adjusted(found.map { $0.difference?.p ?? 1 })
    return try found.enumerated().map { place, line in
      TacticalReading.Comparison(
        figure: line.figure, rest: line.rest, difference: line.difference,
        verdict: try line.difference.map {
          try line.figure.score.relevance(of: line.figure.measure).verdict(on: $0, adjustedP: adjusted[place])
        } ?? .tooFewAnswers)
    }
  }
}
