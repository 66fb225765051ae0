@testable import Listen
import Persistence
import Synchronization
import TestKit
import Testing
import Values

@Suite struct ImportEndTests {
  private struct Seen: Sendable {
    let imports: [Import.State]
    let waves: [Wave.State]
    let responses: Int
  }

  /// Whoever reads that an import is done opens its results, and shall not wait there while a million rows are counted.
  @Test func anImportIsDoneOnceItsResultsAreCounted() async throws {
    let seen = Mutex<Seen?>(nil)
    let world = try await ImportWorld(onApplied: { database, survey in
      do {
        let found = try await database.read { db in
          Seen(
            imports: try db.imports(in: "o1").all().map(\.state),
            waves: try db.waves(in: "o1").all(of: survey).map(\.state),
            responses: try db.responses(in: "o1").count(in: try db.waves(in: "o1").all(of: survey).first?.id ?? "none"))
        }
        seen.withLock { $0 = found }
      } catch {
        Issue.record(error)
      }
    })
    let taken = try await world.take(ImportingTests.table)
    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)
    let told = try #require(seen.withLock { $0 })
    #expect(told.imports == [.applying] && told.waves == [.closed] && told.responses == 4)
    #expect(done.state == .applied && done.outcome?.added == 4)
  }
}
