import Foundation
import People
import Persistence
import Schema
import SQLiteDriver
import TestKit
import Testing
import Values

/// `kompas backup` and `kompas restore`, with somebody erased in between.
@Suite(.timeLimit(.minutes(5))) struct RestoreTests {
  private static let name = "Xanthippe Quist"
  private static let address = "xanthippe@linde.test"

  /// A data folder with an administrator and somebody who will be erased, backed up, and then they are erased.
  private struct Installation {
    let folder = TemporaryFolder.make()
    var data: String { folder.appending(path: "data").path }
    var backup: String { folder.appending(path: "backup.sqlite").path }
    var list: URL { folder.appending(path: "erased.jsonl") }

    init() async throws {
      for (name, address, role) in [
        ("Ria Beheer", "ria@linde.test", "administrator"), (RestoreTests.name, RestoreTests.address, "employee"),
      ] {
        let added = try Program(
          ["member", "add", "--data", data, "--organisation", "De Linde", "--name", name, "--email", address]
            + ["--role", role]
        ).end()
        try #require(added.status == 0, "\(added.errors)")
      }
      let copied = try Program(["backup", "--data", data, backup]).end()
      try #require(copied.status == 0, "\(copied.errors)")
      try await erase()
    }

    /// As an administrator does on their page, with the line that the server adds to its list.
    private func erase() async throws {
      let database = try await SQLiteDatabase(path: data + "/kompas.sqlite")
      let world = World.test(clock: TestClock(Self.now))
      let (member, person) = try await database.read { db -> (Member?, ID<Person>?) in
        guard let organisation = try db.organisations.all().first else { return (nil, nil) }
        let people = try db.people(in: organisation.id).all()
        let administrator = people.first { $0.name == "Ria Beheer" }
        return (
          try administrator.flatMap { try db.people(in: organisation.id).member($0.id, on: Self.now.day) },
          people.first { $0.name == RestoreTests.name }?.id
        )
      }
      let list = list
      let erasures = Erasures(database: database, world: world, rooms: Schema.forgetting) { entry in
        try (JSONEncoder().encode(entry) + [UInt8(ascii: "\n")]).write(to: list)
      }
      try await erasures.erase(
        #require(person), handingOverTo: nil, leaving: "Oud-collega", by: #require(member))
      try await database.close()
    }

    private static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// Restores into a folder of its own.
    func restore(_ name: String, _ options: [String]) throws -> (data: String, program: Program) {
      let place = folder.appending(path: name).path
      return (place, try Program(["restore", "--data", place, backup] + options).end())
    }
  }

  /// Every column of every table in which these words stand.
  private static func places(of words: String, in data: String) async throws -> [String] {
    let database = try await SQLiteDatabase(path: data + "/kompas.sqlite")
    let found = try await database.read { db in
      try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'").flatMap { row -> [String] in
        let table: String = try row("name")
        return try db.rows(SQL(stringLiteral: "PRAGMA table_info(\"\(table)\")")).compactMap { row in
          let column: String = try row("name")
          let query = SQL(
            stringLiteral: "SELECT COUNT(*) FROM \"\(table)\" WHERE CAST(\"\(column)\" AS TEXT) LIKE '%\(words)%'")
          return try (db.value(query, as: Int.self) ?? 0) > 0 ? "\(table).\(column)" : nil
        }
      }
    }
    try await database.close()
    return found
  }

  @Test func whoWasErasedIsErasedAgainAfterARestore() async throws {
    let installation = try await Installation()

    let without = try installation.restore("without", [])
    #expect(without.program.status == 0 && without.program.output.contains("There is no list of who was erased"))
    #expect(try await !Self.places(of: Self.name, in: without.data).isEmpty, "the backup itself does hold the name")

    let restored = try installation.restore("with", ["--erased", installation.list.path])
    #expect(restored.program.status == 0, "\(restored.program.errors)")
    #expect(restored.program.output.contains("1 erasure of after the backup applied again."))
    for words in [Self.name, "Xanthippe", "Quist", Self.address] {
      #expect(try await Self.places(of: words, in: restored.data) == [], "\(words)")
    }
    let members = try Program(["member", "list", "--data", restored.data]).end()
    #expect(members.output.contains("Ria Beheer") && !members.output.contains("Quist"))
    let kept = try String(contentsOfFile: restored.data + "/erased.jsonl", encoding: .utf8)
    #expect(kept.split(separator: "\n").count == 1 && kept.contains("Oud-collega"), "for the next restore")
  }

  @Test func aListThatCannotBeReadLeavesNothingRestored() async throws {
    let installation = try await Installation()
    let torn = installation.folder.appending(path: "torn.jsonl")
    try (Data(contentsOf: installation.list) + Data("{\"kind\":\"per".utf8)).write(to: torn)

    let refused = try installation.restore("torn", ["--erased", torn.path])
    #expect(refused.program.status != 0)
    #expect(refused.program.errors.contains("Line 2 of \(torn.path) can't be read, so nothing was restored"))
    #expect(!refused.program.errors.contains("DecodingError"), "\(refused.program.errors)")
    #expect(!FileManager.default.fileExists(atPath: refused.data + "/kompas.sqlite"))

    let absent = installation.folder.appending(path: "absent.jsonl").path
    let missing = try installation.restore("missing", ["--erased", absent])
    #expect(missing.program.status != 0 && missing.program.errors.contains("\(absent) does not exist."))
    #expect(!FileManager.default.fileExists(atPath: missing.data + "/kompas.sqlite"))

    let folder = try installation.restore("folder", ["--erased", installation.folder.path])
    #expect(folder.program.status != 0, "a folder is no list: \(folder.program.output)")
    #expect(!FileManager.default.fileExists(atPath: folder.data + "/kompas.sqlite"))
  }
}
