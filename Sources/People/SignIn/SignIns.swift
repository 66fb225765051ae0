public import Persistence
public import Values

/// Signing in and out, and who is behind a request.
public struct SignIns: Sendable {
  /// What somebody typed, and from where.
  public struct Attempt: Sendable {
    public var email: String
    public var password: String
    /// The network address that asks.
    public var address: String
    /// What the browser calls itself.
    public var device: String

    public init(email: String, password: String, address: String, device: String) {
      self.email = email
      self.password = password
      self.address = address
      self.device = device
    }
  }

  public enum Outcome: Sendable {
    /// The secret for the cookie.
    case signedIn(Token)
    /// Somebody works in several organisations; the token goes with the choice, once, within ten minutes.
    case chooses(Token, among: [Workplace])
  }

  /// A request's sign-in and who it is.
  public struct Visit: Sendable {
    public let signIn: SignIn
    public let member: Member
  }

  let database: any Database
  let world: World
  let hashing: PasswordHashing
  let limits: SignInLimits
  private let cache = MemberCache()

  public init(database: any Database, world: World, hashing: PasswordHashing, limits: SignInLimits = SignInLimits()) {
    self.database = database
    self.world = world
    self.hashing = hashing
    self.limits = limits
  }

  /// Lets somebody in who knows the password of an account, or throws `SignInRefused` or `TooBusy`.
  public func signIn(_ attempt: Attempt) async throws -> Outcome {
    let email = Address.normal(attempt.email)
    let now = world.now()
    let wait = try await database.write { db -> Int? in
      if let wait = try db.attempts.count(.address, of: attempt.address, at: now) { return wait }
      return try db.attempts.count(.password, of: email, at: now)
    }
    if let wait { throw SignInRefused.tooManyAttempts(seconds: wait) }

    let account = try await database.read { try $0.accounts.find(email: email) }
    let isTooLong = attempt.password.utf8.count > 4 * PasswordRules.length.upperBound
    let isRight = try await hashing.verify(isTooLong ? "" : attempt.password, against: account?.passwordHash)
    guard isRight, let account else { throw SignInRefused.wrongAddressOrPassword }
    let outdated = account.passwordHash.map(hashing.isOutdated) ?? false
    let rehashed = outdated ? try await hashing.hash(attempt.password) : nil
    return try await letIn(account, attempt, rehashed: rehashed)
  }

  private func letIn(_ account: Account, _ attempt: Attempt, rehashed: String?) async throws -> Outcome {
    let now = world.now()
    let token = world.newToken()
    let signIn: ID<SignIn> = world.id()
    let limits = limits
    return try await database.write { db in
      try db.attempts.clear(.password, of: account.email)
      try db.attempts.takeBack(.address, of: attempt.address)
      if let rehashed { try db.accounts.setPassword(rehashed, of: account.id) }
      let workplaces = try db.accounts.workplaces(of: account.id, at: now)
      guard let first = workplaces.first else { throw SignInRefused.wrongAddressOrPassword }
      guard workplaces.count > 1 else {
        try db.begin(signIn, account: account.id, at: first, token: token, device: attempt.device, limits, world)
        return .signedIn(token)
      }
      let link = OneTimeLink(
        purpose: .choice, person: nil, account: account.id, organisation: nil, createdAt: now,
        expiresAt: now.adding(minutes: 10))
      try db.oneTimeLinks.insert(link, token: token)
      return .chooses(token, among: workplaces)
    }
  }

  /// The organisations that the holder of that token can choose among.
  public func choices(for token: Token) async throws -> [Workplace] {
    let now = world.now()
    return try await database.read { db in
      let link = try db.oneTimeLinks.find(token, for: .choice, at: now)
      guard let account = link.account else { throw SignInRefused.linkNoLongerWorks }
      return try db.accounts.workplaces(of: account, at: now)
    }
  }

  /// Begins to work in one of them; gives the secret for the cookie.
  public func choose(_ person: ID<Person>, with token: Token, device: String) async throws -> Token {
    let now = world.now()
    let secret = world.newToken()
    let signIn: ID<SignIn> = world.id()
    let limits = limits
    return try await database.write { db in
      let link = try db.oneTimeLinks.use(token, for: .choice, at: now)
      guard let account = link.account else { throw SignInRefused.linkNoLongerWorks }
      guard let place = try db.accounts.workplaces(of: account, at: now).first(where: { $0.person == person })
      else { throw NotFound() }
      try db.begin(signIn, account: account, at: place, token: secret, device: device, limits, world)
      return secret
    }
  }

