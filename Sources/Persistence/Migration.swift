/// One step of the schema: plain SQL, forward only. Once released, a step is never edited; a test holds its hash.
public struct Migration: Sendable {
  /// `0001 create organisations`: the number orders, the words explain.
  public let name: String
  let statements: @Sendable (SchemaWords) -> [String]

  public init(_ name: String, statements: @escaping @Sendable (SchemaWords) -> [String]) {
    self.name = name
    self.statements = statements
  }

  public func statements(for dialect: Dialect) -> [String] {
    statements(SchemaWords(dialect: dialect))
  }
}

/// What the two engines spell differently in a schema. There are no other words.
public struct SchemaWords: Sendable {
  public let dialect: Dialect

  public init(dialect: Dialect) {
    self.dialect = dialect
  }

  public var bigint: String { dialect == .postgres ? "BIGINT" : "INTEGER" }
  public var double: String { dialect == .postgres ? "DOUBLE PRECISION" : "REAL" }
  public var blob: String { dialect == .postgres ? "BYTEA" : "BLOB" }
  /// SQLite is as strict as PostgreSQL, so that a mistake of type shows on the first machine.
  public var strict: String { dialect == .postgres ? "" : " STRICT" }
}

extension Database {
  /// Brings the schema up to date and gives the names of the steps that were taken.
  @discardableResult
  public func migrate(_ migrations: [Migration]) async throws -> [String] {
    try await writeAlone { db in
      try db.run("CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL)")
      let taken = try db.rows("SELECT name FROM migrations ORDER BY position").map { try $0("name", as: String.self) }
      guard taken.count <= migrations.count, zip(taken, migrations).allSatisfy({ $0 == $1.name }) else {
        throw DatabaseError(.tooNew, detail: "The database was made by another version: \(taken.last ?? "")")
      }
      for (position, migration) in migrations.enumerated().dropFirst(taken.count) {
        for statement in migration.statements(for: db.dialect) {
          try db.run(SQL(stringLiteral: statement))
        }
        try db.run("INSERT INTO migrations (position, name) VALUES (\(position + 1), \(migration.name))")
      }
      return migrations.dropFirst(taken.count).map(\.name)
    }
  }
}
