import Foundation

/// A file that others see whole or not at all.
public enum FinishedFile {
  /// Flushes the file to disk, gives it its name in one step, and flushes the folder, so that the name too survives a power
  /// cut. A file that had the name is replaced.
  public static func publish(_ unfinished: String, as path: String) throws {
    try flush(unfinished)
    guard rename(unfinished, path) == 0 else { throw failure(path) }
    try flush(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  private static func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> DatabaseError {
    let code = errno
    return DatabaseError(code == ENOSPC ? .full : .other, detail: "\(path): \(String(cString: strerror(code)))")
  }
}
