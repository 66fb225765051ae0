import Crypto
import Foundation

/// Where the originals of imported files are kept, each under the hash of what is in it: the same file is kept once.
public struct ImportFolder: Sendable {
  let path: String
  /// Bytes that stay free for answers and everything else: a large file must not fill the disk.
  let keptFree: Int
  /// What is free of the disk and how large that is; nothing where that can't be told, which counts as enough.
  let space: @Sendable () -> (free: Int, size: Int)?

  /// The part of the disk that imports leave free at least.
  static let keptShare = 0.05

  public init(path: String, keptFree: Int = 500 << 20) {
    self.init(path: path, keptFree: keptFree) {
      var found = statvfs()
      guard statvfs(path, &found) == 0 else { return nil }
      return (Int(found.f_bavail) * Int(found.f_frsize), Int(found.f_blocks) * Int(found.f_frsize))
    }
  }

  public init(path: String, keptFree: Int, space: @escaping @Sendable () -> (free: Int, size: Int)?) {
    self.path = path
    self.keptFree = keptFree
    self.space = space
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
    // The original is kept, and its answers take about as much again.
    guard hasRoom(for: 2 * size) else { throw ImportStop.noRoom }
  }

  /// Whether a twentieth of the disk, and never less than is kept free, stays free when this many bytes come in.
  func hasRoom(for bytes: Int = 0) -> Bool {
    guard let (free, size) = space() else { return true }
    return free - bytes >= max(keptFree, Int(Double(size) * Self.keptShare))
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
