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

  func path(_ organisation: ID<Organisation>) -> String { "\(stem(organisation)).columns" }

  private func analysesPath(_ organisation: ID<Organisation>) -> String { "\(stem(organisation)).drivers" }

  private func stem(_ organisation: ID<Organisation>) -> String {
    // An id may be any text; a file name may not.
    let name = organisation.text.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-")
      return isPlain ? String(UnicodeScalar(byte)) : "_\(byte)"
    }
    return "\(folder)/\(name.joined())"
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

  /// What drivers amounted to before; nothing where that can't be read.
  func readAnalyses(_ organisation: ID<Organisation>) async -> KeptAnalyses {
    await Self.onThread {
      do {
        return try KeptAnalyses(Data(contentsOf: URL(filePath: analysesPath(organisation))))
      } catch {
        return KeptAnalyses()
      }
    }
  }

  /// Writes analyses where some are new. Where that fails they are computed again.
  func write(_ analyses: KeptAnalyses, of organisation: ID<Organisation>) async {
    await Self.onThread {
      do {
        guard let data = try analyses.newData() else { return }
        try makeFolder()
        let file = URL(filePath: analysesPath(organisation))
        try data.write(to: file, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      } catch {
        unlink(analysesPath(organisation))
      }
    }
  }

  private func makeFolder() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Whether it was written.
  func write(_ columns: [KeptColumns], of organisation: ID<Organisation>) async -> Bool {
    await Self.onThread {
      do {
        try makeFolder()
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
