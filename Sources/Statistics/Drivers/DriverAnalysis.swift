import Foundation

/// Which drivers go together with an outcome, and how much: correlations, standardised regression, relative weights and
/// Shapley values from one set of moments, with the warnings that belong to them.
public struct DriverAnalysis: Sendable, Hashable, Codable {
  /// The part of R² of one driver by one method.
  public struct Importance: Sendable, Hashable, Codable {
    /// The part of R², 0...R², with a bootstrap interval where replicates were given. Shares carry no interval: they are
    /// compositional.
    public let estimate: Estimate
    /// In percent of R².
    public let share: Double
  }

  /// One driver: how good it is, and how much goes with it by each method.
  public struct Driver: Sendable, Hashable, Codable {
    /// Its index in the moments.
    public let variable: Int
    /// Its mean in its own unit: the performance of the driver.
    public let mean: Double
    /// The interval of that mean (Student's t); `nil` below two answers.
    public let meanInterval: Interval?
    /// Its sample standard deviation.
    public let standardDeviation: Double
    /// Pearson's r with the outcome.
    public let correlation: Estimate
    /// β; `nil` with too few answers or where drivers determine one another.
    public let regression: StandardisedRegression.Coefficient?
    /// The unstandardised coefficient, β·sd(outcome)/sd(driver).
    public let slope: Double?
    /// Johnson's relative weight; `nil` with too few answers.
    public let relativeWeight: Importance?
    /// LMG/Shapley; `nil` with too few answers.
    public let shapley: Importance?
    /// Share of the bootstrap replicates in which this driver had the largest Shapley value, 0...1; `nil` without replicates.
    public let leadingFrequency: Double?
  }

  /// What an analysis asks for.
  public struct Options: Sendable, Hashable, Codable {
    /// Confidence level of every interval.
    public var level = 0.95
    /// The fewest answers for anything but correlations, given the number of drivers k; the larger of `minimumAnswers`
    /// and `answersPerDriver`·k. 50 and 10 by default.
    public var minimumAnswers = 50
    /// See `minimumAnswers`.
    public var answersPerDriver = 10
    /// |r| between drivers from which they are called a close pair.
    public var closeCorrelation = 0.9
    /// Variance inflation from which a β is called unstable.
    public var highInflation = 10.0
    /// Pairs of orders to sample beyond 15 drivers.
    public var sampledOrders = 2000
    /// The seed of that sampling.
    public var seed: UInt64 = 1

    /// The defaults: 95%, 50 answers and 10 for each driver, |r| ≥ 0.9, inflation ≥ 10, 2,000 pairs of orders, seed 1.
    public init() {}

    /// The fewest answers for weights of k drivers: max(`minimumAnswers`, `answersPerDriver`·k).
    func needed(for drivers: Int) -> Int { max(minimumAnswers, answersPerDriver * drivers) }
  }

  /// In the order asked for, without constant drivers.
  public let drivers: [Driver]
  /// The index of the outcome in the moments.
  public let outcome: Int
  /// R²; `nil` with too few answers.
  public let rSquared: Double?
  /// Adjusted R²; `nil` with too few answers, or where drivers determine one another.
  public let adjustedRSquared: Double?
  /// The number of answers that inference rests on: the smallest of any pair, before weights.
  public let n: Int
  /// People who answered the outcome but are not in `n`: their pair with some driver is incomplete.
  public let missing: Int
  /// What the reader must know.
  public let warnings: [DriverWarning]

