/// How often each value was answered: the exact sums from which scores are computed.
///
/// A histogram comes from counts (`[7: 12, 8: 30]`), from weighted tallies (Σw and Σw² per value) or, as a convenience,
/// from the answers themselves. Values are finite, ascending and distinct; every tally has at least one answer.
public struct Histogram: Sendable, Hashable {
  /// The answers of one value.
  public struct Tally: Sendable, Hashable {
    /// The answer that this tally counts; finite.
    public let value: Double
    /// How many people gave it.
    public let count: Int
    /// The sum of their weights, Σw.
    public let weight: Double
    /// The sum of their squared weights, Σw².
    public let squaredWeight: Double

    /// Unweighted answers of one value: every weight is 1.
    public init(value: Double, count: Int) {
      self.init(value: value, count: count, weight: Double(count), squaredWeight: Double(count))
    }

    /// Weighted answers of one value.
    public init(value: Double, count: Int, weight: Double, squaredWeight: Double) {
      self.value = value
      self.count = count
      self.weight = weight
      self.squaredWeight = squaredWeight
    }
  }

  /// One tally per value, ascending.
  public let tallies: [Tally]
  /// How many were asked without a valid answer.
  public let missing: Int

  /// Tallies in any order; equal values are added up, empty ones dropped.
  ///
  /// - Throws: `notFinite`, `negativeCount`, `countTooLarge` or `impossibleWeight`.
  public init(tallies: some Sequence<Tally>, missing: Int = 0) throws(StatisticsError) {
    try checkCount(missing, of: .nan)
    var byValue: [Double: Tally] = [:]
    var row = 0
    for tally in tallies {
      try Self.validate(tally, row: row)
      row += 1
      guard tally.count > 0 else { continue }
      if let earlier = byValue[tally.value] {
        byValue[tally.value] = Tally(
          value: tally.value, count: earlier.count + tally.count, weight: earlier.weight + tally.weight,
          squaredWeight: earlier.squaredWeight + tally.squaredWeight)
      } else {
        byValue[tally.value] = tally
      }
    }
    self.init(sorted: byValue.values.sorted { $0.value < $1.value }, missing: missing)
  }

  /// Counts per whole value: `[0: 3, 7: 12]`.
  ///
  /// - Throws: `negativeCount`.
  public init(counts: [Int: Int], missing: Int = 0) throws(StatisticsError) {
    // In order, so that the first value that is wrong is always the one that is named.
    let tallies = counts.sorted { $0.key < $1.key }.map { Tally(value: Double($0.key), count: $0.value) }
    try self.init(tallies: tallies, missing: missing)
  }

  /// Counts of consecutive whole values, the first of which is `lowest`: `counts: [3, 0, 12], from: 1` is 3 ones, 12 threes.
  ///
  /// - Throws: `negativeCount`.
  public init(counts: [Int], from lowest: Int = 0, missing: Int = 0) throws(StatisticsError) {
    let tallies = counts.enumerated().map { Tally(value: Double(lowest + $0.offset), count: $0.element) }
    try self.init(tallies: tallies, missing: missing)
  }

  /// The answers themselves; `nil` is missing.
  ///
  /// - Throws: `notFinite` with the row of a NaN or infinite answer.
  public init(answers: some Sequence<Double?>) throws(StatisticsError) {
    var missing = 0
    var counts: [Double: Int] = [:]
    for (row, answer) in answers.enumerated() {
      guard let answer else {
        missing += 1
        continue
      }
      guard answer.isFinite else { throw .notFinite(row: row, column: 0) }
      counts[answer, default: 0] += 1
    }
    try self.init(tallies: counts.map { Tally(value: $0.key, count: $0.value) }, missing: missing)
  }

