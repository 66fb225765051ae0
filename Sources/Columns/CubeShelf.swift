internal import Synchronization

/// The cubes of one survey, made when a column is first asked for, brought up to date when it is asked for again, and put
/// away, least recently used first, when together they take more than their budget.
public final class CubeShelf: Sendable {
  private struct Shelf {
    var cubes: [FrameColumn: FrameCube] = [:]
    /// Least recently used first.
    var order: [FrameColumn] = []

    var byteCount: Int { cubes.values.reduce(0) { $0 + $1.byteCount } }

    mutating func put(_ cube: FrameCube, budget: Int) {
      cubes[cube.column] = cube
      order.removeAll { $0 == cube.column }
      order.append(cube.column)
      while byteCount > budget, let oldest = order.first {
        order.removeFirst()
        cubes[oldest] = nil
      }
    }
  }

  private let shelf = Mutex(Shelf())
  private let budget: Int

  /// An empty shelf for at most this many bytes of cubes.
  public init(budget: Int) {
    self.budget = budget
  }

  /// Memory that the cubes take, in bytes.
  public var byteCount: Int { shelf.withLock { $0.byteCount } }

  /// Answers from the column's cube, as it is at this frame, what needs no rows; anything else by a scan.
  ///
  /// - Returns: the answer, which is the same either way, and whether it came from the cube.
  public func tabulation(
    of column: FrameColumn, by grouping: FrameGrouping = FrameGrouping(), where filter: FrameFilter = FrameFilter(),
    in frame: Frame
  ) throws(FrameProblem) -> (table: Tabulation, isFromCube: Bool) {
    guard grouping.segment == nil, filter.conditions.isEmpty else {
      return (try frame.tabulation(of: column, by: grouping, where: filter), false)
    }
    let known = shelf.withLock { $0.cubes[column] }
    let cube: FrameCube
    if let known { cube = try known.updated(to: frame) } else { cube = try FrameCube(of: column, in: frame) }
    shelf.withLock { $0.put(cube, budget: budget) }
    guard let table = try cube.tabulation(by: grouping, where: filter) else {
      return (try frame.tabulation(of: column, by: grouping, where: filter), false)
    }
    return (table, true)
  }

  /// Puts every cube away.
  public func clear() {
    shelf.withLock { $0 = Shelf() }
  }
}
