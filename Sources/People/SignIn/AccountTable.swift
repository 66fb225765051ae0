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

  /// The person that an account is, for writing to them: of where they joined first.
  func owner(of account: ID<Account>, on day: Day) throws -> Person? {
    guard let place = try workplaces(of: account, on: day).first else { return nil }
    return try db.people(in: place.organisation).find(place.person)
  }

  /// Names that a guesser of the account's password would try.
  func names(around account: ID<Account>, on day: Day) throws -> [String] {
    let places = try workplaces(of: account, on: day)
    let people = try places.map { try db.people(in: $0.organisation).find($0.person) }
    return [try find(account).email] + places.map(\.name) + people.map(\.name)
  }

  /// Where the account's owner works on a day: person and organisation, the organisation that was joined first at the top.
  func workplaces(of account: ID<Account>, on day: Day) throws -> [Workplace] {
    try db.rows(
      """
      SELECT p.id, p.organisation_id, o.name
      FROM people p
      JOIN organisations o ON o.id = p.organisation_id
      WHERE p.account_id = \(account) AND (p.left_on IS NULL OR p.left_on > \(day))
      ORDER BY p.id
      """
    ).map { Workplace(person: try $0("id"), organisation: try $0("organisation_id"), name: try $0("name")) }
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
