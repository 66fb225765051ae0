/// Krippendorff's α: how far coders agree beyond chance, for any number of coders with gaps.
///
/// `α = 1 − D_observed/D_expected` over the coincidences of values within units. Source: Krippendorff 2011, *Computing
/// Krippendorff's Alpha-Reliability*. The interval comes from drawing units with replacement.
public struct KrippendorffAlpha: Sendable, Hashable, Codable {
  /// What a difference between two values weighs.
  public enum Scale: String, Sendable, Hashable, Codable, CaseIterable {
    /// Different is different: codes.
    case nominal
    /// By the number of values between them: ranks.
    case ordinal
    /// By the square of their distance: marks.
    case interval
  }

  /// α with its interval; 1 is full agreement, 0 chance, below 0 systematic disagreement. `n` counts units that at least two
  /// coders valued, `missing` the others.
  public let estimate: Estimate
  /// The observed disagreement.
  public let observed: Double
  /// The disagreement expected by chance.
  public let expected: Double
  /// What a difference between two values weighed.
  public let scale: Scale

  /// From each coder's values, in the same order of units; `nil` where a coder skipped a unit.
  ///
  /// - Parameters:
  ///   - draws: how often units are drawn again for the interval; 0 leaves it out.
  ///   - seed: the same seed gives the same interval.
  /// - Throws: `raggedRow` with the coder, `notFinite`, `tooFewAnswers` (fewer than two units with two values),
  ///   `zeroVariance` (only one value was ever used: agreement can't be told from indifference), `probabilityOutOfRange`,
  ///   `notPositive` (draws below 0).
  public init(
    coders: [[Double?]], scale: Scale, draws: Int = 1000, seed: UInt64 = 1, level: Double = 0.95
  ) throws(StatisticsError) {
    let unitCount = coders.first?.count ?? 0
    var units = [[Double: Int]](repeating: [:], count: unitCount)
    for (row, coder) in coders.enumerated() {
      guard coder.count == unitCount else { throw .raggedRow(row: row, expected: unitCount, found: coder.count) }
      for (unit, value) in coder.enumerated() {
        guard let value else { continue }
        guard value.isFinite else { throw .notFinite(row: row, column: unit) }
        units[unit][value, default: 0] += 1
      }
    }
    try self.init(units: units, scale: scale, draws: draws, seed: seed, level: level)
  }

  /// From how many coders gave each unit each value.
  ///
  /// - Throws: as `init(coders:)`, and `negativeCount`.
  public init(
    units: [[Double: Int]], scale: Scale, draws: Int = 1000, seed: UInt64 = 1, level: Double = 0.95
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    guard draws >= 0 else { throw .notPositive(Double(draws)) }
    for (row, unit) in units.enumerated() {
      for (value, count) in unit {
        guard value.isFinite else { throw .notFinite(row: row, column: 0) }
        try checkCount(count, of: value)
      }
    }
    let paired = units.filter { $0.values.reduce(0, +) >= 2 }
    guard paired.count >= 2 else { throw .tooFewAnswers(count: paired.count, needed: 2) }
    let values = Set(paired.flatMap { $0.filter { $0.value > 0 }.keys }).sorted()
    guard values.count > 1 else { throw .zeroVariance(variable: 0) }
    let dense = paired.map { unit in values.map { Double(unit[$0] ?? 0) } }
    let whole = Coincidences(units: dense, values: values, scale: scale)
    observed = whole.observed
    expected = whole.expected
    self.scale = scale
    var generator = SeededGenerator(seed: seed)
    var drawn: [Double] = []
    for _ in 0..<draws {
      let sample = dense.indices.map { _ in dense[generator.index(below: dense.count)] }
      let disagreement = Coincidences(units: sample, values: values, scale: scale)
      // A draw in which only one value occurs has no disagreement to expect; full agreement is what it shows.
      drawn.append(disagreement.expected > 0 ? 1 - disagreement.observed / disagreement.expected : 1)
    }
    let spread = Percentile.interval(drawn, level: level)
    estimate = Estimate(
      value: 1 - whole.observed / whole.expected, standardError: spread?.error, interval: spread?.interval,
      n: paired.count, missing: units.count - paired.count, method: .krippendorffAlpha)
  }
}

/// The coincidences of values within units, summed into observed and expected disagreement.
private struct Coincidences {
  let observed: Double
  let expected: Double

  init(units: [[Double]], values: [Double], scale: KrippendorffAlpha.Scale) {
    let k = values.count
    var totals = [Double](repeating: 0, count: k)
    for unit in units { for c in 0..<k { totals[c] += unit[c] } }
    let n = totals.reduce(0, +)
    func distance(_ c: Int, _ d: Int) -> Double {
      switch scale {
      case .nominal: return c == d ? 0 : 1
      case .interval: return (values[c] - values[d]) * (values[c] - values[d])
      case .ordinal:
        let (low, high) = c < d ? (c, d) : (d, c)
        let between = totals[low...high].reduce(0, +) - (totals[low] + totals[high]) / 2
        return between * between
      }
    }
    var distances = [Double](repeating: 0, count: k * k)
    for c in 0..<k { for d in 0..<k where c != d { distances[c * k + d] = distance(c, d) } }
    var observed = 0.0
    for unit in units {
      let coders = unit.reduce(0, +)
      for c in 0..<k where unit[c] > 0 {
        for d in 0..<k where d != c { observed += unit[c] * unit[d] * distances[c * k + d] / (coders - 1) }
      }
    }
    var expected = 0.0
    for c in 0..<k { for d in 0..<k where d != c { expected += totals[c] * totals[d] * distances[c * k + d] } }
    self.observed = observed / n
    self.expected = expected / (n * (n - 1))
  }
}
