internal import CLibArchive

/// Reads the entries of a ZIP file, without ever writing one to disk. Names are facts about the file, never paths.
public struct ZIPArchive: Sendable {
  public struct Entry: Sendable, Equatable {
    public let name: String
    /// Bytes when unpacked as the archive states it; nil where it does not. Never trusted: reading counts for itself.
    public let statedSize: Int?
  }

  /// The files in the archive, folders left out, in its order.
  public let entries: [Entry]
  private let bytes: TableBytes
  private let limits: ArchiveLimits

  /// - Throws: `TableFileError.archive`, `.unreadable`.
  public init(_ bytes: TableBytes, limits: ArchiveLimits = ArchiveLimits()) throws(TableFileError) {
    self.bytes = bytes
    self.limits = limits
    guard try bytes.head(4).starts(with: [0x50, 0x4B]) else { throw .archive(.notAnArchive) }
    var entries: [Entry] = []
    let walk = try ArchiveWalk(bytes, limits: limits)
    while let entry = try walk.nextEntry() { entries.append(entry) }
    self.entries = entries
  }

  /// All of an entry's bytes.
  /// - Throws: `TableFileError.missingEntry`; `.archive(.tooLarge)` past `limit` bytes.
  public func read(_ name: String, limit: Int = 64 << 20) throws(TableFileError) -> [UInt8] {
    let source = try open(name)
    var content: [UInt8] = []
    while true {
      let old = content.count
      content += [UInt8](repeating: 0, count: 1 << 16)
      let count = try content.withFilled(from: old) { (free) throws(TableFileError) in try source.take(into: free) }
      content.removeLast((1 << 16) - count)
      guard count > 0 else { return content }
      guard content.count <= limit else { throw .archive(.tooLarge(limit: limit)) }
    }
  }

  /// An entry to be read a piece at a time.
  func open(_ name: String) throws(TableFileError) -> ByteSource {
    let walk = try ArchiveWalk(bytes, limits: limits)
    while let entry = try walk.nextEntry() {
      guard entry.name == name else { continue }
      return ByteSource { (target: UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int in
        try walk.readPiece(into: target)
      }
    }
    throw .missingEntry(name: name)
  }
}

/// One pass of libarchive over a ZIP file; it counts what comes out.
private final class ArchiveWalk {
  private let archive: OpaquePointer
  private let memory: UnsafeMutableRawBufferPointer?
  private let limits: ArchiveLimits
  private let packedSize: Int
  private var entryCount = 0
  private var unpacked = 0
  private var current = ""

  init(_ bytes: TableBytes, limits: ArchiveLimits) throws(TableFileError) {
    self.limits = limits
    packedSize = max(1, try bytes.size())
    guard let archive = archive_read_new() else { throw .archive(.notAnArchive) }
    self.archive = archive
    archive_read_support_format_zip_seekable(archive)
    let outcome: Int32
    switch bytes {
    case .path(let path):
      memory = nil
      outcome = archive_read_open_filename(archive, path, 1 << 16)
    case .memory(let content):
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: 1)
      content.withUnsafeBytes { copy.copyMemory(from: $0) }
      memory = copy
      outcome = archive_read_open_memory(archive, copy.baseAddress, content.count)
    }
    guard outcome == ARCHIVE_OK else { throw .archive(.notAnArchive) }
  }

  deinit {
    archive_read_free(archive)
    memory?.deallocate()
  }

  func nextEntry() throws(TableFileError) -> ZIPArchive.Entry? {
    while true {
      var header: OpaquePointer?
      let outcome = archive_read_next_header(archive, &header)
      if outcome == ARCHIVE_EOF { return nil }
      guard outcome == ARCHIVE_OK || outcome == ARCHIVE_WARN, let header else {
        throw .archive(entryCount == 0 ? .notAnArchive : .damaged(entry: current))
      }
      entryCount += 1
      guard entryCount <= limits.entries else { throw .archive(.tooManyEntries(limit: limits.entries)) }
      let name = archive_entry_pathname_utf8(header) ?? archive_entry_pathname(header)
      current = name.map { String(cString: $0) } ?? ""
      guard archive_entry_is_encrypted(header) == 0 else { throw .archive(.encrypted(entry: current)) }
      if archive_entry_filetype(header) == 0o040000 || current.hasSuffix("/") { continue }
      let size = archive_entry_size_is_set(header) != 0 ? Int(archive_entry_size(header)) : nil
      return ZIPArchive.Entry(name: current, statedSize: size)
    }
  }

  func readPiece(into target: UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int {
    let count = archive_read_data(archive, target.baseAddress, target.count)
    guard count >= 0 else { throw .archive(.damaged(entry: current)) }
    unpacked += count
    guard unpacked <= limits.bytes else { throw .archive(.tooLarge(limit: limits.bytes)) }
    guard unpacked <= 1 << 20 || unpacked / limits.ratio <= packedSize else {
      throw .archive(.suspiciousRatio(limit: limits.ratio))
    }
    return count
  }
}
