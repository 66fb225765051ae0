import People
import Persistence
import Values

extension Migration {
  static let createRecordings = Migration("0343 create recordings") { words in
    [
      """
      CREATE TABLE recordings (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_recordings_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_recordings_unit REFERENCES units (id) ON DELETE CASCADE,
        format TEXT NOT NULL CONSTRAINT ck_recordings_format CHECK (format IN ('mp3', 'm4a', 'ogg', 'wav', 'webm')),
        language TEXT NOT NULL,
        transcript TEXT NOT NULL,
        permission TEXT NOT NULL,
        sound \(words.blob) NOT NULL,
        made_at TEXT NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_recordings__organisation_id ON recordings (organisation_id)",
      "CREATE INDEX ix_recordings__unit_id ON recordings (unit_id)",
    ]
  }
}

extension Connection {
  func recordings(in organisation: ID<Organisation>) -> RecordingTable {
    RecordingTable(db: self, organisation: organisation)
  }
}

/// The recordings of one organisation. Their sound is only read to be played.
struct RecordingTable {
  let db: any Connection
  let organisation: ID<Organisation>

  func find(_ id: ID<Recording>) throws -> Recording {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Recording(row)
  }

  /// Newest first.
  func all() throws -> [Recording] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY made_at DESC, id DESC")
      .map(Recording.init)
  }

  func sound(of id: ID<Recording>) throws -> [UInt8] {
    let sound: [UInt8]? = try db.value(
      "SELECT sound FROM recordings WHERE organisation_id = \(organisation) AND id = \(id)")
    guard let sound else { throw NotFound() }
    return sound
  }

  func insert(_ recording: Recording, sound: [UInt8]) throws {
    try db.run(
      """
      INSERT INTO recordings (id, organisation_id, unit_id, format, language, transcript, permission, sound, made_at)
      VALUES (\(recording.id), \(organisation), \(recording.unit), \(recording.format), \(recording.language),
        \(recording.transcript), \(recording.permission), \(sound), \(recording.madeAt))
      """)
  }

  func delete(_ id: ID<Recording>) throws {
    try db.run("DELETE FROM recordings WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  private static let select: SQL = """
    SELECT id, unit_id, format, language, transcript, permission, made_at FROM recordings
    """
}

extension Recording {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), unit: try row("unit_id"), format: try row("format"), language: try row("language"),
      transcript: try row("transcript"), permission: try row("permission"), madeAt: try row("made_at"))
  }
}
