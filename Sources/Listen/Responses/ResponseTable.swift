public import People
public import Persistence
public import Values

extension Migration {
  static let createResponses = Migration("0103 create responses") { words in
    [
      """
      CREATE TABLE responses (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_responses_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        survey_id TEXT NOT NULL CONSTRAINT fk_responses_survey REFERENCES surveys (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_responses_wave REFERENCES waves (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        submission TEXT NOT NULL,
        invitation_id TEXT CONSTRAINT fk_responses_invitation REFERENCES invitations (id) ON DELETE SET NULL,
        customer_id TEXT CONSTRAINT fk_responses_customer REFERENCES customers (id) ON DELETE SET NULL,
        unit_id TEXT CONSTRAINT fk_responses_unit REFERENCES units (id) ON DELETE SET NULL,
        owner_id TEXT CONSTRAINT fk_responses_owner REFERENCES people (id) ON DELETE SET NULL,
        submitted_at TEXT NOT NULL,
        language TEXT NOT NULL,
        weight \(words.double) NOT NULL CONSTRAINT ck_responses_weight CHECK (weight > 0),
        may_be_named INTEGER NOT NULL CONSTRAINT ck_responses_may_be_named CHECK (may_be_named IN (0, 1)),
        answers TEXT NOT NULL,
        CONSTRAINT uq_responses__wave_id__submission UNIQUE (wave_id, submission)
      )\(words.strict)
      """,
      "CREATE INDEX ix_responses__survey_id__id ON responses (survey_id, id)",
      "CREATE INDEX ix_responses__organisation_id ON responses (organisation_id)",
      "CREATE INDEX ix_responses__owner_id__wave_id ON responses (owner_id, wave_id) WHERE owner_id IS NOT NULL",
      "CREATE INDEX ix_responses__unit_id__wave_id ON responses (unit_id, wave_id) WHERE unit_id IS NOT NULL",
      "CREATE INDEX ix_responses__customer_id ON responses (customer_id) WHERE customer_id IS NOT NULL",
      "CREATE INDEX ix_responses__invitation_id ON responses (invitation_id) WHERE invitation_id IS NOT NULL",
    ]
  }
}

extension Connection {
  public func responses(in organisation: ID<Organisation>) -> ResponseTable {
    ResponseTable(db: self, organisation: organisation)
  }
}

