import Foundation
import Persistence
import PostgresDriver
import SQLiteDriver
import TestKit
import Testing

@Suite struct BackupTests {
  @Test(arguments: Engine.all) func whatWasWrittenIsThereAfterReopening(engine: Engine) async throws {
    let address = try await engine.makeAddress([.shelf])
    for number in 0..<3 {
      let db = try await engine.open(address)
      try await db.write { try $0.addShelf("\(number)") }
      try await db.writeInGroup { try $0.addShelf("group \(number)") }
      try await db.close()
    }
    let db = try await engine.open(address)
    #expect(try await db.read { try $0.shelves() } == ["0", "1", "2", "group 0", "group 1", "group 2"])
    try await db.close()
  }

  /// A backup taken while others write is one moment of them: the two shelves of each write are both in it or both not.
  @Test(arguments: Engine.all) func aRestoredBackupEqualsOneMoment(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { db in
      for number in 0..<1_000 { try db.addShelf("before \(number)", capacity: number) }
    }
    let writing = Task {
      var number = 0
      while !Task.isCancelled {
        let current = number
        try await db.writeInGroup { db in
          try db.addShelf("left \(current)")
          try db.addShelf("right \(current)")
        }
        number += 1
      }
      return number
    }
    try await Task.sleep(for: .milliseconds(50))
    let path = TemporaryFolder.make().appending(path: "backup").path
    try await db.backUp(to: path)
    writing.cancel()
    #expect(try await writing.value > 0)
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: path + ".unfinished"))

    let restored: any Database
    switch engine {
    case .sqlite:
      let address = TemporaryFolder.make().appending(path: "restored.sqlite").path
      try await SQLiteDatabase.restore(from: path, to: address)
      restored = try await SQLiteDatabase(path: address)
    case .postgres:
      let address = try await engine.makeAddress()
      try await PostgresDatabase.restore(from: path, into: address)
      restored = try await PostgresDatabase(address)
    }
    #expect(try await restored.migrate([.shelf]) == [])
    let counts = try await restored.read { db in
      try ["before", "left", "right"].map { word in
        try db.value("SELECT count(*) FROM shelves WHERE substr(id, 1, length(\(word))) = \(word)", as: Int.self)
      }
    }
    #expect(counts[0] == 1_000)
    #expect(counts[1] == counts[2])
    try await restored.close()
    try await db.close()
  }

  @Test func aRestoreKeepsWhatWasThereAndRefusesADamagedBackup() async throws {
    let folder = TemporaryFolder.make()
    let (path, backup) = (folder.appending(path: "a.sqlite").path, folder.appending(path: "backup").path)
    let db = try await SQLiteDatabase(path: path)
    try await db.migrate([.shelf])
    try await db.write { try $0.addShelf("old") }
    try await db.backUp(to: backup)
    try await db.write { try $0.addShelf("new") }
    await #expect { try await SQLiteDatabase.restore(from: backup, to: path) } throws: {
      ($0 as? DatabaseError)?.kind == .inUse
    }
    try await db.close()

    var bytes = try Data(contentsOf: URL(filePath: backup))
    let damaged = backup + ".damaged"
    bytes.replaceSubrange(4_096..<min(bytes.count, 12_288), with: Data(repeating: 0xAB, count: 8_192))
    try bytes.write(to: URL(filePath: damaged))
    await #expect(throws: DatabaseError.self) { try await SQLiteDatabase.restore(from: damaged, to: path) }
    let untouched = try await SQLiteDatabase(path: path)
    #expect(try await untouched.read { try $0.shelves() } == ["new", "old"])
    try await untouched.close()

    try await SQLiteDatabase.restore(from: backup, to: path)
    let restored = try await SQLiteDatabase(path: path)
    #expect(try await restored.read { try $0.shelves() } == ["old"])
    try await restored.close()
    let before = try await SQLiteDatabase(path: path + ".before-restore")
    #expect(try await before.read { try $0.shelves() } == ["new", "old"])
    try await before.close()
  }
}
