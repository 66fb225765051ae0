import Foundation
import People
import Persistence
import Values

extension Migration {
  static let createParticipants = Migration("0302 create participants and contributions") { words in
    [
      """
      CREATE TABLE participants (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL,
        session_id TEXT NOT NULL CONSTRAINT fk_participants_session REFERENCES sessions (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL,
        rejoin_hash TEXT NOT NULL,
        language TEXT NOT NULL,
        extra_time TEXT NOT NULL
          CONSTRAINT ck_participants_extra_time CHECK (extra_time IN ('standard', 'tenfold', 'unlimited')),
        table_number INTEGER,
        is_observer INTEGER NOT NULL CONSTRAINT ck_participants_is_observer CHECK (is_observer IN (0, 1)),
        name TEXT,
        seen_at TEXT NOT NULL,
        ready_at TEXT,
        retired_at TEXT,
        CONSTRAINT uq_participants__session_id__token_hash UNIQUE (session_id, token_hash),
        CONSTRAINT uq_participants__session_id__rejoin_hash UNIQUE (session_id, rejoin_hash)
      )\(words.strict)
      """,
      """
      CREATE TABLE contributions (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL,
        session_id TEXT NOT NULL CONSTRAINT fk_contributions_session REFERENCES sessions (id) ON DELETE CASCADE,
        round_id TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        pseudonym TEXT NOT NULL,
        participant_id TEXT,
        via TEXT NOT NULL CONSTRAINT ck_contributions_via CHECK (via IN ('phone', 'scribe', 'paper')),
        table_number INTEGER,
        payload TEXT NOT NULL,
        handed_in_at TEXT,
        superseded_by TEXT
      )\(words.strict)
      """,
      """
      CREATE UNIQUE INDEX uq_contributions__session_id__round_id__attempt__pseudonym
      ON contributions (session_id, round_id, attempt, pseudonym)
      WHERE superseded_by IS NULL
      """,
    ]
  }
}

extension Connection {
  func participants(in session: ID<Session>, of organisation: ID<Organisation>) -> ParticipantTable {
    ParticipantTable(db: self, organisation: organisation, session: session)
  }
}

/// The people in one session.
struct ParticipantTable {
  let db: any Connection
  let organisation: ID<Organisation>
  let session: ID<Session>

  func find(tokenHash: String) throws -> Participant? {
    try db.row("\(Self.select) WHERE session_id = \(session) AND token_hash = \(tokenHash) AND retired_at IS NULL")
      .map(Participant.init)
  }

  func find(rejoinHash: String) throws -> Participant? {
    try db.row("\(Self.select) WHERE session_id = \(session) AND rejoin_hash = \(rejoinHash) AND retired_at IS NULL")
      .map(Participant.init)
  }

  /// Nothing changes where this phone joined before. Says whether it is new.
  func insert(_ participant: Participant, tokenHash: String, rejoinHash: String, at now: Instant) throws -> Bool {
    try db.run(
      """
      INSERT INTO participants (id, organisation_id, session_id, token_hash, rejoin_hash, language, extra_time,
        table_number, is_observer, name, seen_at)
      VALUES (\(participant.id), \(organisation), \(session), \(tokenHash), \(rejoinHash), \(participant.language),
        \(participant.extraTime), \(participant.table), \(participant.isObserver), \(participant.name), \(now))
      ON CONFLICT (session_id, token_hash) DO NOTHING
      """) == 1
  }

  func update(_ participant: Participant) throws {
    try db.run(
      """
      UPDATE participants
      SET language = \(participant.language), extra_time = \(participant.extraTime),
        table_number = \(participant.table), is_observer = \(participant.isObserver), name = \(participant.name)
      WHERE session_id = \(session) AND id = \(participant.id)
      """)
  }

  func setToken(_ hash: String, of id: ID<Participant>) throws {
    try db.run("UPDATE participants SET token_hash = \(hash) WHERE session_id = \(session) AND id = \(id)")
  }

  func see(_ ids: [ID<Participant>], at now: Instant) throws {
    try db.run("UPDATE participants SET seen_at = \(now) WHERE session_id = \(session) AND id IN \(.list(ids))")
  }

  func setReady(_ moment: Instant?, of id: ID<Participant>) throws {
    try db.run("UPDATE participants SET ready_at = \(moment) WHERE session_id = \(session) AND id = \(id)")
  }

  func retire(_ id: ID<Participant>, at now: Instant) throws {
    try db.run("UPDATE participants SET retired_at = \(now) WHERE session_id = \(session) AND id = \(id)")
  }

  func forgetAll() throws {
    try db.run("DELETE FROM participants WHERE session_id = \(session)")
  }

  func count() throws -> Int {
    try db.value("SELECT COUNT(*) FROM participants WHERE session_id = \(session)") ?? 0
  }

  /// Everyone who takes part, with their table.
  func inRoom() throws -> [(id: String, table: Int?)] {
    try db.rows(
      """
      SELECT id, table_number FROM participants
      WHERE session_id = \(session) AND is_observer = 0 AND retired_at IS NULL
      ORDER BY id
      """
    ).map { (try $0("id"), try $0.optional("table_number")) }
  }

  /// Who takes more time than the clock gives.
  func withExtraTime() throws -> [ID<Participant>] {
    try db.rows(
      """
      SELECT id FROM participants
      WHERE session_id = \(session) AND extra_time <> 'standard' AND is_observer = 0 AND retired_at IS NULL
      """
    ).map { try $0("id") }
  }

  /// How many joined, are here, watch along, and said 'ready' since the last step.
  func counts(at now: Instant, since step: Instant?) throws -> SessionCounts {
    var counts = SessionCounts()
    let row = try db.row(
      """
      SELECT COUNT(CASE WHEN is_observer = 0 THEN 1 END) AS joined,
        COUNT(CASE WHEN is_observer = 0 AND seen_at >= \(now.adding(seconds: -SessionCounts.secondsHere)) THEN 1 END)
          AS here,
        COUNT(CASE WHEN is_observer = 1 THEN 1 END) AS observers,
        COUNT(CASE WHEN is_observer = 0 AND ready_at > \(step ?? now) THEN 1 END) AS ready
      FROM participants
      WHERE session_id = \(session) AND retired_at IS NULL
      """)
    guard let row else { return counts }
    counts.joined = try row("joined")
    counts.here = try row("here")
    counts.observers = try row("observers")
    counts.ready = try row("ready")
    return counts
  }

  private static let select: SQL = """
    SELECT id, session_id, language, extra_time, table_number, is_observer, name FROM participants
    """
}

extension Participant {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), session: try row("session_id"), language: try row("language"),
      extraTime: try row("extra_time"), table: try row.optional("table_number"), isObserver: try row("is_observer"),
      name: try row.optional("name"))
  }
}
