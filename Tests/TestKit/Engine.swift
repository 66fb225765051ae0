import Foundation
public import Persistence
import PostgresDriver
import SQLiteDriver
import Synchronization
public import Testing

/// The two engines, as the arguments of a test: `@Test(arguments: Engine.all)`.
public enum Engine: String, Sendable, CustomTestStringConvertible {
  case sqlite
  case postgres

  public static let all: [Engine] = [.sqlite, .postgres]

  public var testDescription: String { rawValue }

  /// Where the PostgreSQL of the tests is: see `scripts/postgres`.
  public static let postgresVariable = "KOMPAS_TEST_POSTGRES"

  /// A database of the test's own, with these migrations taken. SQLite lives in memory, PostgreSQL in a database of its own;
  /// both are copies of a template that each test process makes once.
  ///
  /// Skips the test, and says so, where no PostgreSQL was given.
  public func make(_ migrations: [Migration] = []) async throws -> any Database {
    switch self {
    case .sqlite: try await SQLiteTemplates.shared.copy(migrations)
    case .postgres: try await PostgresDatabase(try await makeAddress(migrations))
    }
  }

  /// Like `make`, but where it can be opened again: a path of SQLite's, a connection string of PostgreSQL's. See `open`.
  public func makeAddress(_ migrations: [Migration] = []) async throws -> String {
    switch self {
    case .sqlite:
      let path = TemporaryFolder.make().appending(path: "kompas.sqlite").path
      let database = try await SQLiteDatabase(path: path)
      if !migrations.isEmpty { try await database.migrate(migrations) }
      try await database.close()
      return path
    case .postgres:
      guard let server = ProcessInfo.processInfo.environment[Self.postgresVariable], !server.isEmpty else {
        try Test.cancel("No PostgreSQL to test with: \(Self.postgresVariable) is not set. See scripts/postgres.")
      }
      return try await PostgresTemplates.shared.copy(migrations, on: server)
    }
  }

  /// Opens what `makeAddress` made.
  public func open(_ address: String) async throws -> any Database {
    switch self {
    case .sqlite: try await SQLiteDatabase(path: address)
    case .postgres: try await PostgresDatabase(address)
    }
  }
}
