/// Reads XML one event at a time, from UTF-8, in memory that does not grow with the document.
///
/// It reads what files carry (elements, attributes, text, CDATA, the five entities and character numbers) and refuses
/// what makes XML dangerous: document types, other entities, endless depth and length.
public struct XMLReader {
  public enum Event: Equatable, Sendable {
    /// An element begins; names keep their prefix.
    case start(name: String, attributes: [Attribute])
    case end(name: String)
    case text(String)
  }

  public struct Attribute: Equatable, Sendable {
    public let name: String
    public let value: String
  }

  /// The most bytes in one piece of text or one tag, and the most elements inside one another.
  public struct Limits: Sendable {
    public var pieceBytes: Int
    public var depth: Int

    public init(pieceBytes: Int = 4 << 20, depth: Int = 64) {
      self.pieceBytes = pieceBytes
      self.depth = depth
    }
  }

  private let source: ByteSource
  private let limits: Limits
  private var buffer: [UInt8] = []
  private var position = 0
  private var consumed = 0
  private var isAtEnd = false
  private var open: [String] = []
  private var pendingEnd: String?
  private var hasRoot = false

  public init(_ bytes: TableBytes, limits: Limits = Limits()) throws(TableFileError) {
    self.init(source: try bytes.open(), limits: limits)
  }

  init(source: ByteSource, limits: Limits = Limits()) {
    self.source = source
    self.limits = limits
  }

  /// The next event, nil at the end of the document. Text comes with its entities resolved; text outside the root
  /// element is passed over.
  public mutating func next() throws(TableFileError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while true {
      guard let byte = try peek(0) else {
        guard open.isEmpty, hasRoot else { throw .xml(.endsTooSoon) }
        return nil
      }
      if byte != UInt8(ascii: "<") {
        let raw = try take(upTo: "<")
        guard !open.isEmpty else { continue }
        return .text(try resolve(raw))
      }
      if try skipsOverMarkup() { continue }
      if try starts(with: "<![CDATA[") {
        drop(9)
        let text = try take(through: "]]>")
        guard !open.isEmpty else { throw malformed }
        return .text(String(decoding: text, as: UTF8.self))
      }
      return try tag()
    }
  }

  /// The text inside the element that has just begun, with what its own elements hold, up to its end.
  public mutating func text(inside name: String) throws(TableFileError) -> String {
    let depth = open.count
    var text = ""
    while let event = try next() {
      switch event {
      case .text(let piece):
        text += piece
        guard text.utf8.count <= limits.pieceBytes else {
          throw .xml(.tooLong(offset: consumed + position, limit: limits.pieceBytes))
        }
      case .start: continue
      case .end(let ended) where ended == name && open.count < depth: return text
      case .end: continue
      }
    }
    throw .xml(.endsTooSoon)
  }

  private var malformed: TableFileError { .xml(.malformed(offset: consumed + position)) }

  // MARK: Markup

  private mutating func skipsOverMarkup() throws(TableFileError) -> Bool {
    if try starts(with: "<?") {
      drop(2)
      let instruction = String(decoding: try take(through: "?>"), as: UTF8.self)
      try checkEncoding(instruction)
      return true
    }
    if try starts(with: "<!--") {
      drop(4)
      _ = try take(through: "-->")
      return true
    }
    let isDocumentType = try starts(with: "<!DOCTYPE")
    if isDocumentType { throw .xml(.documentType(offset: consumed + position)) }
    return false
  }

  private func checkEncoding(_ instruction: String) throws(TableFileError) {
    guard instruction.hasPrefix("xml "), let mark = instruction.firstRange(of: "encoding=") else { return }
    let rest = instruction[mark.upperBound...]
    guard let quote = rest.first else { return }
    let name = rest.dropFirst().prefix { $0 != quote }.lowercased()
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else { throw .xml(.encoding(name: name)) }
  }

