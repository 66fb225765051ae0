import Listen
import Localization
import People
import Statistics
import Understand
import Values

/// The charts of the readings, from their figures.
struct ReadingCharts {
  let facts: ReadingFacts
  let findings: Findings

  init(_ facts: ReadingFacts) {
    self.facts = facts
    findings = Findings(facts: facts)
  }

  func units(_ comparison: UnitComparison) -> UnitsChart? {
    guard let first = comparison.lines.first else { return nil }
    let bands = comparison.ranking?.places.map { place -> Int? in
      let isAlone = comparison.ranking?.bands[place.firstBand].count == 1
      return place.firstBand == place.lastBand && !isAlone ? place.firstBand : nil
    }
    return UnitsChart(
      title: findings.units(comparison), measure: ReadingFacts.measure(comparison.measure, first.score),
      rows: comparison.lines.enumerated().map { place, line in
        UnitsChart.Row(
          name: .verbatim(line.unit.name), count: line.score.estimate.n, reading: ReadingFacts.reading(line.score),
          standing: line.verdict.isReal ? (line.difference?.value ?? 0) > 0 ? .plus : .minus : .same,
          band: bands?[place])
      },
      caption: Message("results.units.caption", ["measure": .text(facts.name(comparison.measure))]))
  }

  func priorities(_ reading: DriverReading) -> PrioritiesChart? {
    let placed = reading.drivers.compactMap { driver -> PrioritiesChart.Driver? in
      guard let importance = driver.importance, let rSquared = reading.rSquared, rSquared > 0 else { return nil }
      let interval = importance.estimate.interval
      return PrioritiesChart.Driver(
        name: .verbatim(facts.name(driver.measure)), count: driver.performance.n,
        performance: ReadingFacts.reading(driver.onTen),
        importance: Reading(
          importance.share / 100, low: interval.map { $0.low / rSquared }, high: interval.map { $0.high / rSquared }),
        role: reading.strengths.contains(driver)
          ? .strength : reading.improvementPoints.contains(driver) ? .improvement : .neither)
    }
    guard !placed.isEmpty else { return nil }
    return PrioritiesChart(
      title: findings.drivers(reading), measure: .grade, drivers: placed,
      caption: DriverNotes(facts: facts).caption(reading))
  }

  func trend(_ figures: [Understand.Figure]) -> TrendChart? {
    guard figures.count > 1, let last = figures.last else { return nil }
    return TrendChart(
      title: Message("results.trend.title", ["measure": .text(facts.book.say(facts.name(last)))]),
      measure: ReadingFacts.measure(last),
      waves: figures.map {
        TrendChart.Wave(
          name: .verbatim(facts.wave($0.wave)), count: $0.estimate.n, reading: ReadingFacts.reading($0.score))
      })
  }

  func split(_ promotership: [Understand.Figure]) -> SplitBar? {
    func share(_ kind: Understand.Figure.Kind) -> Double {
      (promotership.first { $0.kind == kind }?.estimate.value ?? 0) / 100
    }
    guard let first = promotership.first else { return nil }
    return SplitBar(
      title: Message("results.promotership.title"),
      rows: [
        SplitBar.Row(
          name: nil, count: first.estimate.n, detractors: share(.detractors), passives: share(.passives),
          promoters: share(.promoters))
      ])
  }

  func values(_ figures: [Understand.Figure]) -> DotRows? {
    guard let first = figures.first else { return nil }
    return DotRows(
      title: findings.values(figures) ?? Message("results.values.title"), measure: ReadingFacts.measure(first),
      series: [.verbatim(facts.wave(first.wave))],
      rows: figures.map {
        DotRows.Row(name: .verbatim(facts.name($0.measure)), readings: [ReadingFacts.reading($0.score)])
      })
  }

  func competition(_ lines: [CompetitionLine], ourselves: String) -> DotRows? {
    guard let first = lines.first, let title = findings.competition(lines) else { return nil }
    let others = first.competitors.map(\.name)
    return DotRows(
      title: title, measure: ReadingFacts.measure(first.ourselves),
      series: [.verbatim(ourselves)] + others.map { .verbatim($0.text(in: facts.book.language)) },
      rows: lines.map { line in
        DotRows.Row(
          name: .verbatim(line.name.text(in: facts.book.language)),
          readings: [ReadingFacts.reading(line.ourselves.score)]
            + others.map { name in
              line.competitors.first { $0.name == name }.map { ReadingFacts.reading($0.figure.score) }
            })
      },
      caption: Message("results.competition.caption"))
  }

  /// The unit beside the rest of the whole, measure by measure.
  func comparisons(_ comparisons: [TacticalReading.Comparison], unit: String) -> DotRows? {
    guard let first = comparisons.first else { return nil }
    return DotRows(
      title: Message("results.comparison.title", ["unit": .text(unit)]), measure: ReadingFacts.measure(first.figure),
      series: [.verbatim(unit), Message("results.comparison.rest")],
      rows: comparisons.map {
        DotRows.Row(
          name: facts.name($0.figure),
          readings: [
            ReadingFacts.reading($0.figure.score), ReadingFacts.reading($0.rest, isShare: $0.figure.score.isShare),
          ])
      })
  }
}
