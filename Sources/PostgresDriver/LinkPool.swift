import Dispatch
import Persistence
import Synchronization

/// The links of one process: each is lent to one transaction at a time, first come first served, and does its blocking work
/// on a thread of its own.
final class LinkPool: Sendable {
  private struct State {
    var free: [PostgresLink]
    var waiting: [CheckedContinuation<PostgresLink, any Error>] = []
    var lent = 0
    var isClosed = false
    var closing: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>
  private let threads = DispatchQueue(label: "kompas.postgres", attributes: .concurrent)

  init(_ connectionString: ConnectionString, settings: PostgresSettings) {
    let links = (0..<settings.connections).map { _ in PostgresLink(connectionString, settings: settings) }
    state = Mutex(State(free: links))
  }

  /// Lends a link to blocking work. When the surrounding task is cancelled, the server is asked to stop the statement.
  func withLink<Value: Sendable>(_ work: @escaping @Sendable (PostgresLink) throws -> Value) async throws -> Value {
    let link = try await borrow()
    let loan = link.lend()
    defer { giveBack(link) }
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await withCheckedThrowingContinuation { continuation in
        threads.async { continuation.resume(with: Result { try work(link) }) }
      }
    } onCancel: {
      threads.async { link.cancel(loan: loan) }
    }
  }

  /// Lets running transactions finish, refuses new ones and says goodbye to the server.
  func close() async {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume(throwing: Self.closed) }
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.lent > 0 { state.closing.append(continuation) }
        return state.lent == 0
      }
      if isIdle { continuation.resume() }
    }
    let links = state.withLock { state in
      defer { state.free = [] }
      return state.free
    }
    links.forEach { $0.disconnect() }
  }

  private static let closed = DatabaseError(.unavailable, detail: "This database was closed.")

  private func borrow() async throws -> PostgresLink {
    try await withCheckedThrowingContinuation { continuation in
      let found: Result<PostgresLink, any Error>? = state.withLock { state in
        if state.isClosed { return .failure(Self.closed) }
        guard let link = state.free.popLast() else {
          state.waiting.append(continuation)
          return nil
        }
        state.lent += 1
        return .success(link)
      }
      if let found { continuation.resume(with: found) }
    }
  }

  private func giveBack(_ link: PostgresLink) {
    let next: CheckedContinuation<PostgresLink, any Error>? = state.withLock { state in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      state.lent -= 1
      state.free.append(link)
      if state.lent == 0 {
        state.closing.forEach { $0.resume() }
        state.closing = []
      }
      return nil
    }
    next?.resume(returning: link)
  }
}
