extension FrameTree {
  /// Counters that are rolled up by one worker; more are shared.
  private static let countersWorthSharing = 1 << 17

  /// Adds what stands at each place to the place of the unit above it, from the last place to the first, so that every unit
  /// ends with its whole subtree. The table has, for each period, a stretch of `width` for each place and one more for rows
  /// without a unit.
  func rollUp(_ table: inout [UInt32], width: Int, periods: Int) {
    let workers = table.count < Self.countersWorthSharing ? 1 : min(periods, Workers.count(for: .max))
    let above = placesAbove
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run(workers) { worker in
        for period in worker * periods / workers..<(worker + 1) * periods / workers {
          let start = period * (count + 1)
          for place in above.indices.reversed() where above[place] >= 0 {
            let from = (start + place) * width
            let to = (start + above[place]) * width
            for offset in 0..<width { table[to + offset] &+= table[from + offset] }
          }
        }
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
          let to = (start + above[place]) * width + offset
          table[to] = table[to] + table[(start + place) * width + offset]
        }
      }
    }
  }

  /// For each place that of the unit above it; -1 for a root.
  private var placesAbove: [Int] {
    unitAt.map { unit in parents[unit].map { place[$0] } ?? -1 }
  }
}
