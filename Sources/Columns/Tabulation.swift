internal import CColumnKernels

/// How often each value of a column occurs, for every combination of unit, period and segment that was asked for.
public struct Tabulation: Sendable {
  /// The column whose values are counted.
  public let column: FrameColumn
  /// What was kept apart.
  public let grouping: FrameGrouping
  /// How many periods the period axis has; 1 when they are together.
  public let periodCount: Int
  /// How many units the unit axis has; 1 when they are together.
  public let unitCount: Int
  /// How many values the segment column has, not counting rows without one; 1 without a segment.
  public let segmentCount: Int

  let tree: FrameTree
  let reserved: Int
  let slotCount: Int
  let segmentReserved: Int
  let segmentSlots: Int
  let unitSlots: Int
  /// Counts by period, unit place, segment slot and value slot.
  var counts: [UInt32]
  /// The same for weights; empty when they weren't asked for.
  var weights: [WeightSum]

  /// The cell of a unit, a period and a segment.
  ///
  /// - Parameters:
  ///   - unit: the unit's number where the tabulation has `.each` or `.rolledUp`, `nil` for rows without a unit; the position
  ///     in the list where it has `.subtrees`; ignored where units are together.
  ///   - period: the position on the period axis.
  ///   - segment: the segment column's value, `nil` for rows without one (of an item: missing); ignored without a segment.
  public func tally(unit: Int? = 0, period: Int = 0, segment: Int? = 0) -> Tally {
    let unitSlot: Int
    switch grouping.units {
    case .together: unitSlot = 0
    case .each, .rolledUp: unitSlot = unit.map { tree.place[$0] } ?? tree.count
    case .subtrees: unitSlot = unit ?? 0
    }
    let segmentSlot = grouping.segment == nil ? 0 : segment.map { $0 + segmentReserved } ?? 0
    precondition(
      (0..<periodCount).contains(period) && unitSlot < unitSlots && segmentSlot < segmentSlots, "no such cell")
    let cell = (period * unitSlots + unitSlot) * segmentSlots + segmentSlot
    let slots = cell * slotCount..<(cell + 1) * slotCount
    return Tally(reserved: reserved, slots: counts[slots], weightSlots: weights.isEmpty ? [] : weights[slots])
  }
}

/// How often each value occurs among the rows of one cell.
public struct Tally: Hashable, Sendable {
  let reserved: Int
  let slots: ArraySlice<UInt32>
  let weightSlots: ArraySlice<WeightSum>

  /// Rows with a value.
  public var n: Int { slots.dropFirst(reserved).reduce(0) { $0 + Int($1) } }
  /// Rows that were asked and have no score; of a code column rows without a code.
  public var missing: Int { Int(slots[slots.startIndex]) }
  /// Rows to which the item doesn't apply; of a code column none.
  public var notApplicable: Int { reserved == RawScore.reserved ? Int(slots[slots.startIndex + 1]) : 0 }
  /// All rows of the cell.
  public var total: Int { slots.reduce(0) { $0 + Int($1) } }

  /// Rows with this value; 0 for a value that the column can't have.
  public func count(of value: Int) -> Int {
    value >= 0 && value < slots.count - reserved ? Int(slots[slots.startIndex + reserved + value]) : 0
  }

  /// Rows for each value, from 0 on.
  public var counts: [Int] { slots.dropFirst(reserved).map { Int($0) } }

  /// Σx over the rows with a value.
  public var sum: Int {
    slots.dropFirst(reserved).enumerated().reduce(0) { $0 + $1.offset * Int($1.element) }
  }

  /// Σx² over the rows with a value.
  public var sumOfSquares: Int {
    slots.dropFirst(reserved).enumerated().reduce(0) { $0 + $1.offset * $1.offset * Int($1.element) }
  }

  /// Whether the question asked for weights.
  public var isWeighted: Bool { !weightSlots.isEmpty }

  /// Σw and Σw² of the rows with this value; zero when weights weren't asked for.
  public func weight(of value: Int) -> WeightSum {
    value >= 0 && value < weightSlots.count - reserved
      ? weightSlots[weightSlots.startIndex + reserved + value] : .zero
  }

  /// Σw and Σw² for each value, from 0 on; empty when weights weren't asked for.
  public var weights: [WeightSum] { Array(weightSlots.dropFirst(reserved)) }

  /// Σw and Σw² of all rows with a value.
  public var answeredWeight: WeightSum { weightSlots.dropFirst(reserved).reduce(.zero, +) }

  /// Two tallies are equal when they count the same, wherever they stand.
  public static func == (left: Tally, right: Tally) -> Bool {
    left.reserved == right.reserved && left.slots.elementsEqual(right.slots)
      && left.weightSlots.elementsEqual(right.weightSlots)
  }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reserved)
    for slot in slots { hasher.combine(slot) }
    for slot in weightSlots { hasher.combine(slot) }
  }
}