  /// The answers themselves with a weight each; `nil` is missing. A weight of 0 leaves the answer out, as missing.
  ///
  /// - Throws: `shapeMismatch`, `notFinite` or `negativeCount`.
  public init(answers: [Double?], weights: [Double]) throws(StatisticsError) {
    guard answers.count == weights.count else {
      throw .shapeMismatch(expected: answers.count, found: weights.count)
    }
    var missing = 0
    var tallies: [Tally] = []
    for row in answers.indices {
      guard weights[row].isFinite else { throw .notFinite(row: row, column: 1) }
      guard let answer = answers[row], weights[row] != 0 else {
        missing += 1
        continue
      }
      guard answer.isFinite else { throw .notFinite(row: row, column: 0) }
      guard weights[row] > 0 else { throw .negativeCount(value: answer) }
      tallies.append(
        Tally(value: answer, count: 1, weight: weights[row], squaredWeight: weights[row] * weights[row]))
    }
    try self.init(tallies: tallies, missing: missing)
  }

  init(sorted tallies: [Tally], missing: Int) {
    self.tallies = tallies
    self.missing = missing
  }

  private static func validate(_ tally: Tally, row: Int) throws(StatisticsError) {
    guard tally.value.isFinite, tally.weight.isFinite, tally.squaredWeight.isFinite else {
      throw .notFinite(row: row, column: 0)
    }
    try checkCount(tally.count, of: tally.value)
    guard tally.weight >= 0, tally.squaredWeight >= 0 else { throw .negativeCount(value: tally.value) }
    let isEmpty = tally.count == 0
    guard isEmpty == (tally.weight == 0), isEmpty == (tally.squaredWeight == 0) else {
      throw .impossibleWeight(value: tally.value)
    }
    // Cauchy-Schwarz: (Σw)² ≤ n Σw². The slack is for sums that were rounded on their way here.
    guard tally.weight * tally.weight <= Double(tally.count) * tally.squaredWeight * (1 + 1e-9) else {
      throw .impossibleWeight(value: tally.value)
    }
  }

  /// The number of valid answers.
  public var count: Int { tallies.reduce(0) { $0 + $1.count } }
  /// Σw over all valid answers.
  public var weight: Double { tallies.reduce(0) { $0 + $1.weight } }
  /// Σw² over all valid answers.
  public var squaredWeight: Double { tallies.reduce(0) { $0 + $1.squaredWeight } }

  /// Kish's effective number of answers, (Σw)²/Σw²; 0 when empty. Source: Kish 1965, *Survey Sampling*.
  public var effectiveCount: Double {
    let squared = squaredWeight
    return squared > 0 ? weight * weight / squared : 0
  }

  /// The weighted mean; `nil` when empty.
  public var mean: Double? {
    let total = weight
    guard total > 0 else { return nil }
    return tallies.reduce(0) { $0 + $1.weight * $1.value } / total
  }

  /// The weighted population variance Σw(x − mean)²/Σw; `nil` when empty.
  public var populationVariance: Double? {
    guard let mean else { return nil }
    return tallies.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) } / weight
  }

  /// The sample variance: the population variance times m/(m − 1), with m the effective count; `nil` below two answers.
  public var sampleVariance: Double? {
    let effective = effectiveCount
    guard let populationVariance, count > 1, effective > 1 else { return nil }
    return populationVariance * effective / (effective - 1)
  }

  /// The weighted median (the middle of the two middle answers where they differ); `nil` when empty.
  public var median: Double? {
    let half = weight / 2
    var below = 0.0
    for (index, tally) in tallies.enumerated() {
      below += tally.weight
      if below == half, index + 1 < tallies.count { return (tally.value + tallies[index + 1].value) / 2 }
      if below >= half { return tally.value }
    }
    return nil
  }

  /// The sum of the weights of the answers that meet `condition`.
  public func weight(where condition: (Double) -> Bool) -> Double {
    tallies.reduce(0) { condition($1.value) ? $0 + $1.weight : $0 }
  }

  /// The number of answers that meet `condition`.
  public func count(where condition: (Double) -> Bool) -> Int {
    tallies.reduce(0) { condition($1.value) ? $0 + $1.count : $0 }
  }
}
