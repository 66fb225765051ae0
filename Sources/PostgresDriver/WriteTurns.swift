import Synchronization

/// Lets writes go side by side, until one of them has met others too often: then it goes alone, and those that come after it
/// wait. So every write of this process gets through, however many want the same row.
final class WriteTurns: Sendable {
  private struct Waiting {
    let alone: Bool
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var together = 0
    var isAlone = false
    var waiting: [Waiting] = []

    func admits(alone: Bool) -> Bool { !isAlone && (!alone || together == 0) }

    mutating func admit(alone: Bool) {
      if alone { isAlone = true } else { together += 1 }
    }
  }

  private let state = Mutex(State())

  func take<Value>(alone: Bool, _ body: () async throws -> Value) async rethrows -> Value {
    await enter(alone: alone)
    defer { leave(alone: alone) }
    return try await body()
  }

  private func enter(alone: Bool) async {
    await withCheckedContinuation { continuation in
      let mayEnter = state.withLock { state in
        guard state.waiting.isEmpty, state.admits(alone: alone) else {
          state.waiting.append(Waiting(alone: alone, continuation: continuation))
          return false
        }
        state.admit(alone: alone)
        return true
      }
      if mayEnter { continuation.resume() }
    }
  }

  private func leave(alone: Bool) {
    let next = state.withLock { state in
      if alone { state.isAlone = false } else { state.together -= 1 }
      var next: [Waiting] = []
      while let first = state.waiting.first, state.admits(alone: first.alone) {
        state.admit(alone: first.alone)
        next.append(state.waiting.removeFirst())
      }
      return next
    }
    next.forEach { $0.continuation.resume() }
  }
}
