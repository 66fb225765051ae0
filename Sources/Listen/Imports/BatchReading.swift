import Dispatch
import Foundation
import Synchronization

/// Reads a file on a thread of its own, two batches ahead of the writer and no more, so that reading and writing go on at the
/// same time and memory doesn't grow with the file.
struct BatchReading: Sendable {
  /// It begins at 0 and is raised, for a semaphore may not end below where it began.
  private let ahead = DispatchSemaphore(value: 0)
  private let isStopped = Stop()

  private final class Stop: Sendable {
    let flag = Atomic(false)
  }

  init() {
    ahead.signal()
    ahead.signal()
  }

  /// The batches that `make` reads, in order. Call `done` after each; a reader that is waiting for it goes on.
  func batches(_ make: @escaping @Sendable () throws -> ImportBatches) -> AsyncThrowingStream<ImportBatch, any Error> {
    AsyncThrowingStream { continuation in
      continuation.onTermination = { _ in
        isStopped.flag.store(true, ordering: .relaxed)
        ahead.signal()
      }
      let thread = Thread {
        do {
          var batches = try make()
          try batches.forEach { batch in
            ahead.wait()
            if isStopped.flag.load(ordering: .relaxed) { return false }
            continuation.yield(batch)
            return true
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      thread.name = "kompas.import"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func done() { ahead.signal() }
}
