internal import CColumnKernels

extension Frame {
  /// Most counters that one question may take.
  private static let counterLimit = 1 << 28

  /// Counts how often each value of a column occurs among the rows that pass, for each cell of the grouping.
  ///
  /// - Parameter weighted: also sums weights and their squares; without weights in the schema every row weighs 1.
  /// - Throws: what names a column or unit that isn't there, spans out of order, or a table beyond 2²⁸ counters.
  public func tabulation(
    of column: FrameColumn, by grouping: FrameGrouping = FrameGrouping(), where filter: FrameFilter = FrameFilter(),
    weighted: Bool = false
  ) throws(FrameProblem) -> Tabulation {
    let place = try schema.place(of: column)
    let segment: Int?
    if let wanted = grouping.segment { segment = try schema.place(of: wanted) } else { segment = nil }
    let axes = try TabulationAxes(grouping, in: tree)
    let selection = try Selection(filter, in: self)
    let slots = schema.slotCount(at: place)
    let segmentSlots = segment.map { schema.slotCount(at: $0) } ?? 1
    let (cells, overflow) = (axes.unitSlotCount * segmentSlots).multipliedReportingOverflow(
      by: max(1, axes.periodCount))
    guard !overflow, cells <= Self.counterLimit / slots else { throw .tableTooLarge(cells: cells) }

    let target = CountTarget(
      column: place, slots: UInt32(slots), segment: segment, segmentSlots: UInt32(segmentSlots),
      unitSlots: axes.unitSlotCount, periods: axes.periodCount)
    let sharesTable = axes.periodCount > 1 && target.isLarge
    let scan = Scan(self, where: selection, by: axes, keepsPeriodsApart: sharesTable)
    let counts = target.counts(scan, sharesTable: sharesTable)
    var weights: [WeightSum] = []
    if weighted {
      weights =
        schema.hasWeights
        ? target.weights(scan, sharesTable: sharesTable)
        : counts.map { WeightSum(units: UInt64($0) << 20, squares: UInt128($0) << 40) }
    }
    return try Tabulation(
      of: column, by: grouping, axes, in: self, segmentSlots: segmentSlots, counts: counts, weights: weights)
  }

  func reserved(at place: Int) -> Int {
    place < schema.items.count ? RawScore.reserved : RawCode.reserved
  }
}

extension Tabulation {
  /// A tabulation from what was counted in the slots of its axes: rolls up and picks what the grouping wants.
  init(
    of column: FrameColumn, by grouping: FrameGrouping, _ axes: TabulationAxes, in frame: Frame, segmentSlots: Int,
    counts: [UInt32], weights: [WeightSum]
  ) throws(FrameProblem) {
    let place = try frame.schema.place(of: column)
    let slots = frame.schema.slotCount(at: place)
    var counts = counts
    var weights = weights
    let width = segmentSlots * slots
    if axes.rollsUp {
      frame.tree.rollUp(&counts, width: width, periods: axes.periodCount)
      if !weights.isEmpty { frame.tree.rollUp(&weights, width: width, periods: axes.periodCount) }
    }
    if let picked = axes.picked {
      counts = Self.pick(picked, of: counts, width: width, from: axes)
      if !weights.isEmpty { weights = Self.pick(picked, of: weights, width: width, from: axes) }
    }
    var segmentReserved = 0
    if let segment = grouping.segment { segmentReserved = frame.reserved(at: try frame.schema.place(of: segment)) }
    self.init(
      column: column, grouping: grouping, periodCount: axes.periodCount, unitCount: axes.unitCount,
      segmentCount: segmentSlots - segmentReserved, tree: frame.tree, segmentReserved: segmentReserved,
      segmentSlots: segmentSlots, unitSlots: axes.picked?.count ?? axes.unitSlotCount,
      table: CellTable(counts: counts, weights: weights, reserved: frame.reserved(at: place), slotCount: slots))
  }

  private static func pick<Value>(
    _ places: [Int], of table: [Value], width: Int, from axes: TabulationAxes
  ) -> [Value] {
    (0..<axes.periodCount).flatMap { period in
      places.flatMap { place in
        let start = (period * axes.unitSlotCount + place) * width
        return table[start..<start + width]
      }
    }
  }
}
