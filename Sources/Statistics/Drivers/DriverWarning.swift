/// What a reader must know before believing a driver analysis. Variables are named by their index in the moments.
public enum DriverWarning: Sendable, Hashable, Codable {
  /// The driver has no variance and was left out.
  case constantDriver(variable: Int)
  /// Fewer answers than `needed`: only correlations are given.
  case tooFewAnswers(count: Int, needed: Int)
  /// Two drivers say nearly the same.
  case closePair(first: Int, second: Int, correlation: Double)
  /// A driver is largely determined by the others: its β is unstable.
  case inflatedVariance(variable: Int, factor: Double)
  /// The drivers determine one another exactly: no β is given.
  case collinear
  /// Pairwise missing values made correlations that no complete data could have; they were repaired.
  case impossibleCorrelations(smallestEigenvalue: Double)
  /// The plain number of answers, before weights, differs much from pair to pair; inference uses the smallest.
  case unevenAnswers(smallest: Int, largest: Int)
}
