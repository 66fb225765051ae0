import Columns
import Dispatch
import Synchronization

/// Makes a frame of responses while the next ones are being read: both take about as long, on a processor each.
final class FrameMaking: Sendable {
  /// So many responses are handed over at once.
  static let batch = 2_048
  /// Rows that are packed at once.
  private static let packed = 1 << 17
  /// Batches that may wait: whoever reads faster than they are packed would fill the memory.
  private static let mostWaiting = 16

  private struct Work {
    var filling: ColumnFilling
    var frame: Frame

    mutating func take(_ responses: [CountedResponse]) throws {
      for response in responses {
        try filling.append(response)
        if filling.count == packed { frame = try frame.appending(filling.take()) }
      }
    }
  }

  private let work: Mutex<Work>
  private let failure = Mutex<(any Error)?>(nil)
  private let queue = DispatchQueue(label: "making of columns")
  private let room = DispatchSemaphore(value: mostWaiting)

  init(_ plan: ColumnPlan, _ respondents: RespondentNumbers) {
    work = Mutex(
      Work(filling: ColumnFilling(plan, respondents), frame: Frame(schema: plan.schema, tree: plan.tree)))
  }

  /// Takes responses in their order. Throws what went wrong with those before.
  func add(_ responses: [CountedResponse]) throws {
    try check()
    room.wait()
    queue.async { [self] in
      defer { room.signal() }
      do {
        try check()
        try work.withLock { try $0.take(responses) }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
  }

  /// The frame of all responses.
  func frame() throws -> Frame {
    queue.sync {}
    try check()
    return try work.withLock { try $0.frame.appending($0.filling.take()).settled() }
  }

  private func check() throws {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
