import Listen
import People
import Statistics
import Understand
import Values

extension RoundTruth.Line {
  init(_ estimate: Estimate) {
    self.init(
      value: estimate.value, low: estimate.interval?.low, high: estimate.interval?.high, n: estimate.n)
  }
}

extension PlanMaterial {
  /// From the whole's reading.
  init(_ reading: StrategicReading, research: Research) throws {
    self.init(
      level: .strategic, unit: reading.unit.id, unitName: reading.unit.name, survey: reading.survey.id,
      wave: reading.wave.id, waveName: reading.wave.name, responses: reading.responses)
    take(headline: reading.headline, promotership: reading.promotership)
    try takeSplit(research, tree: research.tree(on: reading.treeDay))
    take(reading.drivers, own: [:], apart: [:])
    take(values: reading.values, apart: [:])
    take(reading.units)
    rivals = reading.competition.compactMap(Self.rival)
  }

  /// From one unit's reading.
  init(_ reading: TacticalReading, level: Level, research: Research) throws {
    self.init(
      level: level, unit: reading.unit.id, unitName: reading.unit.name, survey: reading.survey.id,
      wave: reading.wave.id,
      waveName: reading.wave.name, responses: reading.responses)
    take(headline: reading.headline.map(\.figure), promotership: reading.promotership)
    if scores.isEmpty, let outcome = research.outcome.map({ research.measures[$0] }) {
      take(headline: reading.drivers.map(\.figure).filter { $0.measure == outcome }, promotership: [])
    }
    try takeSplit(research, tree: research.tree(on: reading.treeDay))
    let apart = Dictionary(
      reading.differences.compactMap { line in line.difference.map { (line.figure.measure.key, $0.value) } },
      uniquingKeysWith: { first, _ in first })
    let own = Dictionary(
      reading.drivers.map { ($0.figure.measure.key, $0.figure.estimate) }, uniquingKeysWith: { first, _ in first })
    take(reading.driverReading, own: own, apart: apart)
    areDriversOfWhole = reading.isDriverReadingOfWhole
    take(values: reading.values.map(\.figure), apart: apart)
    take(reading.teams)
  }

  private mutating func take(headline: [Figure], promotership: [Figure]) {
    scores = headline.filter { $0.kind == .score }.compactMap { figure in
      let (kind, low, high): (RoundFigure, Double, Double)
      switch figure.measure.kind {
      case .recommendation: (kind, low, high) = (.nps, -100, 100)
      case .grade: (kind, low, high) = (.grade, 1, 10)
      case .effort, .driver:
        (kind, low, high) = (.mean, Double(figure.measure.scale.low), Double(figure.measure.scale.high))
      case .value, .competitor: return nil
      }
      guard figure.estimate.interval != nil else { return nil }
      return Score(
        measure: figure.name, name: figure.measure.name, figure: kind, low: low, high: high,
        line: RoundTruth.Line(figure.estimate))
    }
    split = promotership.compactMap { figure in
      let name: String
      switch figure.kind {
      case .promoters: name = "promoter"
      case .passives: name = "passive"
      case .detractors: name = "detractor"
      case .score, .ninePlus, .fails: return nil
      }
      return Part(id: ID(name), name: .phrase("rounds.label.\(name)"), line: RoundTruth.Line(figure.estimate))
    }
  }

  /// Without a recommendation: the highest answers, those in the middle, and the rest.
  private mutating func takeSplit(_ research: Research, tree: UnitTree) throws {
    guard split.isEmpty, let score = scores.first,
      let measure = research.measures.indices.first(where: { place in
        switch (research.measures[place].kind, score.figure) {
        case (.grade, .grade): true
        case (.effort, .mean): score.measure == "effort"
        case (.driver, .mean): score.measure == "driver.\(research.measures[place].key)"
        default: false
        }
      })
    else { return }
    let answers = try research.histogram(measure, Selection(unit, in: tree, waves: [wave]))
    let (low, high) = (Int(score.low), Int(score.high))
    guard high - low >= 3 else { return }
    let parts: [(name: String, range: ClosedRange<Int>)] =
      score.figure == .grade
      ? [("high", 9...10), ("middle", 6...8), ("low", 1...5)]
      : [("high", high...high), ("middle", (high - 1)...(high - 1)), ("low", low...(high - 2))]
    do {
      split = try parts.map { part in
        let share = try Estimate(shareOf: answers) { part.range.contains(Int($0.rounded())) }
        let (from, to) = (part.range.lowerBound, part.range.upperBound)
        return Part(
          id: ID(part.name), name: PlanMaking.plain(from == to ? "\(to)" : "\(from)–\(to)"),
          line: RoundTruth.Line(share))
      }
    } catch StatisticsError.noAnswers {
      split = []
    }
  }

  private mutating func take(_ reading: DriverReading?, own: [AnswerKey: Estimate], apart: [AnswerKey: Double]) {
    guard let reading else { return }
    let strong = Set(reading.strengths.map(\.measure.key))
    let weak = Set(reading.improvementPoints.map(\.measure.key))
    let sorted = reading.drivers.sorted {
      ($0.importance?.share ?? 0, $1.measure.key.text) > ($1.importance?.share ?? 0, $0.measure.key.text)
    }
    drivers = sorted.prefix(12).map { driver in
      let key = driver.measure.key
      return Item(
        id: ID(key.text), measure: "driver.\(key)", name: driver.measure.name,
        line: RoundTruth.Line(own[key] ?? driver.performance),
        label: strong.contains(key)
          ? RoundTruth.Label.strength : weak.contains(key) ? RoundTruth.Label.improvement : nil,
        importance: driver.importance?.share, rival: nil, apart: apart[key])
    }
  }

  private mutating func take(values figures: [Figure], apart: [AnswerKey: Double]) {
    values = figures.filter { $0.estimate.interval != nil }.map { figure in
      Item(
        id: ID(figure.measure.key.text), measure: figure.name, name: figure.measure.name,
        line: RoundTruth.Line(figure.estimate), label: nil, importance: nil, rival: nil,
        apart: apart[figure.measure.key])
    }
    if let scale = figures.first?.measure.scale { valueScale = Double(scale.low)...Double(max(scale.low, scale.high)) }
  }

  private mutating func take(_ comparison: UnitComparison?) {
    guard let comparison, let ranking = comparison.ranking, comparison.lines.count == ranking.places.count else {
      return
    }
    unitLines = zip(comparison.lines, ranking.places).map { line, place in
      UnitLine(
        id: ID(line.unit.id.text), name: line.unit.name, line: RoundTruth.Line(line.score.estimate),
        bestRank: place.bestRank, worstRank: place.worstRank)
    }
  }

  /// A factor beside the rival that customers rate highest on it.
  private static func rival(_ line: CompetitionLine) -> Item? {
    let best = line.competitors.filter { $0.difference != nil }
      .max { $0.figure.estimate.value < $1.figure.estimate.value }
    guard let best, let difference = best.difference else { return nil }
    let label: String? =
      switch best.verdict {
      case .relevant, .strong: difference.value > 0 ? RoundTruth.Label.better : RoundTruth.Label.worse
      case .aboutTheSame, .certainButSmall: RoundTruth.Label.alike
      case .tooFewAnswers: RoundTruth.Label.tooFew
      case .notShown: nil
      }
    return Item(
      id: ID(line.ourselves.measure.key.text), measure: line.ourselves.name, name: line.name,
      line: RoundTruth.Line(
        value: difference.value, low: difference.interval.low, high: difference.interval.high, n: difference.firstN),
      label: label, importance: nil, rival: best.name, apart: nil)
  }
}
