import Persistence
import TestKit
import Testing

@Suite struct ManyRowsTests {
  @Test(arguments: Engine.all) func manyRowsGoInAndWhatIsThereAlreadyStays(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let added = try await db.write { db in
      try db.addShelf("s7", capacity: 70)
      var rows = SQLRows(inserting: "shelves (id, capacity)", width: 2, ending: "ON CONFLICT (id) DO NOTHING")
      rows.reserve(250)
      for number in 0..<250 {
        rows.add("s\(number)")
        rows.add(number / 10)
      }
      #expect(rows.count == 250)
      return try db.insert(rows)
    }
    #expect(added == 249)
    #expect(try await db.read { try $0.shelves().count } == 250)
    #expect(try await db.read { try $0.capacity(of: "s7") } == 70)
    #expect(try await db.read { try $0.capacity(of: "s249") } == 24)
  }

  @Test(arguments: Engine.all) func everyKindOfValueComesBackAsItWas(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let nothing: Int? = nil
    try await db.write { db in
      try db.addShelf("s")
      var rows = SQLRows(inserting: "books (id, shelf_id, title, edition, pages, weight, cover)", width: 7)
      for number in 0..<3 {
        rows.add("b\(number)")
        rows.add("s")
        rows.add(["", "Één 'boek' 📚", String(repeating: "lang ", count: 500)][number])
        rows.add(1)
        rows.add(number == 1 ? nothing : Int.max - number)
        rows.add(Double(number) / 3)
        rows.add([[UInt8](), [0, 1, 255], [0]][number])
      }
      try db.insert(rows)
    }
    let found = try await db.read { try $0.rows("SELECT title, pages, weight, cover FROM books ORDER BY id") }
    #expect(try found.map { try $0("title", as: String.self) }.map(\.count) == [0, 12, 2_500])
    #expect(try found.map { try $0.optional("pages", as: Int.self) } == [.max, nil, .max - 2])
    #expect(try found.map { try $0("weight", as: Double.self) } == [0, 1.0 / 3, 2.0 / 3])
    #expect(try found.map { try $0("cover", as: [UInt8].self) } == [[], [0, 1, 255], [0]])
  }

  @Test(arguments: Engine.all) func aRowThatBreaksARuleUndoesThemAll(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let bad: [(String, Int, DatabaseError.Kind)] = [
      ("a\0b", 1, .checkViolation("text_without_nul")), ("b", -1, .checkViolation("ck_shelves__capacity")),
      ("first", 1, .uniqueViolation("uq_shelves__id")),
    ]
    for (id, capacity, kind) in bad {
      await #expect {
        try await db.write { db in
          var rows = SQLRows(inserting: "shelves (id, capacity)", width: 2)
          for (id, capacity) in [("first", 1), (id, capacity)] {
            rows.add(id)
            rows.add(capacity)
          }
          try db.insert(rows)
        }
      } throws: {
        ($0 as? DatabaseError)?.kind == kind
      }
    }
    #expect(try await db.read { try $0.shelves() } == [])
  }

  @Test(arguments: Engine.all) func noRowsAreNoWork(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    let added = try await db.write { try $0.insert(SQLRows(inserting: "shelves (id, capacity)", width: 2)) }
    #expect(added == 0)
  }
}
