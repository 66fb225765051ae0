/// What a tabulation keeps apart.
public struct FrameGrouping: Hashable, Sendable {
  /// The units that get cells of their own.
  public enum Units: Hashable, Sendable {
    /// None: one cell for all rows, also those without a unit.
    case together
    /// Every unit, with its own rows.
    case each
    /// Every unit, with the rows of its whole subtree.
    case rolledUp
    /// These units, each with the rows of its whole subtree. They may lie under one another.
    case subtrees([Int])
  }

  /// The periods that get cells of their own.
  public enum Periods: Hashable, Sendable {
    /// None: one cell for all periods.
    case together
    /// Every period of a range; rows outside it are left out.
    case each(Range<Int>)
    /// Spans of periods that ascend and don't overlap, such as quarters; rows outside them are left out.
    case spans([Range<Int>])
  }

  /// The units that get cells of their own.
  public var units: Units
  /// The periods that get cells of their own.
  public var periods: Periods
  /// A column each value of which gets cells of its own.
  public var segment: FrameColumn?

  /// Keeps apart what is named, and nothing else.
  public init(units: Units = .together, periods: Periods = .together, segment: FrameColumn? = nil) {
    self.units = units
    self.periods = periods
    self.segment = segment
  }
}
