#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Bytes that are read in order, a piece at a time, from a file or from memory.
final class ByteSource {
  private let fill: (UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int
  private let descriptor: Int32?

  /// Opens a file for reading.
  init(path: String) throws(TableFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    self.descriptor = descriptor
    fill = { (target: UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int in
      while true {
        let count = read(descriptor, target.baseAddress, target.count)
        if count >= 0 { return count }
        guard errno == EINTR else { throw .unreadable(path: path, code: errno) }
      }
    }
  }

  init(bytes: [UInt8]) {
    var position = 0
    descriptor = nil
    fill = { (target: UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int in
      let count = min(target.count, bytes.count - position)
      guard count > 0 else { return 0 }
      bytes.withUnsafeBytes { all in
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
      }
      position += count
      return count
    }
  }

  init(fill: @escaping (UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int) {
    self.fill = fill
    descriptor = nil
  }

  deinit {
    if let descriptor { close(descriptor) }
  }

  /// Reads at most as much as fits in the target, and gives how much that was; 0 at the end.
  func take(into target: UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int {
    try fill(target)
  }
}

/// Where a table's bytes are.
public enum TableBytes: Sendable {
  case path(String)
  case memory([UInt8])

  func open() throws(TableFileError) -> ByteSource {
    switch self {
    case .path(let path): try ByteSource(path: path)
    case .memory(let bytes): ByteSource(bytes: bytes)
    }
  }

  /// The first bytes, at most `count` of them.
  func head(_ count: Int) throws(TableFileError) -> [UInt8] {
    if case .memory(let bytes) = self { return Array(bytes.prefix(count)) }
    let source = try open()
    let count = min(count, try size())
    var head = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let piece = try head.withFilled(from: filled) { (free) throws(TableFileError) in try source.take(into: free) }
      guard piece > 0 else { break }
      filled += piece
    }
    head.removeSubrange(filled...)
    return head
  }

  /// All of the bytes, for small files.
  /// - Throws: `TableFileError.tooLarge` past `limit` bytes.
  public func read(limit: Int) throws(TableFileError) -> [UInt8] {
    let bytes = try head(limit + 1)
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return bytes
  }

  /// How many bytes there are.
  func size() throws(TableFileError) -> Int {
    switch self {
    case .memory(let bytes):
      return bytes.count
    case .path(let path):
      var facts = stat()
      guard stat(path, &facts) == 0 else { throw .unreadable(path: path, code: errno) }
      return Int(facts.st_size)
    }
  }
}

extension [UInt8] {
  /// Lends what lies behind `from` for writing, with the errors kept typed.
  mutating func withFilled(
    from: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(TableFileError) -> Int,
  ) throws(TableFileError) -> Int {
    let outcome: Result<Int, TableFileError> = withUnsafeMutableBytes { all in
      do throws(TableFileError) {
        return .success(try fill(UnsafeMutableRawBufferPointer(rebasing: all[from...])))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}
