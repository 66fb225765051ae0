import CSQLiteSettings
import GRDB
import Persistence

/// How each connection must behave. What is asked for is read back, because a driver, a build of SQLite or an older file can
/// silently decide otherwise.
enum Pragmas {
  /// Before the first connection: SQLite counts its memory behind one lock, which each bound text takes, and nobody asks for it.
  private static let keepsNoMemoryStatistics = kompas_sqlite_keep_no_memory_statistics() == SQLITE_OK

  static var configuration: GRDB.Configuration {
    _ = keepsNoMemoryStatistics
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA mmap_size = 0;
          PRAGMA secure_delete = ON;
          PRAGMA temp_store = MEMORY;
          """)
      try require(["foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2], on: database)
    }
    return configuration
  }

  /// GRDB sets `synchronous = NORMAL` after it has prepared a connection of a pool, which acknowledges before anything is
  /// flushed. So FULL is set once the pool stands, and read back.
  static func makeDurable(_ pool: DatabasePool) async throws {
    try await pool.writeWithoutTransaction { database in
      // The one writer keeps the leaves of its indexes at hand: 32 MiB, taken only as they are used.
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768")
      try require(["synchronous": 2, "secure_delete": 1], on: database)
      let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
      guard mode == "wal" else {
        throw Persistence.DatabaseError(.other, detail: "journal_mode is \(mode ?? "nothing")")
      }
    }
  }

  private static func require(_ wanted: [String: Int], on database: GRDB.Database) throws {
    for (name, value) in wanted {
      let found = try Int.fetchOne(database, sql: "PRAGMA \(name)")
      guard found == value else {
        let said = found.map(String.init) ?? "nothing"
        throw Persistence.DatabaseError(.other, detail: "\(name) is \(said), must be \(value)")
      }
    }
  }
}
