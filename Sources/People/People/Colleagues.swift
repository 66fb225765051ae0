public import Persistence
public import Values

/// The people of an organisation: who works there, with which role on which unit, from and until when.
public struct Colleagues: Sendable {
  public enum ChangeRefused: Refusal, Equatable {
    /// Without it nobody could manage the organisation any more.
    case lastAdministrator
    /// Has begun already, or left.
    case needsNoInvitation
    case left(Day)

    public var message: Message {
      switch self {
      case .lastAdministrator: Message("people.people.lastAdministrator")
      case .needsNoInvitation: Message("people.people.needsNoInvitation")
      case .left(let day): Message("people.people.leftAlready", ["day": .day(day)])
      }
    }
  }

  /// A person and what they are today.
  public struct Line: Sendable {
    public let person: Person
    public let grants: [Grant]

    public init(
      person: Person, grants: [Grant]
    ) {
      self.person = person
      self.grants = grants
    }
  }

  /// A person with everything they were and are.
  public struct Portrait: Sendable {
    public let person: Person
    public let periods: [RolePeriod]
    public let tree: UnitTree
    /// Whether who asks may change this person.
    public let mayBeChanged: Bool
    /// Customers that they own.
    public let customers: Int

    public init(
      person: Person, periods: [RolePeriod], tree: UnitTree, mayBeChanged: Bool, customers: Int
    ) {
      self.person = person
      self.periods = periods
      self.tree = tree
      self.mayBeChanged = mayBeChanged
      self.customers = customers
    }
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Everyone who has a role in the units that the member manages, by name; for the whole, everyone. Also who left, at the end.
  public func all(by member: Member) async throws -> [Line] {
    try member.must(.managePeople)
    let today = member.today(world)
    let organisation = member.organisation.id
    let (people, grants, periods) = try await database.read { db in
      (
        try db.people(in: organisation).all(), try db.people(in: organisation).grants(on: today),
        try db.people(in: organisation).unitsEver()
      )
    }
    let managesAll = member.managesEverything
    return people.filter { person in
      guard !person.isErased else { return false }
      return managesAll || (periods[person.id] ?? []).contains { member.may(.managePeople, on: $0) }
    }
    .map { Line(person: $0, grants: $0.works(on: today) ? grants[$0.id] ?? [] : []) }
    .sorted { left, right in
      let (leftWorks, rightWorks) = (left.person.works(on: today), right.person.works(on: today))
      guard leftWorks == rightWorks else { return leftWorks }
      return (left.person.name.folded, left.person.id.text) < (right.person.name.folded, right.person.id.text)
    }
  }

  /// Oneself, and whoever the member manages.
  public func find(_ id: ID<Person>, by member: Member) async throws -> Portrait {
    let organisation = member.organisation.id
    let today = member.today(world)
    return try await database.read { db in
      let person = try db.people(in: organisation).find(id)
      let periods = try db.people(in: organisation).periods(of: id)
      let isMine = member.sees(periods) && !person.isErased
      guard isMine || id == member.person else { throw NotFound() }
      return Portrait(
        person: person, periods: periods, tree: try db.units(in: organisation).tree(on: today),
        mayBeChanged: member.manages(periods, on: today),
        customers: try db.customers(in: organisation).count(ownedBy: id))
    }
  }

  /// Takes somebody in, with a first role, and invites them if that is wanted.
  public func add(
    _ draft: PersonDraft, as grant: Grant, from day: Day, invite: Bool, by member: Member
  ) async throws -> Person {
    try member.must(.managePeople)
    try member.must(.managePeople, on: grant.unit)
    let person = Person(id: world.id(), name: draft.name, email: draft.email, language: draft.language)
    let organisation = member.organisation.id
    try await database.write { db in
      try db.people(in: organisation).insert(person)
      try db.people(in: organisation).grant(grant, to: person.id, from: day)
      try db.record("person.added", about: person.id, by: member, world)
      if invite { try db.later(.invite(person.id, in: organisation, by: member.name), world) }
    }
    return person
  }

  /// Changes name, address or language. The address with which they sign in stays theirs.
  public func change(_ id: ID<Person>, to draft: PersonDraft, by member: Member) async throws {
    try await change(id, by: member, as: "person.changed") { db, person in
      var changed = person
      changed.name = draft.name
      changed.email = draft.email
      changed.language = draft.language
      try db.people(in: member.organisation.id).update(changed)
      // A link that was sent to the old address must not work any more.
      if changed.email != person.email { try db.oneTimeLinks.drop(.invitation, person: id) }
    }
  }

  public func grant(_ grant: Grant, to id: ID<Person>, from day: Day, by member: Member) async throws {
    try member.must(.managePeople)
    try member.must(.managePeople, on: grant.unit)
    let today = member.today(world)
    let organisation = member.organisation.id
    try await database.write { db in
      let person = try db.people(in: organisation).find(id)
      if let left = person.leftOn, !person.works(on: today) { throw ChangeRefused.left(left) }
      let periods = try db.people(in: organisation).periods(of: id)
      let isHeld = periods.contains { $0.grant == grant && $0.validity.holds(on: day) && $0.validity.until == nil }
      guard !isHeld else { return }
      try db.people(in: organisation).grant(grant, to: id, from: day)
      try db.record("role.granted", about: id, by: member, facts: grant.facts, world)
    }
  }

