import Persistence
import TestKit
import Testing

@Suite struct AnnouncementTests {
  private struct Undone: Error {}

  @Test(arguments: Engine.all) func whatIsCommittedIsHeardAndWhatIsUndoneIsNot(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    var heard = db.announcements(on: "shelves").makeAsyncIterator()
    // On PostgreSQL the ears are open from the first word on.
    if engine == .postgres { #expect(await heard.next() == .mayHaveMissed) }
    await #expect(throws: Undone.self) {
      try await db.write { db in
        try db.announce("undone", on: "shelves")
        throw Undone()
      }
    }
    try await db.write { try $0.announce("elsewhere", on: "cellar") }
    await #expect(throws: Undone.self) {
      try await db.writeInGroup { db in
        try db.announce("undone in a group", on: "shelves")
        throw Undone()
      }
    }
    try await db.writeInGroup { try $0.announce("in a group", on: "shelves") }
    try await db.write { try $0.announce("alone", on: "shelves") }
    #expect(await heard.next() == .said("in a group"))
    #expect(await heard.next() == .said("alone"))
    try await db.close()
    #expect(await heard.next() == nil)
  }

  /// Another node hears it too, and only PostgreSQL has one.
  @Test func anotherNodeHearsIt() async throws {
    let address = try await Engine.postgres.makeAddress([.shelf])
    let here = try await Engine.postgres.open(address)
    let there = try await Engine.postgres.open(address)
    var heard = there.announcements(on: "shelves").makeAsyncIterator()
    #expect(await heard.next() == .mayHaveMissed)
    try await here.write { try $0.announce("s7", on: "shelves") }
    #expect(await heard.next() == .said("s7"))
    try await here.close()
    try await there.close()
  }
}
