public import Listen
public import People
public import Statistics
public import Values

/// One number on a page, with everything that it takes to judge it and to open its method card.
public struct Figure: Hashable, Sendable {
  /// Which number of a measure it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The measure's own score: NPS of a recommendation, mean of a grade, effort or rating.
    case score
    case promoters
    case passives
    case detractors
    /// The share of 9 and 10.
    case ninePlus
    /// The share of marks up to 5.
    case fails
  }

  public let kind: Kind
  public let measure: Measure
  public let score: Score
  public let unit: ID<Unit>?
  public let wave: ID<Wave>
  public let isWeighted: Bool
  /// Against the wave before; nothing where that has no answers.
  public let movement: Movement?

  public var estimate: Estimate { score.estimate }

  /// A name for scripts, such as `nps`, `grade` or `driver.q3.reach`, stable over time.
  public var name: String { Self.name(kind, measure) }

  static func name(_ kind: Kind, _ measure: Measure) -> String {
    switch (kind, measure.kind) {
    case (.score, .recommendation): "nps"
    case (.score, .grade): "grade"
    case (.score, .effort): "effort"
    case (.score, .driver): "driver.\(measure.key)"
    case (.score, .value): "value.\(measure.key)"
    case (.score, .competitor): "competitor.\(measure.key)"
    default: "\(kind.rawValue).\(measure.key)"
    }
  }
}

/// How a figure moved, and what may be said about that.
public struct Movement: Hashable, Sendable {
  /// The wave that it is compared with.
  public let from: ID<Wave>
  public let difference: Difference
  public let verdict: Relevance.Verdict
}

extension Research {
  /// A figure of a selection in a wave, with its movement since the wave before.
  ///
  /// Nothing where there are no valid answers.
  func figure(
    _ kind: Figure.Kind, _ measure: Int, unit: ID<Unit>?, units: [ID<Unit>]?, wave: ID<Wave>, before: ID<Wave>?
  ) throws -> Figure? {
    let answers = try histogram(measure, Selection(units: units, waves: [wave]))
    guard let score = try self.score(kind, answers, measure) else { return nil }
    var movement: Movement?
    if let before {
      let earlier = try histogram(measure, Selection(units: units, waves: [before]))
      movement = try self.movement(of: score, since: self.score(kind, earlier, measure), before, measure)
    }
    return Figure(
      kind: kind, measure: measures[measure], score: score, unit: unit, wave: wave, isWeighted: isWeighted,
      movement: movement)
  }

  private func movement(
    of score: Score, since earlier: Score?, _ wave: ID<Wave>, _ measure: Int
  ) throws -> Movement? {
    guard let earlier, let difference = try comparison(score, earlier) else { return nil }
    return Movement(
      from: wave, difference: difference,
      verdict: try score.relevance(of: measures[measure]).verdict(on: difference))
  }

  /// The difference of two scores; nothing where too little is known to tell.
  func comparison(_ one: Score, _ other: Score) throws -> Difference? {
    do {
      return try one.difference(from: other)
    } catch StatisticsError.tooFewAnswers, StatisticsError.zeroVariance {
      return nil
    }
  }

  /// The score of some answers; nothing where there are no valid ones.
  func score(_ kind: Figure.Kind, _ answers: Histogram, _ measure: Int) throws -> Score? {
    do {
      switch kind {
      case .score: return try Score(answers, of: measures[measure])
      case .promoters: return .share(try Estimate(shareOf: answers.keeping(0...10)) { $0 >= 9 })
      case .passives: return .share(try Estimate(shareOf: answers.keeping(0...10)) { $0 >= 7 && $0 < 9 })
      case .detractors: return .share(try Estimate(shareOf: answers.keeping(0...10)) { $0 < 7 })
      case .ninePlus: return .share(try ReportGrade(answers).ninesAndTens)
      case .fails: return .share(try ReportGrade(answers).fails)
      }
    } catch StatisticsError.noAnswers {
      return nil
    }
  }
}
