import Crypto
import Foundation

/// Where the originals of imported files are kept, each under the hash of what is in it: the same file is kept once.
public struct ImportFolder: Sendable {
  let path: String
  /// Bytes that stay free for answers and everything else: a large file must not fill the disk.
  let keptFree: Int

  public init(path: String, keptFree: Int = 500 << 20) {
    self.path = path
    self.keptFree = keptFree
  }

  func place(of hash: String) -> String { "\(path)/\(hash)" }

  func has(_ hash: String) -> Bool { FileManager.default.fileExists(atPath: place(of: hash)) }

  /// Copies a file in, and gives its hash and its size in bytes. It has its name only when it is whole and on disk.
  ///
  /// - Throws: `ImportStop.noRoom` where that would leave the disk nearly full.
  func keep(_ file: String) throws -> (hash: String, size: Int) {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try makeSureOfRoom(for: file)
    let source = try FileHandle(forReadingFrom: URL(filePath: file))
    defer { close(source) }
    let draft = "\(path)/\(UUID().uuidString).draft"
    guard FileManager.default.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw CocoaError(.fileWriteUnknown)
    }
    do {
      let target = try FileHandle(forWritingTo: URL(filePath: draft))
      defer { close(target) }
      var hash = SHA256()
      var size = 0
      while let part = try source.read(upToCount: 1 << 20), !part.isEmpty {
        hash.update(data: part)
        size += part.count
        try target.write(contentsOf: part)
      }
      try target.synchronize()
      let name = hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
      if has(name) {
        try FileManager.default.removeItem(atPath: draft)
      } else {
        try FileManager.default.moveItem(atPath: draft, toPath: place(of: name))
      }
      return (name, size)
    } catch {
      remove(draft)
      throw error
    }
  }

  private func makeSureOfRoom(for file: String) throws {
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? Int ?? .max
    // The original is kept, and its answers take about as much again.
    guard free - keptFree >= 2 * size else { throw ImportStop.noRoom }
  }

  /// Nobody waits for what goes wrong here: the failure that matters is thrown already, or all was written.
  private func close(_ file: FileHandle) {
    do { try file.close() } catch { return }
  }

  private func remove(_ file: String) {
    do { try FileManager.default.removeItem(atPath: file) } catch { return }
  }

  func removeOriginal(_ hash: String) throws {
    if has(hash) { try FileManager.default.removeItem(atPath: place(of: hash)) }
  }
}
