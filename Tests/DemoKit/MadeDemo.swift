public import Demo
public import People
import Persistence
public import SQLiteDriver
import Schema

/// The demo organisation in memory, made once for the tests of all rooms: to make it takes longer than all that they ask of it.
public enum MadeDemo {
  private static let original = Task { try await make() }

  /// The one that all share. A test that changes something takes a copy: `SQLiteDatabase(copyInMemoryOf:)`.
  public static func shared() async throws -> (database: SQLiteDatabase, organisation: Organisation) {
    try await original.value
  }

  /// Another one, made anew.
  public static func make(
    _ demo: DemoOrganisation = DemoOrganisation()
  ) async throws -> (database: SQLiteDatabase, organisation: Organisation) {
    let database = try SQLiteDatabase()
    try await database.migrate(Schema.migrations)
    return (database, try await demo.make(in: database))
  }
}
