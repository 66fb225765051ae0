/// A grouping made ready for one frame: which slot each place of the tree and each period goes to.
struct TabulationAxes {
  /// For each place in pre-order, and last for rows without a unit; negative for rows to leave out.
  let unitSlots: [Int32]
  let unitSlotCount: Int
  /// How many units the caller sees on the axis.
  let unitCount: Int
  /// Slots are places of the tree, to be rolled up when the rows have been counted.
  let rollsUp: Bool
  /// Slots are places of the tree, from which these are wanted; `nil` when the slots are as wanted.
  let picked: [Int]?
  /// Every place has a slot of its own.
  let keepsPlacesApart: Bool
  private let spans: [Range<Int>]?
  let periodCount: Int

  init(_ grouping: FrameGrouping, in tree: FrameTree) throws(FrameProblem) {
    let places = (0...tree.count).map { Int32($0) }
    var keepsPlacesApart = false
    switch grouping.units {
    case .together:
      unitSlots = [Int32](repeating: 0, count: tree.count + 1)
      unitSlotCount = 1
      unitCount = 1
      rollsUp = false
      picked = nil
    case .each, .rolledUp:
      unitSlots = places
      unitSlotCount = places.count
      unitCount = tree.count
      rollsUp = grouping.units == .rolledUp
      picked = nil
      keepsPlacesApart = true
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
      unitCount = units.count
      rollsUp = isNested
      picked = isNested ? units.map { tree.place[$0] } : nil
      keepsPlacesApart = isNested
    }
    self.keepsPlacesApart = keepsPlacesApart
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

  /// One cell for everything.
  static func together(in tree: FrameTree) -> TabulationAxes {
    TabulationAxes(together: tree, spans: nil)
  }

  /// One cell for the periods of a span.
  static func together(in tree: FrameTree, during span: Range<Int>) -> TabulationAxes {
    TabulationAxes(together: tree, spans: [span])
  }

  private init(together tree: FrameTree, spans: [Range<Int>]?) {
    unitSlots = [Int32](repeating: 0, count: tree.count + 1)
    unitSlotCount = 1
    unitCount = 1
    rollsUp = false
    picked = nil
    keepsPlacesApart = false
    self.spans = spans
    periodCount = 1
  }

  /// Neighbouring places that are asked for, with the slot that they share unless each has its own.
  func intervals(within included: [Bool]) -> [(places: Range<Int>, slot: Int?)] {
    var intervals: [(places: Range<Int>, slot: Int?)] = []
    for place in included.indices where included[place] && unitSlots[place] >= 0 {
      let slot = keepsPlacesApart ? nil : Int(unitSlots[place])
      if let last = intervals.last, last.places.upperBound == place, last.slot == slot {
        intervals[intervals.count - 1].places = last.places.lowerBound..<place + 1
      } else {
        intervals.append((place..<place + 1, slot))
      }
    }
    return intervals
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
