import Foundation
public import Persistence
public import Values

extension Migration {
  /// Came after the tables of the other rooms.
  public static let createImportDrafts = Migration("0030 create import drafts") { words in
    [
      """
      CREATE TABLE import_drafts (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_import_drafts_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL CONSTRAINT fk_import_drafts_person REFERENCES people (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        sheet \(words.blob) NOT NULL,
        created_at TEXT NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_import_drafts__organisation_id ON import_drafts (organisation_id)",
      "CREATE INDEX ix_import_drafts__person_id ON import_drafts (person_id)",
    ]
  }
}

/// A table that somebody looks at before it goes in. It waits for a day, for its own maker only.
public struct ImportDraft: Sendable {
  public let id: ID<ImportDraft>
  public let kind: ImportKind
  public let sheet: ImportSheet
  /// From which day new units, moves and roles count.
  public let day: Day
}

extension PeopleImport {
  /// Keeps a table until it is applied; whatever its maker kept before is forgotten.
  public func keep(
    _ kind: ImportKind, _ sheet: ImportSheet, from day: Day, by member: Member
  ) async throws -> ImportDraft {
    try check(sheet, kind, by: member)
    let draft = ImportDraft(id: world.id(), kind: kind, sheet: sheet, day: day)
    let now = world.now()
    let organisation = member.organisation.id
    let bytes = [UInt8](try JSONEncoder().encode(sheet))
    try await database.write { db in
      try db.run(
        """
        DELETE FROM import_drafts
        WHERE organisation_id = \(organisation) AND (person_id = \(member.person) OR created_at < \(now.adding(days: -1)))
        """)
      try db.run(
        """
        INSERT INTO import_drafts (id, organisation_id, person_id, kind, valid_from, sheet, created_at)
        VALUES (\(draft.id), \(organisation), \(member.person), \(kind), \(day), \(bytes), \(now))
        """)
    }
    return draft
  }

  /// What somebody kept; nobody else finds it.
  public func draft(_ id: ID<ImportDraft>, by member: Member) async throws -> ImportDraft {
    let row = try await database.read { db in
      try db.row(
        """
        SELECT kind, valid_from, sheet FROM import_drafts
        WHERE organisation_id = \(member.organisation.id) AND person_id = \(member.person) AND id = \(id)
        """)
    }
    guard let row else { throw NotFound() }
    let sheet = try JSONDecoder().decode(ImportSheet.self, from: Data(row("sheet", as: [UInt8].self)))
    return ImportDraft(id: id, kind: try row("kind"), sheet: sheet, day: try row("valid_from"))
  }
}

extension Connection {
  /// Tables that wait to go in are forgotten: whoever was erased may be in them.
  func dropImportDrafts(in organisation: ID<Organisation>) throws {
    try run("DELETE FROM import_drafts WHERE organisation_id = \(organisation)")
  }
}
