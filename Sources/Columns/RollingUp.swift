internal import CColumnKernels

extension FrameTree {
  /// Adds what stands at each place to the place of the unit above it, from the last place to the first, so that every unit
  /// ends with its whole subtree. The table has, for each period, a stretch of `width` for each place and one more for rows
  /// without a unit.
  func rollUp(_ table: inout [UInt32], width: Int, periods: Int) {
    let above = placesAbove
    let size = (count + 1) * width
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let start = table.baseAddress
      Workers.divide(periods, worth: Workers.countersWorthSharing / size) { part in
        guard let start else { return }
        for period in part { ck_roll_up(start + period * size, above, above.count, width) }
      }
    }
  }

  /// The same for sums of weights.
  func rollUp(_ table: inout [WeightSum], width: Int, periods: Int) {
    let above = placesAbove
    for period in 0..<periods {
      let start = period * (count + 1)
      for place in above.indices.reversed() where above[place] >= 0 {
        for offset in 0..<width {
          let to = (start + Int(above[place])) * width + offset
          table[to] = table[to] + table[(start + place) * width + offset]
        }
      }
    }
  }

  /// For each place that of the unit above it; -1 for a root.
  private var placesAbove: [Int32] {
    unitAt.map { unit in parents[unit].map { Int32(place[$0]) } ?? -1 }
  }
}
