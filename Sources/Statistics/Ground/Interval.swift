/// A confidence interval, in the unit of its estimate.
public struct Interval: Sendable, Hashable, Codable {
  /// The lower limit.
  public let low: Double
  /// The upper limit, never below `low`.
  public let high: Double
  /// The stated confidence, between 0 and 1: 0.95 means 95%.
  public let level: Double

  /// Limits in either order.
  public init(low: Double, high: Double, level: Double) {
    self.low = min(low, high)
    self.high = max(low, high)
    self.level = level
  }

  /// The distance between the limits.
  public var width: Double { high - low }

  /// Whether `value` lies between the limits, limits included.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Whether the two intervals share a point. Overlap does *not* mean that two groups are the same: test the difference.
  public func overlaps(_ other: Interval) -> Bool { low <= other.high && other.low <= high }

  /// The same interval with both limits pulled into `range`.
  func clipped(to range: ClosedRange<Double>) -> Interval {
    Interval(
      low: min(max(low, range.lowerBound), range.upperBound),
      high: min(max(high, range.lowerBound), range.upperBound),
      level: level
    )
  }
}
