/// A tree (or forest) of units, numbered by the caller, who keeps a unit's number for as long as rows refer to it.
///
/// Inside, units are numbered again in pre-order, so that a unit's subtree is an interval and rolling up is one running
/// sum. Nothing of that second numbering shows outside.
public struct FrameTree: Hashable, Sendable {
  /// For each unit number the number of the unit above it; `nil` for a root.
  public let parents: [Int?]
  /// Unit number → place in pre-order.
  let place: [Int]
  /// Place in pre-order → unit number.
  let unitAt: [Int]
  /// Place in pre-order → place after the last one of its subtree.
  let end: [Int]
  private let level: [Int]

  /// A tree without units, for frames whose rows have none.
  public static let empty = FrameTree()

  private init() {
    parents = []
    place = []
    unitAt = []
    end = []
    level = []
  }

  /// Orders the units; siblings keep the order of their numbers.
  public init(parents: [Int?]) throws(FrameProblem) {
    guard parents.count < 1 << 24 else { throw .tooManyUnits(parents.count) }
    var below = [[Int]](repeating: [], count: parents.count)
    var roots: [Int] = []
    for (unit, parent) in parents.enumerated() {
      guard let parent else {
        roots.append(unit)
        continue
      }
      guard parents.indices.contains(parent) else { throw .unknownParent(unit: unit, parent: parent) }
      below[parent].append(unit)
    }
    var place = [Int](repeating: -1, count: parents.count)
    var level = [Int](repeating: 0, count: parents.count)
    var unitAt: [Int] = []
    unitAt.reserveCapacity(parents.count)
    var waiting: [Int] = roots.reversed()
    while let unit = waiting.popLast() {
      place[unit] = unitAt.count
      unitAt.append(unit)
      for child in below[unit].reversed() {
        level[child] = level[unit] + 1
        waiting.append(child)
      }
    }
    if let unreached = place.firstIndex(of: -1) { throw .circularTree(unit: unreached) }
    var end = [Int](repeating: 0, count: parents.count)
    for position in unitAt.indices.reversed() {
      end[position] = max(end[position], position + 1)
      if let parent = parents[unitAt[position]] { end[place[parent]] = max(end[place[parent]], end[position]) }
    }
    self.parents = parents
    self.place = place
    self.unitAt = unitAt
    self.end = end
    self.level = level
  }

  /// How many units there are; their numbers are 0..<count.
  public var count: Int { parents.count }

  /// The units without a parent, in the order of their numbers.
  public var roots: [Int] { parents.indices.filter { parents[$0] == nil } }

  /// The units directly under a unit, in the order of their numbers.
  public func children(of unit: Int) -> [Int] {
    guard parents.indices.contains(unit) else { return [] }
    var found: [Int] = []
    var position = place[unit] + 1
    while position < end[place[unit]] {
      found.append(unitAt[position])
      position = end[position]
    }
    return found
  }

  /// A unit and everything under it, in pre-order; empty for a number that the tree doesn't have.
  public func subtree(of unit: Int) -> [Int] {
    guard parents.indices.contains(unit) else { return [] }
    return Array(unitAt[place[unit]..<end[place[unit]]])
  }

  /// How many units stand above a unit: 0 for a root.
  public func depth(of unit: Int) -> Int {
    parents.indices.contains(unit) ? level[unit] : 0
  }

  /// The units from a root down to the unit itself.
  public func path(to unit: Int) -> [Int] {
    var found: [Int] = []
    var next: Int? = parents.indices.contains(unit) ? unit : nil
    while let step = next {
      found.append(step)
      next = parents[step]
    }
    return found.reversed()
  }

  func interval(under unit: Int) throws(FrameProblem) -> Range<Int> {
    guard parents.indices.contains(unit) else { throw .unknownUnit(unit) }
    return place[unit]..<end[place[unit]]
  }
}
