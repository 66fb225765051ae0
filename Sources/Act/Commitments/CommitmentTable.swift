public import People
public import Persistence
public import Values

extension Migration {
  static let createCommitments = Migration("0403 create commitments") { words in
    [
      """
      CREATE TABLE commitments (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_commitments_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_commitments_person REFERENCES people (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_commitments_unit REFERENCES units (id) ON DELETE CASCADE,
        ambition_id TEXT CONSTRAINT fk_commitments_ambition REFERENCES ambitions (id) ON DELETE SET NULL,
        cue TEXT NOT NULL,
        if_text TEXT NOT NULL,
        then_text TEXT NOT NULL,
        confidence INTEGER NOT NULL CONSTRAINT ck_commitments_confidence CHECK (confidence BETWEEN 1 AND 5),
        buddy_id TEXT CONSTRAINT fk_commitments_buddy REFERENCES people (id) ON DELETE SET NULL,
        visibility TEXT NOT NULL CONSTRAINT ck_commitments_visibility CHECK (visibility IN ('me', 'buddy', 'team')),
        made_on TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_commitments_state CHECK (state IN ('going', 'kept', 'dropped'))
      )\(words.strict)
      """,
      "CREATE INDEX ix_commitments__organisation_id ON commitments (organisation_id, made_on)",
      "CREATE INDEX ix_commitments__person_id ON commitments (person_id, organisation_id, state)",
      "CREATE INDEX ix_commitments__unit_id ON commitments (unit_id, organisation_id, state, visibility)",
      "CREATE INDEX ix_commitments__ambition_id ON commitments (ambition_id)",
      "CREATE INDEX ix_commitments__buddy_id ON commitments (buddy_id, organisation_id, state)",
      """
      CREATE TABLE commitment_checks (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_commitment_checks_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        commitment_id TEXT NOT NULL
          CONSTRAINT fk_commitment_checks_commitment REFERENCES commitments (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_commitment_checks_person REFERENCES people (id) ON DELETE CASCADE,
        after INTEGER NOT NULL,
        due_on TEXT NOT NULL,
        answer TEXT CONSTRAINT ck_commitment_checks_answer CHECK (answer IN ('done', 'partly', 'not')),
        obstacle TEXT,
        CONSTRAINT uq_commitment_checks PRIMARY KEY (organisation_id, commitment_id, after)
      )\(words.strict)
      """,
      "CREATE INDEX ix_commitment_checks__commitment_id ON commitment_checks (commitment_id)",
      "CREATE INDEX ix_commitment_checks__person_id ON commitment_checks (person_id, organisation_id, due_on) WHERE answer IS NULL",
      "CREATE INDEX ix_commitment_checks__person ON commitment_checks (person_id)",
    ]
  }
}

extension Connection {
  public func commitments(in organisation: ID<Organisation>) -> CommitmentTable {
    CommitmentTable(db: self, organisation: organisation)
  }
}

