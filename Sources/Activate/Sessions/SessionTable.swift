import Foundation
public import Listen
public import People
public import Persistence
public import Values

extension Migration {
  static let createSessions = Migration("0301 create programmes and sessions") { words in
    [
      """
      CREATE TABLE programmes (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_programmes_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        survey_id TEXT NOT NULL CONSTRAINT fk_programmes_survey REFERENCES surveys (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_programmes_wave REFERENCES waves (id) ON DELETE CASCADE,
        name TEXT NOT NULL CONSTRAINT ck_programmes_name CHECK (length(name) BETWEEN 1 AND 200)
      )\(words.strict)
      """,
      "CREATE INDEX ix_programmes__organisation_id ON programmes (organisation_id)",
      "CREATE INDEX ix_programmes__survey_id ON programmes (survey_id)",
      "CREATE INDEX ix_programmes__wave_id ON programmes (wave_id)",
      """
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_sessions_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        programme_id TEXT NOT NULL CONSTRAINT fk_sessions_programme REFERENCES programmes (id) ON DELETE CASCADE,
        level TEXT NOT NULL CONSTRAINT ck_sessions_level CHECK (level IN ('strategic', 'tactical', 'operational')),
        unit_id TEXT NOT NULL CONSTRAINT fk_sessions_unit REFERENCES units (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_sessions_wave REFERENCES waves (id) ON DELETE CASCADE,
        title TEXT NOT NULL CONSTRAINT ck_sessions_title CHECK (length(title) BETWEEN 1 AND 200),
        code TEXT NOT NULL,
        expected INTEGER,
        starts_at TEXT,
        plan TEXT NOT NULL,
        phase TEXT NOT NULL CONSTRAINT ck_sessions_phase CHECK (phase IN ('planned', 'lobby', 'running', 'ended')),
        ending TEXT CONSTRAINT ck_sessions_ending CHECK (ending IN ('committed', 'unfinished')),
        has_mandate INTEGER NOT NULL CONSTRAINT ck_sessions_has_mandate CHECK (has_mandate IN (0, 1)),
        screen_hash TEXT,
        seq INTEGER NOT NULL,
        round_id TEXT,
        round_state TEXT,
        attempt INTEGER NOT NULL,
        closed_at TEXT,
        stepped_at TEXT,
        secret TEXT,
        CONSTRAINT uq_sessions__code UNIQUE (code),
        CONSTRAINT uq_sessions__screen_hash UNIQUE (screen_hash)
      )\(words.strict)
      """,
      "CREATE INDEX ix_sessions__organisation_id ON sessions (organisation_id)",
      "CREATE INDEX ix_sessions__programme_id ON sessions (programme_id)",
      "CREATE INDEX ix_sessions__unit_id ON sessions (unit_id)",
      "CREATE INDEX ix_sessions__wave_id ON sessions (wave_id)",
      """
      CREATE TABLE session_events (
        organisation_id TEXT NOT NULL,
        session_id TEXT NOT NULL CONSTRAINT fk_session_events_session REFERENCES sessions (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        happened_at TEXT NOT NULL,
        actor_id TEXT,
        change TEXT NOT NULL,
        CONSTRAINT uq_session_events__session_id__seq PRIMARY KEY (session_id, seq)
      )\(words.strict)
      """,
      """
      CREATE TABLE session_crew (
        organisation_id TEXT NOT NULL,
        session_id TEXT NOT NULL CONSTRAINT fk_session_crew_session REFERENCES sessions (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_session_crew_person REFERENCES people (id) ON DELETE CASCADE,
        role TEXT NOT NULL
          CONSTRAINT ck_session_crew_role CHECK (role IN ('lead', 'coFacilitator', 'scribe', 'observer', 'sponsor')),
        CONSTRAINT uq_session_crew__session_id__person_id PRIMARY KEY (session_id, person_id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_session_crew__person_id ON session_crew (person_id)",
    ]
  }
}

extension Connection {
  public func sessions(in organisation: ID<Organisation>) -> SessionTable {
    SessionTable(db: self, organisation: organisation)
  }

  /// The session that people join with this code, and its organisation.
  func session(with code: SessionCode) throws -> (organisation: ID<Organisation>, session: ID<Session>)? {
    try row("SELECT id, organisation_id FROM sessions WHERE code = \(code)").map { row in
      (try row("organisation_id"), try row("id"))
    }
  }

  /// Sessions in which nothing happened since, and that still hold something of people: a key, a phone or an answer.
  func sessionsWithTraces(
    untouchedSince moment: Instant
  ) throws -> [(organisation: ID<Organisation>, session: ID<Session>)] {
    try rows(
      """
      SELECT id, organisation_id FROM sessions
      WHERE phase <> 'planned'
        AND NOT EXISTS (
          SELECT 1 FROM session_events WHERE session_id = sessions.id AND happened_at >= \(moment))
        AND (secret IS NOT NULL
          OR EXISTS (SELECT 1 FROM participants WHERE session_id = sessions.id)
          OR EXISTS (SELECT 1 FROM contributions WHERE session_id = sessions.id))
      ORDER BY id
      """
    ).map { (try $0("organisation_id"), try $0("id")) }
  }
}

/// The sessions of one organisation.
public struct SessionTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Session>) throws -> Session {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Session(row)
  }

  /// Those of a programme, from the first level down.
  public func all(of programme: ID<Programme>) throws -> [Session] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) AND programme_id = \(programme) ORDER BY id")
      .map(Session.init)
      .sorted { ($0.level.number, $0.id) < ($1.level.number, $1.id) }
  }

  public func all(of wave: ID<Wave>) throws -> [Session] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) AND wave_id = \(wave) ORDER BY id")
      .map(Session.init)
  }

  /// Those that didn't end, the soonest first.
  public func open(limit: Int) throws -> [Session] {
    try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND phase <> 'ended' ORDER BY id LIMIT \(limit)"
    )
    .map(Session.init)
    .sorted { ($0.startsAt ?? Self.some, $0.id) < ($1.startsAt ?? Self.some, $1.id) }
  }

  /// Without a moment: after those that have one.
  private static let some = Instant(milliseconds: .max)

  public func plan(of id: ID<Session>) throws -> SessionPlan {
    let text: String? = try db.value(
      "SELECT plan FROM sessions WHERE organisation_id = \(organisation) AND id = \(id)")
    guard let text else { throw NotFound() }
    return try JSONDecoder().decode(SessionPlan.self, from: Data(text.utf8))
  }

  /// Recordings in the plans of sessions that are still to be held, or of which not everything is forgotten.
  func recordingsInUse(besides id: ID<Session>) throws -> Set<ID<Recording>> {
    let decoder = JSONDecoder()
    let plans = try db.rows(
      """
      SELECT plan FROM sessions
      WHERE organisation_id = \(organisation) AND id <> \(id)
        AND (phase <> 'ended'
          OR EXISTS (SELECT 1 FROM participants WHERE session_id = sessions.id)
          OR EXISTS (SELECT 1 FROM contributions WHERE session_id = sessions.id))
      """
    ).map { try decoder.decode(SessionPlan.self, from: Data($0("plan", as: String.self).utf8)) }
    return Set(plans.flatMap(\.steps).flatMap(\.round.options).compactMap(\.recording))
  }

  func insert(_ session: Session, plan: SessionPlan) throws {
    try db.run(
      """
      INSERT INTO sessions (id, organisation_id, programme_id, level, unit_id, wave_id, title, code, expected, starts_at,
        plan, phase, ending, has_mandate, seq, attempt)
      VALUES (\(session.id), \(organisation), \(session.programme), \(session.level), \(session.unit), \(session.wave),
        \(session.title), \(session.code), \(session.expected), \(session.startsAt), \(try Self.text(plan)),
        \(session.phase), \(session.ending), \(session.hasMandate), 0, 0)
      """)
  }

  func update(_ session: Session) throws {
    try db.run(
      """
      UPDATE sessions
      SET title = \(session.title), expected = \(session.expected), starts_at = \(session.startsAt)
      WHERE organisation_id = \(organisation) AND id = \(session.id)
      """)
  }

  func save(_ plan: SessionPlan, of id: ID<Session>) throws {
    try db.run(
      """
      UPDATE sessions SET plan = \(try Self.text(plan)) WHERE organisation_id = \(organisation) AND id = \(id)
      """)
  }

  func delete(_ id: ID<Session>) throws {
    try db.run("DELETE FROM sessions WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  // MARK: The story

  public func events(of id: ID<Session>, after seq: Int = 0) throws -> [SessionEvent] {
    let decoder = JSONDecoder()
    return try db.rows(
      """
      SELECT seq, happened_at, actor_id, change FROM session_events
      WHERE organisation_id = \(organisation) AND session_id = \(id) AND seq > \(seq)
      ORDER BY seq
      """
    ).map { row in
      SessionEvent(
        seq: try row("seq"), at: try row("happened_at"), actor: try row.optional("actor_id"),
        change: try decoder.decode(SessionChange.self, from: Data(row("change", as: String.self).utf8)))
    }
  }

  func seq(of id: ID<Session>) throws -> Int {
    let seq: Int? = try db.value("SELECT seq FROM sessions WHERE organisation_id = \(organisation) AND id = \(id)")
    guard let seq else { throw NotFound() }
    return seq
  }

  /// Appends an event and moves the session's row on, where nobody else did so since. Says whether it could.
  func append(_ event: SessionEvent, to id: ID<Session>, making state: SessionState) throws -> Bool {
    let progress = state.standing?.progress
    let moved = try db.run(
      """
      UPDATE sessions
      SET seq = \(event.seq), phase = \(state.phase), ending = \(state.ending), has_mandate = \(state.hasMandate),
        round_id = \(state.current), round_state = \(progress?.state.rawValue), attempt = \(progress?.attempt ?? 0),
        closed_at = \(progress?.closedAt), stepped_at = \(state.steppedAt)
      WHERE organisation_id = \(organisation) AND id = \(id) AND seq = \(event.seq - 1)
      """)
    guard moved == 1 else { return false }
    try db.run(
      """
      INSERT INTO session_events (organisation_id, session_id, seq, happened_at, actor_id, change)
      VALUES (\(organisation), \(id), \(event.seq), \(event.at), \(event.actor),
        \(String(decoding: try JSONEncoder().encode(event.change), as: UTF8.self)))
      """)
    return true
  }

  // MARK: The big screen

  func setScreen(_ hash: String?, of id: ID<Session>) throws {
    try db.run("UPDATE sessions SET screen_hash = \(hash) WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  func screenHash(of id: ID<Session>) throws -> String? {
    try db.row("SELECT screen_hash FROM sessions WHERE organisation_id = \(organisation) AND id = \(id)")
      .flatMap { try $0.optional("screen_hash") }
  }

  // MARK: The key of the pseudonyms

  /// Nothing before the lobby and after the end.
  func secret(of id: ID<Session>) throws -> String? {
    try db.row("SELECT secret FROM sessions WHERE organisation_id = \(organisation) AND id = \(id)")
      .flatMap { try $0.optional("secret") }
  }

  func setSecret(_ secret: String?, of id: ID<Session>) throws {
    try db.run("UPDATE sessions SET secret = \(secret) WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  private static func text(_ plan: SessionPlan) throws -> String {
    String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
  }

  private static let select: SQL = """
    SELECT id, programme_id, level, unit_id, wave_id, title, code, expected, starts_at, phase, ending, has_mandate
    FROM sessions
    """
}

extension Session {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), programme: try row("programme_id"), level: try row("level"), unit: try row("unit_id"),
      wave: try row("wave_id"), title: try row("title"), code: try row("code"),
      expected: try row.optional("expected"), startsAt: try row.optional("starts_at"), phase: try row("phase"),
      ending: try row.optional("ending"), hasMandate: try row("has_mandate"))
  }
}
