/// One item in two spans of periods, for every unit with its whole subtree.
public struct Movement: Sendable {
  @usableFromInline let table: Tabulation

  init(_ table: Tabulation) {
    self.table = table
  }

  /// The unit's answers in the first span; `nil` for rows without a unit.
  public func before(unit: Int?) -> Tally { table.tally(unit: unit, period: 0) }

  /// The unit's answers in the second span; `nil` for rows without a unit.
  public func after(unit: Int?) -> Tally { table.tally(unit: unit, period: 1) }

  /// What is worked out of every unit's answers in the two spans, by the unit's number; see `Tabulation.figures`.
  @inlinable public func figures<Figure: Sendable>(
    _ figure: @Sendable (BorrowedTally) -> Figure
  ) -> [(before: Figure, after: Figure)] {
    let figures = table.figures(figure)
    return (0..<table.unitCount).map { (figures[$0], figures[table.unitCount + $0]) }
  }
}

extension Frame {
  /// Counts an item's (or code's) values in two spans, `before` the earlier, for every unit with its whole subtree.
  public func movement(
    of column: FrameColumn, from before: Range<Int>, to after: Range<Int>, where filter: FrameFilter = FrameFilter(),
    weighted: Bool = false
  ) throws(FrameProblem) -> Movement {
    let grouping = FrameGrouping(units: .rolledUp, periods: .spans([before, after]))
    return Movement(try tabulation(of: column, by: grouping, where: filter, weighted: weighted))
  }
}
