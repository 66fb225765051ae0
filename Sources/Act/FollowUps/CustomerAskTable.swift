import People
import Persistence
import Values

extension Migration {
  static let createCustomerAsks = Migration("0412 create customer asks") { words in
    [
      """
      CREATE TABLE customer_asks (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_customer_asks_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CONSTRAINT ck_customer_asks_kind CHECK (kind IN ('solved', 'gesture')),
        customer_id TEXT NOT NULL CONSTRAINT fk_customer_asks_customer REFERENCES customers (id) ON DELETE CASCADE,
        follow_up_id TEXT CONSTRAINT fk_customer_asks_follow_up REFERENCES follow_ups (id) ON DELETE CASCADE,
        gesture_id TEXT CONSTRAINT fk_customer_asks_gesture REFERENCES gestures (id) ON DELETE CASCADE,
        due_at TEXT NOT NULL,
        token_hash TEXT CONSTRAINT uq_customer_asks__token_hash UNIQUE,
        sent_at TEXT,
        answer TEXT,
        words TEXT NOT NULL,
        answered_at TEXT
      )\(words.strict)
      """,
      "CREATE INDEX ix_customer_asks__organisation_id ON customer_asks (organisation_id)",
      "CREATE INDEX ix_customer_asks__customer_id ON customer_asks (customer_id)",
      "CREATE INDEX ix_customer_asks__follow_up_id ON customer_asks (follow_up_id)",
      "CREATE INDEX ix_customer_asks__gesture_id ON customer_asks (gesture_id)",
    ]
  }
}

extension Connection {
  func customerAsks(in organisation: ID<Organisation>) -> CustomerAskTable {
    CustomerAskTable(db: self, organisation: organisation)
  }

  /// What a link asks, whichever organisation it is of.
  func customerAsk(behind token: Token) throws -> (organisation: ID<Organisation>, ask: CustomerAsk)? {
    try row("\(CustomerAskTable.select) WHERE token_hash = \(token.hash)").map { row in
      (try row("organisation_id"), try CustomerAsk(row))
    }
  }
}

/// What was asked of customers by one tap.
struct CustomerAskTable {
  let db: any Connection
  let organisation: ID<Organisation>

  func find(_ id: ID<CustomerAsk>) throws -> CustomerAsk {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try CustomerAsk(row)
  }

  /// What was asked about a follow-up, the latest first.
  func all(about followUp: ID<FollowUp>) throws -> [CustomerAsk] {
    try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND follow_up_id = \(followUp) ORDER BY id DESC"
    ).map(CustomerAsk.init)
  }

  func all(about gesture: ID<Gesture>) throws -> [CustomerAsk] {
    try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND gesture_id = \(gesture) ORDER BY id DESC"
    ).map(CustomerAsk.init)
  }

  func insert(_ ask: CustomerAsk) throws {
    try db.run(
      """
      INSERT INTO customer_asks (id, organisation_id, kind, customer_id, follow_up_id, gesture_id, due_at, token_hash,
        sent_at, answer, words, answered_at)
      VALUES (\(ask.id), \(organisation), \(ask.kind), \(ask.customer), \(ask.followUp), \(ask.gesture), \(ask.dueAt),
        NULL, \(ask.sentAt), \(ask.answer), \(ask.words), \(ask.answeredAt))
      """)
  }

  func markSent(_ id: ID<CustomerAsk>, token: Token, at moment: Instant) throws {
    try db.run(
      """
      UPDATE customer_asks SET token_hash = \(token.hash), sent_at = \(moment)
      WHERE organisation_id = \(organisation) AND id = \(id)
      """)
  }

  func answer(_ id: ID<CustomerAsk>, _ answer: CustomerAsk.Answer, words: String, at moment: Instant) throws {
    try db.run(
      """
      UPDATE customer_asks SET answer = \(answer), words = \(words), answered_at = \(moment)
      WHERE organisation_id = \(organisation) AND id = \(id)
      """)
  }

  /// What was not mailed yet is not asked any more.
  func dropUnsent(about followUp: ID<FollowUp>) throws {
    try db.run(
      """
      DELETE FROM customer_asks
      WHERE organisation_id = \(organisation) AND follow_up_id = \(followUp) AND sent_at IS NULL
      """)
  }

  func dropUnsent(about gesture: ID<Gesture>) throws {
    try db.run(
      """
      DELETE FROM customer_asks
      WHERE organisation_id = \(organisation) AND gesture_id = \(gesture) AND sent_at IS NULL
      """)
  }

  /// The customer wants to be named no longer: their words go, and what was not mailed yet is not asked.
  /// Links that were sent open nothing any more.
  func endLinks(of customer: ID<Customer>) throws {
    try db.run(
      """
      UPDATE customer_asks SET token_hash = NULL
      WHERE organisation_id = \(organisation) AND customer_id = \(customer)
      """)
  }

  func blank(_ customer: ID<Customer>) throws {
    try db.run(
      """
      DELETE FROM customer_asks
      WHERE organisation_id = \(organisation) AND customer_id = \(customer) AND sent_at IS NULL
      """)
    try db.run(
      """
      UPDATE customer_asks SET words = ''
      WHERE organisation_id = \(organisation) AND customer_id = \(customer)
      """)
  }

  fileprivate static let select: SQL = """
    SELECT id, organisation_id, kind, customer_id, follow_up_id, gesture_id, due_at, sent_at, answer, words, answered_at
    FROM customer_asks
    """
}

extension CustomerAsk {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), kind: try row("kind"), customer: try row("customer_id"),
      followUp: try row.optional("follow_up_id"), gesture: try row.optional("gesture_id"), dueAt: try row("due_at"),
      sentAt: try row.optional("sent_at"), answer: try row.optional("answer"), words: try row("words"),
      answeredAt: try row.optional("answered_at"))
  }
}
