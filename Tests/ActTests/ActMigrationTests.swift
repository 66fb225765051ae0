import Act
import Persistence
import Schema
import Testing

@Suite struct ActMigrationTests {
  @Test func everyTableOfActIsMadeOnce() {
    let names = Schema.migrations.map(\.name)
    for migration in [Migration].act {
      #expect(names.count { $0 == migration.name } == 1, "\(migration.name)")
    }
  }
}
