import Values

/// Answers as the JSON document that is stored, written and read in one pass over the bytes: a million of them are read when
/// the columns are built anew, for which a general decoder is fifty times too slow.
extension Answers {
  /// The document, its keys in order, so that equal answers are equal text.
  public var document: String {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    bytes.reserveCapacity(24 * byKey.count + 2)
    for (index, key) in byKey.keys.sorted(by: { $0.text < $1.text }).enumerated() {
      guard let answer = byKey[key] else { continue }
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendQuoted(key.text)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(answer)
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads what `document` wrote.
  public init(document: String) throws(AnswersProblem) {
    var reader = AnswersReader(document)
    self.init(try reader.answers())
  }
}

/// A stored document that is not one of ours, and the byte at which that shows.
public struct AnswersProblem: Error, Hashable {
  public let offset: Int
}

extension [UInt8] {
  mutating func append(_ answer: Answer) {
    switch answer {
    case .number(let number):
      if let whole = Int(exactly: number) {
        append(contentsOf: String(whole).utf8)
      } else {
        append(contentsOf: String(number).utf8)
      }
    case .notApplicable: append(contentsOf: "null".utf8)
    case .text(let text): appendQuoted(text)
    case .day(let day): append(contentsOf: "{\"day\":\"\(day.text)\"}".utf8)
    case .choice(let options, let other):
      append(UInt8(ascii: "["))
      for (index, option) in options.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        appendQuoted(option.text)
      }
      if let other {
        if !options.isEmpty { append(UInt8(ascii: ",")) }
        append(contentsOf: "{\"other\":".utf8)
        appendQuoted(other)
        append(UInt8(ascii: "}"))
      }
      append(UInt8(ascii: "]"))
    }
  }

  mutating func appendQuoted(_ text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case UInt8(ascii: "\n"): append(contentsOf: "\\n".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        append(contentsOf: "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}

/// Walks once over the bytes of a document.
struct AnswersReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ document: String) {
    bytes = Array(document.utf8)
  }

  mutating func answers() throws(AnswersProblem) -> [AnswerKey: Answer] {
    var answers: [AnswerKey: Answer] = [:]
    try expect(UInt8(ascii: "{"))
    if peek == UInt8(ascii: "}") { return answers }
    repeat {
      let key = try quoted()
      try expect(UInt8(ascii: ":"))
      answers[AnswerKey(text: key)] = try answer()
    } while took(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return answers
  }

  mutating func answer() throws(AnswersProblem) -> Answer {
    switch peek {
    case UInt8(ascii: "\""): return .text(try quoted())
    case UInt8(ascii: "n"):
      for byte in "null".utf8 { try expect(byte) }
      return .notApplicable
    case UInt8(ascii: "["): return try choice()
    case UInt8(ascii: "{"):
      for byte in "{\"day\":".utf8 { try expect(byte) }
      guard let day = Day(text: try quoted()) else { throw AnswersProblem(offset: place) }
      try expect(UInt8(ascii: "}"))
      return .day(day)
    default: return .number(try number())
    }
  }

  private mutating func choice() throws(AnswersProblem) -> Answer {
    var options: [ID<Question.Option>] = []
    var other: String?
    try expect(UInt8(ascii: "["))
    if took(UInt8(ascii: "]")) { return .choice([], other: nil) }
    repeat {
      if peek == UInt8(ascii: "{") {
        for byte in "{\"other\":".utf8 { try expect(byte) }
        other = try quoted()
        try expect(UInt8(ascii: "}"))
      } else {
        options.append(ID(try quoted()))
      }
    } while took(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return .choice(options, other: other)
  }

  private mutating func number() throws(AnswersProblem) -> Double {
    let start = place
    var whole = 0
    var isWhole = true
    while let byte = peek, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) {
      if (0x30...0x39).contains(byte), place - start < 15 {
        whole = whole * 10 + Int(byte - 0x30)
      } else {
        isWhole = false
      }
      place += 1
    }
    guard place > start else { throw AnswersProblem(offset: place) }
    if isWhole { return Double(whole) }
    guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)) else {
      throw AnswersProblem(offset: start)
    }
    return number
  }

  mutating func quoted() throws(AnswersProblem) -> String {
    try expect(UInt8(ascii: "\""))
    let start = place
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
    if took(UInt8(ascii: "\"")) { return String(decoding: bytes[start..<place - 1], as: UTF8.self) }
    var text = Array(bytes[start..<place])
    while let byte = peek {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text.append(try escaped())
      default: text.append(byte)
      }
    }
    throw AnswersProblem(offset: place)
  }

  private mutating func escaped() throws(AnswersProblem) -> UInt8 {
    guard let byte = peek else { throw AnswersProblem(offset: place) }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
    case UInt8(ascii: "u"):
      guard place + 4 <= bytes.count,
        let code = UInt8(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
      else { throw AnswersProblem(offset: place) }
      place += 4
      return code
    default: throw AnswersProblem(offset: place)
    }
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func took(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(AnswersProblem) {
    guard took(byte) else { throw AnswersProblem(offset: place) }
  }
}
