import Persistence
import TestKit
import Testing

@Suite struct ConstraintTests {
  @Test(arguments: Engine.all) func aBrokenConstraintIsCalledByItsName(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    try await db.write { db in
      for id in ["s", "t"] { try db.addShelf(id) }
      try db.run("INSERT INTO books (id, shelf_id, title) VALUES ('1', 's', 'Taal')")
    }
    let cases: [(SQL, DatabaseError.Kind)] = [
      ("INSERT INTO books (id, shelf_id, title) VALUES ('1', 's', 'Rekenen')", .uniqueViolation("uq_books__id")),
      (
        "INSERT INTO books (id, shelf_id, title, edition) VALUES ('2', 's', 'Taal', 2)",
        .uniqueViolation("uq_books__shelf_id__title")
      ),
      (
        "INSERT INTO books (id, shelf_id, title) VALUES ('2', 't', 'Taal')",
        .uniqueViolation("uq_books__title__edition")
      ),
      ("INSERT INTO books (id, shelf_id, title) VALUES ('2', 'nowhere', 'Rekenen')", .foreignKeyViolation),
      ("UPDATE shelves SET capacity = -1 WHERE id = 's'", .checkViolation("ck_shelves__capacity")),
      ("INSERT INTO books (id, shelf_id) VALUES ('2', 's')", .other),
      ("SELECT nothing FROM nowhere", .other),
    ]
    for (statement, kind) in cases {
      await #expect { try await db.write { _ = try $0.run(statement) } } throws: {
        #expect(($0 as? DatabaseError)?.kind == kind)
        return $0 is DatabaseError
      }
    }
    #expect(try await db.read { try $0.value("SELECT count(*) FROM books") } == 1)
    try await db.write { _ = try $0.run("DELETE FROM shelves WHERE id = 's'") }
    #expect(try await db.read { try $0.value("SELECT count(*) FROM books") } == 0)
  }
}
