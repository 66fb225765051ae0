import Persistence

/// A transaction that undid itself for a reason of the engine's, and whether the same body may be run again.
struct FailedAttempt: Error {
  let error: DatabaseError
  let isWorthRepeating: Bool

  init(_ failure: PostgresFailure, isWorthRepeating: Bool? = nil) {
    error = failure.error
    self.isWorthRepeating = isWorthRepeating ?? (failure.isWorthRepeating || failure.isLost)
  }
}

extension PostgresLink {
  /// One whole transaction. Throws what the body threw, or a `FailedAttempt`.
  func transaction<Value>(_ begin: String, _ body: (any Connection) throws -> Value) throws -> Value {
    try connectIfNeeded()
    do {
      _ = try execute(plain: begin)
    } catch let failure as PostgresFailure {
      disconnect()
      throw FailedAttempt(failure)
    }
    allowCancelling(true)
    defer { allowCancelling(false) }
    let connection = PostgresConnection(self)
    let result = Result { try body(connection) }
    allowCancelling(false)

    if let failure = connection.failure {
      rollBack(after: failure)
      // What the body made of an ordinary refusal (a name that is taken) is what its caller wants to hear.
      if case .failure(let error) = result, !failure.isWorthRepeating, !failure.isLost, !failure.isCancellation {
        throw error
      }
      throw FailedAttempt(failure)
    }
    switch result {
    case .failure(let error):
      rollBack(after: nil)
      throw error
    case .success(let value):
      try commit()
      return value
    }
  }

  /// Once `COMMIT` is on its way, a broken connection leaves the outcome open. Repeating could do it twice.
  private func commit() throws {
    do {
      let answer = try execute(plain: "COMMIT")
      guard answer.command == "COMMIT" else {
        throw DatabaseError(.other, detail: "The server answered COMMIT with \(answer.command).")
      }
    } catch let failure as PostgresFailure {
      guard failure.isLost else { throw FailedAttempt(failure) }
      disconnect()
      throw DatabaseError(.outcomeUnknown, detail: failure.error.detail)
    }
  }

  private func rollBack(after failure: PostgresFailure?) {
    do {
      _ = try execute(plain: "ROLLBACK")
      // A table changed under a prepared statement.
      if failure?.state == "0A000" { forgetPrepared() }
    } catch {
      // The server undoes what a closed connection left open.
      disconnect()
    }
  }

  /// For statements outside of transactions.
  func run(plain text: String) throws -> PostgresResult {
    do {
      return try execute(plain: text)
    } catch let failure as PostgresFailure {
      throw failure.error
    }
  }
}
