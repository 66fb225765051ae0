import Synchronization

/// Lets many wait, each at most so long, until it rings. One that rings while nobody waits is heard by the next who does.
final class Alarm: Sendable {
  private struct State {
    var rang = false
    var bells: [Int: AsyncStream<Void>.Continuation] = [:]
    var last = 0
  }

  private let state = Mutex(State())

  func ring() {
    state.withLock { state in
      state.rang = state.bells.isEmpty
      for bell in state.bells.values { bell.finish() }
    }
  }

  /// Also returns when the task is cancelled.
  func wait(atMost duration: Duration) async {
    let (stream, bell) = AsyncStream.makeStream(of: Void.self)
    let number = state.withLock { state in
      if state.rang { bell.finish() }
      state.rang = false
      state.last += 1
      state.bells[state.last] = bell
      return state.last
    }
    let timer = Task {
      do { try await Task.sleep(for: duration) } catch {}
      bell.finish()
    }
    for await _ in stream {}
    timer.cancel()
    state.withLock { _ = $0.bells.removeValue(forKey: number) }
  }
}
