public import Persistence
public import Values

/// What the organisation promises its customers: a few words, in its own order.
public struct CustomerValues: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Those in force: open to everyone who works here.
  public func all(by member: Member) async throws -> [CustomerValue] {
    try await database.read { try $0.customerValues(in: member.organisation.id).all() }
  }

  /// Adds a value at the end. Throws a `Rejection` with the fields `nl` and `en`.
  public func add(_ name: LocalizedText, by member: Member) async throws {
    try member.mustManageTheWhole()
    let value = CustomerValue(id: world.id(), name: try Self.checked(name))
    try await database.write { db in
      let table = db.customerValues(in: member.organisation.id)
      try table.insert(value, position: try table.all().count)
      try db.record("value.added", about: value.id, by: member, world)
    }
  }

  public func rename(_ id: ID<CustomerValue>, to name: LocalizedText, by member: Member) async throws {
    try member.mustManageTheWhole()
    let name = try Self.checked(name)
    try await database.write { db in
      let table = db.customerValues(in: member.organisation.id)
      try table.update(CustomerValue(id: try table.find(id).id, name: name))
      try db.record("value.renamed", about: id, by: member, world)
    }
  }

  /// One place up in the order.
  public func raise(_ id: ID<CustomerValue>, by member: Member) async throws {
    try member.mustManageTheWhole()
    try await database.write { db in
      let table = db.customerValues(in: member.organisation.id)
      var order = try table.all().map(\.id)
      guard let place = order.firstIndex(of: id) else { throw NotFound() }
      guard place > 0 else { return }
      order.swapAt(place, place - 1)
      try table.order(order)
      try db.record("value.raised", about: id, by: member, world)
    }
  }

  /// No longer asked about; what was answered about it stays.
  public func retire(_ id: ID<CustomerValue>, by member: Member) async throws {
    try member.mustManageTheWhole()
    let now = world.now()
    try await database.write { db in
      let table = db.customerValues(in: member.organisation.id)
      try table.retire(try table.find(id).id, at: now)
      try db.record("value.retired", about: id, by: member, world)
    }
  }

  /// Takes a retirement back.
  public func bringBack(_ id: ID<CustomerValue>, by member: Member) async throws {
    try member.mustManageTheWhole()
    try await database.write { db in
      let table = db.customerValues(in: member.organisation.id)
      try table.bringBack(try table.find(id).id)
      try db.record("value.broughtBack", about: id, by: member, world)
    }
  }

  private static func checked(_ name: LocalizedText) throws(Rejection) -> LocalizedText {
    var form = Form()
    let nl = form.line("nl", name.nl ?? "", length: 0...60)
    let en = form.line("en", name.en ?? "", length: 0...60)
    if nl.isEmpty && en.isEmpty { form.reject("nl", "people.form.missing") }
    try form.check()
    return LocalizedText(nl: nl.isEmpty ? nil : nl, en: en.isEmpty ? nil : en)
  }
}
