public import Act
public import People
public import Persistence
public import Values

extension Migration {
  static let createMeetings = Migration("0501 create meetings") { words in
    [
      """
      CREATE TABLE meeting_series (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_meeting_series_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_meeting_series_unit REFERENCES units (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        first_on TEXT NOT NULL,
        every_weeks INTEGER NOT NULL
          CONSTRAINT ck_meeting_series_every_weeks CHECK (every_weeks BETWEEN 1 AND 26),
        minute INTEGER NOT NULL,
        minutes INTEGER NOT NULL,
        keeper_id TEXT CONSTRAINT fk_meeting_series_keeper REFERENCES people (id) ON DELETE SET NULL,
        ended_on TEXT
      )\(words.strict)
      """,
      "CREATE INDEX ix_meeting_series__organisation_id ON meeting_series (organisation_id, unit_id)",
      "CREATE INDEX ix_meeting_series__unit_id ON meeting_series (unit_id)",
      "CREATE INDEX ix_meeting_series__keeper_id ON meeting_series (keeper_id)",
      """
      CREATE TABLE meetings (
        organisation_id TEXT NOT NULL CONSTRAINT fk_meetings_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        series_id TEXT NOT NULL CONSTRAINT fk_meetings_series REFERENCES meeting_series (id) ON DELETE CASCADE,
        held_on TEXT NOT NULL,
        question TEXT,
        ask_id TEXT CONSTRAINT fk_meetings_ask REFERENCES asks (id) ON DELETE SET NULL,
        ambition_id TEXT CONSTRAINT fk_meetings_ambition REFERENCES ambitions (id) ON DELETE SET NULL,
        is_held INTEGER NOT NULL CONSTRAINT ck_meetings_is_held CHECK (is_held IN (0, 1)),
        verdict TEXT CONSTRAINT ck_meetings_verdict CHECK (verdict IN ('yes', 'partly', 'no')),
        decision TEXT,
        action_id TEXT CONSTRAINT fk_meetings_action REFERENCES actions (id) ON DELETE SET NULL,
        version INTEGER NOT NULL,
        changed_by TEXT,
        changed_at TEXT NOT NULL,
        CONSTRAINT uq_meetings PRIMARY KEY (organisation_id, series_id, held_on)
      )\(words.strict)
      """,
      "CREATE INDEX ix_meetings__series_id ON meetings (series_id)",
      "CREATE INDEX ix_meetings__ask_id ON meetings (ask_id, organisation_id)",
      "CREATE INDEX ix_meetings__ambition_id ON meetings (ambition_id, organisation_id)",
      "CREATE INDEX ix_meetings__action_id ON meetings (action_id, organisation_id)",
    ]
  }
}

extension Connection {
  public func meetings(in organisation: ID<Organisation>) -> MeetingTable {
    MeetingTable(db: self, organisation: organisation)
  }
}

/// The meetings of one organisation.
public struct MeetingTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func series(_ id: ID<MeetingSeries>) throws -> MeetingSeries {
    guard let row = try db.row("\(Self.selectSeries) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try MeetingSeries(row)
  }

  /// Those of these units, by name.
  public func series(of units: [ID<Unit>]) throws -> [MeetingSeries] {
    try db.rows(
      """
      \(Self.selectSeries) WHERE organisation_id = \(organisation) AND unit_id IN \(.list(units)) ORDER BY name, id
      """
    ).map(MeetingSeries.init)
  }

  /// Every series of the organisation, for the mails before a meeting.
  func allSeries() throws -> [MeetingSeries] {
    try db.rows("\(Self.selectSeries) WHERE organisation_id = \(organisation) ORDER BY id").map(MeetingSeries.init)
  }

  public func insert(_ series: MeetingSeries) throws {
    try db.run(
      """
      INSERT INTO meeting_series (id, organisation_id, unit_id, name, first_on, every_weeks, minute, minutes, keeper_id,
        ended_on)
      VALUES (\(series.id), \(organisation), \(series.unit), \(series.name), \(series.firstOn), \(series.everyWeeks),
        \(series.minute), \(series.minutes), \(series.keeper), \(series.endedOn))
      """)
  }

  func handOver(from keeper: ID<Person>, to heir: ID<Person>?) throws {
    try db.run(
      """
      UPDATE meeting_series SET keeper_id = \(heir)
      WHERE organisation_id = \(organisation) AND keeper_id = \(keeper)
      """)
  }

