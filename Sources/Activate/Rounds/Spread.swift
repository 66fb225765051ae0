/// The middle of some numbers and how far they lie apart.
public struct Spread: Hashable, Sendable, Codable {
  public let n: Int
  public let median: Double
  /// Quartiles by linear interpolation between the sorted numbers (Hyndman and Fan's seventh way, that of R and Excel).
  public let lowQuartile: Double
  public let highQuartile: Double

  /// Nothing of no numbers.
  init?(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    guard let first = sorted.first else { return nil }
    func quantile(_ p: Double) -> Double {
      let place = p * Double(sorted.count - 1)
      let below = Int(place)
      guard below + 1 < sorted.count else { return sorted.last ?? first }
      return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
    n = sorted.count
    median = quantile(0.5)
    lowQuartile = quantile(0.25)
    highQuartile = quantile(0.75)
  }

  /// The middle half of the numbers lies this far apart.
  public var width: Double { highQuartile - lowQuartile }

  /// On marks of a few steps: two or more apart is worth talking about.
  public var isDivided: Bool { width >= 2 }
}
