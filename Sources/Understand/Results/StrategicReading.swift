public import Listen
public import People
public import Statistics
public import Values

/// One wave as the board reads it: the score, whether it moved, where, and the few things that matter.
public struct StrategicReading: Hashable, Sendable {
  public let survey: Survey
  public let wave: Wave
  public let previous: Wave?
  /// The top of the organisation.
  public let unit: Unit
  public let treeDay: Day
  public let responses: Int
  /// How many were invited; 0 where nobody was by Kompas.
  public let invited: Int
  public let isWeighted: Bool
  /// NPS, grade, share of 9 and 10, effort: those that the survey asks.
  public let headline: [Figure]
  /// Promoters, passives and detractors; empty without a recommendation.
  public let promotership: [Figure]
  /// The outcome wave by wave, oldest first.
  public let trend: [Figure]
  public let units: UnitComparison?
  public let drivers: DriverReading?
  public let values: [Figure]
  public let competition: [CompetitionLine]
  public let recommended: Recommended?

  /// Whether customers actively recommend the organisation.
  public enum Recommended: String, Hashable, Sendable, CaseIterable {
    /// More promoters than detractors, with certainty.
    case yes
    /// More detractors than promoters, with certainty.
    case no
    case undecided
  }
}

/// One item as customers rate it for the organisation and for each competitor.
public struct CompetitionLine: Hashable, Sendable {
  public struct Competitor: Hashable, Sendable {
    public let name: LocalizedText
    public let figure: Figure
    /// The organisation minus this competitor, by customers who rated both; nothing with too few of them.
    public let difference: Difference?
    public let verdict: Relevance.Verdict
  }

  public let name: LocalizedText
  public let ourselves: Figure
  public let competitors: [Competitor]
}

extension Research {
  func strategic(_ place: ReadingPlace, tree: UnitTree, invited: Int) throws -> StrategicReading {
    guard let wave = wave(place.wave), let unit = tree.unit(place.unit) else { throw NotFound() }
    let selection = Selection(place.unit, in: tree, waves: [wave.id])
    let previous = self.wave(before: wave.id)
    let figures = FigureMaker(
      research: self, unit: unit.id, units: selection.units, wave: wave.id, before: previous?.id)
    return StrategicReading(
      survey: survey, wave: wave, previous: previous, unit: unit, treeDay: tree.day, responses: try count(selection),
      invited: invited, isWeighted: isWeighted, headline: try figures.headline(),
      promotership: try figures.promotership(), trend: try figures.trend(),
      units: try outcome.flatMap {
        try unitComparison($0, units: tree.children(of: unit.id), tree: tree, wave: wave.id, before: previous?.id)
      },
      drivers: try driverReading(selection), values: try figures.scores { $0 == .value },
      competition: try figures.competition(), recommended: try figures.recommended())
  }
}

/// Makes the figures of one unit in one wave.
struct FigureMaker {
  let research: Research
  let unit: ID<Unit>
  let units: [ID<Unit>]?
  let wave: ID<Wave>
  let before: ID<Wave>?

  func make(_ kind: Figure.Kind, _ measure: Int) throws -> Figure? {
    try research.figure(kind, measure, unit: unit, units: units, wave: wave, before: before)
  }

  func headline() throws -> [Figure] {
    var figures: [Figure?] = []
    if let measure = research.measure(.recommendation) { figures.append(try make(.score, measure)) }
    if let measure = research.measure(.grade) {
      figures.append(try make(.score, measure))
      figures.append(try make(.ninePlus, measure))
    }
    if let measure = research.measure(.effort) { figures.append(try make(.score, measure)) }
    if let outcome = research.outcome, research.measures[outcome].kind == .driver {
      figures.append(try make(.score, outcome))
    }
    return figures.compactMap { $0 }
  }

  func promotership() throws -> [Figure] {
    guard let measure = research.measure(.recommendation) else { return [] }
    return try [.promoters, .passives, .detractors].compactMap { try make($0, measure) }
  }

  /// The outcome in every wave up to this one.
  func trend() throws -> [Figure] {
    guard let outcome = research.outcome, let last = research.waves.firstIndex(where: { $0.id == wave }) else {
      return []
    }
    return try research.waves[...last].enumerated().compactMap { place, wave in
      try research.figure(
        .score, outcome, unit: unit, units: units, wave: wave.id,
        before: place > 0 ? research.waves[place - 1].id : nil)
    }
  }

  func scores(_ isWanted: (Measure.Kind) -> Bool) throws -> [Figure] {
    try research.measures.indices.filter { isWanted(research.measures[$0].kind) }.compactMap { try make(.score, $0) }
  }

  func recommended() throws -> StrategicReading.Recommended? {
    guard let measure = research.measure(.recommendation),
      let interval = try make(.score, measure)?.estimate.interval
    else { return nil }
    return interval.low > 0 ? .yes : interval.high < 0 ? .no : .undecided
  }

  func competition() throws -> [CompetitionLine] {
    try research.survey.document.questions.filter { $0.kind == .competitors }.flatMap { question in
      try question.items.compactMap { try competition(question, $0) }
    }
  }

  private func competition(_ question: Question, _ item: Question.Item) throws -> CompetitionLine? {
    func place(_ rated: ID<Question.Item>) -> Int? {
      research.measures.firstIndex { $0.key == AnswerKey(question.id, item.id, rated) }
    }
    guard let own = place(Question.ourselves), let ourselves = try make(.score, own) else { return nil }
    let competitors = try question.competitors.compactMap { competitor -> CompetitionLine.Competitor? in
      guard let measure = place(competitor.id), let figure = try make(.score, measure) else { return nil }
      let difference = try research.pairedDifference(own, measure, Selection(units: units, waves: [wave]))
      return CompetitionLine.Competitor(
        name: competitor.name ?? competitor.text, figure: figure, difference: difference,
        verdict: try difference.map { try figure.score.relevance(of: figure.measure).verdict(on: $0) } ?? .tooFewAnswers
      )
    }
    return CompetitionLine(name: item.name ?? item.text, ourselves: ourselves, competitors: competitors)
  }
}
