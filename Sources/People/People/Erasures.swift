public import Persistence
public import Values

/// Erases people and customers who have the right to it: what they did and said stays counted, who they were is gone.
///
/// A name that colleagues typed, as a whole, in plans, notes and actions makes way too. What customers wrote themselves stays
/// as it is, and so do the original files of imports and earlier backups; `again` is for when such a backup comes back.
public struct Erasures: Sendable {
  /// Why somebody can't be erased.
  public enum Refused: Refusal, Hashable {
    /// Another administrator has to.
    case oneself

    public var message: Message { Message("people.erasure.oneself") }
  }

  let database: any Database
  let world: World
  let rooms: [Forgetting]
  let note: @Sendable (ErasedEntry) throws -> Void

  /// - Parameters:
  ///   - rooms: what the other rooms forget, in the order in which they stand on one another, the highest first.
  ///   - note: keeps the entry outside of the database. Nobody is erased where it fails.
  public init(
    database: any Database, world: World, rooms: [Forgetting],
    note: @escaping @Sendable (ErasedEntry) throws -> Void = { _ in }
  ) {
    self.database = database
    self.world = world
    self.rooms = rooms
    self.note = note
  }

  /// A person whom the member may erase, and the colleagues who can take over.
  public func candidate(_ id: ID<Person>, by member: Member) async throws -> (person: Person, heirs: [Person]) {
    let today = member.today(world)
    return try await database.read { db in
      let person = try db.erasable(id, by: member, on: today)
      let heirs = try db.people(in: member.organisation.id).all().filter { $0.works(on: today) && $0.id != id }
      return (person, heirs.sorted { ($0.name.folded, $0.id.text) < ($1.name.folded, $1.id.text) })
    }
  }

  /// A customer whom the member may erase.
  public func candidate(_ id: ID<Customer>, by member: Member) async throws -> Customer {
    try await database.read { try $0.erasable(id, by: member) }
  }

  /// Hands over what they carry, ends their roles and sign-ins, and takes their name and address away.
  public func erase(
    _ id: ID<Person>, handingOverTo heir: ID<Person>?, leaving replacement: String, by member: Member
  ) async throws {
    let today = member.today(world)
    let organisation = member.organisation.id
    let (world, rooms, note) = (world, rooms, note)
    try await database.write { db in
      var person = try db.erasable(id, by: member, on: today)
      if let heir {
        let found = try db.people(in: organisation).those([heir])[heir]
        guard let found, found.works(on: today), heir != id else {
          throw Rejection("heir", Message("people.erasure.worksNotHere"))
        }
      }
      let erasure = PersonErasure(person: person, heir: heir, replacement: replacement, member: member, world: world)
      for room in rooms { try room.person(db, erasure) }
      try db.customers(in: organisation).handOver(from: id, to: heir)
      try db.keepingAnAdministrator(organisation, on: today) {
        try db.people(in: organisation).revokeAll(of: id, from: today)
      }
      try db.signIns.endAll(of: id)
      try db.oneTimeLinks.drop(.invitation, person: id)
      try db.dropImportDrafts(in: organisation)
      try db.forgetMails(to: person.email, in: organisation)
      try db.forgetInviter(named: person.name, in: organisation)
      let account = person.account
      person.name = replacement
      person.email = id.text
      person.account = nil
      person.leftOn = min(person.leftOn ?? today, today)
      try db.people(in: organisation).update(person)
      if let account { try db.accounts.dropUnused(account) }
      try db.record("person.erased", about: id, by: member, world)
      try note(
        ErasedEntry(
          kind: .person, id: id.text, organisation: organisation, by: member.person, heir: heir,
          replacement: replacement))
    }
  }

