/// One figure with everything needed to judge it: its uncertainty, its base and how it was made.
///
/// Units are those of the measure: percentages (0...100) for shares, points (-100...100) for net scores, marks for means.
public struct Estimate: Sendable, Hashable, Codable {
  /// The figure itself, as reported.
  public let value: Double
  /// The point around which the interval was built. Equal to `value` except for adjusted methods, which pull small samples
  /// a little to the middle.
  public let centre: Double
  /// The standard error of `centre`; `nil` where one answer alone can't tell it.
  public let standardError: Double?
  /// The confidence interval; `nil` where one answer alone can't tell it.
  public let interval: Interval?
  /// The number of valid answers.
  public let n: Int
  /// The number of people who were asked but gave no valid answer (skipped, don't know, out of range).
  public let missing: Int
  /// Kish's effective number of answers (Σw)²/Σw²; equal to `n` without weights.
  public let effectiveN: Double
  /// The finite-population factor (N − n)/(N − 1): 1 without a stated population, 0 where everyone in it answered.
  public let populationFactor: Double
  /// How it was made.
  public let method: Method

  /// An estimate made elsewhere, such as one read back from a frozen report.
  public init(
    value: Double, centre: Double? = nil, standardError: Double?, interval: Interval?, n: Int, missing: Int = 0,
    effectiveN: Double? = nil, populationFactor: Double = 1, method: Method
  ) {
    self.value = value
    self.centre = centre ?? value
    self.standardError = standardError
    self.interval = interval
    self.n = n
    self.missing = missing
    self.effectiveN = effectiveN ?? Double(n)
    self.populationFactor = populationFactor
    self.method = method
  }

  /// A figure on the base of its answers.
  init(
    value: Double, centre: Double? = nil, standardError: Double?, interval: Interval?, base: Base, method: Method
  ) {
    self.init(
      value: value, centre: centre, standardError: standardError, interval: interval, n: base.n, missing: base.missing,
      effectiveN: base.effectiveN, populationFactor: base.populationFactor, method: method)
  }

  /// Whether the stated population was counted in full, so that nothing is uncertain.
  public var isCensus: Bool { populationFactor == 0 }

  /// The same figure with its interval pulled into `range`.
  func clipped(to range: ClosedRange<Double>) -> Estimate {
    Estimate(
      value: value, centre: centre, standardError: standardError, interval: interval?.clipped(to: range), n: n,
      missing: missing, effectiveN: effectiveN, populationFactor: populationFactor, method: method)
  }

  /// The same figure on another scale: (x − origin)·factor.
  func rescaled(origin: Double, factor: Double) -> Estimate {
    let moved = { (x: Double) in (x - origin) * factor }
    return Estimate(
      value: moved(value), centre: moved(centre), standardError: standardError.map { $0 * abs(factor) },
      interval: interval.map { Interval(low: moved($0.low), high: moved($0.high), level: $0.level) }, n: n,
      missing: missing, effectiveN: effectiveN, populationFactor: populationFactor, method: method)
  }
}
