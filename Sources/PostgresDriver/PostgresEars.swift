import Foundation
import Persistence
import Synchronization

/// Listens to what any node announces (`LISTEN`), on a connection and a thread of its own for each topic. A line that breaks is made
/// anew, and its listeners are told that they may have missed something.
final class PostgresEars: Sendable {
  private let connectionString: ConnectionString
  private let isStopped = Mutex(false)

  /// How long a thread listens before it looks whether it should stop, and waits before it tries a broken line again.
  private static let patience: Int32 = 500

  init(_ connectionString: ConnectionString) {
    self.connectionString = connectionString
  }

  func stop() {
    isStopped.withLock { $0 = true }
  }

  func listen(to topic: String) -> AsyncStream<Announcement> {
    let (stream, continuation) = AsyncStream.makeStream(of: Announcement.self)
    let isOver = Over()
    continuation.onTermination = { _ in isOver.flag.withLock { $0 = true } }
    let thread = Thread { [self] in
      let link = PostgresLink(connectionString, settings: PostgresSettings())
      while !isStopped.withLock({ $0 }), !isOver.flag.withLock({ $0 }) {
        hear(topic, by: link) { continuation.yield($0) }
      }
      link.disconnect()
      continuation.finish()
    }
    thread.name = "kompas.listen"
    thread.start()
    return stream
  }

  private func hear(_ topic: String, by link: PostgresLink, _ say: (Announcement) -> Void) {
    do {
      if !link.isConnected {
        try link.connectIfNeeded()
        _ = try link.run(plain: "LISTEN \"\(topic)\"")
        say(.mayHaveMissed)
      }
      for text in try link.announcements(within: Self.patience) { say(.said(text)) }
    } catch {
      link.disconnect()
      Thread.sleep(forTimeInterval: Double(Self.patience) / 1_000)
    }
  }
}

/// Whether nobody listens any more.
private final class Over: Sendable {
  let flag = Mutex(false)
}
