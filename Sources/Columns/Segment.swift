internal import CColumnKernels

/// Rows that never change again, in the order of period and unit, their columns as bit planes.
///
/// Period and unit aren't stored by row but as runs. `@unchecked Sendable`: the pointers lead into `memory`, which the
/// segment keeps alive and nobody writes to once the segment is made.
final class Segment: @unchecked Sendable {
  let layout: SegmentLayout
  let memory: SegmentMemory
  /// The runs and, after the last, one that starts at `rowCount`.
  let runs: UnsafeBufferPointer<ck_run>
  let columns: [ck_column]
  let weights: UnsafePointer<UInt32>?
  let respondents: UnsafePointer<UInt32>?
  let ids: UnsafePointer<UInt128>
  /// The runs of each period.
  let periodBlocks: [(period: Int, runs: Range<Int>)]

  var rowCount: Int { layout.rowCount }

  init(layout: SegmentLayout, memory: SegmentMemory) {
    self.layout = layout
    self.memory = memory
    let start = UnsafeRawPointer(memory.start)
    let runs = UnsafeBufferPointer(
      start: (start + layout.runs).assumingMemoryBound(to: ck_run.self), count: layout.runCount + 1)
    self.runs = runs
    columns = zip(layout.columns, layout.planeCounts).map { offset, planes in
      ck_column(planes: (start + offset).assumingMemoryBound(to: UInt64.self), plane_count: UInt32(planes))
    }
    weights = layout.weights.map { (start + $0).assumingMemoryBound(to: UInt32.self) }
    respondents = layout.respondents.map { (start + $0).assumingMemoryBound(to: UInt32.self) }
    ids = (start + layout.ids).assumingMemoryBound(to: UInt128.self)
    var blocks: [(period: Int, runs: Range<Int>)] = []
    var first = 0
    while first < layout.runCount {
      let period = runs[first].period
      let end = Self.firstRun(in: first..<layout.runCount) { runs[$0].period > period }
      blocks.append((Int(period), first..<end))
      first = end
    }
    periodBlocks = blocks
  }

  /// The first run of one period whose unit stands at `place` or after it; the end of the runs when there is none.
  func firstRun(in period: Range<Int>, atOrAfter place: Int) -> Int {
    Self.firstRun(in: period) { runs[$0].unit >= place }
  }

  /// The run that a row lies in, which is not before the run `first`.
  func run(of row: UInt32, from first: Int) -> Int {
    Self.firstRun(in: first..<layout.runCount) { runs[$0 + 1].start > row }
  }

  /// The first run for which the condition holds, which then holds for all that follow.
  private static func firstRun(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The periods that the rows lie in.
  var periods: Range<Int> {
    Int(runs[0].period)..<Int(runs[layout.runCount - 1].period) + 1
  }

  /// The rows with these ids. Ids of one time are neighbours when they begin with it, and then most segments need no look.
  func rows(with wanted: WantedIDs) -> [Int] {
    let bounds = (UnsafeRawPointer(memory.start) + layout.idBounds).assumingMemoryBound(to: UInt128.self)
    guard wanted.ids.contains(where: { bounds[0] <= $0 && $0 <= bounds[1] }) else { return [] }
    return wanted.rows(among: UnsafeBufferPointer(start: ids, count: rowCount))
  }

  /// The rows as a batch again, without some, given in ascending order.
  func rows(of schema: FrameSchema, in tree: FrameTree, without erased: [Int] = []) -> FrameBatch {
    var batch = FrameBatch(schema: schema)
    batch.ids = Array(UnsafeBufferPointer(start: ids, count: rowCount))
    batch.units.reserveCapacity(rowCount)
    batch.periods.reserveCapacity(rowCount)
    for run in 0..<layout.runCount {
      let rows = Int(runs[run + 1].start - runs[run].start)
      let place = Int(runs[run].unit)
      let unit = place < tree.count ? tree.unitAt[place] : -1
      batch.units.append(contentsOf: repeatElement(Int32(unit), count: rows))
      batch.periods.append(contentsOf: repeatElement(UInt16(runs[run].period), count: rows))
    }
    for place in columns.indices {
      if batch.columns[place].isWide {
        batch.columns[place].words = Array(unsafeUninitializedCapacity: rowCount) { room, filled in
          if let start = room.baseAddress { ck_decode16(columns[place], rowCount, start) }
          filled = rowCount
        }
      } else {
        batch.columns[place].bytes = Array(unsafeUninitializedCapacity: rowCount) { room, filled in
          if let start = room.baseAddress { ck_decode8(columns[place], rowCount, start) }
          filled = rowCount
        }
      }
    }
    if let weights { batch.weights = Array(UnsafeBufferPointer(start: weights, count: rowCount)) }
    if let respondents { batch.respondents = Array(UnsafeBufferPointer(start: respondents, count: rowCount)) }
    guard !erased.isEmpty else { return batch }
    var kept: [Int] = []
    kept.reserveCapacity(rowCount - erased.count)
    var next = 0
    for row in 0..<rowCount {
      if next < erased.count, erased[next] == row { next += 1 } else { kept.append(row) }
    }
    return batch.picking(kept)
  }
}
