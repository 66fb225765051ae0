/// The counts of one column for every unit and period of a frame, kept so that a question without a filter on columns is
/// answered by adding counts, and not by looking at rows.
///
/// A cube knows which segments it has counted. Brought up to a later frame, it counts only segments that are new and takes
/// off those that are gone; all are whole numbers, so that it equals a scan to the last digit.
public struct FrameCube: Sendable {
  /// The column whose values are counted.
  public let column: FrameColumn
  private let frame: Frame
  /// The periods that the table has.
  private let periods: Range<Int>
  /// Counts by period, place of the tree and value slot.
  private let table: [UInt32]

  /// Counts a column of a frame.
  public init(of column: FrameColumn, in frame: Frame) throws(FrameProblem) {
    let periods = frame.periods ?? 0..<0
    self.init(
      column: column, frame: frame, periods: periods, table: try Self.count(column, frame, frame.segments, periods))
  }

  private init(column: FrameColumn, frame: Frame, periods: Range<Int>, table: [UInt32]) {
    self.column = column
    self.frame = frame
    self.periods = periods
    self.table = table
  }

  /// Memory that the counts take, in bytes.
  public var byteCount: Int { table.count * MemoryLayout<UInt32>.stride }

  /// The cube of a later (or any other) frame.
  public func updated(to later: Frame) throws(FrameProblem) -> FrameCube {
    let known = Set(frame.segments.map { ObjectIdentifier($0) })
    let wanted = Set(later.segments.map { ObjectIdentifier($0) })
    if known == wanted, frame.tree == later.tree { return self }
    let gone = frame.segments.filter { !wanted.contains(ObjectIdentifier($0)) }
    let new = later.segments.filter { !known.contains(ObjectIdentifier($0)) }
    let rows = (gone + new).reduce(0) { $0 + $1.rowCount }
    guard frame.schema == later.schema, frame.tree == later.tree, rows < later.rowCount,
      let span = later.periods, let before = frame.periods, span.lowerBound == before.lowerBound,
      span.upperBound >= periods.upperBound
    else { return try FrameCube(of: column, in: later) }
    // Periods lead the table, so that more of them are more of it at its end.
    let added = try Self.count(column, later, new, span)
    var table = table
    table += repeatElement(0, count: added.count - table.count)
    for index in table.indices { table[index] &+= added[index] }
    if !gone.isEmpty {
      let removed = try Self.count(column, frame, gone, span)
      for index in table.indices { table[index] &-= removed[index] }
    }
    return FrameCube(column: column, frame: later, periods: span, table: table)
  }

  private static func count(
    _ column: FrameColumn, _ frame: Frame, _ segments: [Segment], _ periods: Range<Int>
  ) throws(FrameProblem) -> [UInt32] {
    let part = Frame(schema: frame.schema, tree: frame.tree, segments: segments)
    return try part.tabulation(of: column, by: FrameGrouping(units: .each, periods: .each(periods))).table.counts
  }

  /// The same as `Frame.tabulation` gives for this column; `nil` when the question looks at other columns too, by a segment
  /// or a condition, and needs the rows.
  public func tabulation(
    by grouping: FrameGrouping = FrameGrouping(), where filter: FrameFilter = FrameFilter()
  ) throws(FrameProblem) -> Tabulation? {
    guard grouping.segment == nil, filter.conditions.isEmpty else { return nil }
    let axes = try TabulationAxes(grouping, in: frame.tree)
    let selection = try Selection(filter, in: frame)
    let width = frame.schema.slotCount(at: try frame.schema.place(of: column))
    let counts =
      isWhole(axes, selection)
      ? table : gathered(axes, axes.intervals(within: selection.units), where: selection, width: width)
    return try Tabulation(
      of: column, by: grouping, axes, in: frame, segmentSlots: 1, counts: counts, weights: [])
  }

  /// Whether the table as it stands is what the slots of the axes ask for.
  private func isWhole(_ axes: TabulationAxes, _ selection: Selection) -> Bool {
    axes.keepsPlacesApart && !axes.rollsUp && axes.periodCount == periods.count && selection.units.allSatisfy(\.self)
      && axes.unitSlots.allSatisfy { $0 >= 0 }
      && periods.allSatisfy { selection.includes(period: $0) && axes.slot(ofPeriod: $0) == $0 - periods.lowerBound }
  }

  /// Adds what the table has for each slot of the axes.
  private func gathered(
    _ axes: TabulationAxes, _ intervals: [(places: Range<Int>, slot: Int?)], where selection: Selection, width: Int
  ) -> [UInt32] {
    let sources = Dictionary(grouping: periods.filter { selection.includes(period: $0) }) { axes.slot(ofPeriod: $0) }
    let slotSize = axes.unitSlotCount * width
    let size = axes.periodCount * slotSize
    return [UInt32](unsafeUninitializedCapacity: size) { sums, filled in
      nonisolated(unsafe) let sums = sums
      table.withUnsafeBufferPointer { table in
        nonisolated(unsafe) let table = table
        let cells = (frame.tree.count + 1) * width
        Workers.divide(axes.periodCount, worth: Workers.countersWorthSharing / slotSize) { slots in
          for slot in slots {
            let sum = UnsafeMutableBufferPointer(rebasing: sums[slot * slotSize..<(slot + 1) * slotSize])
            sum.initialize(repeating: 0)
            for period in sources[slot] ?? [] {
              let start = (period - periods.lowerBound) * cells
              Self.add(UnsafeBufferPointer(rebasing: table[start..<start + cells]), intervals, width, to: sum)
            }
          }
        }
      }
      filled = size
    }
  }

  /// Adds the cells of one period, those of each interval to the slot that they share, or each to its own.
  private static func add(
    _ cells: UnsafeBufferPointer<UInt32>, _ intervals: [(places: Range<Int>, slot: Int?)], _ width: Int,
    to sums: UnsafeMutableBufferPointer<UInt32>
  ) {
    for (places, slot) in intervals {
      let counters = places.lowerBound * width..<places.upperBound * width
      let source = UnsafeBufferPointer(rebasing: cells[counters])
      if let slot {
        source.addTogether(to: UnsafeMutableBufferPointer(rebasing: sums[slot * width..<(slot + 1) * width]))
      } else {
        source.add(to: UnsafeMutableBufferPointer(rebasing: sums[counters]))
      }
    }
  }
}

extension UnsafeBufferPointer<UInt32> {
  /// Adds each counter to its own.
  fileprivate func add(to sums: UnsafeMutableBufferPointer<UInt32>) {
    for index in indices { sums[index] &+= self[index] }
  }

  /// Adds cells that follow each other into one, as wide as `sum`. Sixteen at a time, whose counters are a stretch that the
  /// processor adds in whole vectors whatever the width.
  fileprivate func addTogether(to sum: UnsafeMutableBufferPointer<UInt32>) {
    let width = sum.count
    let stretch = 16 * width
    let whole = count / stretch * stretch
    if whole > 0 {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: stretch) { sums in
        sums.initialize(repeating: 0)
        for first in stride(from: 0, to: whole, by: stretch) {
          for index in 0..<stretch { sums[index] &+= self[first + index] }
        }
        for index in 0..<stretch { sum[index % width] &+= sums[index] }
      }
    }
    for index in whole..<count { sum[index % width] &+= self[index] }
  }
}
