import Persistence
import TestKit
import Testing

@Suite struct TransactionTests {
  struct Regret: Error, Equatable {}

  @Test(arguments: Engine.all) func aBodyThatThrowsLeavesNothing(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    await #expect(throws: Regret()) {
      try await db.write { db in
        try db.addShelf("a")
        throw Regret()
      }
    }
    #expect(try await db.read { try $0.shelves() } == [])
  }

  /// The n-th statement fails, for every n: nothing of the others remains.
  @Test(arguments: Engine.all) func whicheverStatementFailsNothingIsWritten(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    for failing in 0..<5 {
      await #expect(throws: DatabaseError.self) {
        try await db.write { db in
          for number in 0..<5 {
            try db.addShelf("\(number)", capacity: number == failing ? -1 : 1)
          }
        }
      }
      #expect(try await db.read { try $0.shelves() } == [])
    }
  }

  @Test(arguments: Engine.all) func aSwallowedFailureStillUndoesEverything(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    await #expect(throws: DatabaseError.self) {
      try await db.write { db in
        try db.addShelf("a")
        do { try db.addShelf("b", capacity: -1) } catch is DatabaseError {}
      }
    }
    await #expect(throws: DatabaseError.self) {
      try await db.write { db in
        do { try db.addShelf("b", capacity: -1) } catch is DatabaseError {}
        try db.addShelf("a")
      }
    }
    #expect(try await db.read { try $0.shelves() } == [])
  }

  @Test(arguments: Engine.all) func anAttemptUndoesOnlyItself(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    try await db.write { db in
      try db.addShelf("a")
      do {
        try db.attempt {
          try db.addShelf("b")
          try db.addShelf("a")
        }
        Issue.record("a second shelf a was accepted")
      } catch let error as DatabaseError {
        #expect(error.kind == .uniqueViolation("uq_shelves__id"))
      }
      #expect(throws: Regret()) {
        try db.attempt {
          try db.addShelf("c"); throw Regret()
        }
      }
      try db.attempt { try db.attempt { try db.addShelf("d") } }
    }
    #expect(try await db.read { try $0.shelves() } == ["a", "d"])
  }

  @Test(arguments: Engine.all) func aReadCanNotWrite(engine: Engine) async throws {
    let db = try await engine.make([.shelf])
    await #expect(throws: DatabaseError.self) { try await db.read { try $0.addShelf("a") } }
    #expect(try await db.read { try $0.shelves() } == [])
  }

  /// 400 times read, add one and write, from eight tasks at once. READ COMMITTED would lose some of them.
  @Test(arguments: Engine.all) func noIncrementIsLost(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { try $0.addShelf("a") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<50 {
            try await db.write { db in
              let capacity = try #require(try db.capacity(of: "a"))
              try db.run("UPDATE shelves SET capacity = \(capacity + 1) WHERE id = 'a'")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await db.read { try $0.capacity(of: "a") } == 400)
    try await db.close()
  }

  /// Two doctors on call, and each may leave while the other stays: without serialisable writes both could.
  @Test(arguments: Engine.all) func twoWritesThatDependOnEachOtherCanNotBothWin(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    for _ in 0..<20 {
      try await db.write { db in
        try db.run("DELETE FROM shelves")
        try db.addShelf("a", capacity: 1)
        try db.addShelf("b", capacity: 1)
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for id in ["a", "b"] {
          group.addTask {
            try await db.write { db in
              let onCall: Int = try #require(try db.value("SELECT count(*) FROM shelves WHERE capacity = 1"))
              if onCall > 1 { try db.run("UPDATE shelves SET capacity = 0 WHERE id = \(id)") }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await db.read { try $0.value("SELECT sum(capacity) FROM shelves") } == 1)
    }
    try await db.close()
  }

  @Test(arguments: Engine.all) func aReadSeesOneMoment(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { try $0.addShelf("a") }
    let (seen, goOn) = (AsyncStream.makeStream(of: Void.self), AsyncStream.makeStream(of: Void.self))
    let reading = Task {
      try await db.read { db in
        let first = try db.capacity(of: "a")
        seen.continuation.yield()
        // The write happens here, in another transaction.
        var last = first
        for _ in 0..<200 { last = try db.capacity(of: "a") }
        return [first, last]
      }
    }
    for await _ in seen.stream { break }
    try await db.write { _ = try $0.run("UPDATE shelves SET capacity = 5") }
    goOn.continuation.finish()
    #expect(try await reading.value == [0, 0])
    #expect(try await db.read { try $0.capacity(of: "a") } == 5)
    try await db.close()
  }

  @Test(arguments: Engine.all) func aCancelledTaskStopsItsStatement(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    let endless: SQL = """
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000000000)
      SELECT count(*) AS n FROM numbers
      """
    let counting = Task { try await db.read { try $0.value(endless, as: Int.self) } }
    try await Task.sleep(for: .milliseconds(100))
    let clock = ContinuousClock()
    let began = clock.now
    counting.cancel()
    await #expect(throws: CancellationError.self) { try await counting.value }
    #expect(clock.now - began < .seconds(5))
    #expect(try await db.read { try $0.shelves() } == [])
    try await db.close()
  }

  /// Cancelled at every moment of their lives, reads never stop anyone else's statement, and writes are whole or absent.
  @Test(arguments: Engine.all) func cancellingOneNeverStopsAnother(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    let calm = Task {
      for number in 0..<150 {
        try await db.write { db in
          try db.addShelf("calm \(number)")
          try db.addShelf("calm too \(number)")
        }
      }
    }
    for number in 0..<150 {
      let hasty = Task {
        try await db.write { db in
          try db.addShelf("hasty \(number)")
          try db.addShelf("hasty too \(number)")
        }
      }
      try await Task.sleep(for: .microseconds(Int.random(in: 0...2_000)))
      hasty.cancel()
      do { try await hasty.value } catch is CancellationError {}
    }
    try await calm.value
    let kept = try await db.read { try $0.shelves() }
    #expect(kept.filter { $0.hasPrefix("calm ") }.count == 300)
    #expect(kept.filter { $0.hasPrefix("hasty too") }.count == kept.filter { $0.hasPrefix("hasty ") }.count / 2)
    try await db.close()
  }

  @Test(arguments: Engine.all) func aClosedDatabaseRefuses(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.close()
    await #expect { try await db.read { try $0.shelves() } } throws: { ($0 as? DatabaseError)?.kind == .unavailable }
    await #expect { try await db.writeInGroup { try $0.addShelf("a") } } throws: {
      ($0 as? DatabaseError)?.kind == .unavailable
    }
  }
}
