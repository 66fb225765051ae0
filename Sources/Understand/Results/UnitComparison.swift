public import Listen
public import People
public import Statistics
public import Values

/// Units side by side on one measure, with bands of those that can't be told apart.
public struct UnitComparison: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let unit: Unit
    public let score: Score
    /// Against all other responses, never against a total that contains the unit; nothing where too little is known.
    public let difference: Difference?
    /// After Benjamini and Hochberg over all units of the comparison.
    public let verdict: Relevance.Verdict
    public let movement: Movement?
  }

  public let measure: Measure
  public let wave: ID<Wave>
  /// From high to low.
  public let lines: [Line]
  /// Units with fewer answers than may be ranked; they have stories, not places.
  public let small: [Line]
  /// Nothing with fewer than two units.
  public let ranking: Ranking?
}

extension Research {
  /// The fewest answers with which a unit is ranked.
  static let fewestForRank = 10

  func unitComparison(
    _ measure: Int, units: [Unit], tree: UnitTree, wave: ID<Wave>, before: ID<Wave>?
  ) throws -> UnitComparison? {
    let waves = [wave] + (before.map { [$0] } ?? [])
    let table = try tabulation(measure, waves: waves)
    let whole = try histogram(measure, Selection(waves: [wave]))
    func rolledUp(_ unit: ID<Unit>, _ wave: ID<Wave>) throws -> Histogram {
      let own = tree.range(of: unit).map { tree.units[$0].map(\.id) } ?? [unit]
      return try Histogram(
        tallies: own.flatMap { table[$0]?[wave]?.tallies ?? [] }.merged(),
        missing: own.reduce(0) { $0 + (table[$1]?[wave]?.missing ?? 0) })
    }
    var found: [(unit: Unit, score: Score, difference: Difference?, movement: Movement?)] = []
    for unit in units {
      let answers = try rolledUp(unit.id, wave)
      guard let score = try score(.score, answers, measure) else { continue }
      let rest = try self.score(.score, whole.removing(answers), measure)
      var movement: Movement?
      if let before, let earlier = try self.score(.score, rolledUp(unit.id, before), measure),
        let difference = try comparison(score, earlier)
      {
        movement = Movement(
          from: before, difference: difference,
          verdict: try score.relevance(of: measures[measure]).verdict(on: difference))
      }
      found.append((unit, score, try rest.flatMap { try comparison(score, $0) }, movement))
    }
    guard !found.isEmpty else { return nil }
    let adjusted = try FalseDiscovery.adjusted(found.map { $0.difference?.p ?? 1 })
    let lines = try found.enumerated().map { place, line in
      UnitComparison.Line(
        unit: line.unit, score: line.score, difference: line.difference,
        verdict: try line.difference.map {
          try line.score.relevance(of: measures[measure]).verdict(on: $0, adjustedP: adjusted[place])
        } ?? .tooFewAnswers,
        movement: line.movement)
    }
    let isRanked = { (line: UnitComparison.Line) in
      line.score.estimate.n >= Self.fewestForRank && line.score.estimate.standardError != nil
    }
    let ranked = lines.filter(isRanked)
    let ranking = ranked.count > 1 && ranked.count <= Ranking.limit ? try Ranking(ranked.map(\.score.estimate)) : nil
    return UnitComparison(
      measure: measures[measure], wave: wave,
      lines: ranking.map { $0.places.map { ranked[$0.unit] } } ?? ranked, small: lines.filter { !isRanked($0) },
      ranking: ranking)
  }
}

extension [Histogram.Tally] {
  /// The tallies of several groups as those of one.
  func merged() -> [Histogram.Tally] {
    var byValue: [Double: Histogram.Tally] = [:]
    for tally in self {
      let known = byValue[tally.value]
      byValue[tally.value] = Histogram.Tally(
        value: tally.value, count: tally.count + (known?.count ?? 0), weight: tally.weight + (known?.weight ?? 0),
        squaredWeight: tally.squaredWeight + (known?.squaredWeight ?? 0))
    }
    return Array(byValue.values)
  }
}
