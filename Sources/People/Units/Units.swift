public import Persistence
public import Values

/// The unit tree: who may, changes it from a day on. What was before that day stays as it was.
public struct Units: Sendable {
  public enum ChangeRefused: Refusal, Equatable {
    /// It would come to hang below itself, on that day or on a later one that was planned already.
    case belowItself
    /// Other units hang below it; they go first.
    case hasUnitsBelow(count: Int)
    /// The last unit at the top: an organisation has one at least.
    case isTheWhole
    /// On that day it wasn't part of the organisation yet, or not any more.
    case notThereThen

    public var message: Message {
      switch self {
      case .belowItself: Message("people.units.belowItself")
      case .hasUnitsBelow(let count): Message("people.units.hasUnitsBelow", ["count": .count(count)])
      case .isTheWhole: Message("people.units.isTheWhole")
      case .notThereThen: Message("people.units.notThereThen")
      }
    }
  }

  /// A unit, where it hung and hangs, and who has which role on it.
  public struct Portrait: Sendable {
    public let unit: Unit
    public let placements: [UnitPlacement]
    public let tree: UnitTree
    /// Roles on the unit itself, today.
    public let roles: [(person: Person, role: Role)]

    public init(
      unit: Unit, placements: [UnitPlacement], tree: UnitTree, roles: [(person: Person, role: Role)]
    ) {
      self.unit = unit
      self.placements = placements
      self.tree = tree
      self.roles = roles
    }
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// The organisation as it was or will be organised on a day: open to everyone who works in it.
  public func tree(on day: Day, by member: Member) async throws -> UnitTree {
    try await database.read { try $0.units(in: member.organisation.id).tree(on: day) }
  }

  /// The days on which the tree changed or is going to, the earliest first.
  public func changes(by member: Member) async throws -> [Day] {
    let placements = try await database.read { try $0.units(in: member.organisation.id).placements() }
    return Array(Set(placements.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) })).sorted()
  }

  public func find(_ id: ID<Unit>, by member: Member) async throws -> Portrait {
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      let unit = try db.units(in: organisation).find(id)
      let people = Dictionary(
        try db.people(in: organisation).all().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      let roles = try db.people(in: organisation).grants(on: today).flatMap { person, grants in
        grants.filter { $0.unit == id }.compactMap { grant in
          people[person].flatMap { $0.works(on: today) ? (person: $0, role: grant.role) : nil }
        }
      }
      return Portrait(
        unit: unit, placements: try db.units(in: organisation).placements().filter { $0.unit == id },
        tree: try db.units(in: organisation).tree(on: today),
        roles: roles.sorted { ($0.person.name, $0.role.rawValue) < ($1.person.name, $1.role.rawValue) })
    }
  }

  /// Adds a unit below another, from a day on. Only the first one of an organisation hangs at the top.
  public func add(_ draft: UnitDraft, below parent: ID<Unit>, from day: Day, by member: Member) async throws -> Unit {
    try member.mustOrganise(parent)
    let id: ID<Unit> = world.id()
    return try await database.write { db in
      let units = db.units(in: member.organisation.id)
      guard try units.tree(on: day).unit(parent) != nil else { throw ChangeRefused.notThereThen }
      let unit = Unit(id: id, name: draft.name, code: draft.code)
      try units.insert(unit, below: parent, from: day)
      try db.record("unit.added", about: id, by: member, world)
      return unit
    }
  }

  /// Gives a unit another name or code. It stays the same unit, in old results too.
  public func change(_ id: ID<Unit>, to draft: UnitDraft, by member: Member) async throws {
    try member.mustOrganise(id)
    try await database.write { db in
      let units = db.units(in: member.organisation.id)
      try units.update(Unit(id: try units.find(id).id, name: draft.name, code: draft.code))
      try db.record("unit.changed", about: id, by: member, world)
    }
  }

  /// Hangs a unit, with everything below it, elsewhere from a day on.
  public func move(_ id: ID<Unit>, below parent: ID<Unit>, from day: Day, by member: Member) async throws {
    try member.mustOrganise(id)
    try member.mustOrganise(parent)
    try await database.write { db in
      let units = db.units(in: member.organisation.id)
      let before = try units.tree(on: day)
      guard before.unit(id) != nil, before.unit(parent) != nil else { throw ChangeRefused.notThereThen }
      guard before.parent(of: id) != nil else { throw ChangeRefused.isTheWhole }
      try units.place(id, below: parent, from: day)
      try units.checkThatNothingHangsBelowItself(from: day)
      try db.record("unit.moved", about: id, by: member, world)
    }
  }

  /// The unit is no longer part of the organisation from a day on; roles on it end that day. Its results stay.
  public func end(_ id: ID<Unit>, on day: Day, by member: Member) async throws {
    try member.mustOrganise(id)
    try await database.write { db in
      let units = db.units(in: member.organisation.id)
      let tree = try units.tree(on: day)
      guard tree.unit(id) != nil else { throw ChangeRefused.notThereThen }
      guard tree.parent(of: id) != nil else { throw ChangeRefused.isTheWhole }
      let below = tree.children(of: id).count
      guard below == 0 else { throw ChangeRefused.hasUnitsBelow(count: below) }
      try units.end(id, on: day)
      try db.people(in: member.organisation.id).revokeAll(on: id, from: day)
      try db.record("unit.ended", about: id, by: member, world)
    }
  }
}

extension Member {
  /// Changing the tree is for who manages the organisation, in that part of it.
  func mustOrganise(_ unit: ID<Unit>) throws {
    try must(.manageOrganisation)
    try must(.manageOrganisation, on: unit)
  }
}

extension UnitTable {
  /// Looks at the tree on that day and on every later one on which it changes.
  func checkThatNothingHangsBelowItself(from day: Day) throws {
    let placements = try placements()
    let units = try all()
    let days = Set([day] + placements.map(\.validity.from).filter { $0 > day })
    for day in days {
      let placed = Set(placements.filter { $0.validity.holds(on: day) }.map(\.unit)).count
      guard UnitTree(day: day, units: units, placements: placements).units.count == placed else {
        throw Units.ChangeRefused.belowItself
      }
    }
  }
}
