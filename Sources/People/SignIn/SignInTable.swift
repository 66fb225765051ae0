import Persistence
import Values

extension Migration {
  static let createSignIns = Migration("0005 create sign-ins and one-time links") { words in
    [
      """
      CREATE TABLE sign_ins (
        id TEXT PRIMARY KEY NOT NULL,
        account_id TEXT NOT NULL CONSTRAINT fk_sign_ins_account REFERENCES accounts (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_sign_ins_person REFERENCES people (id) ON DELETE CASCADE,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_sign_ins_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL,
        device TEXT NOT NULL,
        created_at TEXT NOT NULL,
        last_seen_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        CONSTRAINT uq_sign_ins__token_hash UNIQUE (token_hash)
      )\(words.strict)
      """,
      "CREATE INDEX ix_sign_ins__account_id ON sign_ins (account_id)",
      "CREATE INDEX ix_sign_ins__person_id ON sign_ins (person_id)",
      "CREATE INDEX ix_sign_ins__organisation_id ON sign_ins (organisation_id)",
      """
      CREATE TABLE one_time_links (
        token_hash TEXT NOT NULL,
        purpose TEXT NOT NULL,
        person_id TEXT CONSTRAINT fk_one_time_links_person REFERENCES people (id) ON DELETE CASCADE,
        account_id TEXT CONSTRAINT fk_one_time_links_account REFERENCES accounts (id) ON DELETE CASCADE,
        organisation_id TEXT CONSTRAINT fk_one_time_links_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT,
        CONSTRAINT uq_one_time_links__token_hash PRIMARY KEY (token_hash)
      )\(words.strict)
      """,
      "CREATE INDEX ix_one_time_links__person_id ON one_time_links (person_id)",
      "CREATE INDEX ix_one_time_links__account_id ON one_time_links (account_id)",
      "CREATE INDEX ix_one_time_links__organisation_id ON one_time_links (organisation_id)",
      """
      CREATE TABLE attempts (
        subject TEXT NOT NULL,
        count INTEGER NOT NULL,
        first_at TEXT NOT NULL,
        blocked_until TEXT,
        CONSTRAINT uq_attempts__subject PRIMARY KEY (subject)
      )\(words.strict)
      """,
    ]
  }
}

extension Connection {
  /// Signing in comes before an organisation is known, so these tables belong to the installation and stay in People.
  var signIns: SignInTable { SignInTable(db: self) }
}

/// Everyone's sign-ins.
struct SignInTable {
  let db: any Connection

  /// The sign-in of a token and the version of its organisation.
  func find(tokenHash: String) throws -> (signIn: SignIn, version: Int)? {
    try db.row(
      """
      SELECT s.id, s.account_id, s.person_id, s.organisation_id, s.device, s.created_at, s.last_seen_at, s.expires_at,
        o.version
      FROM sign_ins s
      JOIN organisations o ON o.id = s.organisation_id
      WHERE s.token_hash = \(tokenHash)
      """
    ).map { (try SignIn($0), try $0("version")) }
  }

  /// Those of an account, the latest used first.
  func all(of account: ID<Account>) throws -> [SignIn] {
    try db.rows(
      """
      SELECT id, account_id, person_id, organisation_id, device, created_at, last_seen_at, expires_at FROM sign_ins
      WHERE account_id = \(account) ORDER BY last_seen_at DESC, id
      """
    ).map(SignIn.init)
  }

  func insert(_ signIn: SignIn, tokenHash: String) throws {
    try db.run(
      """
      INSERT INTO sign_ins
        (id, account_id, person_id, organisation_id, token_hash, device, created_at, last_seen_at, expires_at)
      VALUES (\(signIn.id), \(signIn.account), \(signIn.person), \(signIn.organisation), \(tokenHash), \(signIn.device),
        \(signIn.createdAt), \(signIn.lastSeenAt), \(signIn.expiresAt))
      """)
  }

  func see(_ id: ID<SignIn>, at now: Instant) throws {
    try db.run("UPDATE sign_ins SET last_seen_at = \(now) WHERE id = \(id) AND last_seen_at < \(now)")
  }

  /// Ends one sign-in of that account; throws where the account has no such sign-in.
  func end(_ id: ID<SignIn>, of account: ID<Account>) throws {
    guard try db.run("DELETE FROM sign_ins WHERE id = \(id) AND account_id = \(account)") == 1 else { throw NotFound() }
  }

  func endAll(of account: ID<Account>, except kept: ID<SignIn>? = nil) throws {
    try db.run("DELETE FROM sign_ins WHERE account_id = \(account) AND id <> \(kept?.text ?? "")")
  }

  func endAll(of person: ID<Person>) throws {
    try db.run("DELETE FROM sign_ins WHERE person_id = \(person)")
  }

  func endExpired(before now: Instant) throws {
    try db.run("DELETE FROM sign_ins WHERE expires_at < \(now)")
  }
}

extension SignIn {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), account: try row("account_id"), person: try row("person_id"),
      organisation: try row("organisation_id"), device: try row("device"), createdAt: try row("created_at"),
      lastSeenAt: try row("last_seen_at"), expiresAt: try row("expires_at"))
  }
}