/// The responses of one organisation.
public struct ResponseTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Response>) throws -> Response {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Response(row)
  }

  /// The response that this submission made earlier, if it did.
  public func find(submission: String, wave: ID<Wave>) throws -> Response? {
    try db.row(
      """
      \(Self.select) WHERE organisation_id = \(organisation) AND wave_id = \(wave) AND submission = \(submission)
      """
    ).map(Response.init)
  }

  /// Stores a response; whether it is new. A submission that was stored before changes nothing.
  @discardableResult
  public func insert(_ response: Response) throws -> Bool {
    try db.run(
      """
      INSERT INTO responses (id, organisation_id, survey_id, wave_id, version, submission, invitation_id, customer_id,
        unit_id, owner_id, submitted_at, language, weight, may_be_named, answers)
      VALUES (\(response.id), \(organisation), \(response.survey), \(response.wave), \(response.version),
        \(response.submission), \(response.invitation), \(response.customer), \(response.unit), \(response.owner),
        \(response.submittedAt), \(response.language), \(response.weight), \(response.mayBeNamed),
        \(response.answers.document))
      ON CONFLICT (wave_id, submission) DO NOTHING
      """) == 1
  }

  /// Stores a response as long as its wave is open; whether it is new. One statement, because thousands come at once.
  ///
  /// - Parameter document: its answers as they are stored.
  func insertWhileOpen(_ response: Response, _ document: String) throws -> Bool {
    // PostgreSQL takes bare parameters of a SELECT for text, so the numbers are cast.
    try db.run(
      """
      INSERT INTO responses (id, organisation_id, survey_id, wave_id, version, submission, invitation_id, customer_id,
        unit_id, owner_id, submitted_at, language, weight, may_be_named, answers)
      SELECT \(response.id), \(organisation), \(response.survey), \(response.wave),
        CAST(\(response.version) AS INTEGER), \(response.submission), \(response.invitation), \(response.customer),
        \(response.unit), \(response.owner), \(response.submittedAt), \(response.language),
        CAST(\(response.weight) AS DOUBLE PRECISION), CAST(\(response.mayBeNamed) AS INTEGER),
        \(document)
      WHERE EXISTS (SELECT 1 FROM waves WHERE id = \(response.wave) AND state = 'open')
      ON CONFLICT (wave_id, submission) DO NOTHING
      """) == 1
  }

  /// Every response of a survey in the order of their ids, after `last`, one by one.
  public func forEach(
    of survey: ID<Survey>, after last: ID<Response>? = nil, _ body: (Response) throws -> Void
  ) throws {
    try db.forEachRow(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND survey_id = \(survey) AND id > \(last?.text ?? "")
      ORDER BY id
      """
    ) { try body(Response($0)) }
  }

  public func count(in wave: ID<Wave>) throws -> Int {
    try db.value("SELECT COUNT(*) FROM responses WHERE organisation_id = \(organisation) AND wave_id = \(wave)") ?? 0
  }

  /// How many of one owner's customers, who may be named, answered since then.
  func countNamed(ownedBy person: ID<Person>, since moment: Instant) throws -> Int {
    try db.value(
      """
      SELECT COUNT(*) FROM responses
      WHERE organisation_id = \(organisation) AND owner_id = \(person) AND may_be_named = 1
        AND submitted_at >= \(moment)
      """) ?? 0
  }

  /// Those of one owner's customers in a wave.
  public func all(ownedBy person: ID<Person>, in wave: ID<Wave>) throws -> [Response] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND owner_id = \(person) AND wave_id = \(wave)
      ORDER BY submitted_at DESC, id
      """
    ).map(Response.init)
  }

  /// Those of some units in a wave, newest first.
  public func all(in units: [ID<Unit>], wave: ID<Wave>) throws -> [Response] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND unit_id IN \(.list(units)) AND wave_id = \(wave)
        AND customer_id IS NOT NULL
      ORDER BY submitted_at DESC, id
      """
    ).map(Response.init)
  }

  /// What a customer answered over time, newest first.
  public func all(of customer: ID<Customer>) throws -> [Response] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND customer_id = \(customer)
      ORDER BY submitted_at DESC, id
      """
    ).map(Response.init)
  }

  /// Nothing that this customer answered may be linked to their name any more. The answers stay, without a name.
  public func withdrawNames(of customer: ID<Customer>) throws {
    try db.run(
      """
      UPDATE responses SET may_be_named = 0
      WHERE organisation_id = \(organisation) AND customer_id = \(customer) AND may_be_named = 1
      """)
  }

  /// What this customer answered stays and is nobody's; what they began and did not send is gone.
  func unlink(_ customer: ID<Customer>) throws {
    try db.run(
      """
      DELETE FROM unfinished_answers
      WHERE organisation_id = \(organisation) AND submission IN (
        SELECT 'i:' || id FROM invitations WHERE organisation_id = \(organisation) AND customer_id = \(customer)
      )
      """)
    // The invitation says who they are as well, and so does the submission that is made of it.
    try db.run(
      """
      UPDATE responses SET customer_id = NULL, invitation_id = NULL, may_be_named = 0, submission = 'e:' || id
      WHERE organisation_id = \(organisation) AND (customer_id = \(customer) OR invitation_id IN (
        SELECT id FROM invitations WHERE organisation_id = \(organisation) AND customer_id = \(customer)
      ))
      """)
    try db.run(
      "UPDATE invitations SET token_hash = id WHERE organisation_id = \(organisation) AND customer_id = \(customer)")
  }

  public func delete(_ id: ID<Response>) throws {
    try db.run("DELETE FROM responses WHERE organisation_id = \(organisation) AND id = \(id)")
    try db.forgetWords()
  }

  private static let select: SQL = """
    SELECT id, survey_id, wave_id, version, submission, invitation_id, customer_id, unit_id, owner_id, submitted_at,
      language, weight, may_be_named, answers
    FROM responses
    """
}

extension Response {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), survey: try row("survey_id"), wave: try row("wave_id"), version: try row("version"),
      submission: try row("submission"), invitation: try row.optional("invitation_id"),
      customer: try row.optional("customer_id"), unit: try row.optional("unit_id"), owner: try row.optional("owner_id"),
      submittedAt: try row("submitted_at"), language: try row("language"), weight: try row("weight"),
      mayBeNamed: try row("may_be_named"), answers: try Answers(document: try row("answers")))
  }
}

extension ResponseTable {
  /// The response of a survey that was made last.
  public func newest(of survey: ID<Survey>) throws -> ID<Response>? {
    try db.value(
      """
      SELECT id FROM responses WHERE organisation_id = \(organisation) AND survey_id = \(survey)
      ORDER BY id DESC LIMIT 1
      """)
  }

  /// The ids of a survey's responses after one, in order.
  public func ids(of survey: ID<Survey>, after last: ID<Response>?) throws -> [ID<Response>] {
    try db.rows(
      """
      SELECT id FROM responses
      WHERE organisation_id = \(organisation) AND survey_id = \(survey) AND id > \(last?.text ?? "")
      ORDER BY id
      """
    ).map { try $0("id") }
  }

  /// Whether any response to a survey weighs otherwise than 1.
  public func hasWeights(in survey: ID<Survey>) throws -> Bool {
    try db.row(
      """
      SELECT id FROM responses
      WHERE organisation_id = \(organisation) AND survey_id = \(survey) AND weight <> 1
      LIMIT 1
      """) != nil
  }
}
