import Foundation
import Persistence
import Schema
import SQLiteDriver
import TestKit
import Testing

/// What is wrong with the settings or the folder is said in a sentence, before anything is served.
@Suite struct SettingTests {
  @Test func aSecretThatIsTooShortIsRefused() throws {
    let folder = TemporaryFolder.make()
    try Data(#"{"secret": "short", "proxies": 99, "disk": {"reserve": -1}}"#.utf8)
      .write(to: folder.appending(path: "kompas.json"))
    let refused = try Program(["serve", "--data", folder.path]).end()
    #expect(refused.status != 0)
    for problem in ["secret: it has at least 32 characters", "proxies: ", "disk.reserve: "] {
      #expect(refused.errors.contains(problem), "\(refused.errors)")
    }
  }

  @Test func aFolderOfANewerVersionIsLeftAloneInASentence() async throws {
    let folder = TemporaryFolder.make()
    let database = try await SQLiteDatabase(path: folder.appending(path: "kompas.sqlite").path)
    try await database.migrate(Schema.migrations)
    _ = try await database.write { try $0.run("INSERT INTO migrations (position, name) VALUES (9999, '9999 to come')") }
    try await database.close()
    let real = try Program(["serve", "--data", folder.path]).end()
    #expect(real.status != 0 && real.errors.contains("made by another version of Kompas"), "\(real.errors)")
    #expect(!real.errors.contains("DatabaseError"))
    _ = FileManager.default.createFile(atPath: folder.appending(path: "this-is-a-demo").path, contents: nil)
    let demo = try Program(["demo", "--data", folder.path]).end()
    #expect(demo.errors.contains("Remove that folder to make the demo anew"), "\(demo.errors)")
  }
}
