import Foundation
import Persistence

/// Keeps a database file to one process: an advisory lock that the kernel lets go when the process ends, however it ends.
final class ProcessLock: Sendable {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DatabaseError(.other, detail: "\(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw DatabaseError(.inUse, detail: path)
    }
  }

  deinit {
    close(descriptor)
  }
}
