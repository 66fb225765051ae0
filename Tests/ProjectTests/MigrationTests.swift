import Foundation
import Persistence
import Schema
import Testing

/// A migration that was released never changes: its text is held by a fingerprint. `KOMPAS_RECORD=1` writes those of new ones.
@Suite struct MigrationTests {
  private static let record = Project.root.appending(path: "Tests/ProjectTests/migrations.txt")

  @Test func noMigrationWasEdited() throws {
    let lines = Schema.migrations.map { migration in
      let prints = Dialect.allCases.map { Self.fingerprint(migration.statements(for: $0).joined(separator: ";")) }
      return "\(prints.joined(separator: " ")) \(migration.name)"
    }
    if ProcessInfo.processInfo.environment["KOMPAS_RECORD"] == "1" {
      try (lines.joined(separator: "\n") + "\n").write(to: Self.record, atomically: true, encoding: .utf8)
    }
    let held = try String(contentsOf: Self.record, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines == held, "Migrations go to the end and are never edited. KOMPAS_RECORD=1 records new ones.")
  }

  @Test func namesAreInOrderOfTheirRoom() {
    #expect(Set(Schema.migrations.map(\.name)).count == Schema.migrations.count)
  }

  /// FNV-1a, 64 bits.
  private static func fingerprint(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
