import Listen
public import People
public import Persistence
public import Values

extension Migration {
  static let createRoute = Migration("0401 create route") { words in
    [
      """
      CREATE TABLE ambitions (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_ambitions_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_ambitions_unit REFERENCES units (id) ON DELETE CASCADE,
        outcome TEXT NOT NULL,
        survey_id TEXT CONSTRAINT fk_ambitions_survey REFERENCES surveys (id) ON DELETE SET NULL,
        measure_key TEXT,
        sponsor_id TEXT CONSTRAINT fk_ambitions_sponsor REFERENCES people (id) ON DELETE SET NULL,
        stops TEXT NOT NULL,
        set_on TEXT NOT NULL,
        due_on TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_ambitions_state CHECK (state IN ('going', 'reached', 'ended')),
        closing TEXT,
        ended_on TEXT,
        source TEXT,
        version INTEGER NOT NULL,
        changed_by TEXT,
        changed_at TEXT NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_ambitions__organisation_id ON ambitions (organisation_id, state, due_on)",
      "CREATE INDEX ix_ambitions__unit_id ON ambitions (unit_id)",
      "CREATE INDEX ix_ambitions__survey_id ON ambitions (survey_id)",
      "CREATE INDEX ix_ambitions__sponsor_id ON ambitions (sponsor_id, organisation_id, state)",
      """
      CREATE TABLE translations (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_translations_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        ambition_id TEXT NOT NULL CONSTRAINT fk_translations_ambition REFERENCES ambitions (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_translations_unit REFERENCES units (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CONSTRAINT ck_translations_kind CHECK (kind IN ('focus', 'notForUs')),
        text TEXT NOT NULL,
        owner_id TEXT CONSTRAINT fk_translations_owner REFERENCES people (id) ON DELETE SET NULL,
        due_on TEXT NOT NULL,
        version INTEGER NOT NULL,
        changed_by TEXT,
        changed_at TEXT NOT NULL,
        CONSTRAINT uq_translations PRIMARY KEY (organisation_id, ambition_id, unit_id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_translations__ambition_id ON translations (ambition_id)",
      "CREATE INDEX ix_translations__unit_id ON translations (unit_id, organisation_id)",
      "CREATE INDEX ix_translations__owner_id ON translations (owner_id, organisation_id)",
      """
      CREATE TABLE actions (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_actions_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_actions_unit REFERENCES units (id) ON DELETE CASCADE,
        ambition_id TEXT CONSTRAINT fk_actions_ambition REFERENCES ambitions (id) ON DELETE SET NULL,
        title TEXT NOT NULL,
        effect TEXT NOT NULL,
        owner_id TEXT CONSTRAINT fk_actions_owner REFERENCES people (id) ON DELETE SET NULL,
        begins_on TEXT NOT NULL,
        due_on TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_actions_state CHECK (state IN ('going', 'done', 'learned', 'stopped')),
        result TEXT,
        ended_on TEXT,
        source TEXT,
        version INTEGER NOT NULL,
        changed_by TEXT,
        changed_at TEXT NOT NULL
      )\(words.strict)
      """,
      // An organisation's open actions by their day: what is overdue is found at the beginning.
      "CREATE INDEX ix_actions__going ON actions (organisation_id, due_on, id) WHERE state = 'going'",
      "CREATE INDEX ix_actions__organisation_id ON actions (organisation_id, changed_at)",
      "CREATE INDEX ix_actions__unit_id ON actions (unit_id, organisation_id, changed_at)",
      "CREATE INDEX ix_actions__owner_id ON actions (owner_id, organisation_id, state, due_on, id)",
      "CREATE INDEX ix_actions__ambition_id ON actions (ambition_id, organisation_id, changed_at)",
      "CREATE INDEX ix_actions__ambition_id__unit_id ON actions (ambition_id, organisation_id, unit_id, changed_at)",
      """
      CREATE TABLE route_tallies (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_route_tallies_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        ambition_id TEXT NOT NULL CONSTRAINT fk_route_tallies_ambition REFERENCES ambitions (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL,
        focuses INTEGER NOT NULL,
        refusals INTEGER NOT NULL,
        going INTEGER NOT NULL,
        done INTEGER NOT NULL,
        learned INTEGER NOT NULL,
        stopped INTEGER NOT NULL,
        last_moved_on TEXT NOT NULL,
        CONSTRAINT uq_route_tallies PRIMARY KEY (organisation_id, ambition_id, unit_id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_route_tallies__ambition_id ON route_tallies (ambition_id)",
      """
      CREATE TABLE route_comments (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_route_comments_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        comment_id TEXT NOT NULL CONSTRAINT fk_route_comments_comment REFERENCES comments (id) ON DELETE CASCADE,
        ambition_id TEXT CONSTRAINT fk_route_comments_ambition REFERENCES ambitions (id) ON DELETE CASCADE,
        action_id TEXT CONSTRAINT fk_route_comments_action REFERENCES actions (id) ON DELETE CASCADE
      )\(words.strict)
      """,
      "CREATE INDEX ix_route_comments__organisation_id ON route_comments (organisation_id)",
      "CREATE INDEX ix_route_comments__comment_id ON route_comments (comment_id, organisation_id)",
      "CREATE INDEX ix_route_comments__ambition_id ON route_comments (ambition_id, organisation_id)",
      "CREATE INDEX ix_route_comments__action_id ON route_comments (action_id, organisation_id)",
    ]
  }
}

extension Connection {
  public func ambitions(in organisation: ID<Organisation>) -> AmbitionTable {
    AmbitionTable(db: self, organisation: organisation)
  }
}

/// The ambitions of one organisation.
public struct AmbitionTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Ambition>) throws -> Ambition {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Ambition(row)
  }

  public func those(_ ids: some Sequence<ID<Ambition>>) throws -> [ID<Ambition>: Ambition] {
    let wanted = Array(Set(ids))
    guard !wanted.isEmpty else { return [:] }
    let found = try db.rows("\(Self.select) WHERE organisation_id = \(organisation) AND id IN \(.list(wanted))")
      .map(Ambition.init)
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those in this state, the soonest due first.
  public func all(_ state: Ambition.State, limit: Int = 100) throws -> [Ambition] {
    try db.rows(
      """
      \(Self.select) WHERE organisation_id = \(organisation) AND state = \(state) ORDER BY due_on, id LIMIT \(limit)
      """
    ).map(Ambition.init)
  }

  /// Those that somebody stands for.
  public func going(of sponsor: ID<Person>) throws -> [Ambition] {
    try db.rows(
      """
      \(Self.select)
      WHERE sponsor_id = \(sponsor) AND state = \(Ambition.State.going) AND organisation_id = \(organisation)
      ORDER BY due_on, id
      """
    ).map(Ambition.init)
  }

  public func insert(_ ambition: Ambition) throws {
    try db.run(
      """
      INSERT INTO ambitions (id, organisation_id, unit_id, outcome, survey_id, measure_key, sponsor_id, stops, set_on,
        due_on, state, closing, ended_on, source, version, changed_by, changed_at)
      VALUES (\(ambition.id), \(organisation), \(ambition.unit), \(ambition.outcome), \(ambition.measure?.survey),
        \(ambition.measure?.key.text), \(ambition.sponsor), \(ambition.stops), \(ambition.setOn), \(ambition.due),
        \(ambition.state), \(ambition.closing), \(ambition.endedOn), \(ambition.source), \(ambition.edition.number),
        \(ambition.edition.by), \(ambition.edition.at))
      """)
  }

  public func update(_ ambition: Ambition) throws {
    try db.run(
      """
      UPDATE ambitions
      SET outcome = \(ambition.outcome), survey_id = \(ambition.measure?.survey),
        measure_key = \(ambition.measure?.key.text), sponsor_id = \(ambition.sponsor), stops = \(ambition.stops),
        due_on = \(ambition.due), state = \(ambition.state), closing = \(ambition.closing),
        ended_on = \(ambition.endedOn), version = \(ambition.edition.number), changed_by = \(ambition.edition.by),
        changed_at = \(ambition.edition.at)
      WHERE organisation_id = \(organisation) AND id = \(ambition.id)
      """)
  }

  private static let select: SQL = """
    SELECT id, unit_id, outcome, survey_id, measure_key, sponsor_id, stops, set_on, due_on, state, closing, ended_on,
      source, version, changed_by, changed_at
    FROM ambitions
    """
}

extension Ambition {
  fileprivate init(_ row: Row) throws {
    let survey: ID<Survey>? = try row.optional("survey_id")
    let key: String? = try row.optional("measure_key")
    self.init(
      id: try row("id"), unit: try row("unit_id"), outcome: try row("outcome"),
      measure: survey.flatMap { survey in key.map { RouteMeasure(survey: survey, key: AnswerKey(text: $0)) } },
      sponsor: try row.optional("sponsor_id"), stops: try row("stops"), setOn: try row("set_on"),
      due: try row("due_on"), state: try row("state"), closing: try row.optional("closing"),
      endedOn: try row.optional("ended_on"), source: try row.optional("source"), edition: try Edition(row))
  }
}

extension Edition {
  init(_ row: Row) throws {
    self.init(number: try row("version"), by: try row.optional("changed_by"), at: try row("changed_at"))
  }
}
