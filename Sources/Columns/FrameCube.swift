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
    let intervals = axes.intervals(within: selection.units)
    let size = axes.periodCount * axes.unitSlotCount * width
    let counts = [UInt32](unsafeUninitializedCapacity: size) { sums, filled in
      sums.initialize(repeating: 0)
      filled = size
      table.withUnsafeBufferPointer { table in
        for period in periods where selection.includes(period: period) {
          let slot = axes.slot(ofPeriod: period)
          guard slot >= 0 else { continue }
          let source = (period - periods.lowerBound) * (frame.tree.count + 1) * width
          let target = slot * axes.unitSlotCount * width
          for interval in intervals {
            let first = source + interval.places.lowerBound * width
            if let unit = interval.slot {
              Self.gather(
                table, from: first, count: interval.places.count, width, into: sums, at: target + unit * width)
            } else {
              let start = target + interval.places.lowerBound * width
              for offset in 0..<interval.places.count * width { sums[start + offset] &+= table[first + offset] }
            }
          }
        }
      }
    }
    return try Tabulation(
      of: column, by: grouping, axes, in: frame, segmentSlots: 1, counts: counts, weights: [])
  }

  /// Adds cells that follow each other into one.
  private static func gather(
    _ table: UnsafeBufferPointer<UInt32>, from first: Int, count: Int, _ width: Int,
    into sums: UnsafeMutableBufferPointer<UInt32>, at target: Int
  ) {
    for cell in 0..<count {
      for offset in 0..<width { sums[target + offset] &+= table[first + cell * width + offset] }
    }
  }
}
