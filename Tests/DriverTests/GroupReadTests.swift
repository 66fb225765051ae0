import Persistence
import TestKit
import Testing

@Suite struct GroupReadTests {
  struct Regret: Error, Equatable {}

  @Test(arguments: Engine.all) func eachThatWaitsGetsItsOwnAnswer(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { db in for number in 0..<200 { try db.addShelf("\(number)", capacity: number) } }
    let answers = try await withThrowingTaskGroup(of: (Int, Int?).self) { group in
      for number in 0..<200 {
        group.addTask { (number, try await db.readInGroup { try $0.capacity(of: "\(number)") }) }
      }
      return try await group.reduce(into: [Int: Int?]()) { $0[$1.0] = $1.1 }
    }
    #expect(answers.count == 200)
    #expect(answers.allSatisfy { $0.key == $0.value })
    try await db.close()
  }

  /// Every third question regrets, every fifth asks the engine nonsense.
  @Test(arguments: Engine.all) func aQuestionThatFailsSpoilsNoOther(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { try $0.addShelf("a", capacity: 7) }
    let outcomes = await withTaskGroup(of: (Int, Result<Int?, any Error>).self) { group in
      for number in 0..<150 {
        group.addTask {
          do {
            let found = try await db.readInGroup { db in
              if number % 5 == 0 { _ = try db.rows("SELECT nothing FROM nowhere") }
              if number % 3 == 0 { throw Regret() }
              return try db.capacity(of: "a")
            }
            return (number, .success(found))
          } catch {
            return (number, .failure(error))
          }
        }
      }
      return await group.reduce(into: [Int: Result<Int?, any Error>]()) { $0[$1.0] = $1.1 }
    }
    for (number, outcome) in outcomes {
      switch outcome {
      case .success(let capacity): #expect(capacity == 7 && number % 3 != 0 && number % 5 != 0)
      case .failure(is Regret): #expect(number % 3 == 0 && number % 5 != 0)
      case .failure(is DatabaseError): #expect(number % 5 == 0)
      case .failure(let error): Issue.record(error)
      }
    }
    #expect(outcomes.count == 150)
    try await db.close()
  }

  /// What runs last is there after the commit, and goes with the part of the transaction that was undone.
  @Test(arguments: Engine.all) func whatRunsLastBelongsToItsTransaction(engine: Engine) async throws {
    let db = try await engine.open(engine.makeAddress([.shelf]))
    try await db.write { db in
      try db.addShelf("a", capacity: 1)
      try db.runLast("UPDATE shelves SET capacity = capacity + 1 WHERE id = 'a'", order: 2)
      #expect(throws: Regret.self) {
        try db.attempt {
          try db.runLast("UPDATE shelves SET capacity = 100 WHERE id = 'a'", order: 1)
          throw Regret()
        }
      }
    }
    #expect(try await db.read { try $0.capacity(of: "a") } == 2)
    await #expect(throws: Regret.self) {
      try await db.write { db in
        try db.runLast("UPDATE shelves SET capacity = 50 WHERE id = 'a'", order: 1)
        throw Regret()
      }
    }
    #expect(try await db.read { try $0.capacity(of: "a") } == 2)
    await #expect(throws: DatabaseError.self) {
      try await db.write { db in
        try db.addShelf("b", capacity: 1)
        try db.runLast("UPDATE shelves SET capacity = -1 WHERE id = 'b'", order: 1)
      }
    }
    #expect(try await db.read { try $0.capacity(of: "b") } == nil)
    try await db.close()
  }
}
