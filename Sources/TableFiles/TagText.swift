/// The inside of one tag.
struct TagText {
  let bytes: ArraySlice<UInt8>
  /// Counted from the tag's own start.
  var index = 0

  private var place: Int { bytes.startIndex + index }
  var isAtEnd: Bool { place >= bytes.endIndex }
  var isSlashAtEnd: Bool { place == bytes.endIndex - 1 && bytes[place] == UInt8(ascii: "/") }

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  mutating func skipSpace() {
    while !isAtEnd, Self.isSpace(bytes[place]) { index += 1 }
  }

  mutating func name() -> String {
    let start = place
    while !isAtEnd {
      let byte = bytes[place]
      if Self.isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/") { break }
      index += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  mutating func attribute() -> (name: String, value: ArraySlice<UInt8>)? {
    let key = name()
    guard !key.isEmpty else { return nil }
    skipSpace()
    guard !isAtEnd, bytes[place] == UInt8(ascii: "=") else { return nil }
    index += 1
    skipSpace()
    guard !isAtEnd else { return nil }
    let quote = bytes[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    index += 1
    guard let end = bytes[place...].firstIndex(of: quote) else { return nil }
    let value = bytes[place..<end]
    index += end - place + 1
    return (key, value)
  }
}