/// The commitments of one organisation. Each list is somebody's own, a buddy's or a team's: there is no list of everyone's.
public struct CommitmentTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Commitment>) throws -> Commitment {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Commitment(row)
  }

  public func own(_ person: ID<Person>, _ state: Commitment.State) throws -> [Commitment] {
    try list("person_id = \(person) AND state = \(state)")
  }

  /// Of others, who chose this person as their buddy and let them see.
  public func seenByBuddy(_ person: ID<Person>) throws -> [Commitment] {
    try list("buddy_id = \(person) AND state = 'going' AND visibility IN ('buddy', 'team')")
  }

  /// That members of a team show each other.
  public func seenByTeam(_ unit: ID<Unit>) throws -> [Commitment] {
    try list("unit_id = \(unit) AND state = 'going' AND visibility = 'team'")
  }

  private func list(_ condition: SQL) throws -> [Commitment] {
    try db.rows("\(Self.select) WHERE \(condition) AND organisation_id = \(organisation)").map(Commitment.init)
      .sorted { ($1.madeOn, $0.id) < ($0.madeOn, $1.id) }
  }

  /// What somebody promised themselves is nobody else's, and nobody checks on it any more.
  func forget(_ person: ID<Person>) throws {
    try db.run("DELETE FROM commitments WHERE organisation_id = \(organisation) AND person_id = \(person)")
    try db.run(
      "UPDATE commitments SET buddy_id = NULL WHERE organisation_id = \(organisation) AND buddy_id = \(person)")
  }

  public func insert(_ commitment: Commitment) throws {
    try db.run(
      """
      INSERT INTO commitments (id, organisation_id, person_id, unit_id, ambition_id, cue, if_text, then_text, confidence,
        buddy_id, visibility, made_on, state)
      VALUES (\(commitment.id), \(organisation), \(commitment.person), \(commitment.unit), \(commitment.ambition),
        \(commitment.cue), \(commitment.ifText), \(commitment.thenText), \(commitment.confidence),
        \(commitment.buddy), \(commitment.visibility), \(commitment.madeOn), \(commitment.state))
      """)
    for after in Commitment.checkDays {
      try db.run(
        """
        INSERT INTO commitment_checks (organisation_id, commitment_id, person_id, after, due_on)
        VALUES (\(organisation), \(commitment.id), \(commitment.person), \(after),
          \(commitment.madeOn.adding(days: after)))
        """)
    }
  }

  public func update(_ commitment: Commitment) throws {
    try db.run(
      """
      UPDATE commitments
      SET if_text = \(commitment.ifText), then_text = \(commitment.thenText), state = \(commitment.state)
      WHERE organisation_id = \(organisation) AND id = \(commitment.id)
      """)
  }

  public func checks(of commitments: [ID<Commitment>]) throws -> [ID<Commitment>: [CommitmentCheck]] {
    let rows = try db.rows(
      """
      SELECT commitment_id, after, due_on, answer, obstacle FROM commitment_checks
      WHERE commitment_id IN \(.list(commitments)) AND organisation_id = \(organisation)
      ORDER BY commitment_id, after
      """)
    return Dictionary(grouping: try rows.map(CommitmentCheck.init), by: \.commitment)
  }

  /// The questions that wait for somebody, of commitments that go on.
  public func waiting(for person: ID<Person>, on day: Day) throws -> [CommitmentCheck] {
    let rows = try db.rows(
      """
      SELECT commitment_id, after, due_on, answer, obstacle FROM commitment_checks
      WHERE person_id = \(person) AND due_on <= \(day) AND answer IS NULL AND organisation_id = \(organisation)
      ORDER BY due_on, commitment_id
      """)
    let checks = try rows.map(CommitmentCheck.init)
    let going = Set(try own(person, .going).map(\.id))
    return checks.filter { going.contains($0.commitment) }
  }

  func answer(_ check: CommitmentCheck) throws {
    try db.run(
      """
      UPDATE commitment_checks SET answer = \(check.answer), obstacle = \(check.obstacle)
      WHERE commitment_id = \(check.commitment) AND after = \(check.after) AND organisation_id = \(organisation)
      """)
  }

  private static let select: SQL = """
    SELECT id, person_id, unit_id, ambition_id, cue, if_text, then_text, confidence, buddy_id, visibility, made_on, state
    FROM commitments
    """
}

extension Commitment {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), person: try row("person_id"), unit: try row("unit_id"),
      ambition: try row.optional("ambition_id"), cue: try row("cue"), ifText: try row("if_text"),
      thenText: try row("then_text"), confidence: try row("confidence"), buddy: try row.optional("buddy_id"),
      visibility: try row("visibility"), madeOn: try row("made_on"), state: try row("state"))
  }
}

extension CommitmentCheck {
  fileprivate init(_ row: Row) throws {
    self.init(
      commitment: try row("commitment_id"), after: try row("after"), due: try row("due_on"),
      answer: try row.optional("answer"), obstacle: try row.optional("obstacle"))
  }
}
