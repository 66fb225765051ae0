import Columns
import Dispatch
import Foundation
import People
import Values

/// The files of columns, one for each organisation.
///
/// Nothing depends on them: what can't be read is made of the database, and what can't be written is made anew at the next start.
struct ColumnFiles: Sendable {
  let folder: String

  init(folder: String) {
    self.folder = folder
  }

  func path(_ organisation: ID<Organisation>) -> String {
    // An id may be any text; a file name may not.
    let name = organisation.text.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-")
      return isPlain ? String(UnicodeScalar(byte)) : "_\(byte)"
    }
    return "\(folder)/\(name.joined()).columns"
  }

  /// What a file has; nothing where there is none that can be trusted.
  func read(_ organisation: ID<Organisation>) async -> [KeptColumns] {
    await Self.onThread {
      do {
        return try KeptColumns.all(in: SnapshotFile.read(at: path(organisation)))
      } catch {
        return []
      }
    }
  }

  /// Whether it was written.
  func write(_ columns: [KeptColumns], of organisation: ID<Organisation>) async -> Bool {
    await Self.onThread {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try SnapshotFile.write(columns.flatMap { try $0.snapshots() }, to: path(organisation))
        return true
      } catch {
        // An older file would hold what was erased since.
        unlink(path(organisation))
        return false
      }
    }
  }

  func remove(_ organisation: ID<Organisation>) async {
    await Self.onThread { _ = unlink(path(organisation)) }
  }

  /// Reading and writing take a thread of their own, for they may take a second.
  private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { continuation.resume(returning: body()) }
    }
  }
}
