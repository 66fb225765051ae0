import Values

/// The ids that questions, rows and options get when they come from a file: always the same for the same key, so that the next
/// wave of the survey lands in the same questions.
enum ImportedIDs {
  /// Every response names its questions, so a long id would fill the disk: a million responses of forty answers have forty
  /// million of them.
  static let longest = 16
  /// The row of a rating that stands alone.
  static let onlyRow: ID<Question.Item> = "r"

  /// The key itself where it can be an id; else what is left of it, and a few digits made of the whole.
  static func id<Thing>(_ key: String, of type: Thing.Type = Thing.self) -> ID<Thing> {
    var text = ""
    var isSame = true
    for scalar in key.folded.unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || scalar == "_" {
        text.unicodeScalars.append(scalar)
      } else if !text.isEmpty, !text.hasSuffix("-") {
        text += "-"
      }
    }
    isSame = text == key.lowercased()
    if isSame, key.utf8.count <= longest { return ID(key) }
    while text.hasSuffix("-") { text.removeLast() }
    let digits = String(hash(key), radix: 36)
    return ID("\(text.prefix(longest - 8))\(text.isEmpty ? "x" : "-")\(digits.suffix(6))")
  }

  /// FNV-1a over the bytes.
  static func hash(_ key: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
