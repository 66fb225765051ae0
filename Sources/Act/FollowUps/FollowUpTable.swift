import Listen
public import People
public import Persistence
import Understand
public import Values

extension Migration {
  static let createFollowUps = Migration("0410 create follow-ups") { words in
    [
      """
      CREATE TABLE follow_ups (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_follow_ups_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        customer_id TEXT NOT NULL CONSTRAINT fk_follow_ups_customer REFERENCES customers (id) ON DELETE CASCADE,
        response_id TEXT NOT NULL CONSTRAINT fk_follow_ups_response REFERENCES responses (id) ON DELETE CASCADE,
        unit_id TEXT CONSTRAINT fk_follow_ups_unit REFERENCES units (id) ON DELETE SET NULL,
        owner_id TEXT CONSTRAINT fk_follow_ups_owner REFERENCES people (id) ON DELETE SET NULL,
        state TEXT NOT NULL CONSTRAINT ck_follow_ups_state CHECK (state IN ('open', 'promised', 'done', 'withdrawn')),
        reason TEXT NOT NULL,
        topic_id TEXT,
        score INTEGER,
        earlier INTEGER,
        promotership TEXT,
        opened_at TEXT NOT NULL,
        term TEXT NOT NULL,
        due_on TEXT,
        attempts INTEGER NOT NULL,
        last_attempt_at TEXT,
        talked_at TEXT,
        is_in_time INTEGER CONSTRAINT ck_follow_ups_is_in_time CHECK (is_in_time IN (0, 1)),
        outcome TEXT,
        said TEXT NOT NULL,
        promise TEXT,
        promise_on TEXT,
        is_escalated INTEGER NOT NULL CONSTRAINT ck_follow_ups_is_escalated CHECK (is_escalated IN (0, 1)),
        version INTEGER NOT NULL,
        CONSTRAINT uq_follow_ups__response_id UNIQUE (response_id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_follow_ups__customer_id ON follow_ups (customer_id)",
      "CREATE INDEX ix_follow_ups__owner_id__due_on ON follow_ups (owner_id, due_on, id) WHERE due_on IS NOT NULL",
      "CREATE INDEX ix_follow_ups__owner_id__talked_at ON follow_ups (owner_id, talked_at)",
      "CREATE INDEX ix_follow_ups__unit_id__due_on ON follow_ups (unit_id, due_on, id) WHERE due_on IS NOT NULL",
      """
      CREATE INDEX ix_follow_ups__organisation_id__due_on ON follow_ups (organisation_id, due_on, id)
      WHERE due_on IS NOT NULL
      """,
      """
      CREATE INDEX ix_follow_ups__organisation_id__term ON follow_ups (organisation_id, term, unit_id, state, is_in_time)
      """,
      "CREATE INDEX ix_follow_ups__late ON follow_ups (due_on) WHERE due_on IS NOT NULL AND is_escalated = 0",
      "CREATE INDEX ix_responses__owner_id__submitted_at ON responses (owner_id, submitted_at) WHERE owner_id IS NOT NULL",
      """
      CREATE TABLE follow_up_rules (
        organisation_id TEXT PRIMARY KEY NOT NULL
          CONSTRAINT fk_follow_up_rules_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        document TEXT NOT NULL
      )\(words.strict)
      """,
    ]
  }
}

extension Connection {
  public func followUps(in organisation: ID<Organisation>) -> FollowUpTable {
    FollowUpTable(db: self, organisation: organisation)
  }

  /// Follow-ups whose day has passed and of which no manager was told, of all organisations.
  func organisationsWithLateFollowUps(on day: Day) throws -> [ID<Organisation>] {
    try rows(
      """
      SELECT DISTINCT organisation_id FROM follow_ups
      WHERE due_on IS NOT NULL AND is_escalated = 0 AND due_on < \(day)
      """
    ).map { try $0("organisation_id") }
  }
}

/// The follow-ups of one organisation, and its rules.
public struct FollowUpTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<FollowUp>) throws -> FollowUp {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try FollowUp(row)
  }

  func find(response: ID<Response>) throws -> FollowUp? {
    try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND response_id = \(response)").map(
      FollowUp.init)
  }

  /// Those of one customer, the newest first.
  public func all(of customer: ID<Customer>) throws -> [FollowUp] {
    try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND customer_id = \(customer) ORDER BY id DESC"
    ).map(FollowUp.init)
  }

  /// What one person is to do, the most urgent first.
  func due(of person: ID<Person>, after last: FollowUpPlace? = nil, limit: Int) throws -> [FollowUp] {
    try due("owner_id = \(person)", after: last, limit)
  }

  /// What is due before a day in some units, the longest overdue first; in all of them where no units are given.
  func due(
    before day: Day, in units: [ID<Unit>]?, after last: FollowUpPlace? = nil, limit: Int
  ) throws -> [FollowUp] {
    let place: SQL = units.map { "unit_id IN \(.list($0))" } ?? "organisation_id = \(organisation)"
    return try due(SQL.all([place, "due_on < \(day)"]), after: last, limit)
  }

  /// Those that nobody is to do.
  func ownerless(in units: [ID<Unit>]?, limit: Int) throws -> [FollowUp] {
    let place: SQL = units.map { "unit_id IN \(.list($0))" } ?? "organisation_id = \(organisation)"
    return try due(SQL.all([place, "owner_id IS NULL"]), after: nil, limit)
  }

  private func due(_ condition: SQL, after last: FollowUpPlace?, _ limit: Int) throws -> [FollowUp] {
    var conditions: [SQL] = ["organisation_id = \(organisation)", condition, "due_on IS NOT NULL"]
    if let last { conditions.append("(due_on, id) > (\(last.due), \(last.id))") }
    return try db.rows("\(Self.select) WHERE \(.all(conditions)) ORDER BY due_on, id LIMIT \(limit)")
      .map(FollowUp.init)
  }

  /// How many one person is to do, and how many of those are late.
  func load(of person: ID<Person>, on day: Day) throws -> (due: Int, late: Int) {
    try load("owner_id = \(person)", day)
  }

  /// How many are to be done in some units, and how many of those are late.
  func load(in units: [ID<Unit>]?, on day: Day) throws -> (due: Int, late: Int) {
    try load(units.map { "unit_id IN \(.list($0))" } ?? "organisation_id = \(organisation)", day)
  }

  private func load(_ condition: SQL, _ day: Day) throws -> (due: Int, late: Int) {
    let row = try db.row(
      """
      SELECT COUNT(*) AS due, COALESCE(SUM(CASE WHEN due_on < \(day) THEN 1 ELSE 0 END), 0) AS late FROM follow_ups
      WHERE organisation_id = \(organisation) AND due_on IS NOT NULL AND \(condition)
      """)
    guard let row else { return (0, 0) }
    return (try row("due"), try row("late"))
  }

  /// What one person spoke about lately, the latest first.
  func talks(of person: ID<Person>, since moment: Instant, limit: Int) throws -> [FollowUp] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND owner_id = \(person) AND talked_at >= \(moment) AND state <> 'withdrawn'
      ORDER BY talked_at DESC, id LIMIT \(limit)
      """
    ).map(FollowUp.init)
  }

