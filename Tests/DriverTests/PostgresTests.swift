import Foundation
import Persistence
import PostgresDriver
import TestKit
import Testing

@Suite struct PostgresTests {
  private static let killMine: SQL = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    """

  @Test func brokenConnectionsAreMadeAnew() async throws {
    let address = try await Engine.postgres.makeAddress([.shelf])
    let db = try await PostgresDatabase(address)
    let other = try await PostgresDatabase(address)
    for number in 0..<3 {
      try await db.write { try $0.addShelf("\(number)") }
      _ = try await other.read { try $0.rows(Self.killMine) }
      #expect(try await db.read { try $0.shelves().count } == number + 1)
    }
    try await db.close()
    try await other.close()
  }

  /// Broken before its commit, a transaction has written nothing, so it may be repeated.
  @Test func aWriteThatLosesItsConnectionIsRepeated() async throws {
    let address = try await Engine.postgres.makeAddress([.shelf])
    let db = try await PostgresDatabase(address)
    let runs = Counter()
    try await db.write { db in
      try db.addShelf("a")
      if runs.next() == 1 {
        let own: Int = try #require(try db.value("SELECT pg_backend_pid()"))
        try db.run("SELECT pg_terminate_backend(\(own))")
      }
      try db.addShelf("b")
    }
    #expect(runs.value == 2)
    #expect(try await db.read { try $0.shelves() } == ["a", "b"])
    try await db.close()
  }

  /// A trigger at the commit ends its own connection: the driver can't know what became of it, and must not repeat it.
  @Test func aConnectionLostDuringTheCommitIsSaidToBeUnknown() async throws {
    let address = try await Engine.postgres.makeAddress([.shelf])
    let db = try await PostgresDatabase(address)
    try await db.write { db in
      try db.run(
        """
        CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
        """)
      try db.run(
        """
        CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON books DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION hang_up()
        """)
      try db.addShelf("s")
    }
    let runs = Counter()
    for inGroup in [false, true] {
      let body: @Sendable (any Connection) throws -> Void = { db in
        _ = runs.next()
        try db.run("INSERT INTO books (id, shelf_id, title) VALUES ('b', 's', 't')")
      }
      await #expect { try await inGroup ? db.writeInGroup(body) : db.write(body) } throws: {
        ($0 as? DatabaseError)?.kind == .outcomeUnknown
      }
    }
    #expect(runs.value == 2)
    #expect(try await db.read { try $0.value("SELECT count(*) FROM books") } == 0)
    try await db.close()
  }

  @Test func aLockThatIsHeldTooLongIsSaidToBeBusy() async throws {
    let address = try await Engine.postgres.makeAddress([.shelf])
    let db = try await PostgresDatabase(address, settings: PostgresSettings(lockSeconds: 1))
    let held = AsyncStream.makeStream(of: Void.self)
    let holding = Task {
      try await db.write { db in
        try db.run("LOCK TABLE shelves IN ACCESS EXCLUSIVE MODE")
        held.continuation.yield()
        try db.run("SELECT pg_sleep(2)")
      }
    }
    for await _ in held.stream { break }
    await #expect { try await db.write { try $0.addShelf("a") } } throws: { ($0 as? DatabaseError)?.kind == .busy }
    try await holding.value
    try await db.close()
  }

  @Test func aServerThatIsNotThereIsSaidSoWithoutThePassword() async throws {
    await #expect { try await PostgresDatabase("postgres://kompas:geheim@127.0.0.1:9/kompas") } throws: { error in
      #expect(!"\(error)".contains("geheim"))
      return (error as? DatabaseError)?.kind == .unavailable
    }
    await #expect { try await PostgresDatabase("postgres://kompas:geheim@[half") } throws: { error in
      #expect(!"\(error)".contains("geheim"))
      return (error as? DatabaseError)?.kind == .unavailable
    }
  }

  @Test func aConnectionStringSurvivesAnotherDatabase() throws {
    let string = try ConnectionString("postgres://me:it's%20me@localhost:5433/one?sslmode=verify-full")
    let other = string.with(database: "two words")
    #expect(other.database == "two words")
    #expect(try ConnectionString(other.text) == other)
    #expect(other.text.contains("sslmode='verify-full'"))
    #expect(other.text.contains(#"password='it\'s me'"#))
  }

  /// Far more transactions at once than connections: they wait, and none is lost.
  @Test func manyTasksShareFewConnections() async throws {
    let address = try await Engine.postgres.makeAddress([.shelf])
    let db = try await PostgresDatabase(address, settings: PostgresSettings(connections: 3))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { try await db.write { try $0.addShelf("\(number)") } }
        group.addTask { _ = try await db.read { try $0.shelves().count } }
      }
      try await group.waitForAll()
    }
    let (rows, connections) = try await db.read { db in
      (
        try db.value("SELECT count(*) FROM shelves", as: Int.self),
        try db.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()", as: Int.self)
      )
    }
    #expect(rows == 200)
    #expect(connections == 3)
    try await db.close()
  }
}
