import Persistence
import TestKit
import Testing

@Suite struct GroupCommitTests {
  struct Regret: Error, Equatable {}

  @Test(arguments: Engine.all) func allThatWaitAreWritten(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<500 {
        group.addTask {
          try await db.writeInGroup { db in
            try db.addShelf("\(number)", capacity: number)
            return number
          }
        }
      }
      return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(answers.count == 500)
    #expect(try await db.read { try $0.value("SELECT count(*) FROM shelves") } == 500)
    try await db.close()
  }

  /// Every third body regrets after it wrote, every fifth breaks a rule of the table.
  @Test(arguments: Engine.all) func aBodyThatThrowsUndoesOnlyItself(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    let outcomes = await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
      for number in 0..<150 {
        group.addTask {
          do {
            try await db.writeInGroup { db in
              try db.addShelf("\(number)", capacity: number)
              if number % 5 == 0 { try db.addShelf("\(number)-below", capacity: -1) }
              if number % 3 == 0 { throw Regret() }
            }
            return (number, .success(()))
          } catch {
            return (number, .failure(error))
          }
        }
      }
      return await group.reduce(into: [Int: Result<Void, any Error>]()) { $0[$1.0] = $1.1 }
    }
    let kept = Set(try await db.read { try $0.shelves() })
    for (number, outcome) in outcomes {
      switch outcome {
      case .success: #expect(number % 3 != 0 && number % 5 != 0)
      case .failure(is Regret): #expect(number % 3 == 0 && number % 5 != 0)
      case .failure(let error as DatabaseError):
        #expect(number % 5 == 0)
        #expect(error.kind == .checkViolation("ck_shelves__capacity"))
      case .failure(let error): Issue.record(error)
      }
      #expect(kept.contains("\(number)") == (number % 3 != 0 && number % 5 != 0))
    }
    #expect(outcomes.count == 150)
    try await db.close()
  }

  @Test(arguments: Engine.all) func groupsAndOrdinaryWritesLoseNothingOfEachOther(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { try $0.addShelf("a") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for _ in 0..<25 {
            let increment: @Sendable (any Connection) throws -> Void = { db in
              let capacity = try #require(try db.capacity(of: "a"))
              try db.run("UPDATE shelves SET capacity = \(capacity + 1) WHERE id = 'a'")
            }
            if task % 2 == 0 { try await db.write(increment) } else { try await db.writeInGroup(increment) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await db.read { try $0.capacity(of: "a") } == 200)
    try await db.close()
  }

  @Test(arguments: Engine.all) func aCancelledMemberDoesNotTakeTheOthersWithIt(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    let tasks = (0..<100).map { number in
      Task { try await db.writeInGroup { try $0.addShelf("\(number)") } }
    }
    for task in tasks.prefix(50) { task.cancel() }
    for task in tasks.dropFirst(50) { try await task.value }
    let kept = Set(try await db.read { try $0.shelves() })
    for number in 50..<100 { #expect(kept.contains("\(number)")) }
    try await db.close()
  }
}
