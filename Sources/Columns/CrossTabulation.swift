/// How often each pair of values of two columns occurs.
public struct CrossTabulation: Sendable {
  private let table: Tabulation

  init(_ table: Tabulation) {
    self.table = table
  }

  /// How many values the first column has.
  public var firstCount: Int { table.segmentCount }
  /// How many values the second column has.
  public var secondCount: Int { table.table.valueCount }

  /// Rows with this pair; `nil` for rows without a value (of an item: missing).
  public func count(_ first: Int?, _ second: Int?) -> Int {
    let row = table.tally(segment: first)
    return second.map { row.count(of: $0) } ?? row.missing
  }

  /// Σw and Σw² of the rows with this pair; zero when weights weren't asked for.
  public func weight(_ first: Int, _ second: Int) -> WeightSum {
    table.tally(segment: first).weight(of: second)
  }

  /// The second column's values among the rows with this value of the first.
  public func row(_ first: Int?) -> Tally {
    table.tally(segment: first)
  }
}

extension Frame {
  /// Counts pairs of values of two columns among the rows that pass.
  public func crossTabulation(
    _ first: FrameColumn, _ second: FrameColumn, where filter: FrameFilter = FrameFilter(), weighted: Bool = false
  ) throws(FrameProblem) -> CrossTabulation {
    CrossTabulation(
      try tabulation(of: second, by: FrameGrouping(segment: first), where: filter, weighted: weighted))
  }

  /// How many rows pass.
  public func count(where filter: FrameFilter = FrameFilter()) throws(FrameProblem) -> Int {
    let scan = Scan(self, together: try Selection(filter, in: self))
    return scan.countRows()
  }
}
