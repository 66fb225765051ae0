/// Cleans and compares what stands in header cells.
enum HeaderText {
  /// Without markup and needless white space: `<strong>Are you…</strong>` and `*Are you…*` are both `Are you…`.
  static func cleaned(_ text: String) -> String {
    var clean: [UInt8] = []
    clean.reserveCapacity(text.utf8.count)
    var isInTag = false
    var lastWasSpace = true
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if isInTag {
        if byte == UInt8(ascii: ">") { isInTag = false }
        continue
      }
      if byte == UInt8(ascii: "<"), opensTag(bytes, at: index) {
        isInTag = true
        if !lastWasSpace, breaksLine(bytes, at: index) {
          clean.append(0x20)
          lastWasSpace = true
        }
        continue
      }
      if byte == UInt8(ascii: "*") { continue }
      let isSpace = byte <= 0x20
      if isSpace, lastWasSpace { continue }
      clean.append(isSpace ? 0x20 : byte)
      lastWasSpace = isSpace
    }
    while clean.last == 0x20 { clean.removeLast() }
    var result = String(decoding: clean, as: UTF8.self)
    if result.utf8.contains(UInt8(ascii: "&")) {
      for (entity, meaning) in [
        ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
      ] {
        result = result.replacing(entity, with: meaning)
      }
      result = result.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).joined(separator: " ")
    }
    return result
  }

  /// A tag has an end and begins with a letter or a slash; "<3 years" does not.
  private static func opensTag(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20)
    return (isLetter || next == UInt8(ascii: "/")) && bytes[index...].contains(UInt8(ascii: ">"))
  }

  private static func breaksLine(_ bytes: [UInt8], at index: Int) -> Bool {
    let name = bytes[(index + 1)...].drop { $0 == UInt8(ascii: "/") }.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    return ["br", "div", "p", "li", "ul", "ol", "td", "tr"].contains(String(decoding: name, as: UTF8.self).lowercased())
  }

  /// Without the white space around it.
  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// Small letters and digits only, for comparing names: `Date Submitted` and `date_submitted` are the same.
  static func folded(_ text: String) -> String {
    String(
      decoding: text.lowercased().utf8.filter { byte in
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      }, as: UTF8.self)
  }

  /// A short key made of a text, for columns without one of their own.
  static func key(_ text: String, position: Int) -> String {
    var key: [UInt8] = []
    var lastWasDash = true
    for byte in text.lowercased().utf8 {
      let isKept = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      if !isKept, lastWasDash { continue }
      key.append(isKept ? byte : UInt8(ascii: "-"))
      lastWasDash = !isKept
      if key.count >= 56 { break }
    }
    while key.last == UInt8(ascii: "-") { key.removeLast() }
    return key.isEmpty ? "column-\(position + 1)" : String(decoding: key, as: UTF8.self)
  }

  /// Whether one of the words stands in the text, as a whole or as the start of a word.
  static func contains(_ text: String, anyOf words: [String]) -> Bool {
    let lowered = text.lowercased()
    return words.contains { lowered.contains($0) }
  }
}