  public func revoke(_ grant: Grant, from id: ID<Person>, on day: Day, by member: Member) async throws {
    try member.must(.managePeople)
    try member.must(.managePeople, on: grant.unit)
    let organisation = member.organisation.id
    try await database.write { db in
      _ = try db.people(in: organisation).find(id)
      try db.keepingAnAdministrator(organisation, on: day) {
        try db.people(in: organisation).revoke(grant, from: id, on: day)
      }
      try db.record("role.revoked", about: id, by: member, facts: grant.facts, world)
    }
  }

  /// From that day on they don't work here: their roles end, and they can't sign in.
  public func leave(_ id: ID<Person>, on day: Day, by member: Member) async throws {
    let today = member.today(world)
    try await change(id, by: member, as: "person.left") { db, person in
      var leaving = person
      leaving.leftOn = day
      try db.people(in: member.organisation.id).update(leaving)
      try db.keepingAnAdministrator(member.organisation.id, on: day) {
        try db.people(in: member.organisation.id).revokeAll(of: id, from: day)
      }
      try db.oneTimeLinks.drop(.invitation, person: id)
      if day <= today { try db.signIns.endAll(of: id) }
    }
  }

  /// They work here after all, or again. Roles are given anew.
  public func comeBack(_ id: ID<Person>, by member: Member) async throws {
    try await change(id, by: member, as: "person.cameBack") { db, person in
      var back = person
      back.leftOn = nil
      try db.people(in: member.organisation.id).update(back)
    }
  }

  /// Sends the mail with which they begin; the link of an earlier one stops working.
  public func invite(_ id: ID<Person>, by member: Member) async throws {
    let today = member.today(world)
    try await change(id, by: member, as: "person.invited") { db, person in
      guard person.account == nil, person.works(on: today) else { throw ChangeRefused.needsNoInvitation }
      try db.later(.invite(id, in: member.organisation.id, by: member.name), world)
    }
  }

  /// A link with which they begin, to hand over oneself where mail doesn't reach them; that of an earlier one stops working.
  public func invitationLink(
    of id: ID<Person>, by member: Member
  ) async throws -> (person: Person, link: Token, until: Instant) {
    let (now, today) = (world.now(), member.today(world))
    let token = world.newToken()
    let organisation = member.organisation.id
    let until = now.adding(days: OneTimeLink.invitationDays)
    try await change(id, by: member, as: "person.invited") { db, person in
      guard person.account == nil, person.works(on: today) else { throw ChangeRefused.needsNoInvitation }
      try db.oneTimeLinks.invite(id, in: organisation, token: token, at: now)
    }
    return (try await database.read { try $0.people(in: organisation).find(id) }, token, until)
  }

  private func change(
    _ id: ID<Person>, by member: Member, as verb: String,
    _ body: @escaping @Sendable (any Connection, Person) throws -> Void
  ) async throws {
    let today = member.today(world)
    let organisation = member.organisation.id
    try await database.write { db in
      let person = try db.people(in: organisation).find(id)
      let periods = try db.people(in: organisation).periods(of: id)
      guard member.sees(periods), !person.isErased else { throw NotFound() }
      guard member.manages(periods, on: today) else { throw NotAllowed() }
      try body(db, person)
      try db.record(verb, about: id, by: member, world)
    }
  }
}

extension Grant {
  var facts: [String: String] { ["role": role.rawValue, "unit": unit.text] }
}

extension Member {
  /// Manages people from the top of the organisation, so everyone in it.
  var managesEverything: Bool { mayEverywhere(.managePeople) }

  /// Somebody who has or had a role where the member manages people.
  func sees(_ periods: [RolePeriod]) -> Bool {
    managesEverything || periods.contains { may(.managePeople, on: $0.grant.unit) }
  }

  /// Somebody all of whose present roles lie where the member manages people: who manages one region doesn't change a
  /// member of the board.
  func manages(_ periods: [RolePeriod], on day: Day) -> Bool {
    let present = periods.filter { $0.validity.until.map { day < $0 } ?? true }
    return managesEverything
      || (!present.isEmpty && present.allSatisfy { may(.managePeople, on: $0.grant.unit) })
  }
}

extension Connection {
  /// Refuses a change after which nobody would hold the role of administrator at the top on that day, where somebody did.
  func keepingAnAdministrator(_ organisation: ID<Organisation>, on day: Day, _ change: () throws -> Void) throws {
    let wasManaged = try isManaged(organisation, on: day)
    try change()
    guard try !wasManaged || isManaged(organisation, on: day) else { throw Colleagues.ChangeRefused.lastAdministrator }
  }

  private func isManaged(_ organisation: ID<Organisation>, on day: Day) throws -> Bool {
    let roots = try units(in: organisation).tree(on: day).roots.map(\.id)
    return try people(in: organisation).grants(on: day).values.contains { grants in
      grants.contains { $0.role == .administrator && roots.contains($0.unit) }
    }
  }
}
