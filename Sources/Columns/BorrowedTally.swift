/// What a `Tally` says of one cell, on loan while a closure looks at it: good only until that closure returns.
///
/// It takes no hold of the table, so that looking at many cells, on several threads, costs no more than adding their counts.
public struct BorrowedTally {
  /// The cell's slots; those before the slot of value 0 are reserved.
  @usableFromInline let slots: UnsafeBufferPointer<UInt32>
  @usableFromInline let reserved: Int

  @usableFromInline init(slots: UnsafeBufferPointer<UInt32>, reserved: Int) {
    self.slots = slots
    self.reserved = reserved
  }

  /// How many values there are, from 0 on.
  @inlinable public var valueCount: Int { slots.count - reserved }

  /// Rows with this value; 0 for a value that the column can't have.
  @inlinable public func count(of value: Int) -> Int {
    value >= 0 && value < valueCount ? Int(slots[reserved + value]) : 0
  }

  /// Rows with a value in this range, which may reach beyond what the column can have.
  @inlinable @inline(__always) public func count(in values: ClosedRange<Int>) -> Int {
    let first = max(0, values.lowerBound)
    let last = min(values.upperBound, valueCount - 1)
    guard first <= last else { return 0 }
    var rows = 0
    for slot in reserved + first...reserved + last { rows += Int(slots[slot]) }
    return rows
  }

  /// n, Σx and Σx² over the rows with a value, at once.
  ///
  /// By adding only, from the highest value down: with N(v) the rows of v and higher, Σx = Σ N(v) and Σx(x + 1)/2 = Σ v·N(v),
  /// both over v ≥ 1.
  @inlinable @inline(__always) public var sums: (n: Int, sum: Int, squares: Int) {
    var higher = 0
    var sum = 0
    var triangles = 0
    var slot = slots.count - 1
    while slot > reserved {
      higher &+= Int(slots[slot])
      sum &+= higher
      triangles &+= sum
      slot &-= 1
    }
    return (higher &+ Int(slots[reserved]), sum, 2 &* triangles &- sum)
  }
}

extension Tally {
  /// Looks at the tally as a loan.
  @inlinable func borrowed<Answer>(_ body: (BorrowedTally) -> Answer) -> Answer {
    table.counts.withUnsafeBufferPointer { counts in
      body(
        BorrowedTally(
          slots: UnsafeBufferPointer(rebasing: counts[start..<start + table.slotCount]), reserved: table.reserved))
    }
  }
}

extension Tabulation {
  /// How many cells there are for the caller: of each period, of each unit, of each of the segment's values.
  @usableFromInline var cellCount: Int { periodCount * unitCount * segmentCount }

  /// What is worked out of every cell: period by period, in it unit by unit (by number, or as the list has them), and in that
  /// value by value of the segment. Rows without a unit, or without a value for the segment, have no place here.
  ///
  /// - Parameter figure: is called on several threads at once where cells are many.
  @inlinable public func figures<Figure: Sendable>(_ figure: @Sendable (BorrowedTally) -> Figure) -> [Figure] {
    [Figure](unsafeUninitializedCapacity: cellCount) { room, filled in
      nonisolated(unsafe) let room = room
      forEachCell { cell, tally in room.initializeElement(at: cell, to: figure(tally)) }
      filled = cellCount
    }
  }

  /// Shows every cell once, by several workers where they are many.
  @usableFromInline func forEachCell(_ body: (_ cell: Int, _ tally: BorrowedTally) -> Void) {
    let reserved = table.reserved
    let width = table.slotCount
    // The place on the unit axis of each unit, as the caller counts them.
    let places = keepsPlaces ? tree.place : Array(0..<unitCount)
    let (units, segments, firstSegment) = (unitCount, segmentCount, grouping.segment == nil ? 0 : segmentReserved)
    let (unitSlots, segmentSlots) = (unitSlots, segmentSlots)
    table.counts.withUnsafeBufferPointer { counts in
      places.withUnsafeBufferPointer { places in
        nonisolated(unsafe) let (counts, places) = (counts, places)
        Workers.divide(periodCount * units, worth: Workers.cellsWorthSharing / max(1, segments)) { part in
          var (period, unit) = part.lowerBound.quotientAndRemainder(dividingBy: units)
          for line in part {
            let first = (period * unitSlots + places[unit]) * segmentSlots + firstSegment
            for segment in 0..<segments {
              let start = (first + segment) * width
              let slots = UnsafeBufferPointer(rebasing: counts[start..<start + width])
              body(line * segments + segment, BorrowedTally(slots: slots, reserved: reserved))
            }
            unit += 1
            if unit == units { (period, unit) = (period + 1, 0) }
          }
        }
      }
    }
  }

  private var keepsPlaces: Bool {
    switch grouping.units {
    case .each, .rolledUp: true
    case .together, .subtrees: false
    }
  }
}
