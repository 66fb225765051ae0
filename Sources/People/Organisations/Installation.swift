public import Persistence
public import Values

/// What the operator of the machine does from the command line, where nobody is signed in: the first organisation, its
/// first administrator, a new password for somebody who can't get mail.
public struct Installation: Sendable {
  /// A person with the organisation and the roles, as the command lists them.
  public struct Line: Sendable {
    public let organisation: Organisation
    public let person: Person
    public let roles: [(role: Role, unit: Unit)]
  }

  /// What the operator named is not there, or not once.
  public enum Unclear: Error, Equatable {
    /// No organisation, or no unit or person in it, answers to these words.
    case nothingCalled(String)
    /// Several do; the operator must say which.
    case severalOrganisations([String])
  }

  let database: any Database
  let world: World
  let hashing: PasswordHashing

  public init(database: any Database, world: World, hashing: PasswordHashing) {
    self.database = database
    self.world = world
    self.hashing = hashing
  }

  /// Makes an organisation with one unit, the whole, of the same name.
  public func found(_ draft: OrganisationDraft) async throws -> Organisation {
    let founding = Founding(draft, world)
    let world = world
    try await database.write { try $0.found(founding, world) }
    return founding.organisation
  }

  /// Whether there is no organisation at all yet.
  public func isEmpty() async throws -> Bool { try await database.read { try $0.organisations.all().isEmpty } }

  /// The first organisation with its first person, in one go: administrator, researcher and board, so that they can do all that
  /// a beginning asks. Who was first wins.
  ///
  /// - Throws: `NotFound` where there is an organisation already, a `Rejection` of the field `password`.
  public func begin(_ draft: OrganisationDraft, with founder: PersonDraft, password: String) async throws {
    guard try await isEmpty() else { throw NotFound() }
    try PasswordRules.check(password, context: [founder.name, founder.email])
    let hash = try await hashing.hash(password)
    let founding = Founding(draft, world)
    let joining = Joining(founder, hash: hash, world)
    let world = world
    try await database.write { db in
      guard try db.organisations.all().isEmpty else { throw NotFound() }
      try db.found(founding, world)
      try db.take(
        joining, as: [.administrator, .researcher, .board], on: founding.whole.id, of: founding.organisation, world)
    }
  }

  /// Takes somebody in. With a password they can sign in at once; the password of an account that is there already stays.
  ///
  /// - Parameters:
  ///   - organisation: its name or id; may be left out where there is only one.
  ///   - unit: code or name; the whole where it is left out.
  public func add(
    _ draft: PersonDraft, as role: Role, on unit: String?, in organisation: String?, password: String?
  ) async throws -> Person {
    if let password { try PasswordRules.check(password, context: [draft.name, draft.email]) }
    var hash: String?
    if let password { hash = try await hashing.hash(password) }
    let joining = Joining(draft, hash: hash, world)
    let world = world
    return try await database.write { db in
      let organisation = try db.organisation(named: organisation)
      let tree = try db.units(in: organisation.id).tree(on: organisation.day(of: joining.moment))
      let place = unit.map { words in tree.units.first { $0.code == words || $0.name.folded == words.folded } }
      guard let home = place ?? tree.roots.first else { throw Unclear.nothingCalled(unit ?? "") }
      return try db.take(joining, as: [role], on: home.id, of: organisation, world)
    }
  }

  /// Everyone who works in the organisations of this installation today.
  public func members(of organisation: String? = nil) async throws -> [Line] {
    let now = world.now()
    return try await database.read { db in
      let chosen = try organisation.map { [try db.organisation(named: $0)] } ?? db.organisations.all()
      return try chosen.flatMap { organisation in
        let today = organisation.day(of: now)
        let tree = try db.units(in: organisation.id).tree(on: today)
        let grants = try db.people(in: organisation.id).grants(on: today)
        return try db.people(in: organisation.id).all().filter { $0.works(on: today) }
          .sorted { $0.name.folded < $1.name.folded }
          .map { person in
            let roles = (grants[person.id] ?? []).compactMap { grant in
              tree.unit(grant.unit).map { (role: grant.role, unit: $0) }
            }
            return Line(organisation: organisation, person: person, roles: roles)
          }
      }
    }
  }

