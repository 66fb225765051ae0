import Persistence
import TestKit
import Testing

@Suite struct MigrationTests {
  private static let second = Migration("0002 add colour") { _ in ["ALTER TABLE shelves ADD COLUMN colour TEXT"] }
  private static let broken = Migration("0002 half done") { _ in
    ["CREATE TABLE half (id TEXT PRIMARY KEY NOT NULL)", "CREATE TABLE half (id TEXT PRIMARY KEY NOT NULL)"]
  }

  @Test(arguments: Engine.all) func onlyWhatIsNewIsTaken(engine: Engine) async throws {
    let db = try await engine.make()
    #expect(try await db.migrate([.shelf]) == ["0001 create shelves and books"])
    try await db.write { try $0.addShelf("a") }
    // The text of this statement is prepared before its table changes.
    #expect(try await db.read { try $0.rows("SELECT * FROM shelves").count } == 1)
    #expect(try await db.migrate([.shelf, Self.second]) == ["0002 add colour"])
    #expect(try await db.migrate([.shelf, Self.second]) == [])
    let row = try #require(try await db.read { try $0.row("SELECT * FROM shelves") })
    #expect(try row.optional("colour", as: String.self) == nil)
  }

  @Test(arguments: Engine.all) func aNewerSchemaIsRefused(engine: Engine) async throws {
    let db = try await engine.make([.shelf, Self.second])
    for known in [[Migration.shelf], [], [.shelf, Self.broken]] {
      await #expect { try await db.migrate(known) } throws: { ($0 as? DatabaseError)?.kind == .tooNew }
    }
    #expect(try await db.read { try $0.rows("SELECT id, colour FROM shelves").count } == 0)
  }

  @Test(arguments: Engine.all) func aBrokenMigrationLeavesTheOldSchema(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    await #expect(throws: DatabaseError.self) { try await db.migrate([.shelf, Self.broken]) }
    await #expect(throws: DatabaseError.self) { try await db.read { _ = try $0.rows("SELECT id FROM half") } }
    #expect(try await db.migrate([.shelf, Self.second]) == ["0002 add colour"])
  }

  @Test(arguments: Engine.all) func twoThatMigrateAtOnceTakeEachStepOnce(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress())
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { try await db.migrate([.shelf, Self.second]) } }
      return try await group.reduce([], +)
    }
    #expect(taken == ["0001 create shelves and books", "0002 add colour"])
    try await db.close()
  }
}
