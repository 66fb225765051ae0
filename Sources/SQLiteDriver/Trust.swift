import Persistence
import Synchronization

/// Whether the file may still be written. Once lost it stays lost for this process.
final class Trust: Sendable {
  private struct State {
    var lost: DatabaseError?
    var waiting: [CheckedContinuation<DatabaseError, Never>] = []
  }

  private let state = Mutex(State())

  /// Throws where trust is lost.
  func check() throws {
    if let lost = state.withLock({ $0.lost }) { throw lost }
  }

  func lose(_ detail: String) {
    let error = DatabaseError(.unavailable, detail: "Stopped writing: \(detail)")
    let waiting = state.withLock { state in
      if state.lost == nil { state.lost = error }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume(returning: error) }
  }

  func untilLost() async -> DatabaseError {
    await withCheckedContinuation { continuation in
      let lost = state.withLock { state in
        if state.lost == nil { state.waiting.append(continuation) }
        return state.lost
      }
      if let lost { continuation.resume(returning: lost) }
    }
  }
}