  /// Unlinks what they answered, blanks what was written down about them, and takes their name, number and address away.
  public func erase(_ id: ID<Customer>, leaving replacement: String, by member: Member) async throws {
    let organisation = member.organisation.id
    let (world, rooms, note) = (world, rooms, note)
    try await database.write { db in
      var customer = try db.erasable(id, by: member)
      let erasure = CustomerErasure(
        customer: customer, replacement: replacement, member: member, world: world)
      for room in rooms { try room.customer(db, erasure) }
      try db.dropImportDrafts(in: organisation)
      if let email = customer.email { try db.forgetMails(to: email, in: organisation) }
      customer.name = replacement
      customer.email = nil
      customer.code = id.text
      customer.owner = nil
      customer.unsubscribedAt = world.now()
      try db.customers(in: organisation).update(customer)
      try db.record("customer.erased", about: id, by: member, world)
      try note(
        ErasedEntry(
          kind: .customer, id: id.text, organisation: organisation, by: member.person, heir: nil,
          replacement: replacement))
    }
  }

  /// Does again, on an older copy of the database, what was done since. Who is erased in it already, or isn't in it, stays so.
  public func again(_ entries: [ErasedEntry]) async throws -> RepeatedErasures {
    var done = RepeatedErasures()
    for entry in entries {
      let today = world.now().day
      let known = try await database.read { try $0.circumstances(of: entry, on: today) }
      guard known.isThere else { continue }
      guard let member = known.member else {
        done.left.append(entry)
        continue
      }
      do {
        switch entry.kind {
        case .person:
          try await erase(ID(entry.id), handingOverTo: known.heir, leaving: entry.replacement, by: member)
        case .customer: try await erase(ID<Customer>(entry.id), leaving: entry.replacement, by: member)
        }
        done.applied += 1
      } catch is any Refusal {
        done.left.append(entry)
      }
    }
    return done
  }
}

extension Person {
  /// Whether this was somebody whose name is gone: nobody else has an address that is none.
  public var isErased: Bool { email == id.text }
}

extension Customer {
  /// Whether this was somebody whose name is gone.
  public var isErased: Bool { code == id.text }
}

extension Connection {
  /// Whether somebody is in this database by name, and who can erase them: whoever did so then or, where they are not here, another
  /// who may.
  fileprivate func circumstances(
    of entry: ErasedEntry, on day: Day
  ) throws -> (isThere: Bool, member: Member?, heir: ID<Person>?) {
    guard try isThere(entry) else { return (false, nil, nil) }
    let people = people(in: entry.organisation)
    let here = try people.all().filter { $0.works(on: day) && $0.id.text != entry.id }
    let heir = here.first { $0.id == entry.heir }?.id
    for person in here.filter({ $0.id == entry.by }) + here {
      if let member = try people.member(person.id, on: day), member.managesEverything { return (true, member, heir) }
    }
    return (true, nil, heir)
  }

  /// Whether somebody is in this database by name.
  fileprivate func isThere(_ entry: ErasedEntry) throws -> Bool {
    do {
      return switch entry.kind {
      case .person: try !people(in: entry.organisation).find(ID(entry.id)).isErased
      case .customer: try !customers(in: entry.organisation).find(ID<Customer>(entry.id)).isErased
      }
    } catch is NotFound {
      return false
    }
  }

  fileprivate func erasable(_ id: ID<Person>, by member: Member, on day: Day) throws -> Person {
    try member.must(.managePeople)
    let people = people(in: member.organisation.id)
    let person = try people.find(id)
    let periods = try people.periods(of: id)
    guard member.sees(periods), !person.isErased else { throw NotFound() }
    guard member.manages(periods, on: day) || (!person.works(on: day) && member.sees(periods)) else {
      throw NotAllowed()
    }
    guard id != member.person else { throw Erasures.Refused.oneself }
    return person
  }

  fileprivate func erasable(_ id: ID<Customer>, by member: Member) throws -> Customer {
    try member.must(.managePeople)
    let customer = try customers(in: member.organisation.id).find(id)
    let isMine = customer.unit.map { member.may(.managePeople, on: $0) } ?? member.managesEverything
    guard isMine || member.managesEverything, !customer.isErased else { throw NotFound() }
    return customer
  }
}