  /// By unit: how many terms ended in a period, and in how many of those the customer was spoken to in time. A talk before the
  /// end of the term counts at once.
  public func kept(from: Day, until: Day) throws -> [ID<Unit>?: FollowUpShare.Count] {
    var counts: [ID<Unit>?: FollowUpShare.Count] = [:]
    let rows = try db.rows(
      """
      SELECT unit_id, COUNT(*) AS ended, COALESCE(SUM(is_in_time), 0) AS kept FROM follow_ups
      WHERE organisation_id = \(organisation) AND term >= \(from) AND state <> 'withdrawn'
        AND (term < \(until) OR is_in_time IS NOT NULL)
      GROUP BY unit_id
      """)
    for row in rows {
      counts[try row.optional("unit_id")] = FollowUpShare.Count(ended: try row("ended"), kept: try row("kept"))
    }
    return counts
  }

  public func insert(_ followUp: FollowUp) throws {
    try db.run(
      """
      INSERT INTO follow_ups (id, organisation_id, customer_id, response_id, unit_id, owner_id, state, reason, topic_id,
        score, earlier, promotership, opened_at, term, due_on, attempts, last_attempt_at, talked_at, is_in_time, outcome,
        said, promise, promise_on, is_escalated, version)
      VALUES (\(followUp.id), \(organisation), \(followUp.customer), \(followUp.response), \(followUp.unit),
        \(followUp.owner), \(followUp.state), \(followUp.reason), \(followUp.topic), \(followUp.score),
        \(followUp.earlier), \(followUp.promotership?.rawValue), \(followUp.openedAt), \(followUp.term),
        \(followUp.due), \(followUp.attempts), \(followUp.lastAttemptAt), \(followUp.talkedAt), \(followUp.isInTime),
        \(followUp.outcome), \(followUp.said), \(followUp.promise?.text), \(followUp.promise?.on),
        \(followUp.isEscalated), \(followUp.version))
      """)
  }

