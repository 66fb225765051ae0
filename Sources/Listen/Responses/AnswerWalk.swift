public import Values

/// A stored answer as a walk over its document meets it: numbers are read, anything else stays as it was written until
/// somebody wants it.
public enum WalkedAnswer {
  case number(Double)
  case notApplicable
  /// The bytes of a text, a day or a choice.
  case written(UnsafeBufferPointer<UInt8>)

  /// What was chosen; nothing where it isn't a choice.
  public func choice() throws(AnswersProblem) -> (options: [ID<Question.Option>], other: String?)? {
    guard case .written(let bytes) = self, bytes.first == UInt8(ascii: "[") else { return nil }
    var reader = AnswersReader(String(decoding: bytes, as: UTF8.self))
    guard case .choice(let options, let other) = try reader.answer() else { return nil }
    return (options, other)
  }
}

extension Answers {
  /// Gives each key of a stored document with its answer, in the order in which they stand there, and makes nothing of what
  /// isn't wanted: columns are filled with millions of responses this way. What the bytes are is only known during the call.
  public static func walk(
    _ document: String, _ body: (UnsafeBufferPointer<UInt8>, WalkedAnswer) throws -> Void
  ) throws {
    var document = document
    try document.withUTF8 { bytes in
      var walk = AnswerWalk(bytes: bytes)
      try walk.run(body)
    }
  }
}

private struct AnswerWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func run(_ body: (UnsafeBufferPointer<UInt8>, WalkedAnswer) throws -> Void) throws {
    try expect(UInt8(ascii: "{"))
    if peek == UInt8(ascii: "}") { return }
    while true {
      let (key, isEscaped) = try quoted()
      try expect(UInt8(ascii: ":"))
      let answer = try answer()
      if isEscaped {
        var reader = AnswersReader("\"\(String(decoding: key, as: UTF8.self))\"")
        var text = try reader.quoted()
        try text.withUTF8 { try body($0, answer) }
      } else {
        try body(key, answer)
      }
      guard peek == UInt8(ascii: ",") else { break }
      place += 1
    }
    try expect(UInt8(ascii: "}"))
  }

  private mutating func answer() throws(AnswersProblem) -> WalkedAnswer {
    let start = place
    switch peek {
    case UInt8(ascii: "n"):
      place += 4
      guard place <= bytes.count else { throw AnswersProblem(offset: start) }
      return .notApplicable
    case UInt8(ascii: "\""):
      _ = try quoted()
      return .written(part(start, place))
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      try skipNested()
      return .written(part(start, place))
    default: return .number(try number())
    }
  }

  /// Past a choice or a day, whose texts may hold any bracket.
  private mutating func skipNested() throws(AnswersProblem) {
    var depth = 0
    repeat {
      switch peek {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\""):
        _ = try quoted()
        continue
      case nil: throw AnswersProblem(offset: place)
      default: break
      }
      place += 1
    } while depth > 0
  }

  private mutating func number() throws(AnswersProblem) -> Double {
    let start = place
    var whole = 0
    while let byte = peek, byte &- 0x30 < 10, place - start < 15 {
      whole = whole * 10 + Int(byte &- 0x30)
      place += 1
    }
    guard let byte = peek else { throw AnswersProblem(offset: place) }
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") {
      guard place > start else { throw AnswersProblem(offset: place) }
      return Double(whole)
    }
    while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") { place += 1 }
    guard let number = Double(String(decoding: part(start, place), as: UTF8.self)) else {
      throw AnswersProblem(offset: start)
    }
    return number
  }

  /// The bytes between two quotes, as written.
  private mutating func quoted() throws(AnswersProblem) -> (UnsafeBufferPointer<UInt8>, isEscaped: Bool) {
    try expect(UInt8(ascii: "\""))
    let start = place
    var isEscaped = false
    while let byte = peek, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        place += 1
      }
      place += 1
    }
    try expect(UInt8(ascii: "\""))
    return (part(start, place - 1), isEscaped)
  }

  private func part(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func expect(_ byte: UInt8) throws(AnswersProblem) {
    guard peek == byte else { throw AnswersProblem(offset: place) }
    place += 1
  }
}
