/// Why a figure was refused. Cases carry facts only; sentences for people live with whoever shows them.
public enum StatisticsError: Error, Sendable, Hashable {
  /// No valid answer remains after leaving out missing and out-of-range ones.
  case noAnswers
  /// There are `count` answers (pairs, units, rows) where the measure needs `needed`.
  case tooFewAnswers(count: Int, needed: Int)
  /// A value, weight or sum is NaN or infinite, at `row` (and `column`), counted from 0.
  case notFinite(row: Int, column: Int)
  /// A count or weight is negative, for this value.
  case negativeCount(value: Double)
  /// A count is beyond 2⁴⁰ (about 10¹²): no survey has so many, and sums of them could overflow.
  case countTooLarge(value: Double)
  /// A count is zero while its weight isn't, or the reverse; or Σw² is impossible for this Σw and n.
  case impossibleWeight(value: Double)
  /// The stated population is smaller than the number of answers.
  case populationSmallerThanSample(population: Int, answered: Int)
  /// A confidence level (or power, or probability) outside 0..<1, ends excluded.
  case probabilityOutOfRange(Double)
  /// A parameter that must be positive (a standard error, a minimum, a scale length) isn't.
  case notPositive(Double)
  /// Two shapes that must agree don't: rows, columns, or numbers of items.
  case shapeMismatch(expected: Int, found: Int)
  /// `row` has `found` fields instead of `expected`.
  case raggedRow(row: Int, expected: Int, found: Int)
  /// An index points outside the variables at hand.
  case noSuchVariable(Int)
  /// The same variable was named twice, or the outcome was named as a driver.
  case repeatedVariable(Int)
  /// Variable (driver, item, outcome) number `variable` has no variance, so nothing can be said about what goes with it.
  case zeroVariance(variable: Int)
  /// A part holds more answers of `value` than the whole that it should belong to.
  case partExceedsWhole(value: Double)
  /// Two scores of different scale, variant or banding are not comparable.
  case notComparable
  /// A pairwise comparison of `count` units is beyond the `limit`.
  case tooManyUnits(count: Int, limit: Int)
  /// The matrix is not symmetric or not finite at this place.
  case notSymmetric(row: Int, column: Int)
  /// The correlations between the drivers determine one another; no unique coefficients exist.
  case collinear
  /// An iteration did not settle within its limit.
  case noConvergence
  /// A value outside the stated scale.
  case outsideScale(Double)
}
