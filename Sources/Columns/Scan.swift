internal import CColumnKernels

/// The way through a frame for one question: which rows of each segment to look at, in portions that fit the processor's
/// caches and that workers take one by one.
///
/// Only periods and parts of the tree that the question is about are visited: rows lie in that order, so each is found by
/// halving.
struct Scan {
  /// Neighbouring rows of one period and some neighbouring units.
  struct Stretch {
    var rows: Range<UInt32>
    /// The run that the first row lies in.
    var firstRun: Int
    /// The cell that the rows count in; of the first unit slot, when every unit has its own.
    let cell: UInt32
    let keepsUnitsApart: Bool
  }

  /// Stretches of one segment that a worker does at once.
  struct Portion {
    let segment: Segment
    fileprivate(set) var stretches: [Stretch] = []
    fileprivate(set) var rowCount = 0
    /// The position on the period axis of the first stretch.
    let period: Int
  }

  /// About as many rows as a portion has.
  private static let portionRows = 1 << 16

  let selection: Selection
  /// Unit slots by place, where units are kept apart.
  let unitSlots: [Int32]
  private(set) var portions: [Portion] = []
  private(set) var rowCount = 0

  /// A scan that counts in `axes.unitSlotCount` cells for each period of the axis, period by period.
  ///
  /// - Parameter keepsPeriodsApart: no portion has rows of two positions on the period axis.
  init(_ frame: Frame, where selection: Selection, by axes: TabulationAxes, keepsPeriodsApart: Bool = false) {
    self.selection = selection
    unitSlots = axes.unitSlots
    guard !selection.isEmpty else { return }
    let intervals = axes.intervals(within: selection.units)
    for segment in frame.segments {
      var open: Portion?
      for block in segment.periodBlocks where selection.includes(period: block.period) {
        let period = axes.slot(ofPeriod: block.period)
        guard period >= 0 else { continue }
        if keepsPeriodsApart, open?.period != period { take(&open) }
        for interval in intervals {
          let first = segment.firstRun(in: block.runs, atOrAfter: interval.places.lowerBound)
          let end = segment.firstRun(in: block.runs, atOrAfter: interval.places.upperBound)
          guard first < end else { continue }
          let stretch = Stretch(
            rows: segment.runs[first].start..<segment.runs[end].start, firstRun: first,
            cell: UInt32(period * axes.unitSlotCount + (interval.slot ?? 0)), keepsUnitsApart: interval.slot == nil)
          add(stretch, of: segment, period: period, to: &open)
        }
      }
      take(&open)
    }
  }

  /// Adds a stretch to the portion that is open, and opens another as often as one is full.
  private mutating func add(_ stretch: Stretch, of segment: Segment, period: Int, to open: inout Portion?) {
    var rest = stretch
    while !rest.rows.isEmpty {
      let room = UInt32(Self.portionRows - (open?.rowCount ?? 0))
      let cut = min(rest.rows.upperBound, Self.cut(rest.rows.lowerBound, room))
      var part = rest
      part.rows = rest.rows.lowerBound..<cut
      if open == nil { open = Portion(segment: segment, period: period) }
      open?.add(part)
      if open.map({ $0.rowCount >= Self.portionRows }) == true { take(&open) }
      rest.rows = cut..<rest.rows.upperBound
      if !rest.rows.isEmpty { rest.firstRun = segment.run(of: cut, from: rest.firstRun) }
    }
  }

  /// Where to cut a stretch that has more rows than there is room for: on a whole group, for the kernels' sake.
  private static func cut(_ start: UInt32, _ room: UInt32) -> UInt32 {
    (start + room + 511) / 512 * 512
  }

  private mutating func take(_ open: inout Portion?) {
    guard let portion = open else { return }
    portions.append(portion)
    rowCount += portion.rowCount
    open = nil
  }

  /// Writes the portion's strips: neighbouring rows that count in the same cell.
  func write(_ portion: Portion, into strips: inout [ck_strip]) {
    strips.removeAll(keepingCapacity: true)
    func add(_ start: UInt32, _ end: UInt32, _ cell: UInt32) {
      if let last = strips.indices.last, strips[last].cell == cell, strips[last].end == start {
        strips[last].end = end
      } else {
        strips.append(ck_strip(start: start, end: end, cell: cell))
      }
    }
    let runs = portion.segment.runs
    unitSlots.withUnsafeBufferPointer { unitSlots in
      for stretch in portion.stretches {
        guard stretch.keepsUnitsApart else {
          add(stretch.rows.lowerBound, stretch.rows.upperBound, stretch.cell)
          continue
        }
        var run = stretch.firstRun
        var start = stretch.rows.lowerBound
        while start < stretch.rows.upperBound {
          let end = min(runs[run + 1].start, stretch.rows.upperBound)
          strips.append(
            ck_strip(start: start, end: end, cell: stretch.cell + UInt32(unitSlots[Int(runs[run].unit)])))
          start = end
          run += 1
        }
      }
    }
  }
}

extension Scan.Portion {
  fileprivate mutating func add(_ stretch: Scan.Stretch) {
    rowCount += stretch.rows.count
    if let last = stretches.indices.last, !stretch.keepsUnitsApart, !stretches[last].keepsUnitsApart,
      stretches[last].cell == stretch.cell, stretches[last].rows.upperBound == stretch.rows.lowerBound
    {
      stretches[last].rows = stretches[last].rows.lowerBound..<stretch.rows.upperBound
    } else {
      stretches.append(stretch)
    }
  }
}
