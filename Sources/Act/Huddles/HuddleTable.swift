public import People
public import Persistence
public import Values

extension Migration {
  static let createHuddles = Migration("0404 create huddles") { words in
    [
      """
      CREATE TABLE huddles (
        organisation_id TEXT NOT NULL CONSTRAINT fk_huddles_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_huddles_unit REFERENCES units (id) ON DELETE CASCADE,
        week TEXT NOT NULL,
        note TEXT NOT NULL,
        help TEXT,
        written_by TEXT CONSTRAINT fk_huddles_written_by REFERENCES people (id) ON DELETE SET NULL,
        held_on TEXT NOT NULL,
        CONSTRAINT uq_huddles PRIMARY KEY (organisation_id, unit_id, week)
      )\(words.strict)
      """,
      "CREATE INDEX ix_huddles__organisation_id ON huddles (organisation_id, week)",
      "CREATE INDEX ix_huddles__unit_id ON huddles (unit_id)",
      "CREATE INDEX ix_huddles__written_by ON huddles (written_by)",
      """
      CREATE TABLE huddle_rhythms (
        unit_id TEXT PRIMARY KEY NOT NULL
          CONSTRAINT fk_huddle_rhythms_unit REFERENCES units (id) ON DELETE CASCADE,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_huddle_rhythms_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        weekday INTEGER NOT NULL CONSTRAINT ck_huddle_rhythms_weekday CHECK (weekday BETWEEN 0 AND 6),
        minute INTEGER NOT NULL CONSTRAINT ck_huddle_rhythms_minute CHECK (minute BETWEEN 0 AND 1439)
      )\(words.strict)
      """,
      "CREATE INDEX ix_huddle_rhythms__organisation_id ON huddle_rhythms (organisation_id)",
    ]
  }
}

extension Connection {
  public func huddles(in organisation: ID<Organisation>) -> HuddleTable {
    HuddleTable(db: self, organisation: organisation)
  }
}

/// The weekly fifteen minutes of teams.
public struct HuddleTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// The latest first.
  public func latest(of unit: ID<Unit>, limit: Int) throws -> [Huddle] {
    try db.rows(
      """
      SELECT unit_id, week, note, help, written_by, held_on FROM huddles
      WHERE unit_id = \(unit) AND organisation_id = \(organisation)
      ORDER BY week DESC
      LIMIT \(limit)
      """
    ).map { row in
      Huddle(
        unit: try row("unit_id"), week: try row("week"), note: try row("note"), help: try row.optional("help"),
        writtenBy: try row.optional("written_by"), heldOn: try row("held_on"))
    }
  }

  /// Writes a week down, once. Says whether it was the first.
  func insert(_ huddle: Huddle) throws -> Bool {
    try db.run(
      """
      INSERT INTO huddles (organisation_id, unit_id, week, note, help, written_by, held_on)
      VALUES (\(organisation), \(huddle.unit), \(huddle.week), \(huddle.note), \(huddle.help), \(huddle.writtenBy),
        \(huddle.heldOn))
      ON CONFLICT (organisation_id, unit_id, week) DO NOTHING
      """) == 1
  }

  public func rhythm(of unit: ID<Unit>) throws -> HuddleRhythm? {
    try db.row(
      "SELECT weekday, minute FROM huddle_rhythms WHERE unit_id = \(unit) AND organisation_id = \(organisation)"
    ).map { HuddleRhythm(weekday: try $0("weekday"), minute: try $0("minute")) }
  }

  func save(_ rhythm: HuddleRhythm, of unit: ID<Unit>) throws {
    try db.run(
      """
      INSERT INTO huddle_rhythms (unit_id, organisation_id, weekday, minute)
      VALUES (\(unit), \(organisation), \(rhythm.weekday), \(rhythm.minute))
      ON CONFLICT (unit_id) DO UPDATE SET weekday = excluded.weekday, minute = excluded.minute
      """)
  }
}
