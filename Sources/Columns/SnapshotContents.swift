/// A snapshot file's table of contents: everything but the segments' own memory.
struct SnapshotContents: Equatable {
  struct Part: Equatable {
    let rowCount: Int
    let runCount: Int
    /// Where in the file its memory begins, and the checksum of that memory.
    var offset: Int
    var checksum: UInt64
  }

  struct Entry {
    let name: String
    let mark: String
    let schema: FrameSchema
    let tree: FrameTree
    var parts: [Part]
  }

  var entries: [Entry]

  static func == (left: SnapshotContents, right: SnapshotContents) -> Bool {
    left.bytes == right.bytes
  }

  /// As the file holds it.
  var bytes: [UInt8] {
    var bytes = ByteWriter()
    bytes.write(entries.count)
    for entry in entries {
      bytes.write(entry.name)
      bytes.write(entry.mark)
      bytes.write(entry.schema)
      bytes.write(entry.tree.count)
      for parent in entry.tree.parents { bytes.write(parent ?? -1) }
      bytes.write(entry.parts.count)
      for part in entry.parts {
        for number in [part.rowCount, part.runCount, part.offset, Int(bitPattern: UInt(part.checksum))] {
          bytes.write(number)
        }
      }
    }
    return bytes.bytes
  }

  init(entries: [Entry]) {
    self.entries = entries
  }

  /// `nil` for bytes that no table of contents has.
  init?(bytes: UnsafeRawBufferPointer) {
    var reader = ByteReader(bytes)
    guard let count = reader.count() else { return nil }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard let name = reader.string(), let mark = reader.string(), let schema = reader.schema(),
        let tree = reader.tree(), let partCount = reader.count()
      else { return nil }
      var parts: [Part] = []
      for _ in 0..<partCount {
        guard let rowCount = reader.number(), let runCount = reader.number(), let offset = reader.number(),
          let checksum = reader.number(), rowCount > 0, rowCount < 1 << 32, (1...rowCount).contains(runCount),
          offset >= 0
        else { return nil }
        parts.append(
          Part(rowCount: rowCount, runCount: runCount, offset: offset, checksum: UInt64(UInt(bitPattern: checksum))))
      }
      entries.append(Entry(name: name, mark: mark, schema: schema, tree: tree, parts: parts))
    }
    guard reader.isAtEnd else { return nil }
    self.entries = entries
  }
}

/// Numbers and texts one after the other, each number in eight bytes, lowest first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ schema: FrameSchema) {
    write(schema.items.count)
    for item in schema.items {
      write(item.name)
      write(item.highest)
    }
    write(schema.codes.count)
    for code in schema.codes {
      write(code.name)
      write(code.count)
    }
    write(schema.hasWeights ? 1 : 0)
    write(schema.hasRespondents ? 1 : 0)
  }
}

/// Reads what a `ByteWriter` wrote; `nil` where the bytes end or say what can't be.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var next = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { next == bytes.count }

  mutating func number() -> Int? {
    guard bytes.count - next >= 8 else { return nil }
    defer { next += 8 }
    return Int(littleEndian: bytes.loadUnaligned(fromByteOffset: next, as: Int.self))
  }

  /// A number of things each of which takes a byte at least.
  mutating func count() -> Int? {
    guard let count = number(), count >= 0, count <= bytes.count - next else { return nil }
    return count
  }

  mutating func string() -> String? {
    guard let length = count() else { return nil }
    defer { next += length }
    return String(validating: UnsafeRawBufferPointer(rebasing: bytes[next..<next + length]), as: UTF8.self)
  }

  mutating func schema() -> FrameSchema? {
    guard let items = named(), let codes = named(), let weights = number(), let respondents = number() else {
      return nil
    }
    do {
      return try FrameSchema(
        items: items.map { .init(name: $0.name, highest: $0.number) },
        codes: codes.map { .init(name: $0.name, count: $0.number) }, hasWeights: weights == 1,
        hasRespondents: respondents == 1)
    } catch {
      return nil
    }
  }

  mutating func tree() -> FrameTree? {
    guard let count = count() else { return nil }
    var parents: [Int?] = []
    for _ in 0..<count {
      guard let parent = number() else { return nil }
      parents.append(parent < 0 ? nil : parent)
    }
    do {
      return try FrameTree(parents: parents)
    } catch {
      return nil
    }
  }

  private mutating func named() -> [(name: String, number: Int)]? {
    guard let count = count() else { return nil }
    var found: [(name: String, number: Int)] = []
    for _ in 0..<count {
      guard let name = string(), let number = number() else { return nil }
      found.append((name, number))
    }
    return found
  }
}
