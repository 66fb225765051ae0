/// A grouping made ready for one frame: which slot each place of the tree and each period goes to.
struct TabulationAxes {
  /// For each place in pre-order, and last for rows without a unit; negative for rows to leave out.
  let unitSlots: [Int32]
  let unitSlotCount: Int
  /// Slots are places of the tree, to be rolled up when the rows have been counted.
  let rollsUp: Bool
  /// Slots are places of the tree, from which these are wanted; `nil` when the slots are as wanted.
  let picked: [Int]?
  private let spans: [Range<Int>]?
  let periodCount: Int

  init(_ grouping: FrameGrouping, in tree: FrameTree) throws(FrameProblem) {
    let places = (0...tree.count).map { Int32($0) }
    switch grouping.units {
    case .together:
      unitSlots = [Int32](repeating: 0, count: tree.count + 1)
      unitSlotCount = 1
      rollsUp = false
      picked = nil
    case .each, .rolledUp:
      unitSlots = places
      unitSlotCount = places.count
      rollsUp = grouping.units == .rolledUp
      picked = nil
    case .subtrees(let units):
      var slots = [Int32](repeating: -1, count: tree.count + 1)
      var isNested = false
      for (position, unit) in units.enumerated() {
        for place in try tree.interval(under: unit) {
          if slots[place] >= 0 { isNested = true }
          slots[place] = Int32(position)
        }
      }
      unitSlots = isNested ? places.map { slots[Int($0)] < 0 ? -1 : $0 } : slots
      unitSlotCount = isNested ? places.count : units.count
      rollsUp = isNested
      picked = isNested ? units.map { tree.place[$0] } : nil
    }
    switch grouping.periods {
    case .together:
      spans = nil
      periodCount = 1
    case .each(let range):
      spans = range.map { $0..<$0 + 1 }
      periodCount = range.count
    case .spans(let ranges):
      for (earlier, later) in zip(ranges, ranges.dropFirst()) where earlier.upperBound > later.lowerBound {
        throw .unorderedSpans
      }
      spans = ranges
      periodCount = ranges.count
    }
  }

  /// The period's position on the axis, negative for one to leave out.
  func slot(ofPeriod period: Int) -> Int {
    guard let spans else { return 0 }
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upperBound <= period { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].contains(period) ? low : -1
  }
}
