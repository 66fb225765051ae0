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

  /// Who stopped an import may go on with it at once: nothing is counted that nobody waits for.
  @Test func anImportThatWasStoppedOrFailedGoesOnAtOnce() async throws {
    let counted = Atomic(0)
    let free = Atomic(1_000_000)
    let world = try await ImportWorld(
      space: { (free.load(ordering: .relaxed), 1_000) }, onApplied: { _, _ in counted.add(1, ordering: .relaxed) })
    let rows = (0..<9_000).map { "r\($0),\($0 % 11)\n" }.joined()
    let taken = try await world.take("respondent,How likely are you to recommend us? (0-10)\n" + rows)
    let (imports, importer, plan) = (world.imports, world.importer, world.plan)
    let begun = try await imports.begin(taken.id, plan: plan, by: importer)
    try await imports.stop(taken.id, by: importer)
    await #expect(throws: CancellationError.self) { try await imports.goOn(begun, by: importer) }
    #expect(try await imports.find(taken.id, by: importer).state == .stopped)
    // A disk that is full halfway.
    await #expect(throws: ImportStop.noRoom) {
      try await imports.apply(taken.id, plan: plan, by: importer) { _ in free.store(0, ordering: .relaxed) }
    }
    #expect(counted.load(ordering: .relaxed) == 0)
    free.store(1_000_000, ordering: .relaxed)
    let done = try await imports.apply(taken.id, plan: plan, by: importer)
    #expect(done.state == .applied && counted.load(ordering: .relaxed) == 1)
    #expect(try await world.responses(of: done.survey).count == 9_000)
  }
}
