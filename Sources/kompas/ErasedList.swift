import Foundation
import People

/// Who was erased, by id and without a name: a file beside the database and outside of its backups, so that a backup that comes
/// back doesn't bring anybody back.
struct ErasedList: Sendable {
  let path: String

  /// Adds a line, on disk before this returns.
  @Sendable func add(_ entry: ErasedEntry) throws {
    if !FileManager.default.fileExists(atPath: path) {
      guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
        throw CocoaError(.fileWriteUnknown)
      }
    }
    var line = try JSONEncoder().encode(entry)
    line.append(UInt8(ascii: "\n"))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    do {
      try file.seekToEnd()
      try file.write(contentsOf: line)
      try file.synchronize()
      try file.close()
    } catch {
      try file.close()
      throw error
    }
  }

  /// All of them in their order, each once; nothing where there is no such file.
  func entries() throws -> [ErasedEntry]? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    var seen: Set<ErasedEntry> = []
    var entries: [ErasedEntry] = []
    for (index, line) in lines.enumerated() {
      let entry: ErasedEntry
      do {
        entry = try JSONDecoder().decode(ErasedEntry.self, from: line)
      } catch {
        throw UnreadableErasure(path: path, line: index + 1)
      }
      if seen.insert(entry).inserted { entries.append(entry) }
    }
    return entries
  }
}

/// A line of the list of erasures that says nothing.
struct UnreadableErasure: Error, CustomStringConvertible {
  let path: String
  let line: Int

  var description: String {
    "Line \(line) of \(path) can't be read, so nothing was restored. Mend or remove that line."
  }
}
