/// Which rows a question is about. Everything set here must hold together; a new filter lets every row pass.
public struct FrameFilter: Hashable, Sendable {
  /// Where in the tree rows lie.
  public enum Units: Hashable, Sendable {
    /// Anywhere, also without a unit.
    case anywhere
    /// In one of these units or anything under it.
    case within([Int])
    /// In one of these units itself.
    case directlyIn([Int])
  }

  /// Where in the tree rows lie.
  public var units: Units = .anywhere
  /// The spans that the rows' periods lie in; `nil` for any period.
  public var periods: [Range<Int>]?
  var conditions: [ColumnCondition] = []

  /// Lets every row pass.
  public init() {}

  /// Lets only rows pass whose code is one of these or, on request, that have none. Codes that the column doesn't have
  /// match nothing.
  public mutating func codes(_ code: Int, among codes: Set<Int>, orNone: Bool = false) {
    conditions.append(ColumnCondition(column: .code(code), allowed: .values(codes, orNone: orNone)))
  }

  /// Lets only rows pass whose score lies in the range.
  public mutating func scores(_ item: Int, in scores: ClosedRange<Int>) {
    conditions.append(ColumnCondition(column: .item(item), allowed: .range(scores)))
  }

  /// Lets only rows pass that have a score on the item.
  public mutating func answered(_ item: Int) {
    scores(item, in: 0...Int.max)
  }
}

/// The values of one column that let a row pass.
struct ColumnCondition: Hashable, Sendable {
  enum Allowed: Hashable, Sendable {
    case values(Set<Int>, orNone: Bool)
    case range(ClosedRange<Int>)
  }

  let column: FrameColumn
  let allowed: Allowed

  /// For each stored value of the column whether it passes.
  func passes(in schema: FrameSchema) throws(FrameProblem) -> [Bool] {
    let place = try schema.place(of: column)
    let reserved = place < schema.items.count ? RawScore.reserved : RawCode.reserved
    return (0..<schema.slotCount(at: place)).map { slot in
      switch allowed {
      case .values(let values, let orNone): slot < reserved ? orNone : values.contains(slot - reserved)
      case .range(let range): slot >= reserved && range.contains(slot - reserved)
      }
    }
  }
}
