import Dispatch

/// Relative weights and Shapley values side by side, with percentile intervals from bootstrap replicates.
struct ImportancePair {
  let weights: RelativeWeights
  let shapley: ShapleyImportance
  /// How often each driver led, by replicate; `nil` without replicates.
  let leadingFrequency: [Double?]
  private let count: Double
  private let answers: Int
  private let weightIntervals: [(interval: Interval, error: Double)?]
  private let shapleyIntervals: [(interval: Interval, error: Double)?]

  init(
    _ correlations: DriverCorrelations, replicates: [Moments], variables: [Int], options: DriverAnalysis.Options
  ) throws(StatisticsError) {
    weights = try RelativeWeights(correlations)
    shapley = ShapleyImportance(correlations, orders: options.sampledOrders, seed: options.seed)
    count = correlations.count
    answers = correlations.answers
    let k = correlations.driverCount
    guard !replicates.isEmpty else {
      leadingFrequency = [Double?](repeating: nil, count: k)
      weightIntervals = leadingFrequency.map { _ in nil }
      shapleyIntervals = weightIntervals
      return
    }
    var weightDraws = [[Double]](repeating: [], count: k)
    var shapleyDraws = weightDraws
    var leads = [Int](repeating: 0, count: k)
    for draw in Self.draws(replicates, variables, options) {
      // A replicate in which a driver happens to have no variance says nothing about the others either.
      guard let (drawnWeights, drawnShapley) = try draw.get() else { continue }
      for j in 0..<k {
        weightDraws[j].append(drawnWeights[j])
        shapleyDraws[j].append(drawnShapley[j])
      }
      if let lead = (0..<k).max(by: { drawnShapley[$0] < drawnShapley[$1] }) { leads[lead] += 1 }
    }
    let used = weightDraws[0].count
    leadingFrequency = leads.map { used > 0 ? Double($0) / Double(used) : nil }
    weightIntervals = weightDraws.map { Percentile.interval($0, level: options.level) }
    shapleyIntervals = shapleyDraws.map { Percentile.interval($0, level: options.level) }
  }

  /// Raw weights and Shapley values of each replicate, in their order: on all processors, for they don't know of one another.
  private static func draws(
    _ replicates: [Moments], _ variables: [Int], _ options: DriverAnalysis.Options
  ) -> [Result<(weights: [Double], shapley: [Double])?, StatisticsError>] {
    var draws = [Result<(weights: [Double], shapley: [Double])?, StatisticsError>](
      repeating: .success(nil), count: replicates.count)
    draws.withUnsafeMutableBufferPointer { room in
      // Each turn writes a place of its own.
      nonisolated(unsafe) let room = room
      DispatchQueue.concurrentPerform(iterations: replicates.count) { place in
        room[place] = Result { () throws(StatisticsError) in
          guard let drawn = try correlations(of: replicates[place], variables) else { return nil }
          let shapley = ShapleyImportance(drawn, orders: options.sampledOrders / 10, seed: options.seed)
          return (try RelativeWeights(drawn).raw, shapley.raw)
        }
      }
    }
    return draws
  }

  private static func correlations(
    of moments: Moments, _ variables: [Int]
  ) throws(StatisticsError) -> DriverCorrelations? {
    do {
      let matrix = try CorrelationMatrix(moments, variables: variables)
      // What has a root is possible as it is; only what hasn't needs a look at its eigenvalues.
      let isPossible = Cholesky(matrix.values, tolerance: 1e-10) != nil
      return try DriverCorrelations(outcomeFirst: isPossible ? matrix : matrix.repaired().matrix)
    } catch .zeroVariance, .tooFewAnswers {
      return nil
    }
  }

  func relativeWeight(_ j: Int) -> DriverAnalysis.Importance {
    importance(weights.raw[j], weights.shares[j], weightIntervals[j], .relativeWeightJohnson)
  }

  func shapley(_ j: Int) -> DriverAnalysis.Importance {
    importance(shapley.raw[j], shapley.shares[j], shapleyIntervals[j], shapley.method)
  }

  private func importance(
    _ raw: Double, _ share: Double, _ drawn: (interval: Interval, error: Double)?, _ method: Method
  ) -> DriverAnalysis.Importance {
    DriverAnalysis.Importance(
      estimate: Estimate(
        value: raw, standardError: drawn?.error, interval: drawn?.interval, n: answers, effectiveN: count,
        method: method),
      share: share)
  }
}

/// Intervals from draws.
enum Percentile {
  /// The middle `level` of the draws (Hyndman and Fan's type 7) and their standard deviation; `nil` below two draws.
  static func interval(_ draws: [Double], level: Double) -> (interval: Interval, error: Double)? {
    guard draws.count > 1 else { return nil }
    let sorted = draws.sorted()
    let mean = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count - 1)
    let interval = Interval(
      low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2), level: level)
    return (interval, variance.squareRoot())
  }

  /// The quantile of ascending numbers, at least one, between its two neighbours.
  static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let position = p * Double(sorted.count - 1)
    let below = max(0, min(sorted.count - 1, Int(position)))
    let above = min(sorted.count - 1, below + 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
