public import People
public import Persistence
public import Values

extension Migration {
  static let createAsks = Migration("0402 create asks") { words in
    [
      """
      CREATE TABLE asks (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_asks_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_asks_unit REFERENCES units (id) ON DELETE CASCADE,
        to_unit_id TEXT NOT NULL CONSTRAINT fk_asks_to_unit REFERENCES units (id) ON DELETE CASCADE,
        ambition_id TEXT CONSTRAINT fk_asks_ambition REFERENCES ambitions (id) ON DELETE SET NULL,
        text TEXT NOT NULL,
        by_id TEXT CONSTRAINT fk_asks_by REFERENCES people (id) ON DELETE SET NULL,
        to_id TEXT CONSTRAINT fk_asks_to REFERENCES people (id) ON DELETE SET NULL,
        asked_on TEXT NOT NULL,
        answer_by TEXT NOT NULL,
        verdict TEXT CONSTRAINT ck_asks_verdict CHECK (verdict IN ('yes', 'partly', 'no')),
        answer TEXT,
        answered_by TEXT,
        answered_on TEXT
      )\(words.strict)
      """,
      "CREATE INDEX ix_asks__open ON asks (organisation_id, answer_by, id) WHERE answered_on IS NULL",
      "CREATE INDEX ix_asks__organisation_id ON asks (organisation_id, answered_on)",
      "CREATE INDEX ix_asks__unit_id ON asks (unit_id, organisation_id, asked_on)",
      "CREATE INDEX ix_asks__to_unit_id ON asks (to_unit_id, organisation_id, answered_on, answer_by, id)",
      "CREATE INDEX ix_asks__ambition_id ON asks (ambition_id)",
      "CREATE INDEX ix_asks__by_id ON asks (by_id)",
      "CREATE INDEX ix_asks__to_id ON asks (to_id, organisation_id, answered_on, answer_by, id)",
    ]
  }
}

extension Connection {
  public func asks(in organisation: ID<Organisation>) -> AskTable {
    AskTable(db: self, organisation: organisation)
  }
}

/// What units asked of higher levels.
public struct AskTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Ask>) throws -> Ask {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Ask(row)
  }

  public func exists(_ id: ID<Ask>) throws -> Bool {
    try db.row("SELECT id FROM asks WHERE organisation_id = \(organisation) AND id = \(id)") != nil
  }

  /// Those that wait for somebody's answer, the soonest first.
  public func open(to person: ID<Person>) throws -> [Ask] {
    try db.rows(
      """
      \(Self.select)
      WHERE to_id = \(person) AND answered_on IS NULL AND organisation_id = \(organisation)
      ORDER BY answer_by, id
      LIMIT 100
      """
    ).map(Ask.init)
  }

  /// Those that wait for an answer of this unit.
  public func open(toUnit unit: ID<Unit>, limit: Int = 50) throws -> [Ask] {
    try db.rows(
      """
      \(Self.select)
      WHERE to_unit_id = \(unit) AND answered_on IS NULL AND organisation_id = \(organisation)
      ORDER BY answer_by, id
      LIMIT \(limit)
      """
    ).map(Ask.init)
  }

  /// What a unit asked, the latest first.
  public func all(from unit: ID<Unit>, limit: Int = 50) throws -> [Ask] {
    try db.rows(
      """
      \(Self.select)
      WHERE unit_id = \(unit) AND organisation_id = \(organisation)
      ORDER BY asked_on DESC, id DESC
      LIMIT \(limit)
      """
    ).map(Ask.init)
  }

  /// What was answered since a day by this unit, the latest first.
  public func answered(byUnit unit: ID<Unit>, since day: Day, limit: Int = 50) throws -> [Ask] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND answered_on >= \(day) AND to_unit_id = \(unit)
      ORDER BY answered_on DESC, id DESC
      LIMIT \(limit)
      """
    ).map(Ask.init)
  }

  public func insert(_ ask: Ask) throws {
    try db.run(
      """
      INSERT INTO asks (id, organisation_id, unit_id, to_unit_id, ambition_id, text, by_id, to_id, asked_on, answer_by)
      VALUES (\(ask.id), \(organisation), \(ask.unit), \(ask.toUnit), \(ask.ambition), \(ask.text), \(ask.by),
        \(ask.to), \(ask.askedOn), \(ask.answerBy))
      """)
  }

  public func update(_ ask: Ask) throws {
    try db.run(
      """
      UPDATE asks
      SET to_id = \(ask.to), verdict = \(ask.answer?.verdict), answer = \(ask.answer?.text),
        answered_by = \(ask.answer?.by), answered_on = \(ask.answer?.on)
      WHERE organisation_id = \(organisation) AND id = \(ask.id)
      """)
  }

  private static let select: SQL = """
    SELECT id, unit_id, to_unit_id, ambition_id, text, by_id, to_id, asked_on, answer_by, verdict, answer, answered_by,
      answered_on
    FROM asks
    """
}

extension Ask {
  fileprivate init(_ row: Row) throws {
    let verdict: Verdict? = try row.optional("verdict")
    let on: Day? = try row.optional("answered_on")
    let (text, by): (String?, ID<Person>?) = (try row.optional("answer"), try row.optional("answered_by"))
    self.init(
      id: try row("id"), unit: try row("unit_id"), toUnit: try row("to_unit_id"),
      ambition: try row.optional("ambition_id"), text: try row("text"), by: try row.optional("by_id"),
      to: try row.optional("to_id"), askedOn: try row("asked_on"), answerBy: try row("answer_by"),
      answer: verdict.flatMap { verdict in on.map { Answer(verdict, text ?? "", by: by, on: $0) } })
  }
}
