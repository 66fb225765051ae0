import Foundation
import Persistence
import SQLiteDriver
import TestKit
import Testing

@Suite struct SQLiteTests {
  @Test func aSecondOpeningIsRefusedUntilTheFirstCloses() async throws {
    let path = TemporaryFolder.make().appending(path: "a.sqlite").path
    let first = try await SQLiteDatabase(path: path)
    await #expect { try await SQLiteDatabase(path: path) } throws: { ($0 as? DatabaseError)?.kind == .inUse }
    try await first.close()
    let second = try await SQLiteDatabase(path: path)
    try await second.close()
  }

  @Test func everyCommitIsFlushedAndEveryConnectionIsStrict() async throws {
    let path = TemporaryFolder.make().appending(path: "a.sqlite").path
    let db = try await SQLiteDatabase(path: path)
    let strict: [String: Int] = [
      "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "secure_delete": 1, "temp_store": 2,
    ]
    let settings: @Sendable (any Connection) throws -> [String: Int] = { db in
      var found: [String: Int] = [:]
      for name in strict.keys { found[name] = try db.value(SQL(stringLiteral: "PRAGMA \(name)")) }
      return found
    }
    #expect(try await db.write(settings) == strict)
    #expect(try await db.read(settings) == strict)
    #expect(try await db.write { try $0.value("PRAGMA synchronous") } == 2)
    #expect(try await db.read { try $0.value("PRAGMA journal_mode") } == "wal")
    try await db.close()
  }

  @Test func aDamagedFileIsRefusedWithAMessage() async throws {
    let path = TemporaryFolder.make().appending(path: "a.sqlite").path
    try Data("this is not a database, but it is long enough to look at".utf8).write(to: URL(filePath: path))
    await #expect(throws: DatabaseError.self) { try await SQLiteDatabase(path: path) }
  }

  /// The log is moved into the file as it grows, or it would grow for ever.
  @Test func theLogStaysSmall() async throws {
    let path = TemporaryFolder.make().appending(path: "a.sqlite").path
    let db = try await SQLiteDatabase(path: path)
    try await db.migrate([.shelf])
    let filler = String(repeating: "x", count: 20_000)
    for round in 0..<60 {
      try await db.writeInGroup { db in
        for number in 0..<20 { try db.addShelf("\(round) \(number) \(filler)") }
      }
    }
    let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
    let file = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    #expect(log < 12 << 20, "\(log)")
    #expect(file > 10 << 20, "\(file)")
    try await db.close()
  }
}
