public import Values

/// Somebody who works in an organisation. The same account may be a person in several organisations.
public struct Person: Hashable, Sendable {
  public let id: ID<Person>
  public var name: String
  public var email: String
  public var language: Language
  /// Nothing until the invitation is accepted.
  public var account: ID<Account>?
  /// The day on which they left; they can't sign in from then on.
  public var leftOn: Day?

  public init(
    id: ID<Person>, name: String, email: String, language: Language, account: ID<Account>? = nil, leftOn: Day? = nil
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.language = language
    self.account = account
    self.leftOn = leftOn
  }

  /// Whether they work here on a day.
  public func works(on day: Day) -> Bool { leftOn.map { day < $0 } ?? true }
}

/// What one signs in with: an address and a password, the same in every organisation where one works.
public struct Account: Hashable, Sendable {
  public let id: ID<Account>
  /// Folded to lower case.
  public let email: String
  /// PHC string of Argon2id; nothing until a password is chosen.
  public var passwordHash: String?

  public init(id: ID<Account>, email: String, passwordHash: String? = nil) {
    self.id = id
    self.email = email
    self.passwordHash = passwordHash
  }
}
