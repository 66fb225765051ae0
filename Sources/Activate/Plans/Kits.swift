public import People
public import Persistence
public import Values

/// The plans that facilitators kept for others to run.
public struct Kits: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Those that may be used in a unit: made for it, or for one that it lies in.
  public func all(for unit: ID<Unit>, by member: Member) async throws -> [Kit] {
    try member.must(.runSessions, on: unit)
    return try await database.read { db in
      try db.kits(in: member.organisation.id).all().filter { member.tree.contains(unit, within: $0.unit) }
    }
  }

  /// Those of a unit where the member runs sessions, or that may be used there. Newest first.
  public func all(by member: Member) async throws -> [Kit] {
    try member.must(.runSessions)
    return try await database.read { db in
      try db.kits(in: member.organisation.id).all().filter { $0.isSeen(by: member) }
    }
  }

  public func find(_ id: ID<Kit>, by member: Member) async throws -> Kit {
    try member.must(.runSessions)
    return try await database.read { db in
      let kit = try db.kits(in: member.organisation.id).find(id)
      guard kit.isSeen(by: member) else { throw NotFound() }
      return kit
    }
  }

  /// Keeps a plan without anybody's results, for a unit and everything below it.
  public func keep(
    _ plan: SessionPlan, as draft: KitDraft, for unit: ID<Unit>, by member: Member
  ) async throws -> ID<Kit> {
    try member.must(.runSessions, on: unit)
    let kit = Kit(
      id: world.id(), name: draft.name, note: draft.note, template: plan.template, unit: unit, madeBy: member.person,
      madeAt: world.now())
    try await database.write { [world] db in
      try db.kits(in: member.organisation.id).insert(kit)
      try db.append(Event("kit.kept", in: member.organisation.id, by: member.person, about: kit.id, world: world))
    }
    return kit.id
  }

  public func change(_ id: ID<Kit>, to draft: KitDraft, by member: Member) async throws {
    try await database.write { db in
      let kits = db.kits(in: member.organisation.id)
      var kit = try kits.find(id)
      try member.must(.runSessions, on: kit.unit)
      (kit.name, kit.note) = (draft.name, draft.note)
      try kits.update(kit)
    }
  }

  public func putAway(_ id: ID<Kit>, by member: Member) async throws {
    try await database.write { [world] db in
      let kits = db.kits(in: member.organisation.id)
      let kit = try kits.find(id)
      try member.must(.runSessions, on: kit.unit)
      try kits.delete(id)
      try db.append(Event("kit.putAway", in: member.organisation.id, by: member.person, about: id, world: world))
    }
  }
}

extension Kit {
  /// By whoever runs sessions in the kit's unit, or in one above or below it.
  fileprivate func isSeen(by member: Member) -> Bool {
    member.units(for: .runSessions).contains { other in
      member.tree.contains(other.id, within: unit) || member.tree.contains(unit, within: other.id)
    }
  }
}
