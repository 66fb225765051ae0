import GRDB
import Persistence
import Synchronization

/// One writer takes all writes that wait and commits them together: one flush to disk acknowledges them all.
///
/// Nothing waits for company. While one group is being flushed the next one gathers, so groups grow only as load does.
/// A body that throws undoes only its own writes (a savepoint each).
final class GroupCommit: Sendable {
  /// A body that waits, and how to tell its caller what became of it.
  private struct Waiting: Sendable {
    /// Runs the body and gives what to tell the caller once the group is on disk.
    let run: @Sendable (any Connection) -> @Sendable ((any Error)?) -> Void
    let giveUp: @Sendable (any Error) -> Void
  }

  private struct Queue {
    var waiting: [Waiting] = []
    var isDraining = false
  }

  private static let largestGroup = 256
  private let writer: any DatabaseWriter
  private let queue = Mutex(Queue())

  init(writer: any DatabaseWriter) {
    self.writer = writer
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let waiting = Waiting { connection in
        let result = Result { try connection.inSavepoint { try body(connection) } }
        return { commitError in
          if let commitError { continuation.resume(throwing: commitError) } else { continuation.resume(with: result) }
        }
      } giveUp: {
        continuation.resume(throwing: $0)
      }
      let mustStart = queue.withLock { queue in
        queue.waiting.append(waiting)
        defer { queue.isDraining = true }
        return !queue.isDraining
      }
      if mustStart { drain() }
    }
  }

  private func drain() {
    writer.asyncWriteWithoutTransaction { database in
      while let group = self.nextGroup() {
        self.commit(group, on: database)
      }
    }
  }

  private func nextGroup() -> [Waiting]? {
    queue.withLock { queue in
      guard !queue.waiting.isEmpty else {
        queue.isDraining = false
        return nil
      }
      let group = Array(queue.waiting.prefix(Self.largestGroup))
      queue.waiting.removeFirst(group.count)
      return group
    }
  }

  private func commit(_ group: [Waiting], on database: GRDB.Database) {
    let connection = SQLiteConnection(database)
    do {
      let acknowledge = try connection.inTransaction { group.map { $0.run(connection) } }
      acknowledge.forEach { $0(nil) }
    } catch {
      group.forEach { $0.giveUp(error) }
    }
  }
}

extension Connection {
  fileprivate func inSavepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try run("SAVEPOINT own_part")
    do {
      let value = try body()
      try run("RELEASE own_part")
      return value
    } catch {
      try run("ROLLBACK TO own_part")
      try run("RELEASE own_part")
      throw error
    }
  }
}