  /// - Parameters:
  ///   - moments: pairwise or listwise sums.
  ///   - outcome: the index of the outcome.
  ///   - variables: the indices of the drivers.
  ///   - replicates: bootstrap replicates of the same moments, for the intervals of relative weights and Shapley values.
  /// - Throws: `noSuchVariable`, `repeatedVariable`, `zeroVariance` (of the outcome, or of the one driver),
  ///   `tooFewAnswers` (fewer than 3 for some pair, or no driver), `probabilityOutOfRange`, `noConvergence`.
  public init(
    _ moments: Moments, outcome: Int, drivers variables: [Int], replicates: [Moments] = [],
    options: Options = Options()
  ) throws(StatisticsError) {
    for variable in [outcome] + variables where !(0..<moments.variableCount).contains(variable) {
      throw .noSuchVariable(variable)
    }
    guard !variables.contains(outcome) else { throw .repeatedVariable(outcome) }
    guard moments.correlation(outcome, outcome) != nil else { throw .zeroVariance(variable: outcome) }
    let varying = variables.filter { moments.populationVariance($0) > 0 }
    guard let firstVariable = variables.first else { throw .tooFewAnswers(count: 0, needed: 1) }
    guard !varying.isEmpty else { throw .zeroVariance(variable: firstVariable) }
    let matrix = try CorrelationMatrix(moments, variables: [outcome] + varying)
    let repaired = try matrix.repaired()
    var warnings = Self.warnings(matrix, varying, skipped: variables.filter { !varying.contains($0) }, options)
    if repaired.smallestEigenvalue < -1e-12 {
      warnings.append(.impossibleCorrelations(smallestEigenvalue: repaired.smallestEigenvalue))
    }
    let correlations = try DriverCorrelations(outcomeFirst: repaired.matrix)
    let count = Int(matrix.smallestCount.rounded(.down))
    let needed = options.needed(for: varying.count)
    let hasEnough = count >= needed
    if !hasEnough { warnings.append(.tooFewAnswers(count: count, needed: needed)) }
    var regression: StandardisedRegression?
    var importance: ImportancePair?
    if hasEnough {
      importance = try ImportancePair(
        correlations, replicates: replicates, variables: [outcome] + varying, options: options)
      do {
        regression = try StandardisedRegression(correlations, level: options.level)
      } catch .collinear {
        warnings.append(.collinear)
      }
    }
    for (j, coefficient) in (regression?.coefficients ?? []).enumerated()
    where coefficient.varianceInflation >= options.highInflation {
      warnings.append(.inflatedVariance(variable: varying[j], factor: coefficient.varianceInflation))
    }
    self.outcome = outcome
    self.warnings = warnings
    n = matrix.smallestAnswers
    let complete = varying.map { moments.count(outcome, $0) }.reduce(moments.count(outcome, outcome), min)
    missing = moments.count(outcome, outcome) - complete
    rSquared = importance?.shapley.rSquared
    adjustedRSquared = regression?.adjustedRSquared
    var drivers: [Driver] = []
    for (j, variable) in varying.enumerated() {
      drivers.append(
        try Self.driver(
          variable, place: j, outcome: outcome, moments: moments, matrix: matrix,
          coefficient: regression?.coefficients[j], importance: importance, level: options.level))
    }
    self.drivers = drivers
  }

  private static func warnings(
    _ matrix: CorrelationMatrix, _ variables: [Int], skipped: [Int], _ options: Options
  ) -> [DriverWarning] {
    var warnings = skipped.map { DriverWarning.constantDriver(variable: $0) }
    if 5 * matrix.smallestAnswers < 4 * matrix.largestAnswers {
      warnings.append(.unevenAnswers(smallest: matrix.smallestAnswers, largest: matrix.largestAnswers))
    }
    for i in variables.indices {
      for j in variables.indices where i < j && abs(matrix.values[i + 1, j + 1]) >= options.closeCorrelation {
        warnings.append(
          .closePair(first: variables[i], second: variables[j], correlation: matrix.values[i + 1, j + 1]))
      }
    }
    return warnings
  }

  private static func driver(
    _ variable: Int, place j: Int, outcome: Int, moments: Moments, matrix: CorrelationMatrix,
    coefficient: StandardisedRegression.Coefficient?, importance: ImportancePair?, level: Double
  ) throws(StatisticsError) -> Driver {
    let deviation = (moments.sampleVariance(variable) ?? 0).squareRoot()
    let outcomeDeviation = (moments.sampleVariance(outcome) ?? 0).squareRoot()
    let mean = moments.mean(variable) ?? 0
    let effective = moments.pair(variable, variable).effectiveCount
    var interval: Interval?
    if effective > 1 {
      let margin =
        try StudentDistribution(degreesOfFreedom: effective - 1).quantile(0.5 + level / 2) * deviation
        / effective.squareRoot()
      interval = Interval(low: mean - margin, high: mean + margin, level: level)
    }
    return Driver(
      variable: variable, mean: mean, meanInterval: interval, standardDeviation: deviation,
      correlation: try matrix.correlation(0, j + 1, level: level), regression: coefficient,
      slope: coefficient.map { $0.estimate.value * outcomeDeviation / deviation },
      relativeWeight: importance?.relativeWeight(j), shapley: importance?.shapley(j),
      leadingFrequency: importance?.leadingFrequency[j])
  }
}
