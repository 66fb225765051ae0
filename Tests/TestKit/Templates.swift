import Foundation
import Persistence
import PostgresDriver
import SQLiteDriver

/// A migrated database in memory for each list of migrations, made once and copied for every test.
actor SQLiteTemplates {
  static let shared = SQLiteTemplates()
  private var made: [[String]: Task<SQLiteDatabase, any Error>] = [:]

  func copy(_ migrations: [Migration]) async throws -> SQLiteDatabase {
    let key = migrations.map(\.name)
    let template =
      made[key]
      ?? Task {
        let template = try SQLiteDatabase()
        if !migrations.isEmpty { try await template.migrate(migrations) }
        return template
      }
    made[key] = template
    return try SQLiteDatabase(copyInMemoryOf: await template.value)
  }
}

/// The same on a PostgreSQL server. What an ended test process left behind is dropped by the next one.
actor PostgresTemplates {
  static let shared = PostgresTemplates()
  private static let prefix = "kompas_test_"
  private var made: [[String]: Task<String, any Error>] = [:]
  private var cleared: Task<Void, any Error>?
  private var count = 0

  /// The connection string of a fresh copy.
  func copy(_ migrations: [Migration], on server: String) async throws -> String {
    let clearing = cleared ?? Task { try await Self.clear(server) }
    cleared = clearing
    try await clearing.value

    let key = migrations.map(\.name)
    let name = nextName()
    let template = made[key] ?? Task { try await Self.makeTemplate(migrations, named: name, on: server) }
    made[key] = template
    let original = try await template.value

    let copy = nextName()
    try await PostgresDatabase.administer(server, "CREATE DATABASE \(copy) TEMPLATE \(original)")
    return try ConnectionString(server).with(database: copy).text
  }

  private func nextName() -> String {
    count += 1
    return "\(Self.prefix)\(ProcessInfo.processInfo.processIdentifier)_\(count)"
  }

  private static func makeTemplate(
    _ migrations: [Migration], named name: String, on server: String
  ) async throws -> String {
    try await PostgresDatabase.administer(
      server, "CREATE DATABASE \(name) TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'")
    let database = try await PostgresDatabase(ConnectionString(server).with(database: name).text)
    if !migrations.isEmpty { try await database.migrate(migrations) }
    try await database.close()
    return name
  }

  private static func clear(_ server: String) async throws {
    let names = try await PostgresDatabase(server).read { db in
      try db.rows("SELECT datname FROM pg_database WHERE starts_with(datname, \(prefix))")
        .map { try $0("datname", as: String.self) }
    }
    for name in names {
      let owner = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let process = Int32(owner), kill(process, 0) != 0 else { continue }
      try await PostgresDatabase.administer(server, "DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }
  }
}
