import Foundation
public import People
public import Persistence
public import Values

extension Migration {
  static let createImports = Migration("0107 create imports") { words in
    [
      """
      CREATE TABLE imports (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_imports_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        file_name TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        file_size \(words.bigint) NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_imports_state CHECK (state IN ('proposed', 'applying', 'applied', 'stopped')),
        mapping TEXT NOT NULL,
        plan TEXT,
        findings TEXT NOT NULL,
        survey_id TEXT CONSTRAINT fk_imports_survey REFERENCES surveys (id) ON DELETE SET NULL,
        wave_id TEXT CONSTRAINT fk_imports_wave REFERENCES waves (id) ON DELETE SET NULL,
        rows_read \(words.bigint) NOT NULL,
        outcome TEXT,
        brought_by_id TEXT CONSTRAINT fk_imports_brought_by REFERENCES people (id) ON DELETE SET NULL,
        created_at TEXT NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_imports__organisation_id__file_hash ON imports (organisation_id, file_hash)",
      "CREATE INDEX ix_imports__survey_id ON imports (survey_id)",
      "CREATE INDEX ix_imports__wave_id ON imports (wave_id)",
      "CREATE INDEX ix_imports__brought_by_id ON imports (brought_by_id)",
      "CREATE INDEX ix_customers__organisation_id__email ON customers (organisation_id, email) WHERE email IS NOT NULL",
    ]
  }
}

extension Connection {
  public func imports(in organisation: ID<Organisation>) -> ImportTable {
    ImportTable(db: self, organisation: organisation)
  }
}

/// The imports of one organisation.
public struct ImportTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Import>) throws -> Import {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Import(row)
  }

  /// Newest first.
  public func all() throws -> [Import] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY created_at DESC, id DESC")
      .map(Import.init)
  }

  /// Those of one file, newest first.
  public func all(ofFile hash: String) throws -> [Import] {
    try db.rows(
      """
      \(Self.select) WHERE organisation_id = \(organisation) AND file_hash = \(hash) ORDER BY created_at DESC, id DESC
      """
    ).map(Import.init)
  }

  /// What dry runs showed of the cells is forgotten; how many there were stays.
  func forgetExamples() throws {
    for var found in try all() {
      found.findings = found.findings.withoutExamples
      found.outcome?.problems = []
      found.outcome?.unknownUnits = [:]
      try update(found)
    }
  }

  func insert(_ found: Import) throws {
    try db.run(
      """
      INSERT INTO imports (id, organisation_id, file_name, file_hash, file_size, state, mapping, plan, findings,
        survey_id, wave_id, rows_read, outcome, brought_by_id, created_at)
      VALUES (\(found.id), \(organisation), \(found.fileName), \(found.fileHash), \(found.fileSize), \(found.state),
        \(try Self.text(found.mapping)), \(try found.plan.map(Self.text)), \(try Self.text(found.findings)),
        \(found.survey), \(found.wave), \(found.rowsRead), \(try found.outcome.map(Self.text)), \(found.broughtBy),
        \(found.createdAt))
      """)
  }

  func update(_ found: Import) throws {
    try db.run(
      """
      UPDATE imports
      SET state = \(found.state), mapping = \(try Self.text(found.mapping)),
        plan = \(try found.plan.map(Self.text)), findings = \(try Self.text(found.findings)),
        survey_id = \(found.survey), wave_id = \(found.wave), rows_read = \(found.rowsRead),
        outcome = \(try found.outcome.map(Self.text))
      WHERE organisation_id = \(organisation) AND id = \(found.id)
      """)
  }

  /// Notes how far it is; false where somebody stopped it.
  func goOn(_ id: ID<Import>, rowsRead: Int) throws -> Bool {
    try db.run(
      """
      UPDATE imports SET rows_read = \(rowsRead)
      WHERE organisation_id = \(organisation) AND id = \(id) AND state = 'applying'
      """) == 1
  }

  func stop(_ id: ID<Import>) throws -> Bool {
    try db.run(
      """
      UPDATE imports SET state = 'stopped'
      WHERE organisation_id = \(organisation) AND id = \(id) AND state = 'applying'
      """) == 1
  }

  func delete(_ id: ID<Import>) throws {
    try db.run("DELETE FROM imports WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  private static let select: SQL = """
    SELECT id, file_name, file_hash, file_size, state, mapping, plan, findings, survey_id, wave_id, rows_read, outcome,
      brought_by_id, created_at
    FROM imports
    """

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A cell may hold a NUL, which no database keeps in a text; JSON says it in other signs.
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension Import {
  fileprivate init(_ row: Row) throws {
    func value<Value: Decodable>(_ text: String, as type: Value.Type) throws -> Value {
      try JSONDecoder().decode(type, from: Data(text.utf8))
    }
    self.init(
      id: try row("id"), fileName: try row("file_name"), fileHash: try row("file_hash"), fileSize: try row("file_size"),
      state: try row("state"), mapping: try value(row("mapping"), as: ImportMapping.self),
      plan: try row.optional("plan").map { try value($0, as: ImportPlan.self) },
      findings: try value(row("findings"), as: ImportFindings.self), survey: try row.optional("survey_id"),
      wave: try row.optional("wave_id"), rowsRead: try row("rows_read"),
      outcome: try row.optional("outcome").map { try value($0, as: ImportOutcome.self) },
      broughtBy: try row.optional("brought_by_id"), createdAt: try row("created_at"))
  }
}

extension Connection {
  /// Whether any import, of any organisation, has this original.
  func isFileNeeded(_ hash: String) throws -> Bool {
    try row("SELECT id FROM imports WHERE file_hash = \(hash) LIMIT 1") != nil
  }

  /// All imports that were under way when the program ended, of every organisation: they go on at the next start.
  func importsUnderWay() throws -> [(organisation: ID<Organisation>, id: ID<Import>)] {
    try rows("SELECT organisation_id, id FROM imports WHERE state = 'applying' ORDER BY created_at").map {
      (try $0("organisation_id"), try $0("id"))
    }
  }
}
