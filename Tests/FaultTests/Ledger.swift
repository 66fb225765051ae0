import Persistence
import Testing

extension Migration {
  /// Without any uniqueness, so that what was written twice is there twice.
  static let rows = Migration("0001 create rows") { words in
    [
      "CREATE TABLE rows (id TEXT NOT NULL, body TEXT NOT NULL)\(words.strict)",
      "CREATE TABLE followers (id TEXT NOT NULL)\(words.strict)",
      "CREATE INDEX ix_rows__id ON rows (id)",
    ]
  }
}

extension Database {
  /// Everything that was acknowledged is there, nothing is there twice, and no half of a change is there.
  func expectToHold(_ acknowledged: Set<String>, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let (rows, followers) = try await read { db in
      (
        try db.rows("SELECT id FROM rows").map { try $0("id", as: String.self) },
        try db.rows("SELECT id FROM followers").map { try $0("id", as: String.self) }
      )
    }
    let kept = Set(rows)
    #expect(acknowledged.subtracting(kept).isEmpty, "lost", sourceLocation: sourceLocation)
    #expect(kept.count == rows.count, "doubled", sourceLocation: sourceLocation)
    #expect(rows.sorted() == followers.sorted(), "halved", sourceLocation: sourceLocation)
  }
}
