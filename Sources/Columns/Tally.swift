/// How often each value occurs among the rows of one cell.
public struct Tally: Hashable, Sendable {
  @usableFromInline let table: CellTable
  /// The cell's first slot in the table.
  @usableFromInline let start: Int

  init(_ table: CellTable, cell: Int) {
    self.table = table
    start = cell * table.slotCount
  }

  /// Rows with a value.
  @inlinable public var n: Int { sums.n }
  /// Rows that were asked and have no score; of a code column rows without a code.
  public var missing: Int { Int(table.counts[start]) }
  /// Rows to which the item doesn't apply; of a code column none.
  public var notApplicable: Int { table.reserved == RawScore.reserved ? Int(table.counts[start + 1]) : 0 }
  /// All rows of the cell.
  public var total: Int { n + missing + notApplicable }

  /// Rows with this value; 0 for a value that the column can't have.
  @inlinable public func count(of value: Int) -> Int {
    borrowed { $0.count(of: value) }
  }

  /// Rows with a value in this range, which may reach beyond what the column can have.
  @inlinable public func count(in values: ClosedRange<Int>) -> Int {
    borrowed { $0.count(in: values) }
  }

  /// Rows for each value, from 0 on.
  public var counts: [Int] { valueSlots.map { Int(table.counts[$0]) } }

  /// Σx over the rows with a value.
  @inlinable public var sum: Int { sums.sum }

  /// Σx² over the rows with a value.
  @inlinable public var sumOfSquares: Int { sums.squares }

  /// n, Σx and Σx² over the rows with a value, at once.
  @inlinable public var sums: (n: Int, sum: Int, squares: Int) { borrowed(\.sums) }

  /// Whether the question asked for weights.
  public var isWeighted: Bool { !table.weights.isEmpty }

  /// Σw and Σw² of the rows with this value; zero when weights weren't asked for.
  public func weight(of value: Int) -> WeightSum {
    guard isWeighted, let slot = slot(of: value) else { return .zero }
    return table.weights[slot]
  }

  /// Σw and Σw² for each value, from 0 on; empty when weights weren't asked for.
  public var weights: [WeightSum] { isWeighted ? valueSlots.map { table.weights[$0] } : [] }

  /// Σw and Σw² of all rows with a value.
  public var answeredWeight: WeightSum { weights.reduce(.zero, +) }

  private var valueSlots: Range<Int> { start + table.reserved..<start + table.slotCount }

  private func slot(of value: Int) -> Int? {
    (0..<table.valueCount).contains(value) ? start + table.reserved + value : nil
  }

  private var parts: [Int] { [table.reserved, missing, notApplicable] + counts }

  /// Two tallies are equal when they count the same, wherever they stand.
  public static func == (left: Tally, right: Tally) -> Bool {
    left.parts == right.parts && left.weights == right.weights
  }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
    hasher.combine(weights)
  }
}

/// The counters of a tabulation, a stretch of slots for each cell; an object, so that a tally costs a reference.
@usableFromInline
final class CellTable: Sendable {
  @usableFromInline let counts: [UInt32]
  /// Empty when weights weren't asked for.
  let weights: [WeightSum]
  /// Slots before that of value 0.
  @usableFromInline let reserved: Int
  @usableFromInline let slotCount: Int

  var valueCount: Int { slotCount - reserved }

  init(counts: [UInt32], weights: [WeightSum], reserved: Int, slotCount: Int) {
    self.counts = counts
    self.weights = weights
    self.reserved = reserved
    self.slotCount = slotCount
  }
}
