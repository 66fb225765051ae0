public import Persistence
public import Values

extension Migration {
  static let createOrganisations = Migration("0001 create organisations") { words in
    [
      """
      CREATE TABLE organisations (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL CONSTRAINT ck_organisations_name CHECK (length(name) BETWEEN 1 AND 200),
        language TEXT NOT NULL CONSTRAINT ck_organisations_language CHECK (language IN ('nl', 'en')),
        time_zone TEXT NOT NULL,
        is_demo INTEGER NOT NULL CONSTRAINT ck_organisations_is_demo CHECK (is_demo IN (0, 1)),
        created_at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 0
      )\(words.strict)
      """
    ]
  }
}

extension Connection {
  public var organisations: OrganisationTable { OrganisationTable(db: self) }
}

/// All organisations of the installation: for signing in and for the command line, never for a page of one of them.
public struct OrganisationTable {
  let db: any Connection

  public func find(_ id: ID<Organisation>) throws -> Organisation {
    guard let row = try db.row("\(Self.select) WHERE id = \(id)") else { throw NotFound() }
    return try Organisation(row)
  }

  public func all() throws -> [Organisation] {
    try db.rows("\(Self.select) ORDER BY created_at, id").map(Organisation.init)
  }

  public func insert(_ organisation: Organisation) throws {
    try db.run(
      """
      INSERT INTO organisations (id, name, language, time_zone, is_demo, created_at)
      VALUES (\(organisation.id), \(organisation.name), \(organisation.language), \(organisation.timeZone),
        \(organisation.isDemo), \(organisation.createdAt))
      """)
  }

  public func update(_ organisation: Organisation) throws {
    try db.run(
      """
      UPDATE organisations
      SET name = \(organisation.name), language = \(organisation.language), time_zone = \(organisation.timeZone),
        version = version + 1
      WHERE id = \(organisation.id)
      """)
  }

  /// Something changed that members carry with them (units, people, roles): what nodes remember of it is out of date.
  func touch(_ id: ID<Organisation>) throws {
    try db.run("UPDATE organisations SET version = version + 1 WHERE id = \(id)")
  }

  private static let select: SQL = "SELECT id, name, language, time_zone, is_demo, created_at FROM organisations"
}

extension Organisation {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), name: try row("name"), language: try row("language"), timeZone: try row("time_zone"),
      isDemo: try row("is_demo"), createdAt: try row("created_at"))
  }
}