  /// The other organisations where somebody who is signed in works too.
  public func workplaces(of visit: Visit) async throws -> [Workplace] {
    let now = world.now()
    return try await database.read { try $0.accounts.workplaces(of: visit.signIn.account, at: now) }
  }

  /// Goes on in another organisation: this sign-in ends, another one begins there.
  public func move(_ visit: Visit, to person: ID<Person>) async throws -> Token {
    let now = world.now()
    let secret = world.newToken()
    let signIn: ID<SignIn> = world.id()
    let limits = limits
    return try await database.write { db in
      let account = visit.signIn.account
      guard let place = try db.accounts.workplaces(of: account, at: now).first(where: { $0.person == person })
      else { throw NotFound() }
      try db.signIns.end(visit.signIn.id, of: account)
      try db.begin(signIn, account: account, at: place, token: secret, device: visit.signIn.device, limits, world)
      return secret
    }
  }

  /// Who is behind a request with this token: nothing when the sign-in ended, was left alone for too long or its person left.
  public func visit(_ token: Token) async throws -> Visit? {
    let now = world.now()
    let cache = cache
    let found = try await database.read { db -> Visit? in
      guard let (signIn, version) = try db.signIns.find(tokenHash: token.hash) else { return nil }
      if let member = cache.member(signIn.person, version: version, at: now) {
        return Visit(signIn: signIn, member: member)
      }
      let today = try db.organisations.find(signIn.organisation).day(of: now)
      guard let member = try db.people(in: signIn.organisation).member(signIn.person, on: today) else { return nil }
      cache.keep(member, version: version)
      return Visit(signIn: signIn, member: member)
    }
    guard let found, found.signIn.holds(at: now, idle: limits.idle(of: found.member)) else { return nil }
    if now >= found.signIn.lastSeenAt.adding(minutes: 1) {
      try await database.writeInGroup { try $0.signIns.see(found.signIn.id, at: now) }
    }
    return found
  }

  /// One's own sign-ins that still hold, the latest used first.
  public func all(of visit: Visit) async throws -> [SignIn] {
    let now = world.now()
    let idle = limits.idle
    return try await database.read { try $0.signIns.all(of: visit.signIn.account) }
      .filter { $0.holds(at: now, idle: idle) }
  }

  /// Ends one of one's own sign-ins; the one that asks is signed out.
  public func end(_ id: ID<SignIn>, by visit: Visit) async throws {
    try await database.write { db in
      try db.signIns.end(id, of: visit.signIn.account)
      try db.record("signIn.ended", about: visit.member.person, by: visit.member, world)
    }
  }

  /// Ends all of one's own sign-ins but the one that asks.
  public func endOthers(by visit: Visit) async throws {
    try await database.write { db in
      try db.signIns.endAll(of: visit.signIn.account, except: visit.signIn.id)
      try db.record("signIn.othersEnded", about: visit.member.person, by: visit.member, world)
    }
  }

  /// Takes away what no longer works: ended sign-ins, links and old attempts. For the runner of jobs, once an hour.
  public func tidy() async throws {
    let now = world.now()
    try await database.write { db in
      try db.signIns.endExpired(before: now)
      try db.oneTimeLinks.dropExpired(before: now.adding(days: -1))
      try db.attempts.dropOld(before: now.adding(days: -1))
    }
  }
}

extension Connection {
  /// Begins a sign-in, at most so many of one account at once.
  func begin(
    _ id: ID<SignIn>, account: ID<Account>, at place: Workplace, token: Token, device: String, _ limits: SignInLimits,
    _ world: World
  ) throws {
    let now = world.now()
    for old in try signIns.all(of: account).dropFirst(limits.most - 1) {
      try signIns.end(old.id, of: account)
    }
    let signIn = SignIn(
      id: id, account: account, person: place.person, organisation: place.organisation,
      device: String(device.prefix(200)), createdAt: now, lastSeenAt: now,
      expiresAt: now.adding(hours: limits.absolute))
    try signIns.insert(signIn, tokenHash: token.hash)
    try record("signIn.began", about: place.person, in: place.organisation, by: place.person, world)
  }
}
