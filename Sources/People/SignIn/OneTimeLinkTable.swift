import Persistence
import Values

extension Connection {
  var oneTimeLinks: OneTimeLinkTable { OneTimeLinkTable(db: self) }
}

struct OneTimeLinkTable {
  let db: any Connection

  func insert(_ link: OneTimeLink, token: Token) throws {
    try db.run(
      """
      INSERT INTO one_time_links
        (token_hash, purpose, person_id, account_id, organisation_id, created_at, expires_at, used_at)
      VALUES (\(token.hash), \(link.purpose), \(link.person), \(link.account), \(link.organisation),
        \(link.createdAt), \(link.expiresAt), NULL)
      """)
  }

  /// The link with which a person begins, in place of an earlier one; until when it works.
  @discardableResult
  func invite(_ id: ID<Person>, in organisation: ID<Organisation>, token: Token, at now: Instant) throws -> Instant {
    let until = now.adding(days: OneTimeLink.invitationDays)
    try drop(.invitation, person: id)
    try insert(
      OneTimeLink(
        purpose: .invitation, person: id, account: nil, organisation: organisation, createdAt: now, expiresAt: until),
      token: token)
    return until
  }

  /// The link of a token, while it works.
  func find(_ token: Token, for purpose: OneTimeLink.Purpose, at now: Instant) throws -> OneTimeLink {
    let row = try db.row(
      """
      SELECT purpose, person_id, account_id, organisation_id, created_at, expires_at FROM one_time_links
      WHERE token_hash = \(token.hash) AND purpose = \(purpose) AND used_at IS NULL AND expires_at > \(now)
      """)
    guard let row else { throw SignInRefused.linkNoLongerWorks }
    return OneTimeLink(
      purpose: try row("purpose"), person: try row.optional("person_id"), account: try row.optional("account_id"),
      organisation: try row.optional("organisation_id"), createdAt: try row("created_at"),
      expiresAt: try row("expires_at"))
  }

  /// The same, and it works no more.
  func use(_ token: Token, for purpose: OneTimeLink.Purpose, at now: Instant) throws -> OneTimeLink {
    let link = try find(token, for: purpose, at: now)
    try db.run("UPDATE one_time_links SET used_at = \(now) WHERE token_hash = \(token.hash)")
    return link
  }

  func drop(_ purpose: OneTimeLink.Purpose, person: ID<Person>) throws {
    try db.run("DELETE FROM one_time_links WHERE person_id = \(person) AND purpose = \(purpose)")
  }

  func drop(_ purpose: OneTimeLink.Purpose, account: ID<Account>) throws {
    try db.run("DELETE FROM one_time_links WHERE account_id = \(account) AND purpose = \(purpose)")
  }

  func dropExpired(before now: Instant) throws {
    try db.run("DELETE FROM one_time_links WHERE expires_at < \(now)")
  }
}
