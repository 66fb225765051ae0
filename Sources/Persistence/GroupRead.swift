/// One reader answers all small questions that wait, one after the other, of the same moment.
///
/// To hand out a reader costs more than such a question does. Nothing waits for company, as with `GroupCommit`.
public final class GroupRead: Sendable {
  private struct Waiting: Sendable {
    let answer: @Sendable (any Connection) -> @Sendable () -> Void
    let giveUp: @Sendable (any Error) -> Void
  }

  private let line = WaitingLine<Waiting>()

  public init() {}

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value, from database: some Database
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let waiting = Waiting { connection in
        let result = Result { try body(connection) }
        return { continuation.resume(with: result) }
      } giveUp: {
        continuation.resume(throwing: $0)
      }
      if line.join(waiting) {
        Task { while let group = line.nextGroup() { await answer(group, from: database) } }
      }
    }
  }

  private func answer(_ group: [Waiting], from database: some Database) async {
    do {
      let answers = try await database.read { connection in group.map { $0.answer(connection) } }
      answers.forEach { $0() }
    } catch {
      // What went wrong for one of them is no answer to the others.
      guard group.count > 1 else { return group.forEach { $0.giveUp(error) } }
      for waiting in group { await answer([waiting], from: database) }
    }
  }
}
