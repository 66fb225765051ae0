import Localization
import Mustache

/// Text that is HTML already: whatever came from a person was escaped on its way in.
struct SafeHTML: Hashable, Sendable, MustacheCustomRenderable {
  let text: String

  /// Says that this text is safe. Only for text that the program itself wrote.
  init(safe text: String) {
    self.text = text
  }

  /// Escapes a text for use between tags and in quoted attributes.
  init(escaping text: String) {
    self.text = Self.escape(text)
  }

  var renderText: String { text }
  var isNull: Bool { text.isEmpty }

  static func escape(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Something that draws itself as HTML in the reader's language: a chart, above all.
protocol Drawing: Sendable {
  func drawn(in book: Phrasebook) -> SafeHTML
}