  private mutating func tag() throws(TableFileError) -> Event {
    drop(1)
    let raw = try takeTag()
    var tag = TagText(bytes: raw)
    if raw.first == UInt8(ascii: "/") {
      tag.index = 1
      let name = tag.name()
      tag.skipSpace()
      guard tag.isAtEnd, open.popLast() == name else { throw malformed }
      return .end(name: name)
    }
    let name = tag.name()
    guard !name.isEmpty, open.count < limits.depth else {
      throw name.isEmpty ? malformed : .xml(.tooDeep(limit: limits.depth))
    }
    guard !open.isEmpty || !hasRoot else { throw malformed }
    hasRoot = true
    var attributes: [Attribute] = []
    while true {
      tag.skipSpace()
      if tag.isAtEnd { break }
      if tag.isSlashAtEnd {
        pendingEnd = name
        return .start(name: name, attributes: attributes)
      }
      guard let (key, value) = tag.attribute() else { throw malformed }
      attributes.append(Attribute(name: key, value: try resolve(value)))
    }
    open.append(name)
    return .start(name: name, attributes: attributes)
  }

  // MARK: Entities

  private func resolve(_ raw: ArraySlice<UInt8>) throws(TableFileError) -> String {
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "&") else {
        text.append(raw[index])
        index += 1
        continue
      }
      guard let end = raw[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw malformed }
      let name = String(decoding: raw[index + 1..<end], as: UTF8.self)
      guard let scalar = Self.entity(name) else {
        throw .xml(.unknownEntity(name: name, offset: consumed + position))
      }
      TextDecoding.append(scalar, to: &text)
      index = end + 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func entity(_ name: String) -> UInt32? {
    switch name {
    case "lt": return 0x3C
    case "gt": return 0x3E
    case "amp": return 0x26
    case "quot": return 0x22
    case "apos": return 0x27
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let number, let scalar = Unicode.Scalar(number), number != 0 else { return nil }
      return scalar.value
    }
  }

  // MARK: Bytes

  private mutating func peek(_ ahead: Int) throws(TableFileError) -> UInt8? {
    while position + ahead >= buffer.count {
      guard try refill() else { return nil }
    }
    return buffer[position + ahead]
  }

  private mutating func refill() throws(TableFileError) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeSubrange(..<position)
      consumed += position
      position = 0
    }
    let old = buffer.count
    guard old <= limits.pieceBytes else { throw .xml(.tooLong(offset: consumed, limit: limits.pieceBytes)) }
    let size = max(1 << 16, old)
    buffer += [UInt8](repeating: 0, count: size)
    let count = try buffer.withFilled(from: old) { (free) throws(TableFileError) in try source.take(into: free) }
    buffer.removeLast(size - count)
    if consumed == 0, old == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeSubrange(..<3) }
    if buffer.count >= 2, consumed == 0, old == 0, buffer[0] >= 0xFE {
      throw .xml(.encoding(name: "utf-16"))
    }
    isAtEnd = count == 0
    return count > 0
  }

  private mutating func drop(_ count: Int) {
    position += count
  }

  private mutating func starts(with word: StaticString) throws(TableFileError) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where try peek(index) != word.utf8Start[index] { return false }
    return true
  }

  private mutating func take(upTo word: Unicode.Scalar) throws(TableFileError) -> ArraySlice<UInt8> {
    let stop = UInt8(ascii: word)
    var ahead = 0
    while true {
      if let found = buffer[(position + ahead)...].firstIndex(of: stop) {
        ahead = found - position
        break
      }
      ahead = buffer.count - position
      guard try refill() else { break }
    }
    defer { position += ahead }
    return buffer[position..<position + ahead]
  }

  private mutating func take(through word: StaticString) throws(TableFileError) -> ArraySlice<UInt8> {
    let length = word.utf8CodeUnitCount
    var ahead = 0
    while let byte = try peek(ahead) {
      if byte == word.utf8Start[0] {
        var matched = 1
        while matched < length, try peek(ahead + matched) == word.utf8Start[matched] { matched += 1 }
        if matched == length {
          defer { position += ahead + length }
          return buffer[position..<position + ahead]
        }
      }
      ahead += 1
    }
    throw .xml(.endsTooSoon)
  }

  /// A tag's inside up to its `>`, which may also stand in a quoted value.
  private mutating func takeTag() throws(TableFileError) -> ArraySlice<UInt8> {
    var ahead = 0
    var quote: UInt8?
    while true {
      if position + ahead == buffer.count {
        guard try refill() else { throw .xml(.endsTooSoon) }
        continue
      }
      let byte = buffer[position + ahead]
      if let opened = quote {
        if byte == opened { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        defer { position += ahead + 1 }
        return buffer[position..<position + ahead]
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "<") {
        throw malformed
      }
      ahead += 1
    }
  }
}