  /// Sets the password of an account, ends its sign-ins, and makes the account of a person who had none yet.
  public func setPassword(_ password: String, of address: String) async throws {
    let now = world.now()
    let email = Address.normal(address)
    try PasswordRules.check(password, context: [email])
    let hash = try await hashing.hash(password)
    let newAccount: ID<Account> = world.id()
    try await database.write { db in
      let people = try db.organisations.all().compactMap { organisation in
        try db.people(in: organisation.id).find(email: email).map { (organisation.id, $0) }
      }
      let known = try db.accounts.find(email: email)
      guard known != nil || !people.isEmpty else { throw Unclear.nothingCalled(address) }
      let account = try db.account(email, hash: hash, newAccount, at: now)
      for (organisation, person) in people where person.account == nil {
        var begun = person
        begun.account = account
        try db.people(in: organisation).update(begun)
      }
      try db.changePassword(of: account, to: hash, keeping: nil, world)
    }
  }
}

/// An organisation and the one unit that it begins with, made before the transaction that stores them.
private struct Founding: Sendable {
  let organisation: Organisation
  let whole: Unit

  init(_ draft: OrganisationDraft, _ world: World) {
    organisation = Organisation(
      id: world.id(), name: draft.name, language: draft.language, timeZone: draft.timeZone, createdAt: world.now())
    whole = Unit(id: world.id(), name: draft.name, code: UnitDraft.code(for: draft.name))
  }
}

/// Somebody who is about to be taken in, with the password that they will have, if any.
private struct Joining: Sendable {
  let person: Person
  let hash: String?
  let newAccount: ID<Account>
  let moment: Instant

  init(_ draft: PersonDraft, hash: String?, _ world: World) {
    person = Person(id: world.id(), name: draft.name, email: draft.email, language: draft.language)
    self.hash = hash
    newAccount = world.id()
    moment = world.now()
  }
}

extension Connection {
  fileprivate func found(_ founding: Founding, _ world: World) throws {
    let organisation = founding.organisation
    try organisations.insert(organisation)
    try units(in: organisation.id).insert(
      founding.whole, below: nil, from: organisation.day(of: organisation.createdAt))
    try record("organisation.founded", about: organisation.id, in: organisation.id, by: nil, world)
  }

  @discardableResult
  fileprivate func take(
    _ joining: Joining, as roles: [Role], on unit: ID<Unit>, of organisation: Organisation, _ world: World
  ) throws -> Person {
    var person = joining.person
    if let hash = joining.hash {
      person.account = try account(person.email, hash: hash, joining.newAccount, at: joining.moment)
    }
    let people = people(in: organisation.id)
    try people.insert(person)
    for role in roles {
      try people.grant(Grant(role, on: unit), to: person.id, from: organisation.day(of: joining.moment))
    }
    try record("person.added", about: person.id, in: organisation.id, by: nil, world)
    return person
  }

  fileprivate func organisation(named words: String?) throws -> Organisation {
    let all = try organisations.all()
    let found = words.map { words in all.filter { $0.id.text == words || $0.name.folded == words.folded } } ?? all
    guard let first = found.first else { throw Installation.Unclear.nothingCalled(words ?? "") }
    guard found.count == 1 else { throw Installation.Unclear.severalOrganisations(found.map(\.name)) }
    return first
  }

  /// The account of an address, made with this password where there is none.
  fileprivate func account(
    _ email: String, hash: String, _ newAccount: ID<Account>, at now: Instant
  ) throws -> ID<Account> {
    if let account = try accounts.find(email: email) {
      if account.passwordHash == nil { try accounts.setPassword(hash, of: account.id) }
      return account.id
    }
    try accounts.insert(Account(id: newAccount, email: email, passwordHash: hash), at: now)
    return newAccount
  }
}
