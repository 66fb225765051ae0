/// Names of the tables and columns of a report, so that it can be written in another language.
public struct QReportWords: Sendable {
  public var overview: String
  public var statements: String
  public var sorts: String
  public var correlations: String
  public var unrotated: String
  public var communalities: String
  public var loadings: String
  public var freeDistribution: String
  public var ranks: String
  public var scoreCorrelations: String
  /// Titles that belong to a factor get its number from 1, those of two factors both.
  public var weights: @Sendable (Int) -> String
  public var scores: @Sendable (Int) -> String
  public var differences: @Sendable (Int, Int) -> String
  public var disagreement: String
  public var characteristics: String
  public var standardErrors: String
  public var distinguishing: @Sendable (Int) -> String
  public var consensus: String
  /// The title gets Cohen's d.
  public var effectSizes: @Sendable (Double) -> String
  public var byEffectSize: String
  public var byStandardError: String
  public var crib: @Sendable (Int) -> String
  public var bootstrap: String
  public var bootstrapScores: @Sendable (Int) -> String
  public var bootstrapLoadings: @Sendable (Int) -> String
  public var sharedViewpoints: String
  /// Columns and rows.
  public var number: String
  public var statement: String
  public var sort: String
  public var factor: String
  public var groups: String
  public var zScore: String
  public var rank: String
  public var value: String
  public var eigenvalue: String
  public var percent: String
  public var cumulative: String
  public var communality: String
  public var mean: String
  public var deviation: String
  public var weight: String
  public var difference: String
  public var level: String
  public var matches: String
  public var definingSorts: String
  public var reliabilityOfSort: String
  public var compositeReliability: String
  public var standardError: String
  public var highest: String
  public var higher: String
  public var lower: String
  public var lowest: String
  public var place: String
  public var mark: String
  public var share: String
  public var congruence: String
  public var steps: String
  public var dropped: String
  public var instability: String
  /// A notice as a sentence.
  public var notice: @Sendable (QNotice, _ sortNames: [String]) -> String
  /// A setting and its value.
  public var settings: @Sendable (QSolution) -> [(String, String)]
}
