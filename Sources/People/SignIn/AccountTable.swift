import Persistence
public import Values

extension Connection {
  /// Accounts belong to the installation, not to an organisation. Outside People nobody asks for them.
  var accounts: AccountTable { AccountTable(db: self) }
}

struct AccountTable {
  let db: any Connection

  func find(_ id: ID<Account>) throws -> Account {
    guard let row = try db.row("SELECT id, email, password_hash FROM accounts WHERE id = \(id)") else {
      throw NotFound()
    }
    return try Account(row)
  }

  func find(email: String) throws -> Account? {
    try db.row("SELECT id, email, password_hash FROM accounts WHERE email = \(email.lowercased())").map(Account.init)
  }

  func insert(_ account: Account, at now: Instant) throws {
    try db.run(
      """
      INSERT INTO accounts (id, email, password_hash, created_at)
      VALUES (\(account.id), \(account.email.lowercased()), \(account.passwordHash), \(now))
      """)
  }

  func setPassword(_ hash: String, of account: ID<Account>) throws {
    try db.run("UPDATE accounts SET password_hash = \(hash) WHERE id = \(account)")
  }

  /// Takes an account away with which nobody works anywhere any more, and its sign-ins and links with it.
  func dropUnused(_ id: ID<Account>) throws {
    try db.run("DELETE FROM accounts WHERE id = \(id) AND NOT EXISTS (SELECT 1 FROM people WHERE account_id = \(id))")
  }

  /// The person that an account is, for writing to them: of where they joined first.
  func owner(of account: ID<Account>, at now: Instant) throws -> Person? {
    guard let place = try workplaces(of: account, at: now).first else { return nil }
    return try db.people(in: place.organisation).find(place.person)
  }

  /// Names that a guesser of the account's password would try.
  func names(around account: ID<Account>, at now: Instant) throws -> [String] {
    let places = try workplaces(of: account, at: now)
    let people = try places.map { try db.people(in: $0.organisation).find($0.person) }
    return [try find(account).email] + places.map(\.name) + people.map(\.name)
  }

  /// Where the account's owner works at a moment, by each organisation's own day: person and organisation, the organisation that
  /// was joined first at the top.
  func workplaces(of account: ID<Account>, at now: Instant) throws -> [Workplace] {
    try db.rows(
      """
      SELECT p.id, p.left_on, p.organisation_id, o.name, o.time_zone
      FROM people p
      JOIN organisations o ON o.id = p.organisation_id
      WHERE p.account_id = \(account)
      ORDER BY p.id
      """
    ).compactMap { row in
      let leftOn: Day? = try row.optional("left_on")
      let zone = Zone(try row("time_zone")) ?? .amsterdam
      guard leftOn.map({ zone.day(of: now) < $0 }) ?? true else { return nil }
      return Workplace(person: try row("id"), organisation: try row("organisation_id"), name: try row("name"))
    }
  }
}

/// An organisation where somebody works, and as which person.
public struct Workplace: Hashable, Sendable {
  public let person: ID<Person>
  public let organisation: ID<Organisation>
  /// The organisation's name.
  public let name: String
}

extension Account {
  fileprivate init(_ row: Row) throws {
    self.init(id: try row("id"), email: try row("email"), passwordHash: try row.optional("password_hash"))
  }
}
