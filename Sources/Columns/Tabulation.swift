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
  let segmentReserved: Int
  let segmentSlots: Int
  let unitSlots: Int
  /// By period, unit place and segment slot.
  let table: CellTable

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
    return Tally(table, cell: (period * unitSlots + unitSlot) * segmentSlots + segmentSlot)
  }
}
