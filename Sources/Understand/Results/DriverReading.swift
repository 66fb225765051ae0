import Columns
import Listen
public import Statistics

/// Which drivers matter for the outcome, how they are rated, and which few to name.
public struct DriverReading: Hashable, Sendable {
  public struct Driver: Hashable, Sendable {
    public let measure: Measure
    /// The mean on the driver's own scale, of everyone who rated it.
    public let performance: Estimate
    /// The mean brought to a 1…10 scale, so that drivers with other scales can stand in one picture.
    public let onTen: Estimate
    /// The part of R² (LMG) with its interval; nothing with too few answers.
    public let importance: DriverAnalysis.Importance?
    /// The same by Johnson's relative weights: a second opinion for the method card.
    public let relativeWeight: DriverAnalysis.Importance?
    public let correlation: Estimate
    public let quadrant: ImportancePerformance.Quadrant?
    /// Whether the field is certain on both axes.
    public let isClear: Bool
  }

  public let outcome: Measure
  public let drivers: [Driver]
  /// Drivers that too few respondents rated to weigh them along with the others.
  public var leftOut: [Measure] = []
  public let rSquared: Double?
  public let n: Int
  /// Whether only respondents who rated every driver count, or each pair its own.
  public let missingValues: Moments.MissingValues
  public let warnings: [DriverWarning]
  /// Where the axes are cut.
  public let importanceLine: Double?
  public let performanceLine: Double?

  /// The important ones that are rated well, the most important first: at most three.
  public var strengths: [Driver] { few(.keepUp) }
  /// The important ones that are rated less well, the most important first: at most three.
  public var improvementPoints: [Driver] { few(.concentrateHere) }

  private func few(_ quadrant: ImportancePerformance.Quadrant) -> [Driver] {
    Array(
      drivers.filter { $0.quadrant == quadrant }
        .sorted { ($0.importance?.share ?? 0) > ($1.importance?.share ?? 0) }.prefix(3))
  }
}

extension Research {
  /// The drivers of a selection. Nothing where the survey has no outcome, no drivers, or too few answers for any of it.
  ///
  /// Respondents who skipped some drivers are left out (listwise) as long as that keeps at least half of those who answered
  /// the outcome; else each pair of questions uses everyone who answered both, and the reading says so.
  func driverReading(_ selection: Selection) throws -> DriverReading? {
    try keptDrivers.reading(selection, in: state(of: selection.waves)) {
      try madeDriverReading(selection, replicates: 200)
    }
  }

  private func madeDriverReading(_ selection: Selection, replicates: Int) throws -> DriverReading? {
    guard let outcome else { return nil }
    // What this wave didn't ask can't explain anything in it, and must not make every respondent incomplete.
    let drivers = try self.drivers.filter { try histogram($0, selection).count > 0 }
    guard !drivers.isEmpty else { return nil }
    let items = [outcome] + drivers
    var filter = try filter(selection)
    let outcomeCount = try histogram(outcome, selection).count
    var complete = filter
    for item in items { complete.answered(item) }
    let isListwise = 2 * (try frame.count(where: complete)) >= outcomeCount
    if isListwise { filter = complete }
    let (moments, digest) = try self.moments(items, where: filter)
    let all = Array(1..<items.count)
    do {
      let kept = isListwise ? all : try DriverAnalysis.covered(moments, outcome: 0, drivers: all)
      let analysis = try keptDrivers.analyses.analysis(of: digest) {
        let varying = kept.filter { moments.populationVariance($0) > 0 }
        let draws = varying.isEmpty ? [] : try moments.replicates(count: replicates, variables: [0] + varying)
        return try DriverAnalysis(moments, outcome: 0, drivers: kept, replicates: draws)
      }
      var reading = try reading(analysis, items: items, selection, isListwise: isListwise)
      reading.leftOut = all.filter { !kept.contains($0) && moments.populationVariance($0) > 0 }.map {
        measures[items[$0]]
      }
      return reading
    } catch StatisticsError.tooFewAnswers, StatisticsError.zeroVariance, StatisticsError.noAnswers {
      return nil
    } catch StatisticsError.collinear {
      let analysis = try DriverAnalysis(moments, outcome: 0, drivers: all)
      return try reading(analysis, items: items, selection, isListwise: isListwise)
    }
  }

