import Foundation
import Persistence
import Synchronization

/// Keeps a database file to one process: an advisory lock that the kernel lets go when the process ends, however it ends.
///
/// The lock file also tells how the last process ended: it holds a word while the database is open.
final class ProcessLock: Sendable {
  /// The last process that had the database open did not close it: it was killed, or the machine stopped.
  let followsCrash: Bool
  private let descriptor: Mutex<Int32?>

  init(path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DatabaseError(.unavailable, detail: "\(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(descriptor)
      throw DatabaseError(.inUse, detail: path)
    }
    var mark: UInt8 = 0
    followsCrash = pread(descriptor, &mark, 1, 0) == 1
    mark = UInt8(ascii: "o")
    // On a full disk the mark may not fit. Then a crash is not noticed here, and SQLite still recovers from it.
    _ = pwrite(descriptor, &mark, 1, 0)
    self.descriptor = Mutex(descriptor)
  }

  /// The database was closed as it should.
  func release() {
    descriptor.withLock { descriptor in
      guard let open = descriptor else { return }
      _ = ftruncate(open, 0)
      Foundation.close(open)
      descriptor = nil
    }
  }

  deinit {
    descriptor.withLock { descriptor in
      if let open = descriptor { Foundation.close(open) }
    }
  }
}
