public import Persistence
public import Values

/// How a person begins: with the link from the mail that invites them.
public struct Invitations: Sendable {
  /// What the page of a link says.
  public struct Invitation: Sendable {
    public let name: String
    public let email: String
    public let organisation: Organisation
    public let language: Language
    /// Somebody already signs in with this address elsewhere: they give that password, and don't choose another.
    public let hasPassword: Bool

    public init(name: String, email: String, organisation: Organisation, language: Language, hasPassword: Bool) {
      self.name = name
      self.email = email
      self.organisation = organisation
      self.language = language
      self.hasPassword = hasPassword
    }
  }

  let database: any Database
  let world: World
  let hashing: PasswordHashing

  public init(database: any Database, world: World, hashing: PasswordHashing) {
    self.database = database
    self.world = world
    self.hashing = hashing
  }

  /// What a link is for. Looking at it doesn't use it up: scanners of mail look too.
  public func find(_ token: Token) async throws -> Invitation {
    let now = world.now()
    return try await database.read { try $0.invitation(token, at: now).page }
  }

  /// Begins: chooses a password, or gives the one of the account that is there already.
  public func accept(_ token: Token, password: String, from place: String) async throws {
    let now = world.now()
    let found = try await database.read { try $0.invitation(token, at: now) }
    let hash: String?
    if let account = found.account, let present = account.passwordHash {
      let wait = try await database.write { db in
        try db.attempts.count(.address, of: place, at: now) ?? db.attempts.count(.password, of: account.email, at: now)
      }
      if let wait { throw SignInRefused.tooManyAttempts(seconds: wait) }
      guard try await hashing.verify(password, against: present) else {
        throw Rejection("password", Message("people.invitation.otherPassword"))
      }
      hash = nil
    } else {
      let context = [found.person.name, found.person.email, found.page.organisation.name]
      try PasswordRules.check(password, context: context)
      hash = try await hashing.hash(password)
    }
    let newAccount: ID<Account> = world.id()
    try await database.write { db in
      _ = try db.invitation(token, at: now)
      let link = try db.oneTimeLinks.use(token, for: .invitation, at: now)
      try db.begin(link, hash: hash, newAccount: newAccount, world)
      try db.attempts.takeBack(.address, of: place)
    }
  }
}

extension Connection {
  fileprivate func invitation(
    _ token: Token, at now: Instant
  ) throws -> (page: Invitations.Invitation, person: Person, account: Account?) {
    let link = try oneTimeLinks.find(token, for: .invitation, at: now)
    guard let id = link.person, let organisation = link.organisation else { throw SignInRefused.linkNoLongerWorks }
    let person = try people(in: organisation).find(id)
    let home = try organisations.find(organisation)
    guard person.works(on: home.day(of: now)), person.account == nil else { throw SignInRefused.linkNoLongerWorks }
    let account = try accounts.find(email: person.email)
    let page = Invitations.Invitation(
      name: person.name, email: person.email, organisation: home,
      language: person.language, hasPassword: account?.passwordHash != nil)
    return (page, person, account)
  }

  fileprivate func begin(_ link: OneTimeLink, hash: String?, newAccount: ID<Account>, _ world: World) throws {
    let now = world.now()
    guard let id = link.person, let organisation = link.organisation else { throw SignInRefused.linkNoLongerWorks }
    var person = try people(in: organisation).find(id)
    if let account = try accounts.find(email: person.email) {
      person.account = account.id
      // Chosen while the account had none; one that got a password meanwhile keeps it.
      if let hash, account.passwordHash == nil { try accounts.setPassword(hash, of: account.id) }
      try attempts.clear(.password, of: account.email)
    } else {
      try accounts.insert(Account(id: newAccount, email: person.email, passwordHash: hash), at: now)
      person.account = newAccount
    }
    try people(in: organisation).update(person)
    try record("person.began", about: id, in: organisation, by: id, world)
  }
}