  /// Stores a change of what was read before it. Throws `EditedMeanwhile` where somebody else was first.
  func update(_ followUp: FollowUp) throws {
    let changed = try db.run(
      """
      UPDATE follow_ups
      SET response_id = \(followUp.response), unit_id = \(followUp.unit), owner_id = \(followUp.owner),
        state = \(followUp.state), reason = \(followUp.reason), topic_id = \(followUp.topic), score = \(followUp.score),
        earlier = \(followUp.earlier), promotership = \(followUp.promotership?.rawValue), term = \(followUp.term),
        due_on = \(followUp.due), attempts = \(followUp.attempts), last_attempt_at = \(followUp.lastAttemptAt),
        talked_at = \(followUp.talkedAt), is_in_time = \(followUp.isInTime), outcome = \(followUp.outcome),
        said = \(followUp.said), promise = \(followUp.promise?.text), promise_on = \(followUp.promise?.on),
        is_escalated = \(followUp.isEscalated), version = \(followUp.version)
      WHERE organisation_id = \(organisation) AND id = \(followUp.id) AND version = \(followUp.version - 1)
      """)
    guard changed == 1 else {
      throw try db.editedMeanwhile(try find(followUp.id).version, followUp.id, in: organisation)
    }
  }

  /// What somebody still had to do for customers goes to another, or waits without an owner for who manages the unit.
  func handOver(from owner: ID<Person>, to heir: ID<Person>?) throws {
    try db.run(
      """
      UPDATE follow_ups SET owner_id = \(heir), version = version + 1
      WHERE organisation_id = \(organisation) AND owner_id = \(owner) AND due_on IS NOT NULL
      """)
  }

  /// Those whose day has passed and of which no manager was told.
  func unescalated(on day: Day, limit: Int) throws -> [FollowUp] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND due_on IS NOT NULL AND is_escalated = 0 AND due_on < \(day)
      ORDER BY due_on, id LIMIT \(limit)
      """
    ).map(FollowUp.init)
  }

  /// A manager was told; whoever has the page open need not know.
  func markEscalated(_ ids: [ID<FollowUp>]) throws {
    try db.run(
      "UPDATE follow_ups SET is_escalated = 1 WHERE organisation_id = \(organisation) AND id IN \(.list(ids))")
  }

  /// The rules that hold.
  public func rules() throws -> FollowUpRuleSet {
    let row = try db.row("SELECT version, document FROM follow_up_rules WHERE organisation_id = \(organisation)")
    return try row.map { try FollowUpRuleSet(document: $0("document"), version: $0("version")) } ?? .usual
  }

  /// Replaces the rules. Throws `EditedMeanwhile` where somebody else was first.
  func save(_ rules: FollowUpRuleSet, over version: Int) throws {
    let known = try self.rules().version
    guard known == version else {
      throw try db.editedMeanwhile(known, organisation, "followUpRules.", in: organisation)
    }
    try db.run(
      """
      INSERT INTO follow_up_rules (organisation_id, version, document)
      VALUES (\(organisation), \(version + 1), \(try rules.document))
      ON CONFLICT (organisation_id) DO UPDATE SET version = excluded.version, document = excluded.document
      """)
  }

  static let select: SQL = """
    SELECT id, customer_id, response_id, unit_id, owner_id, state, reason, topic_id, score, earlier, promotership,
      opened_at, term, attempts, last_attempt_at, talked_at, is_in_time, outcome, said, promise, promise_on,
      is_escalated, version
    FROM follow_ups
    """
}

extension FollowUp {
  fileprivate init(_ row: Row) throws {
    let promise: String? = try row.optional("promise")
    let promiseOn: Day? = try row.optional("promise_on")
    self.init(
      id: try row("id"), customer: try row("customer_id"), response: try row("response_id"),
      unit: try row.optional("unit_id"), owner: try row.optional("owner_id"), state: try row("state"),
      reason: try row("reason"), topic: try row.optional("topic_id"), score: try row.optional("score"),
      earlier: try row.optional("earlier"),
      promotership: try row.optional("promotership", as: String.self).flatMap(Promotership.init),
      openedAt: try row("opened_at"), term: try row("term"), attempts: try row("attempts"),
      lastAttemptAt: try row.optional("last_attempt_at"), talkedAt: try row.optional("talked_at"),
      isInTime: try row.optional("is_in_time"), outcome: try row.optional("outcome"), said: try row("said"),
      promise: promise.flatMap { text in promiseOn.map { Promise(text, on: $0) } },
      isEscalated: try row("is_escalated"), version: try row("version"))
  }
}
