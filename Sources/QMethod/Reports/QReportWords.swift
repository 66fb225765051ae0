/// Names of the tables and columns of a report, so that it can be written in another language.
public struct QReportWords: Sendable {
  /// Title of the table of settings and notices.
  public var overview: String
  /// Title of the statements, and the heading over their texts.
  public var statements: String
  /// Title of the sorts as they were read.
  public var sorts: String
  /// Title of the correlations between sorts.
  public var correlations: String
  /// Title of the unrotated factors.
  public var unrotated: String
  /// Title of the cumulative communalities.
  public var communalities: String
  /// Title of the rotated loadings with their flags.
  public var loadings: String
  /// Title of the mean and standard deviation of every sort.
  public var freeDistribution: String
  /// Title of the z-scores with their ranks.
  public var ranks: String
  /// Title of the correlations between factor scores.
  public var scoreCorrelations: String
  /// Title of the weights of a factor. Titles that belong to a factor get its number from 1, those of two factors both.
  public var weights: @Sendable (Int) -> String
  /// Title of the scores of a factor.
  public var scores: @Sendable (Int) -> String
  /// Title of the differences between two factors.
  public var differences: @Sendable (Int, Int) -> String
  /// Title of the statements from consensus to disagreement.
  public var disagreement: String
  /// Title of the characteristics of the factors.
  public var characteristics: String
  /// Title of the standard errors of differences.
  public var standardErrors: String
  /// Title of the statements that distinguish a factor.
  public var distinguishing: @Sendable (Int) -> String
  /// Title of the statements on which no factors differ.
  public var consensus: String
  /// Title of the statements by effect size; it gets Cohen's d.
  public var effectSizes: @Sendable (Double) -> String
  /// Heading over what the effect size says of a statement.
  public var byEffectSize: String
  /// Heading over what the standard errors say of it.
  public var byStandardError: String
  /// Title of the crib sheet of a factor.
  public var crib: @Sendable (Int) -> String
  /// Title of the overview of a bootstrap.
  public var bootstrap: String
  /// Title of the z-scores of a factor over the draws.
  public var bootstrapScores: @Sendable (Int) -> String
  /// Title of the loadings on a factor over the draws.
  public var bootstrapLoadings: @Sendable (Int) -> String
  /// Title of the viewpoints across groups.
  public var sharedViewpoints: String
  /// Heading over the numbers of statements. From here on words stand over columns and before rows.
  public var number: String
  /// Heading over a statement.
  public var statement: String
  /// Heading over the names of sorts.
  public var sort: String
  /// The word before the number of a factor.
  public var factor: String
  /// Heading over the groups that share a viewpoint.
  public var groups: String
  /// Heading over z-scores.
  public var zScore: String
  /// Heading over ranks, 1 for the highest z-score.
  public var rank: String
  /// Heading over values of the grid.
  public var value: String
  /// The row of eigenvalues.
  public var eigenvalue: String
  /// The row of explained variance in per cent.
  public var percent: String
  /// The row of explained variance of this factor and those before it, in per cent.
  public var cumulative: String
  /// Heading over Σ loading² of a sort.
  public var communality: String
  /// Heading over means.
  public var mean: String
  /// Heading over standard deviations.
  public var deviation: String
  /// Heading over weights, the largest of a factor being 10.
  public var weight: String
  /// Heading over differences of z-scores.
  public var difference: String
  /// Heading over the level that a difference reaches, in stars.
  public var level: String
  /// Heading over the defining sorts with exactly the value of the array.
  public var matches: String
  /// The row of numbers of defining sorts.
  public var definingSorts: String
  /// The row of the reliability of one sort.
  public var reliabilityOfSort: String
  /// The row of composite reliabilities.
  public var compositeReliability: String
  /// The row of standard errors of z-scores.
  public var standardError: String
  /// Before the statements at the top of the grid.
  public var highest: String
  /// Before the statements that no other factor ranks higher.
  public var higher: String
  /// Before the statements that no other factor ranks lower.
  public var lower: String
  /// Before the statements at the bottom of the grid.
  public var lowest: String
  /// Heading over the part of the crib sheet.
  public var place: String
  /// Heading over D, D*, C and C*.
  public var mark: String
  /// Heading over the share of draws in which a sort defined the factor.
  public var share: String
  /// Heading over Tucker's congruence.
  public var congruence: String
  /// The row of the number of draws.
  public var steps: String
  /// The row of the number of draws left out.
  public var dropped: String
  /// The row of how far the array moves, in grid places.
  public var instability: String
  /// A notice as a sentence.
  public var notice: @Sendable (QNotice, _ sortNames: [String]) -> String
  /// A setting and its value.
  public var settings: @Sendable (QSolution) -> [(String, String)]
}
