import Synchronization

/// Those that wait to be served together, by one at a time who serves them.
final class WaitingLine<Member: Sendable>: Sendable {
  private struct Queue {
    var waiting: [Member] = []
    var isServed = false
  }

  private static var largestGroup: Int { 100 }
  private let queue = Mutex(Queue())

  /// Whether nobody serves the line yet: then whoever joined must, until there is no next group.
  func join(_ member: Member) -> Bool {
    queue.withLock { queue in
      queue.waiting.append(member)
      defer { queue.isServed = true }
      return !queue.isServed
    }
  }

  /// Those who came meanwhile; nothing when nobody did, and then the line is not served any more.
  func nextGroup() -> [Member]? {
    queue.withLock { queue in
      guard !queue.waiting.isEmpty else {
        queue.isServed = false
        return nil
      }
      let group = Array(queue.waiting.prefix(Self.largestGroup))
      queue.waiting.removeFirst(group.count)
      return group
    }
  }
}
