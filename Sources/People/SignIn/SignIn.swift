public import Values

/// One device on which somebody is signed in, in one organisation, until it ends.
public struct SignIn: Hashable, Sendable {
  public let id: ID<SignIn>
  public let account: ID<Account>
  public let person: ID<Person>
  public let organisation: ID<Organisation>
  /// What the browser calls itself, shortened.
  public let device: String
  public let createdAt: Instant
  public var lastSeenAt: Instant
  public let expiresAt: Instant

  public init(
    id: ID<SignIn>, account: ID<Account>, person: ID<Person>, organisation: ID<Organisation>, device: String,
    createdAt: Instant, lastSeenAt: Instant, expiresAt: Instant
  ) {
    self.id = id
    self.account = account
    self.person = person
    self.organisation = organisation
    self.device = device
    self.createdAt = createdAt
    self.lastSeenAt = lastSeenAt
    self.expiresAt = expiresAt
  }

  /// Whether it still holds: not past its last moment, and not left alone for too long.
  public func holds(at now: Instant, idle: Int) -> Bool {
    now < expiresAt && now < lastSeenAt.adding(minutes: idle)
  }
}

/// How long a sign-in lasts, and how many an account has at once.
public struct SignInLimits: Sendable {
  /// Minutes without a request after which a sign-in ends.
  public var idle = 30
  /// The same for an administrator.
  public var idleOfAdministrator = 15
  /// Hours after which a sign-in ends in any case.
  public var absolute = 12
  /// Sign-ins of one account at the same time; the oldest gives way.
  public var most = 10

  public init() {}

  func idle(of member: Member) -> Int {
    member.grants.contains { $0.role == .administrator } ? idleOfAdministrator : idle
  }
}

/// Why somebody can't sign in. It never tells whether the address is known.
public enum SignInRefused: Refusal, Equatable {
  case wrongAddressOrPassword
  /// Too many attempts for this address or from this place; the seconds to wait.
  case tooManyAttempts(seconds: Int)
  /// A link that was used, is too old or never was.
  case linkNoLongerWorks

  public var waitSeconds: Int? {
    if case .tooManyAttempts(let seconds) = self { seconds } else { nil }
  }

  public var message: Message {
    switch self {
    case .wrongAddressOrPassword: Message("people.signIn.wrong")
    case .tooManyAttempts(let seconds) where seconds < 60:
      Message("people.signIn.waitSeconds", ["count": .count(seconds)])
    case .tooManyAttempts(let seconds): Message("people.signIn.waitMinutes", ["count": .count((seconds + 59) / 60)])
    case .linkNoLongerWorks: Message("people.signIn.linkNoLongerWorks")
    }
  }
}
