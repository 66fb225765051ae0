import Persistence

/// A small schema with one of everything that the engines could see differently.
extension Migration {
  static let shelf = Migration("0001 create shelves and books") { t in
    [
      """
      CREATE TABLE shelves (
        id       TEXT PRIMARY KEY NOT NULL,
        capacity INTEGER NOT NULL CONSTRAINT ck_shelves__capacity CHECK (capacity >= 0)
      )\(t.strict)
      """,
      """
      CREATE TABLE books (
        id       TEXT PRIMARY KEY NOT NULL,
        shelf_id TEXT NOT NULL CONSTRAINT fk_books__shelf_id REFERENCES shelves (id) ON DELETE CASCADE,
        title    TEXT NOT NULL,
        edition  INTEGER NOT NULL DEFAULT 1,
        pages    \(t.bigint),
        weight   \(t.double),
        cover    \(t.blob),
        CONSTRAINT uq_books__shelf_id__title UNIQUE (shelf_id, title)
      )\(t.strict)
      """,
      "CREATE UNIQUE INDEX uq_books__title__edition ON books (title, edition)",
    ]
  }
}

extension Connection {
  func addShelf(_ id: String, capacity: Int = 0) throws {
    try run("INSERT INTO shelves (id, capacity) VALUES (\(id), \(capacity))")
  }

  func capacity(of shelf: String) throws -> Int? {
    try value("SELECT capacity FROM shelves WHERE id = \(shelf)")
  }

  func shelves() throws -> [String] {
    try rows("SELECT id FROM shelves ORDER BY id").map { try $0("id") }
  }
}
