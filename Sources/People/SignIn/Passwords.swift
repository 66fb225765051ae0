public import Persistence
public import Values

/// Choosing another password: by mail when it was forgotten, or knowing the present one.
public struct Passwords: Sendable {
  let database: any Database
  let world: World
  let hashing: PasswordHashing

  public init(database: any Database, world: World, hashing: PasswordHashing) {
    self.database = database
    self.world = world
    self.hashing = hashing
  }

  /// Has a link sent to that address if somebody signs in with it. Whether it is so can't be told from the answer.
  public func forget(_ address: String, from place: String) async throws {
    let email = Address.normal(address)
    let now = world.now()
    let wait = try await database.write { db -> Int? in
      if let wait = try db.attempts.count(.address, of: place, at: now) { return wait }
      // Who asks too often is told nothing else either: the mails that went are enough.
      guard try db.attempts.count(.reset, of: email, at: now) == nil else { return nil }
      if let account = try db.accounts.find(email: email) { try db.later(.reset(account.id), world) }
      return nil
    }
    if let wait { throw SignInRefused.tooManyAttempts(seconds: wait) }
  }

  /// The address of the account that a link from such a mail is for; throws once the link no longer works.
  public func address(for token: Token) async throws -> String {
    let now = world.now()
    return try await database.read { db in
      let link = try db.oneTimeLinks.find(token, for: .reset, at: now)
      guard let account = link.account else { throw SignInRefused.linkNoLongerWorks }
      return try db.accounts.find(account).email
    }
  }

  /// Sets another password with the link from the mail. All sign-ins end, all other links stop working.
  public func reset(to password: String, with token: Token) async throws {
    let now = world.now()
    let context = try await database.read { db -> [String] in
      guard let account = try db.oneTimeLinks.find(token, for: .reset, at: now).account else {
        throw SignInRefused.linkNoLongerWorks
      }
      return try db.accounts.names(around: account, at: now)
    }
    try PasswordRules.check(password, context: context)
    let hash = try await hashing.hash(password)
    try await database.write { db in
      guard let account = try db.oneTimeLinks.use(token, for: .reset, at: now).account else {
        throw SignInRefused.linkNoLongerWorks
      }
      try db.changePassword(of: account, to: hash, keeping: nil, world)
    }
  }

  /// Sets another password, knowing the present one. All other sign-ins end.
  public func change(from present: String, to password: String, by visit: SignIns.Visit) async throws {
    let now = world.now()
    let id = visit.signIn.account
    let (account, context) = try await database.read { db in
      (try db.accounts.find(id), try db.accounts.names(around: id, at: now))
    }
    let wait = try await database.write { try $0.attempts.count(.password, of: account.email, at: now) }
    if let wait { throw SignInRefused.tooManyAttempts(seconds: wait) }
    guard try await hashing.verify(present, against: account.passwordHash) else {
      throw Rejection("present", Message("people.password.presentWrong"))
    }
    try PasswordRules.check(password, context: context)
    let hash = try await hashing.hash(password)
    try await database.write { try $0.changePassword(of: id, to: hash, keeping: visit.signIn.id, world) }
  }
}

extension Connection {
  func changePassword(of id: ID<Account>, to hash: String, keeping kept: ID<SignIn>?, _ world: World) throws {
    let now = world.now()
    let account = try accounts.find(id)
    try accounts.setPassword(hash, of: id)
    try signIns.endAll(of: id, except: kept)
    try oneTimeLinks.drop(.reset, account: id)
    try oneTimeLinks.drop(.choice, account: id)
    try attempts.clear(.password, of: account.email)
    for place in try accounts.workplaces(of: id, at: now) {
      try record("password.changed", about: place.person, in: place.organisation, by: place.person, world)
    }
    try later(.tellPasswordChanged(id, at: now), world)
  }
}
