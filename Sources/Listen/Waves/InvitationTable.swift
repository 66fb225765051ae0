public import People
public import Persistence
public import Values

extension Migration {
  static let rememberReminders = Migration("0105 remember the link of a reminder") { words in
    [
      "ALTER TABLE invitations ADD COLUMN reminder_hash TEXT",
      "CREATE UNIQUE INDEX uq_invitations__reminder_hash ON invitations (reminder_hash)",
    ]
  }
}

extension Connection {
  public func invitations(in organisation: ID<Organisation>) -> InvitationTable {
    InvitationTable(db: self, organisation: organisation)
  }

  /// The invitation whose link this token is, the first one or the reminder's, and the organisation that sent it.
  func invitation(with token: Token) throws -> (organisation: ID<Organisation>, invitation: Invitation)? {
    let hash = token.hash
    return try row("\(InvitationTable.select) WHERE token_hash = \(hash) OR reminder_hash = \(hash)").map { row in
      (try row("organisation_id"), try Invitation(row))
    }
  }
}

/// The invitations of one organisation.
public struct InvitationTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Invitation>) throws -> Invitation {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Invitation(row)
  }

  public func insert(_ invitation: Invitation) throws {
    try db.run(
      """
      INSERT INTO invitations (id, organisation_id, wave_id, customer_id, unit_id, owner_id, language, token_hash, sent_at,
        reminded_at, answered_at)
      VALUES (\(invitation.id), \(organisation), \(invitation.wave), \(invitation.customer), \(invitation.unit),
        \(invitation.owner), \(invitation.language), \(invitation.tokenHash), \(invitation.sentAt),
        \(invitation.remindedAt), \(invitation.answeredAt))
      """)
  }

  func markAnswered(_ id: ID<Invitation>, at moment: Instant) throws {
    try db.run(
      "UPDATE invitations SET answered_at = \(moment) WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  /// The link of the first mail, made when that mail is: only then does its secret exist.
  func markSent(_ id: ID<Invitation>, token: Token, at moment: Instant) throws {
    try db.run(
      """
      UPDATE invitations SET token_hash = \(token.hash), sent_at = \(moment)
      WHERE organisation_id = \(organisation) AND id = \(id)
      """)
  }

  func markReminded(_ id: ID<Invitation>, token: Token, at moment: Instant) throws {
    try db.run(
      """
      UPDATE invitations SET reminder_hash = \(token.hash), reminded_at = \(moment)
      WHERE organisation_id = \(organisation) AND id = \(id)
      """)
  }

  /// Those of a wave to whom no mail has gone out.
  func unsent(in wave: ID<Wave>, limit: Int) throws -> [Invitation] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND wave_id = \(wave) AND sent_at IS NULL AND answered_at IS NULL
      ORDER BY id LIMIT \(limit)
      """
    ).map(Invitation.init)
  }

  /// Those of a wave who got their mail before that moment, did not answer and were not reminded.
  func silent(in wave: ID<Wave>, sentBefore moment: Instant, limit: Int) throws -> [Invitation] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND wave_id = \(wave) AND sent_at <= \(moment) AND answered_at IS NULL
        AND reminded_at IS NULL
      ORDER BY id LIMIT \(limit)
      """
    ).map(Invitation.init)
  }

  /// A mail that won't be sent: the customer unsubscribed, or has no address any more.
  func remove(_ id: ID<Invitation>) throws {
    try db.run("DELETE FROM invitations WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  /// The customers whom a wave asks.
  func customers(in wave: ID<Wave>) throws -> Set<ID<Customer>> {
    Set(
      try db.rows("SELECT customer_id FROM invitations WHERE organisation_id = \(organisation) AND wave_id = \(wave)")
        .map { try $0("customer_id") })
  }

  /// The customers who got an invitation or a reminder of any wave since then, or will get one soon.
  func customersAsked(since moment: Instant) throws -> Set<ID<Customer>> {
    Set(
      try db.rows(
        """
        SELECT DISTINCT customer_id FROM invitations
        WHERE organisation_id = \(organisation)
          AND (sent_at >= \(moment) OR reminded_at >= \(moment) OR (sent_at IS NULL AND answered_at IS NULL))
        """
      ).map { try $0("customer_id") })
  }

  /// How many were asked, reached and answered, by unit as it was when they were asked.
  func rates(in wave: ID<Wave>) throws -> [ID<Unit>?: ResponseRate] {
    var rates: [ID<Unit>?: ResponseRate] = [:]
    let rows = try db.rows(
      """
      SELECT unit_id, COUNT(*) AS asked, COUNT(sent_at) AS sent, COUNT(reminded_at) AS reminded,
        COUNT(answered_at) AS answered
      FROM invitations WHERE organisation_id = \(organisation) AND wave_id = \(wave) GROUP BY unit_id
      """)
    for row in rows {
      let unit: ID<Unit>? = try row.optional("unit_id")
      rates[unit] = ResponseRate(
        asked: try row("asked"), sent: try row("sent"), reminded: try row("reminded"), answered: try row("answered"))
    }
    return rates
  }

  fileprivate static let select: SQL = """
    SELECT id, organisation_id, wave_id, customer_id, unit_id, owner_id, language, token_hash, sent_at, reminded_at,
      answered_at
    FROM invitations
    """
}

extension Invitation {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), wave: try row("wave_id"), customer: try row("customer_id"), unit: try row.optional("unit_id"),
      owner: try row.optional("owner_id"), language: try row("language"), tokenHash: try row("token_hash"),
      sentAt: try row.optional("sent_at"), remindedAt: try row.optional("reminded_at"),
      answeredAt: try row.optional("answered_at"))
  }
}
