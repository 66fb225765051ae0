internal import CColumnKernels

/// The way through a frame for one question: for each segment the rows to look at, cut into portions that fit the
/// processor's caches, each row range with the cell it counts in.
struct Scan {
  /// Neighbouring strips of one segment that a worker does at once.
  struct Portion {
    let segment: Segment
    let strips: [ck_strip]
    let rowCount: Int
    /// The position on the period axis of all its strips, when portions keep those apart.
    let period: Int
  }

  /// Most rows between the first and the last of a portion.
  private static let span = 1 << 16

  let selection: Selection
  private(set) var portions: [Portion] = []
  private(set) var rowCount = 0

  /// `unitSlots` gives the position on the unit axis for each place of the tree and for rows without a unit, or a negative
  /// number for rows to leave out; `period` does so for periods.
  init(
    _ frame: Frame, where selection: Selection, unitSlots: [Int32], unitSlotCount: Int, keepsPeriodsApart: Bool = false,
    period: (Int) -> Int
  ) {
    self.selection = selection
    guard !selection.isEmpty, let periods = frame.periods else { return }
    let periodSlots = (0..<periods.upperBound).map { selection.includes(period: $0) ? period($0) : -1 }
    let slots = zip(unitSlots, selection.units).map { $1 ? $0 : -1 }
    for segment in frame.segments {
      var strips: [ck_strip] = []
      var rows = 0
      var slot = -1
      for index in 0..<segment.layout.runCount {
        let run = segment.runs[index]
        let unit = slots[Int(run.unit)]
        let runPeriod = periodSlots[Int(run.period)]
        guard unit >= 0, runPeriod >= 0 else { continue }
        if keepsPeriodsApart, runPeriod != slot {
          take(&strips, &rows, of: segment, period: slot)
        }
        slot = runPeriod
        let cell = UInt32(runPeriod * unitSlotCount + Int(unit))
        var start = run.start
        let end = segment.runs[index + 1].start
        while start < end {
          if let first = strips.first, Int(start - first.start) >= Self.span {
            take(&strips, &rows, of: segment, period: slot)
          }
          let limit = ((strips.first?.start ?? start) / 512 + UInt32(Self.span / 512)) * 512
          let stop = min(end, limit)
          if let last = strips.last, last.cell == cell, last.end == start {
            strips[strips.count - 1].end = stop
          } else {
            strips.append(ck_strip(start: start, end: stop, cell: cell))
          }
          rows += Int(stop - start)
          if stop == limit { take(&strips, &rows, of: segment, period: slot) }
          start = stop
        }
      }
      take(&strips, &rows, of: segment, period: slot)
    }
  }

  private mutating func take(_ strips: inout [ck_strip], _ rows: inout Int, of segment: Segment, period: Int) {
    guard !strips.isEmpty else { return }
    portions.append(Portion(segment: segment, strips: strips, rowCount: rows, period: period))
    rowCount += rows
    strips = []
    rows = 0
  }
}
