import Act
import Activate
import Listen
import People
import Persistence
import Values

extension Migration {
  static let createReadMarks = Migration("0502 create read marks") { words in
    [
      """
      CREATE TABLE read_marks (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_read_marks_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_read_marks_wave REFERENCES waves (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_read_marks_person REFERENCES people (id) ON DELETE CASCADE,
        level TEXT NOT NULL CONSTRAINT ck_read_marks_level CHECK (level IN ('strategic', 'tactical', 'operational')),
        read_on TEXT NOT NULL,
        CONSTRAINT uq_read_marks PRIMARY KEY (organisation_id, wave_id, person_id, level)
      )\(words.strict)
      """,
      "CREATE INDEX ix_read_marks__wave_id ON read_marks (wave_id)",
      "CREATE INDEX ix_read_marks__person_id ON read_marks (person_id)",
    ]
  }
}

extension Connection {
  func readMarks(in organisation: ID<Organisation>) -> ReadMarkTable {
    ReadMarkTable(db: self, organisation: organisation)
  }
}

/// Who opened which results, and what else adoption counts.
struct ReadMarkTable {
  let db: any Connection
  let organisation: ID<Organisation>

  func has(_ person: ID<Person>, _ wave: ID<Wave>, _ level: Level) throws -> Bool {
    try db.row(
      """
      SELECT level FROM read_marks
      WHERE organisation_id = \(organisation) AND wave_id = \(wave) AND person_id = \(person)
        AND level = \(level.rawValue)
      """) != nil
  }

  func insert(_ person: ID<Person>, _ wave: ID<Wave>, _ level: Level, on day: Day) throws {
    try db.run(
      """
      INSERT INTO read_marks (organisation_id, wave_id, person_id, level, read_on)
      VALUES (\(organisation), \(wave), \(person), \(level.rawValue), \(day))
      ON CONFLICT (organisation_id, wave_id, person_id, level) DO NOTHING
      """)
  }

  /// How many people of each level, as it is on a day, read the results of a wave, by the level of their own role.
  func readers(of wave: ID<Wave>, on day: Day) throws -> [Level: Int] {
    try levels(
      """
      SELECT roles.role AS role, COUNT(DISTINCT roles.person_id) AS n
      FROM read_marks
      JOIN roles ON roles.person_id = read_marks.person_id AND roles.organisation_id = read_marks.organisation_id
      WHERE read_marks.organisation_id = \(organisation) AND read_marks.wave_id = \(wave)
        AND roles.valid_from <= \(day) AND (roles.valid_until IS NULL OR roles.valid_until > \(day))
        AND roles.role IN ('board', 'manager', 'employee')
      GROUP BY roles.role
      """)
  }

  /// How many people each level has on a day.
  func people(on day: Day) throws -> [Level: Int] {
    try levels(
      """
      SELECT role, COUNT(DISTINCT person_id) AS n
      FROM roles
      WHERE organisation_id = \(organisation) AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
        AND role IN ('board', 'manager', 'employee')
      GROUP BY role
      """)
  }

  private func levels(_ sql: SQL) throws -> [Level: Int] {
    var counts: [Level: Int] = [:]
    for row in try db.rows(sql) {
      let role: Role = try row("role")
      let level: Level = role == .board ? .strategic : role == .manager ? .tactical : .operational
      counts[level] = try row("n")
    }
    return counts
  }

  /// By unit: actions that came to a result since a moment, of those that ended since then or whose day is past.
  func actionCounts(since moment: Instant, before day: Day) throws -> [ID<Unit>: AdoptionReading.Share] {
    let ended = try db.rows(
      """
      SELECT unit_id, SUM(CASE WHEN state IN ('done', 'learned') THEN 1 ELSE 0 END) AS finished, COUNT(*) AS n
      FROM actions
      WHERE organisation_id = \(organisation) AND changed_at > \(moment) AND state <> 'going'
      GROUP BY unit_id
      """)
    let overdue = try db.rows(
      """
      SELECT unit_id, 0 AS finished, COUNT(*) AS n
      FROM actions
      WHERE organisation_id = \(organisation) AND state = 'going' AND due_on < \(day)
      GROUP BY unit_id
      """)
    var counts: [ID<Unit>: AdoptionReading.Share] = [:]
    for row in ended + overdue {
      let unit: ID<Unit> = try row("unit_id")
      let before = counts[unit] ?? AdoptionReading.Share(0, of: 0)
      counts[unit] = AdoptionReading.Share(before.count + (try row("finished")), of: before.of + (try row("n")))
    }
    return counts
  }

  /// By level: the units for which a session of a programme was held.
  func heldUnits(of programme: ID<Programme>) throws -> [Level: Set<ID<Unit>>] {
    let rows = try db.rows(
      """
      SELECT DISTINCT level, unit_id FROM sessions
      WHERE programme_id = \(programme) AND organisation_id = \(organisation) AND phase = 'ended'
      """)
    var held: [Level: Set<ID<Unit>>] = [:]
    for row in rows { held[try row("level"), default: []].insert(try row("unit_id")) }
    return held
  }

  /// The units that held their fifteen minutes since a day.
  func huddledUnits(since day: Day) throws -> Set<ID<Unit>> {
    Set(
      try db.rows("SELECT unit_id FROM huddles WHERE organisation_id = \(organisation) AND week >= \(day)")
        .map { try $0("unit_id") })
  }
}
