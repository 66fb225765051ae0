public import Values

/// The units of an organisation as they hung together on one day, in pre-order: a unit and everything below it is one range.
public struct UnitTree: Sendable {
  /// The day for which this tree holds.
  public let day: Day
  /// Pre-order: a parent before its children, children by name.
  public let units: [Unit]
  private let position: [ID<Unit>: Int]
  private let parents: [Int?]
  private let ends: [Int]
  private let depths: [Int]

  /// Units that have no place on that day are left out; a unit whose parent is left out hangs at the top.
  public init(day: Day, units: [Unit], placements: [UnitPlacement]) {
    let placed = placements.filter { $0.validity.holds(on: day) }
    let parentOf = Dictionary(placed.map { ($0.unit, $0.parent) }, uniquingKeysWith: { first, _ in first })
    let present = units.filter { parentOf.keys.contains($0.id) }
    let ids = Set(present.map(\.id))
    var children: [ID<Unit>?: [Unit]] = [:]
    for unit in present.sorted(by: { ($0.name, $0.id.text) < ($1.name, $1.id.text) }) {
      let parent = parentOf[unit.id].flatMap { $0 }
      children[parent.flatMap { ids.contains($0) ? $0 : nil }, default: []].append(unit)
    }
    var walk = Walk(children: children)
    walk.visit(below: nil, parent: nil, depth: 0)
    self.day = day
    self.units = walk.units
    parents = walk.parents
    ends = walk.ends
    depths = walk.depths
    position = Dictionary(walk.units.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private struct Walk {
    let children: [ID<Unit>?: [Unit]]
    var units: [Unit] = []
    var parents: [Int?] = []
    var ends: [Int] = []
    var depths: [Int] = []

    mutating func visit(below id: ID<Unit>?, parent: Int?, depth: Int) {
      for unit in children[id] ?? [] {
        let own = units.count
        units.append(unit)
        parents.append(parent)
        ends.append(own + 1)
        depths.append(depth)
        visit(below: unit.id, parent: own, depth: depth + 1)
        ends[own] = units.count
      }
    }
  }

  /// The place of a unit in `units`; nothing where it is not in the tree.
  public func index(of unit: ID<Unit>) -> Int? { position[unit] }

  public func unit(_ id: ID<Unit>) -> Unit? { position[id].map { units[$0] } }

  /// The places in `units` of a unit and of everything below it.
  public func range(of unit: ID<Unit>) -> Range<Int>? { position[unit].map { $0..<ends[$0] } }

  /// 0 for the whole organisation.
  public func depth(of unit: ID<Unit>) -> Int? { position[unit].map { depths[$0] } }

  public func parent(of unit: ID<Unit>) -> Unit? {
    position[unit].flatMap { parents[$0] }.map { units[$0] }
  }

  /// From the top of the organisation down to the unit itself.
  public func path(to unit: ID<Unit>) -> [Unit] {
    var path: [Unit] = []
    var place = position[unit]
    while let own = place {
      path.append(units[own])
      place = parents[own]
    }
    return path.reversed()
  }

  public func children(of unit: ID<Unit>) -> [Unit] {
    guard let own = position[unit] else { return [] }
    return (own + 1..<ends[own]).filter { parents[$0] == own }.map { units[$0] }
  }

  public var roots: [Unit] { units.indices.filter { parents[$0] == nil }.map { units[$0] } }

  /// Whether `unit` is `other` or lies anywhere below it.
  public func contains(_ unit: ID<Unit>, within other: ID<Unit>) -> Bool {
    guard let place = position[unit], let range = range(of: other) else { return false }
    return range.contains(place)
  }
}