  private func reading(
    _ analysis: DriverAnalysis, items: [Int], _ selection: Selection, isListwise: Bool
  ) throws -> DriverReading {
    let performances = try analysis.drivers.map { driver in
      try Score(histogram(items[driver.variable], selection), of: measures[items[driver.variable]]).estimate
    }
    let onTen = zip(analysis.drivers, performances).map { driver, estimate in
      estimate.onTen(measures[items[driver.variable]].scale)
    }
    var placement: ImportancePerformance?
    if analysis.drivers.allSatisfy({ $0.shapley != nil }) {
      placement = try ImportancePerformance(
        zip(analysis.drivers, onTen).compactMap { driver, performance in
          driver.shapley.map { .init(variable: driver.variable, importance: $0.estimate, performance: performance) }
        })
    }
    let drivers = analysis.drivers.enumerated().map { place, driver in
      DriverReading.Driver(
        measure: measures[items[driver.variable]], performance: performances[place], onTen: onTen[place],
        importance: driver.shapley, relativeWeight: driver.relativeWeight, correlation: driver.correlation,
        quadrant: placement?.points[place].quadrant,
        isClear: placement?.points[place].isClear ?? false)
    }
    return DriverReading(
      outcome: measures[items[0]], drivers: drivers, rSquared: analysis.rSquared, n: analysis.n,
      missingValues: isListwise ? .listwise : .pairwise, warnings: analysis.warnings,
      importanceLine: placement?.importanceLine, performanceLine: placement?.performanceLine)
  }

  /// Sums per pair of measures, as the columns count them, in the measures' own units, and a digest of all of them.
  private func moments(
    _ items: [Int], where filter: FrameFilter
  ) throws -> (moments: Moments, digest: MomentDigest) {
    let matrix = try frame.moments(of: items, where: filter, weighted: isWeighted)
    var squares: [Int: Double] = [:]
    if isWeighted {
      for i in items.indices {
        for j in i..<items.count {
          squares[i * items.count + j] = try squaredWeight(ofBoth: items[i], items[j], where: filter)
        }
      }
    }
    var digest = MomentDigest()
    let moments = try Moments(variableCount: items.count) { i, j in
      let pair = pair(matrix, i, j, items, squaredWeight: squares[i * items.count + j])
      digest.add(pair)
      return pair
    }
    return (moments, digest)
  }

  /// Σw² of those who answered both, for Kish's effective number.
  private func squaredWeight(ofBoth one: Int, _ other: Int, where filter: FrameFilter) throws -> Double {
    var both = filter
    both.answered(other)
    return try frame.tabulation(of: .item(one), by: FrameGrouping(), where: both, weighted: true).tally()
      .answeredWeight.sumOfSquares
  }

  private func pair(
    _ matrix: MomentMatrix, _ i: Int, _ j: Int, _ items: [Int], squaredWeight: Double?
  ) -> Statistics.PairMoments {
    let (a, b) = (1 / Double(numbers.steps[items[i]]), 1 / Double(numbers.steps[items[j]]))
    let (c, d) = (Double(numbers.lowest[items[i]]), Double(numbers.lowest[items[j]]))
    let plain = matrix.pair(i, j)
    var (n, x, y) = (Double(plain.n), Double(plain.sumX), Double(plain.sumY))
    var (xx, yy, xy) = (Double(plain.sumXX), Double(plain.sumYY), Double(plain.sumXY))
    if let weighted = matrix.weightedPair(i, j) {
      (n, x, y) = (weighted.weight, weighted.sumX, weighted.sumY)
      (xx, yy, xy) = (weighted.sumXX, weighted.sumYY, weighted.sumXY)
    }
    // x stands for c + a·x: what the columns hold is brought back to the scale of the question.
    return Statistics.PairMoments(
      count: plain.n, weight: n, squaredWeight: squaredWeight, sumFirst: n * c + a * x, sumSecond: n * d + b * y,
      sumFirstSquared: n * c * c + 2 * c * a * x + a * a * xx, sumSecondSquared: n * d * d + 2 * d * b * y + b * b * yy,
      sumProducts: n * c * d + c * b * y + d * a * x + a * b * xy)
  }
}

extension Estimate {
  /// A mean on a scale as a mark from 1 to 10.
  func onTen(_ scale: Question.Scale) -> Estimate {
    let factor = 9 / Double(max(1, scale.high - scale.low))
    func mark(_ value: Double) -> Double { 1 + (value - Double(scale.low)) * factor }
    return Estimate(
      value: mark(value), standardError: standardError.map { $0 * factor },
      interval: interval.map { Interval(low: mark($0.low), high: mark($0.high), level: $0.level) }, n: n,
      missing: missing, effectiveN: effectiveN, populationFactor: populationFactor, method: method)
  }
}
