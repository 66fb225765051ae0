import Foundation
import Hummingbird
import Values

/// The fields of a form, as they were sent, in their order.
struct Form: Sendable, Hashable {
  private(set) var fields: [Pair]

  struct Pair: Sendable, Hashable {
    let name: String
    let value: String
  }

  init(_ fields: [(String, String)] = []) {
    self.fields = fields.map { Pair(name: $0.0, value: $0.1) }
  }

  /// What makes a body no form: too many fields.
  private static let mostFields = 2_000

  /// Reads `application/x-www-form-urlencoded`. Bytes that aren't UTF-8 are replaced, never refused: names are typed by people.
  init(urlEncoded body: ByteBuffer) throws {
    fields = body.withUnsafeReadableBytes { Self.pairs(of: $0) }
    guard fields.count <= Self.mostFields else { throw HTTPError(.contentTooLarge) }
  }

  /// The query of an address, read as a form: filters, pages.
  init(query: String?) {
    let bytes = Array((query ?? "").utf8.prefix(8_192))
    fields = Array(bytes.withUnsafeBytes { Self.pairs(of: $0) }.prefix(200))
  }

  /// The pairs between the ampersands, one more than may be at most.
  private static func pairs(of bytes: UnsafeRawBufferPointer) -> [Pair] {
    var pairs: [Pair] = []
    for piece in bytes.split(separator: UInt8(ascii: "&")).prefix(mostFields + 1) {
      let end = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
      pairs.append(Pair(name: decode(piece[..<end]), value: decode(piece[end...].dropFirst())))
    }
    return pairs
  }

  /// One line of text, trimmed, in NFC, without control characters or marks that turn the direction of text around.
  subscript(name: String) -> String { Self.line(secret(name)) }

  /// Every value of that name, each as one line: the ticked boxes.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map { Self.line($0.value) } }

  /// Text of several lines, with `\n` between them.
  func text(_ name: String) -> String {
    let value = secret(name).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return Self.cleaned(value) { $0 == "\n" || $0 == "\t" }
  }

  /// Exactly what was typed: a password.
  func secret(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

  func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

  func id<Thing>(_ name: String, of type: Thing.Type = Thing.self) -> ID<Thing>? {
    let text = self[name]
    return text.isEmpty || text.utf8.count > 64 ? nil : ID(text)
  }

  private static func line(_ text: String) -> String {
    cleaned(text.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\t", with: " ")) { _ in false }
  }

  private static func cleaned(_ text: String, keeping isKept: (Unicode.Scalar) -> Bool) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      let turnsAround = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      let isControl = scalar.properties.generalCategory == .control
      if isKept(scalar) || (!isControl && !turnsAround) { scalars.append(scalar) }
    }
    return String(scalars).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func decode(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    guard bytes.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "%") }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "+") {
        decoded.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), let code = code(bytes[index...].prefix(2)) {
        decoded.append(code)
        index += 2
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// The byte that two hexadecimal digits stand for.
  private static func code(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt8? {
    guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
