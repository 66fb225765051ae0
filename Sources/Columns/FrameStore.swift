internal import Dispatch
internal import Synchronization

/// The frame of one survey as it is now, for many readers and one writer at a time.
///
/// A reader takes the current frame, which costs as long as copying a reference, and keeps it as long as it likes; it never
/// waits for a change that is being made. Changes are made one after the other and seen at once when they are done.
public final class FrameStore: Sendable {
  private let current: Mutex<Frame>
  /// Held while the next frame is made, so that two changes can't start from the same one.
  private let writing = Mutex<Void>(())
  private let isSettling = Atomic(false)

  /// A store that begins with this frame.
  public init(_ frame: Frame) {
    current = Mutex(frame)
  }

  /// The frame as it is now.
  public var frame: Frame { current.withLock { $0 } }

  /// Adds rows whose ids are new.
  public func append(_ batch: FrameBatch) throws(FrameProblem) {
    try change { frame throws(FrameProblem) in try frame.appending(batch) }
  }

  /// Adds rows instead of any with their ids.
  public func replace(_ batch: FrameBatch) throws(FrameProblem) {
    try change { frame throws(FrameProblem) in try frame.replacing(batch) }
  }

  /// Takes the rows with these ids out of memory, and says how many there were.
  @discardableResult
  public func erase(_ ids: Set<UInt128>) -> Int {
    var erased = 0
    writing.withLock { _ in
      let before = frame
      let after = before.erasing(ids)
      erased = before.rowCount - after.rowCount
      current.withLock { $0 = after }
    }
    settleLater()
    return erased
  }

  /// Puts the rows under another tree; see `Frame.reorganised(as:moves:)`.
  public func reorganise(as tree: FrameTree, moves: [Int: Int?] = [:]) throws(FrameProblem) {
    try change { frame throws(FrameProblem) in try frame.reorganised(as: tree, moves: moves) }
  }

  /// Puts a frame that was built elsewhere in place.
  public func publish(_ frame: Frame) {
    writing.withLock { _ in current.withLock { $0 = frame } }
    settleLater()
  }

  private func change(_ next: (Frame) throws(FrameProblem) -> Frame) throws(FrameProblem) {
    let outcome = writing.withLock { _ in
      Result { () throws(FrameProblem) in
        let changed = try next(frame)
        current.withLock { $0 = changed }
      }
    }
    try outcome.get()
    settleLater()
  }

  /// Has mergers that are due made on another thread, one at a time. A merger works on segments that never change and holds
  /// up no one; when its segments have gone by the time it is done, it was for nothing.
  private func settleLater() {
    guard frame.dueMerger() != nil, !isSettling.exchange(true, ordering: .acquiringAndReleasing) else { return }
    DispatchQueue.global(qos: .utility).async { [self] in
      while true {
        let taken = frame
        guard let merger = taken.dueMerger() else { break }
        let union = merger.union(in: taken)
        writing.withLock { _ in
          if let merged = frame.making(merger, union: union) { current.withLock { $0 = merged } }
        }
      }
      isSettling.store(false, ordering: .releasing)
    }
  }
}
