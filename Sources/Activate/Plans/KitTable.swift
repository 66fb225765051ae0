import Foundation
import People
import Persistence
import Values

extension Migration {
  static let createKits = Migration("0342 create session kits") { words in
    [
      """
      CREATE TABLE session_kits (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_session_kits_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_session_kits_unit REFERENCES units (id) ON DELETE CASCADE,
        name TEXT NOT NULL CONSTRAINT ck_session_kits_name CHECK (length(name) BETWEEN 1 AND 120),
        note TEXT NOT NULL,
        template TEXT NOT NULL,
        made_by TEXT CONSTRAINT fk_session_kits_person REFERENCES people (id) ON DELETE SET NULL,
        made_at TEXT NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_session_kits__organisation_id ON session_kits (organisation_id)",
      "CREATE INDEX ix_session_kits__unit_id ON session_kits (unit_id)",
      "CREATE INDEX ix_session_kits__made_by ON session_kits (made_by)",
    ]
  }
}

extension Connection {
  func kits(in organisation: ID<Organisation>) -> KitTable {
    KitTable(db: self, organisation: organisation)
  }
}

/// The kits of one organisation.
struct KitTable {
  let db: any Connection
  let organisation: ID<Organisation>

  func find(_ id: ID<Kit>) throws -> Kit {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Kit(row)
  }

  /// Newest first.
  func all() throws -> [Kit] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY made_at DESC, id DESC").map(Kit.init)
  }

  func insert(_ kit: Kit) throws {
    try db.run(
      """
      INSERT INTO session_kits (id, organisation_id, unit_id, name, note, template, made_by, made_at)
      VALUES (\(kit.id), \(organisation), \(kit.unit), \(kit.name), \(kit.note), \(try Self.text(kit.template)),
        \(kit.madeBy), \(kit.madeAt))
      """)
  }

  func update(_ kit: Kit) throws {
    try db.run(
      """
      UPDATE session_kits SET name = \(kit.name), note = \(kit.note), template = \(try Self.text(kit.template))
      WHERE organisation_id = \(organisation) AND id = \(kit.id)
      """)
  }

  func delete(_ id: ID<Kit>) throws {
    try db.run("DELETE FROM session_kits WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  private static func text(_ template: PlanTemplate) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(template), as: UTF8.self)
  }

  private static let select: SQL = """
    SELECT id, unit_id, name, note, template, made_by, made_at FROM session_kits
    """
}

extension Kit {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), name: try row("name"), note: try row("note"),
      template: try JSONDecoder().decode(PlanTemplate.self, from: Data(row("template", as: String.self).utf8)),
      unit: try row("unit_id"), madeBy: try row.optional("made_by"), madeAt: try row("made_at"))
  }
}
