import Persistence
import TestKit
import Testing
import Values

@Suite struct ValueTests {
  @Test(arguments: Engine.all) func everyValueComesBackEqual(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let title = "Hé 'quoted' \"twice\" \\ ; -- \n\t 日本 👩‍👩‍👧"
    let cover: [UInt8] = Array(0...255)
    let row = try await db.write { db in
      try db.addShelf("s")
      try db.run(
        """
        INSERT INTO books (id, shelf_id, title, pages, weight, cover)
        VALUES (\(ID<String>("b")), 's', \(title), \(Int64.max), \(0.1 + 0.2), \(cover))
        """)
      return try #require(try db.row("SELECT * FROM books WHERE title = \(title)"))
    }
    #expect(try row("id") == ID<String>("b"))
    #expect(try row("title") == title)
    #expect(try row("edition") == 1)
    #expect(try row("pages") == Int64.max)
    #expect(try row("weight") == 0.1 + 0.2)
    #expect(try row("cover") == cover)
  }

  @Test(arguments: Engine.all) func absentStaysAbsentAndEmptyStaysEmpty(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let row = try await db.write { db in
      try db.addShelf("s")
      try db.run(
        """
        INSERT INTO books (id, shelf_id, title, pages, cover)
        VALUES ('b', 's', '', \(Int?.none), \([UInt8]()))
        """)
      return try #require(try db.row("SELECT * FROM books"))
    }
    #expect(try row("title") == "")
    #expect(try row.optional("pages", as: Int.self) == nil)
    #expect(try row.optional("weight", as: Double.self) == nil)
    #expect(try row("cover") == [UInt8]())
  }

  @Test(arguments: Engine.all) func countsSumsAndMeansHaveOneType(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let row = try await db.write { db in
      for (id, capacity) in [("a", 1), ("b", 2)] { try db.addShelf(id, capacity: capacity) }
      let bigint = SQL(stringLiteral: SchemaWords(dialect: db.dialect).bigint)
      return try #require(
        try db.row(
          """
          SELECT count(*) AS n, sum(capacity) AS total, sum(CAST(capacity AS \(bigint))) AS big,
            avg(capacity) AS mean, EXISTS (SELECT 1 FROM shelves) AS any
          FROM shelves
          """))
    }
    #expect(try row("n") == 2)
    #expect(try row("total") == 3)
    #expect(try row("big") == 3)
    #expect(try row("mean") == 1.5)
    #expect(try row("any") == true)
  }

  @Test(arguments: Engine.all) func whatOneEngineWouldChangeBothRefuse(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    await #expect(throws: DatabaseError.self) { try await db.write { try $0.addShelf("a\0b") } }
    await #expect(throws: DatabaseError.self) { try await db.read { _ = try $0.rows("SELECT \(Double.nan)") } }
    await #expect(throws: DatabaseError.self) {
      try await db.write { try $0.run("INSERT INTO shelves (id, capacity) VALUES ('a', 'many')") }
    }
    #expect(try await db.read { try $0.shelves() } == [])
  }

  @Test(arguments: Engine.all) func textIsOrderedByItsCodePoints(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let found = try await db.write { db in
      for id in ["a", "B", "é", "_", "1", "b-1", "b1"] { try db.addShelf(id) }
      return try db.shelves()
    }
    #expect(found == ["1", "B", "_", "a", "b-1", "b1", "é"])
  }

  @Test(arguments: Engine.all) func changedRowsAreCounted(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let statements: [SQL] = [
      "INSERT INTO shelves (id, capacity) VALUES ('a', 1), ('b', 2)",
      "UPDATE shelves SET capacity = 3 WHERE id = 'nobody'",
      "INSERT INTO shelves (id, capacity) VALUES ('a', 9) ON CONFLICT (id) DO NOTHING",
      "INSERT INTO shelves (id, capacity) VALUES ('a', 9) ON CONFLICT (id) DO UPDATE SET capacity = excluded.capacity",
      "DELETE FROM shelves",
      "CREATE TABLE more (id TEXT PRIMARY KEY NOT NULL)",
    ]
    #expect(try await db.write { db in try statements.map { try db.run($0) } } == [2, 0, 0, 1, 2, 0])
  }

  @Test(arguments: Engine.all) func aChangeMayReturnItsRows(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let found: Int? = try await db.write { db in
      try db.addShelf("a", capacity: 9)
      return try db.value("DELETE FROM shelves WHERE id = 'a' RETURNING capacity")
    }
    #expect(found == 9)
    #expect(try await db.read { try $0.shelves() } == [])
  }

  @Test(arguments: Engine.all) func manyRowsStreamInOrder(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let count = 20_000
    let (sum, seen) = try await db.write { db in
      try db.run(
        """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(count))
        INSERT INTO shelves (id, capacity) SELECT CAST(n AS TEXT), n FROM numbers
        """)
      var (sum, seen, last) = (0, 0, 0)
      try db.forEachRow("SELECT capacity FROM shelves WHERE capacity > \(0) ORDER BY capacity") { row in
        let capacity: Int = try row("capacity")
        #expect(capacity == last + 1)
        (sum, seen, last) = (sum + capacity, seen + 1, capacity)
      }
      return (sum, seen)
    }
    #expect(seen == count)
    #expect(sum == count * (count + 1) / 2)
  }

  @Test(arguments: Engine.all) func aStreamMayAskMoreAndMayStopEarly(engine: Engine) async throws {
    struct Enough: Error {}
    let db = try await engine.make([.shelf])
    try await db.write { db in
      for number in 0..<2_000 { try db.addShelf("\(number)", capacity: number) }
    }
    let found = try await db.read { db in
      var found: [Int] = []
      do {
        try db.forEachRow("SELECT id FROM shelves ORDER BY capacity") { outer in
          try db.forEachRow("SELECT id FROM shelves ORDER BY capacity LIMIT 1") { _ in }
          let id: String = try outer("id")
          found.append(try #require(try db.capacity(of: id)))
          if found.count == 3 { throw Enough() }
        }
      } catch is Enough {}
      return found + [try #require(try db.capacity(of: "7"))]
    }
    #expect(found == [0, 1, 2, 7])
  }
}
