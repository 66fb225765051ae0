import Persistence
import Synchronization

/// Passes on what committed transactions announced, within this process: there is no other.
final class Announcer: Sendable {
  private struct State {
    var last = 0
    var listeners: [Int: (topic: String, continuation: AsyncStream<Announcement>.Continuation)] = [:]
  }

  private let state = Mutex(State())

  func listen(to topic: String) -> AsyncStream<Announcement> {
    let (stream, continuation) = AsyncStream.makeStream(of: Announcement.self)
    let number = state.withLock { state in
      state.last += 1
      state.listeners[state.last] = (topic, continuation)
      return state.last
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
    }
    return stream
  }

  func say(_ announced: [(topic: String, text: String)]) {
    guard !announced.isEmpty else { return }
    let listeners = state.withLock { Array($0.listeners.values) }
    for (topic, text) in announced {
      for listener in listeners where listener.topic == topic { listener.continuation.yield(.said(text)) }
    }
  }

  func stop() {
    let listeners = state.withLock { state in
      defer { state.listeners = [:] }
      return Array(state.listeners.values)
    }
    listeners.forEach { $0.continuation.finish() }
  }
}
