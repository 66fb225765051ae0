/// One transaction takes all small writes that wait and commits them together: one flush to disk acknowledges them all.
///
/// The bodies first run without precautions, for nearly all go well. Where one throws, the group is undone and runs again, each
/// body in a part of the transaction that can fail by itself.
///
/// Nothing waits for company. While one group is being flushed the next one gathers, so groups grow only as load does. Between
/// two groups an ordinary write gets its turn.
public final class GroupCommit: Sendable {
  /// A body that waits, and how to tell its caller what became of it.
  private struct Waiting: Sendable {
    /// Runs the body; what it gives back tells the caller so, once the group is on disk. Throws what the body threw.
    let run: @Sendable (any Connection) throws -> @Sendable () -> Void
    /// The same, but a body that throws undoes only its own writes, and its caller is told so.
    let runApart: @Sendable (any Connection) throws -> @Sendable () -> Void
    let giveUp: @Sendable (any Error) -> Void
  }

  private let line = WaitingLine<Waiting>()

  public init() {}

  /// Adds a body to the next group that is written to this database.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value, to database: some Database
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let waiting = Waiting { connection in
        let value = try body(connection)
        return { continuation.resume(returning: value) }
      } runApart: { connection in
        let result = Result { try connection.attempt { try body(connection) } }
        if case .failure(let error as DatabaseError) = result, error.concernsWholeTransaction { throw error }
        return { continuation.resume(with: result) }
      } giveUp: {
        continuation.resume(throwing: $0)
      }
      if line.join(waiting) {
        Task { while let group = line.nextGroup() { await commit(group, to: database) } }
      }
    }
  }

  private func commit(_ group: [Waiting], to database: some Database) async {
    do {
      let acknowledgements = try await database.write { connection in try group.map { try $0.run(connection) } }
      acknowledgements.forEach { $0() }
    } catch let error as DatabaseError where error.concernsWholeTransaction {
      group.forEach { $0.giveUp(error) }
    } catch {
      guard group.count > 1 else { return group.forEach { $0.giveUp(error) } }
      await commitApart(group, to: database)
    }
  }

  /// When a group fails as a whole for what one of its members did (a constraint that is only checked at the commit), each is
  /// tried alone, so that the others don't pay for it.
  private func commitApart(_ group: [Waiting], to database: some Database) async {
    do {
      let acknowledgements = try await database.write { connection in try group.map { try $0.runApart(connection) } }
      acknowledgements.forEach { $0() }
    } catch let error as DatabaseError where group.count > 1 && !error.concernsWholeTransaction {
      for waiting in group { await commitApart([waiting], to: database) }
    } catch {
      group.forEach { $0.giveUp(error) }
    }
  }
}

extension DatabaseError {
  /// Not about what one body wrote, so no use in trying the others apart.
  fileprivate var concernsWholeTransaction: Bool {
    switch kind {
    case .busy, .full, .inUse, .tooNew, .unavailable, .outcomeUnknown: true
    case .uniqueViolation, .foreignKeyViolation, .checkViolation, .other: false
    }
  }
}
