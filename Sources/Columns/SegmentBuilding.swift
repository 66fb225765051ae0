internal import CColumnKernels

extension Segment {
  /// Most rows in a segment that merging makes.
  static let rowLimit = 1 << 20

  /// Orders rows by period and unit and packs them into as many segments as they need; units must be in the tree.
  static func segments(of batch: FrameBatch, in tree: FrameTree) -> [Segment] {
    let order = batch.orderByPeriodAndUnit(in: tree)
    return stride(from: 0, to: order.count, by: rowLimit).map { first in
      Segment(batch, rows: order[first..<min(first + rowLimit, order.count)], tree: tree)
    }
  }

  private convenience init(_ batch: FrameBatch, rows: ArraySlice<UInt32>, tree: FrameTree) {
    let runs = batch.runs(rows, in: tree)
    let layout = SegmentLayout(schema: batch.schema, rowCount: rows.count, runCount: runs.count - 1)
    let memory = SegmentMemory(byteCount: layout.byteCount)
    (memory.start + layout.runs).initializeMemory(as: ck_run.self, from: runs, count: runs.count)
    rows.withUnsafeBufferPointer { order in
      for (place, column) in batch.columns.enumerated() {
        let planes = (memory.start + layout.columns[place]).assumingMemoryBound(to: UInt64.self)
        let planeCount = UInt32(layout.planeCounts[place])
        if column.isWide {
          ck_encode16(column.words, order.baseAddress, order.count, planeCount, planes)
        } else {
          ck_encode8(column.bytes, order.baseAddress, order.count, planeCount, planes)
        }
      }
      memory.fill(layout.weights, with: batch.weights, in: order)
      memory.fill(layout.respondents, with: batch.respondents, in: order)
      memory.fill(layout.ids, with: batch.ids, in: order)
    }
    let ids = rows.lazy.map { batch.ids[Int($0)] }
    let bounds = (memory.start + layout.idBounds).assumingMemoryBound(to: UInt128.self)
    bounds[0] = ids.min() ?? 0
    bounds[1] = ids.max() ?? 0
    self.init(layout: layout, memory: memory)
  }
}

extension SegmentMemory {
  fileprivate func fill<Value: BitwiseCopyable>(
    _ offset: Int?, with values: [Value], in order: UnsafeBufferPointer<UInt32>
  ) {
    guard let offset else { return }
    let room = (start + offset).assumingMemoryBound(to: Value.self)
    values.withUnsafeBufferPointer { values in
      for row in 0..<order.count { room[row] = values[Int(order[row])] }
    }
  }
}

extension FrameBatch {
  /// The place of a row's unit in pre-order; rows without a unit come after all units.
  private func place(_ row: Int, in tree: FrameTree) -> Int {
    units[row] < 0 ? tree.count : tree.place[Int(units[row])]
  }

  /// Row numbers by period, then unit, then as appended.
  fileprivate func orderByPeriodAndUnit(in tree: FrameTree) -> [UInt32] {
    precondition(count < 1 << 24, "a batch is split before it is ordered")
    var keys = [UInt64](unsafeUninitializedCapacity: count) { room, filled in
      for row in 0..<count {
        room[row] = UInt64(periods[row]) << 48 | UInt64(place(row, in: tree)) << 24 | UInt64(row)
      }
      filled = count
    }
    keys.sort()
    return keys.map { UInt32($0 & 0xff_ffff) }
  }

  /// Runs of rows with one period and unit, and a last one that starts where the rows end.
  fileprivate func runs(_ order: ArraySlice<UInt32>, in tree: FrameTree) -> [ck_run] {
    var runs: [ck_run] = []
    for (start, row) in order.enumerated() {
      let period = UInt32(periods[Int(row)])
      let unit = UInt32(place(Int(row), in: tree))
      if let last = runs.last, last.period == period, last.unit == unit { continue }
      runs.append(ck_run(period: period, unit: unit, start: UInt32(start)))
    }
    runs.append(ck_run(period: .max, unit: .max, start: UInt32(order.count)))
    return runs
  }

  /// The rows with these numbers, in this order.
  func picking(_ rows: some Collection<Int>) -> FrameBatch {
    var picked = FrameBatch(schema: schema)
    picked.ids = rows.map { ids[$0] }
    picked.units = rows.map { units[$0] }
    picked.periods = rows.map { periods[$0] }
    if schema.hasWeights { picked.weights = rows.map { weights[$0] } }
    if schema.hasRespondents { picked.respondents = rows.map { respondents[$0] } }
    for place in columns.indices {
      if columns[place].isWide {
        picked.columns[place].words = rows.map { columns[place].words[$0] }
      } else {
        picked.columns[place].bytes = rows.map { columns[place].bytes[$0] }
      }
    }
    return picked
  }
}
