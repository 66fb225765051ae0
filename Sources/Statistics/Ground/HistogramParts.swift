extension Histogram {
  /// Only the answers within `range`; the others are counted as missing.
  public func keeping(_ range: ClosedRange<Double>) -> Histogram {
    let kept = tallies.filter { range.contains($0.value) }
    return Histogram(sorted: kept, missing: missing + count - kept.reduce(0) { $0 + $1.count })
  }

  /// Both groups together.
  public func adding(_ other: Histogram) throws(StatisticsError) -> Histogram {
    try Histogram(tallies: tallies + other.tallies, missing: missing + other.missing)
  }

  /// The rest: this whole without `part`. A part overlaps its whole, so it is compared with the rest, never with the total.
  ///
  /// - Throws: `partExceedsWhole` where the part holds answers that the whole doesn't.
  public func removing(_ part: Histogram) throws(StatisticsError) -> Histogram {
    guard part.missing <= missing else { throw .partExceedsWhole(value: .nan) }
    var rest = Dictionary(uniqueKeysWithValues: tallies.map { ($0.value, $0) })
    for tally in part.tallies {
      guard let whole = rest[tally.value], whole.count >= tally.count else {
        throw .partExceedsWhole(value: tally.value)
      }
      let count = whole.count - tally.count
      guard count > 0 else {
        rest[tally.value] = nil
        continue
      }
      let weight = whole.weight - tally.weight
      let squaredWeight = whole.squaredWeight - tally.squaredWeight
      guard weight > 0, squaredWeight > 0 else { throw .partExceedsWhole(value: tally.value) }
      rest[tally.value] = Tally(value: tally.value, count: count, weight: weight, squaredWeight: squaredWeight)
    }
    return try Histogram(tallies: rest.values, missing: missing - part.missing)
  }

  /// The same answers with each value replaced, such as a 1-7 answer recoded to -1/0/+1.
  public func mapValues(_ transform: (Double) -> Double) throws(StatisticsError) -> Histogram {
    try Histogram(
      tallies: tallies.map {
        Tally(value: transform($0.value), count: $0.count, weight: $0.weight, squaredWeight: $0.squaredWeight)
      },
      missing: missing)
  }
}
