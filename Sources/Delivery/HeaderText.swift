import Foundation

/// Text in a header: RFC 2047.
enum HeaderText {
  /// As it is where it is plain words of ASCII, else in encoded words, folded so that no line is longer than 76.
  ///
  /// - Parameter column: how many characters of the first line are taken by the header's name.
  static func encoded(_ text: String, field: String, after column: Int) throws(MailProblem) -> String {
    guard
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && !($0.value >= 0x80 && $0.value < 0xA0) })
    else { throw .unwritable(field: field) }
    let isPlain = text.utf8.allSatisfy { byte in
      byte < 0x7F && !"()<>[]:;@\\,.\"=?_".utf8.contains(byte)
    }
    if isPlain, column + text.utf8.count <= 76, !text.hasPrefix(" "), !text.hasSuffix(" "), !text.contains("  ") {
      return text
    }
    return words(of: text).joined(separator: "\r\n ")
  }

  /// Each encoded word is at most 75 characters and holds whole characters only.
  private static func words(of text: String) -> [String] {
    let room = 42
    var words: [String] = []
    var chunk: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if chunk.count + bytes.count > room {
        words.append(word(chunk))
        chunk = []
      }
      chunk += bytes
    }
    return words + [word(chunk)]
  }

  private static func word(_ bytes: [UInt8]) -> String {
    "=?utf-8?B?\(Data(bytes).base64EncodedString())?="
  }
}

/// RFC 2045, section 6.7: every line at most 76 characters, and readable where it is plain.
enum QuotedPrintable {
  static func encoded(_ text: String) -> String {
    var lines: [String] = []
    var line: [UInt8] = []
    func end(softly: Bool) {
      lines.append(String(decoding: line, as: UTF8.self) + (softly ? "=" : ""))
      line = []
    }
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        end(softly: false)
        continue
      }
      let next = index < bytes.count ? bytes[index] : UInt8(ascii: "\n")
      let isAtEnd = next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
      let written = self.written(byte, isAtEnd: isAtEnd)
      if line.count + written.count > 75 { end(softly: true) }
      line += written
    }
    end(softly: false)
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// A space at the end of a line would be lost on the way.
  private static func written(_ byte: UInt8, isAtEnd: Bool) -> [UInt8] {
    let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    if isSpace && !isAtEnd || byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=") { return [byte] }
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
