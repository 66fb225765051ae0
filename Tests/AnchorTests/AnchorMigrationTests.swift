import Anchor
import Persistence
import Schema
import Testing

@Suite struct AnchorMigrationTests {
  @Test func everyTableOfAnchorIsMadeOnce() {
    let names = Schema.migrations.map(\.name)
    for migration in [Migration].anchor {
      #expect(names.count { $0 == migration.name } == 1, "\(migration.name)")
    }
  }
}
