import Activate
import Persistence
import Schema
import Testing

@Suite struct ActivateMigrationTests {
  @Test func everyTableOfActivateIsMadeOnce() {
    let names = Schema.migrations.map(\.name)
    for migration in [Migration].activate {
      #expect(names.count { $0 == migration.name } == 1, "\(migration.name)")
    }
  }
}