  public func update(_ series: MeetingSeries) throws {
    try db.run(
      """
      UPDATE meeting_series
      SET name = \(series.name), minute = \(series.minute), minutes = \(series.minutes), keeper_id = \(series.keeper),
        ended_on = \(series.endedOn)
      WHERE organisation_id = \(organisation) AND id = \(series.id)
      """)
  }

  public func find(_ series: ID<MeetingSeries>, on day: Day) throws -> Meeting? {
    try db.row(
      """
      \(Self.select) WHERE organisation_id = \(organisation) AND series_id = \(series) AND held_on = \(day)
      """
    ).map(Meeting.init)
  }

  /// Before a day, the latest first.
  public func earlier(_ series: ID<MeetingSeries>, than day: Day, limit: Int) throws -> [Meeting] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND series_id = \(series) AND held_on < \(day)
      ORDER BY held_on DESC
      LIMIT \(limit)
      """
    ).map(Meeting.init)
  }

  /// What meetings decided about an ambition, the latest first.
  public func about(_ ambition: ID<Ambition>) throws -> [Meeting] {
    try db.rows(
      """
      \(Self.select)
      WHERE ambition_id = \(ambition) AND organisation_id = \(organisation) AND verdict IS NOT NULL
      ORDER BY held_on DESC
      LIMIT 10
      """
    ).map(Meeting.init)
  }

  /// The meeting that an action comes from.
  public func behind(_ action: ID<Act.Action>) throws -> Meeting? {
    try db.row("\(Self.select) WHERE action_id = \(action) AND organisation_id = \(organisation)").map(Meeting.init)
  }

  public func save(_ meeting: Meeting) throws {
    var (ask, ambition): (ID<Ask>?, ID<Ambition>?) = (nil, nil)
    switch meeting.subject {
    case .ask(let id): ask = id
    case .ambition(let id): ambition = id
    case .nothing: break
    }
    try db.run(
      """
      INSERT INTO meetings (organisation_id, series_id, held_on, question, ask_id, ambition_id, is_held, verdict, decision,
        action_id, version, changed_by, changed_at)
      VALUES (\(organisation), \(meeting.series), \(meeting.day), \(meeting.question), \(ask), \(ambition),
        \(meeting.isHeld), \(meeting.decision?.verdict), \(meeting.decision?.text), \(meeting.decision?.action),
        \(meeting.edition.number), \(meeting.edition.by), \(meeting.edition.at))
      ON CONFLICT (organisation_id, series_id, held_on) DO UPDATE
      SET question = excluded.question, ask_id = excluded.ask_id, ambition_id = excluded.ambition_id,
        is_held = excluded.is_held, verdict = excluded.verdict, decision = excluded.decision,
        action_id = excluded.action_id, version = excluded.version, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at
      """)
  }

  private static let selectSeries: SQL = """
    SELECT id, unit_id, name, first_on, every_weeks, minute, minutes, keeper_id, ended_on FROM meeting_series
    """
  private static let select: SQL = """
    SELECT series_id, held_on, question, ask_id, ambition_id, is_held, verdict, decision, action_id, version, changed_by,
      changed_at
    FROM meetings
    """
}

extension MeetingSeries {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), unit: try row("unit_id"), name: try row("name"), firstOn: try row("first_on"),
      everyWeeks: try row("every_weeks"), minute: try row("minute"), minutes: try row("minutes"),
      keeper: try row.optional("keeper_id"), endedOn: try row.optional("ended_on"))
  }
}

extension Meeting {
  fileprivate init(_ row: Row) throws {
    let ask: ID<Ask>? = try row.optional("ask_id")
    let ambition: ID<Ambition>? = try row.optional("ambition_id")
    let verdict: Ask.Verdict? = try row.optional("verdict")
    let (text, action): (String?, ID<Act.Action>?) = (try row.optional("decision"), try row.optional("action_id"))
    self.init(
      series: try row("series_id"), day: try row("held_on"), question: try row.optional("question"),
      subject: ask.map { .ask($0) } ?? ambition.map { .ambition($0) } ?? .nothing, isHeld: try row("is_held"),
      decision: verdict.map { Decision($0, text ?? "", action: action) },
      edition: Edition(
        number: try row("version"), by: try row.optional("changed_by"), at: try row("changed_at")))
  }
}
