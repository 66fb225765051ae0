public import Persistence
public import Values

/// Signing in with one click, in a demo. It exists only where the program was started for a demo, and works only on an
/// organisation that was made as one: nothing can turn a real organisation into a demo.
public struct DemoSignIns: Sendable {
  let database: any Database
  let world: World
  let limits: SignInLimits

  /// Whoever makes this says that the program was started with `kompas demo`.
  public init(demo database: any Database, world: World, limits: SignInLimits = SignInLimits()) {
    self.database = database
    self.world = world
    self.limits = limits
  }

  /// One person for each role of the demo, with the unit where they hold it.
  public struct Door: Sendable {
    public let person: Person
    public let role: Role
    public let unit: Unit
    public let organisation: Organisation

    public init(person: Person, role: Role, unit: Unit, organisation: Organisation) {
      self.person = person
      self.role = role
      self.unit = unit
      self.organisation = organisation
    }
  }

  /// For each role the person who shows it best: the one highest in the tree for board and administrator, and for the
  /// others the first by name.
  public func doors() async throws -> [Door] {
    let now = world.now()
    return try await database.read { db in
      try db.organisations.all().filter(\.isDemo).flatMap { organisation in
        let today = organisation.day(of: now)
        let tree = try db.units(in: organisation.id).tree(on: today)
        let people = try db.people(in: organisation.id).all().filter { $0.works(on: today) }
        let grants = try db.people(in: organisation.id).grants(on: today)
        return Role.allCases.compactMap { role -> Door? in
          let holders = people.flatMap { person in
            (grants[person.id] ?? []).filter { $0.role == role }.compactMap { grant in
              tree.unit(grant.unit).map { Door(person: person, role: role, unit: $0, organisation: organisation) }
            }
          }
          return holders.min { left, right in
            (tree.index(of: left.unit.id) ?? .max, left.person.name) < (
              tree.index(of: right.unit.id) ?? .max, right.person.name
            )
          }
        }
      }
    }
  }

  /// Signs in as that person of a demo; anybody else is not found.
  public func signIn(as person: ID<Person>, device: String) async throws -> Token {
    let now = world.now()
    let token = world.newToken()
    let signIn: ID<SignIn> = world.id()
    let newAccount: ID<Account> = world.id()
    let limits = limits
    try await database.write { db in
      for organisation in try db.organisations.all() where organisation.isDemo {
        guard let found = try db.people(in: organisation.id).all().first(where: { $0.id == person }) else { continue }
        guard found.works(on: organisation.day(of: now)) else { throw NotFound() }
        let account = try found.account ?? db.beginDemo(found, in: organisation.id, as: newAccount, at: now)
        // Who also works in a real organisation could go on there with this sign-in: that way in stays shut.
        let homes = try db.accounts.workplaces(of: account, at: now).map(\.organisation)
        guard try homes.allSatisfy({ try db.organisations.find($0).isDemo }) else { throw NotFound() }
        let place = Workplace(person: person, organisation: organisation.id, name: organisation.name)
        return try db.begin(signIn, account: account, at: place, token: token, device: device, limits, world)
      }
      throw NotFound()
    }
    return token
  }
}

extension Connection {
  /// Gives somebody of a demo an account without a password, for this way in only.
  fileprivate func beginDemo(
    _ person: Person, in organisation: ID<Organisation>, as account: ID<Account>, at now: Instant
  ) throws -> ID<Account> {
    var person = person
    if let known = try accounts.find(email: person.email) {
      person.account = known.id
    } else {
      try accounts.insert(Account(id: account, email: person.email), at: now)
      person.account = account
    }
    try people(in: organisation).update(person)
    return person.account ?? account
  }
}
