public import People
public import Persistence
public import Values

extension Migration {
  static let createWaves = Migration("0102 create waves and invitations") { words in
    [
      """
      CREATE TABLE waves (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_waves_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        survey_id TEXT NOT NULL CONSTRAINT fk_waves_survey REFERENCES surveys (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        name TEXT NOT NULL CONSTRAINT ck_waves_name CHECK (length(name) BETWEEN 1 AND 200),
        kind TEXT NOT NULL CONSTRAINT ck_waves_kind CHECK (kind IN ('periodic', 'continuous', 'imported')),
        state TEXT NOT NULL CONSTRAINT ck_waves_state CHECK (state IN ('planned', 'open', 'closed')),
        opens_on TEXT NOT NULL,
        closes_on TEXT,
        open_link TEXT,
        open_link_unit_id TEXT CONSTRAINT fk_waves_open_link_unit REFERENCES units (id) ON DELETE SET NULL,
        CONSTRAINT uq_waves__open_link UNIQUE (open_link)
      )\(words.strict)
      """,
      "CREATE INDEX ix_waves__organisation_id ON waves (organisation_id)",
      "CREATE INDEX ix_waves__survey_id ON waves (survey_id)",
      "CREATE INDEX ix_waves__open_link_unit_id ON waves (open_link_unit_id)",
      """
      CREATE TABLE invitations (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_invitations_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_invitations_wave REFERENCES waves (id) ON DELETE CASCADE,
        customer_id TEXT NOT NULL CONSTRAINT fk_invitations_customer REFERENCES customers (id) ON DELETE CASCADE,
        unit_id TEXT CONSTRAINT fk_invitations_unit REFERENCES units (id) ON DELETE SET NULL,
        owner_id TEXT CONSTRAINT fk_invitations_owner REFERENCES people (id) ON DELETE SET NULL,
        language TEXT NOT NULL,
        token_hash TEXT NOT NULL,
        sent_at TEXT,
        reminded_at TEXT,
        answered_at TEXT,
        CONSTRAINT uq_invitations__token_hash UNIQUE (token_hash),
        CONSTRAINT uq_invitations__wave_id__customer_id UNIQUE (wave_id, customer_id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_invitations__organisation_id ON invitations (organisation_id)",
      "CREATE INDEX ix_invitations__customer_id__sent_at ON invitations (customer_id, sent_at)",
      "CREATE INDEX ix_invitations__unit_id ON invitations (unit_id)",
      "CREATE INDEX ix_invitations__owner_id ON invitations (owner_id)",
    ]
  }
}

extension Migration {
  static let rememberPlannedOpenings = Migration("0108 remember what opens a wave") { _ in
    ["ALTER TABLE waves ADD COLUMN planned_opening TEXT"]
  }
}

extension Connection {
  public func waves(in organisation: ID<Organisation>) -> WaveTable {
    WaveTable(db: self, organisation: organisation)
  }

  /// Waves of every organisation for which a day may come: those that open by themselves, and open ones that have a last day.
  func wavesThatWaitForADay() throws -> [(organisation: ID<Organisation>, wave: Wave)] {
    try rows(
      """
      SELECT organisation_id, id, survey_id, version, name, kind, state, opens_on, closes_on, open_link, open_link_unit_id,
        planned_opening
      FROM waves
      WHERE (state = 'planned' AND planned_opening IS NOT NULL) OR (state = 'open' AND closes_on IS NOT NULL)
      ORDER BY id
      """
    ).map { (try $0("organisation_id"), try Wave($0)) }
  }

  /// The wave behind the secret of an open link, and the organisation that asks.
  func wave(behind openLink: String) throws -> (organisation: ID<Organisation>, wave: ID<Wave>)? {
    try row("SELECT id, organisation_id FROM waves WHERE open_link = \(openLink)").map { row in
      (try row("organisation_id"), try row("id"))
    }
  }
}

/// The waves of one organisation.
public struct WaveTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Wave>) throws -> Wave {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Wave(row)
  }

  /// Newest first.
  public func all() throws -> [Wave] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY opens_on DESC, id DESC")
      .map(Wave.init)
  }

  /// Those of one survey, oldest first: the order in which a trend is read.
  public func all(of survey: ID<Survey>) throws -> [Wave] {
    try db.rows(
      """
      \(Self.select) WHERE organisation_id = \(organisation) AND survey_id = \(survey) ORDER BY opens_on, id
      """
    ).map(Wave.init)
  }

  /// Those with at least one response.
  public func answered() throws -> Set<ID<Wave>> {
    // The index on wave and submission ends each look at its first response.
    Set(
      try db.rows(
        """
        SELECT id FROM waves
        WHERE organisation_id = \(organisation)
          AND EXISTS (SELECT 1 FROM responses WHERE responses.wave_id = waves.id)
        """
      ).map { try $0("id", as: ID<Wave>.self) })
  }

  public func insert(_ wave: Wave) throws {
    try db.run(
      """
      INSERT INTO waves (id, organisation_id, survey_id, version, name, kind, state, opens_on, closes_on, open_link,
        open_link_unit_id, planned_opening)
      VALUES (\(wave.id), \(organisation), \(wave.survey), \(wave.version), \(wave.name), \(wave.kind), \(wave.state),
        \(wave.opensOn), \(wave.closesOn), \(wave.openLink), \(wave.openLinkUnit), \(try wave.plannedOpening?.document()))
      """)
  }

  public func update(_ wave: Wave) throws {
    try db.run(
      """
      UPDATE waves
      SET version = \(wave.version), name = \(wave.name), kind = \(wave.kind), state = \(wave.state),
        opens_on = \(wave.opensOn), closes_on = \(wave.closesOn), open_link = \(wave.openLink),
        open_link_unit_id = \(wave.openLinkUnit), planned_opening = \(try wave.plannedOpening?.document())
      WHERE organisation_id = \(organisation) AND id = \(wave.id)
      """)
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

  /// How many customers were invited.
  public func invitedCount(_ wave: ID<Wave>) throws -> Int {
    // By the wave alone: an engine that may choose walks through all that the organisation ever sent.
    try db.value(
      """
      SELECT COUNT(*) FROM invitations
      WHERE wave_id = (SELECT id FROM waves WHERE organisation_id = \(organisation) AND id = \(wave))
      """) ?? 0
  }

  private static let select: SQL = """
    SELECT id, survey_id, version, name, kind, state, opens_on, closes_on, open_link, open_link_unit_id, planned_opening
    FROM waves
    """
}

extension Wave {
  init(_ row: Row) throws {
    self.init(
      id: try row("id"), survey: try row("survey_id"), version: try row("version"), name: try row("name"),
      kind: try row("kind"), state: try row("state"), opensOn: try row("opens_on"),
      closesOn: try row.optional("closes_on"), openLink: try row.optional("open_link"),
      openLinkUnit: try row.optional("open_link_unit_id"),
      plannedOpening: try row.optional("planned_opening").map(PlannedOpening.init(document:)))
  }
}
