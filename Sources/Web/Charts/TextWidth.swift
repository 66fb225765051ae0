/// How wide text will be, without knowing the reader's font: the widths of a wide common sans serif (as Verdana, DejaVu Sans), so
/// that what fits here fits everywhere.
enum TextWidth {
  /// From one baseline to the next.
  static let lineHeight = 16.0

  /// In pixels at that font size.
  static func of(_ text: String, size: Double = 13) -> Double {
    var width = 0.0
    for byte in text.utf8 {
      guard byte < 128 else { return text.reduce(0) { $0 + em($1) } * size }
      width += asciiEms[Int(byte)]
    }
    return width * size
  }

  /// Charts measure the same few letters thousands of times, and comparing characters takes a hundred times longer than this.
  private static let asciiEms = (0..<128).map { em(Character(Unicode.Scalar(UInt8($0)))) }

  /// The text in lines no wider than that, broken between words and, where one word is too long, within it. What doesn't fit in the
  /// last line ends in an ellipsis.
  static func lines(_ text: String, width: Double, size: Double = 13, most: Int = 2) -> [String] {
    var lines: [String] = []
    var words = text.split(separator: " ").flatMap { pieces(of: $0, width: width, size: size) }[...]
    while let first = words.popFirst(), lines.count < most {
      var line = first
      while let next = words.first {
        let longer = line + (line.hasSuffix("-") ? "" : " ") + next
        guard of(longer, size: size) <= width else { break }
        line = longer
        words.removeFirst()
      }
      if lines.count == most - 1, !words.isEmpty {
        line += "…"
        while line.count > 2, of(line, size: size) > width { line = line.dropLast(2) + "…" }
      }
      lines.append(line)
    }
    return lines
  }

  /// A word that fits stays whole; a longer one is cut behind its own hyphens, and else where the line ends.
  private static func pieces(of word: Substring, width: Double, size: Double) -> [String] {
    guard of(String(word), size: size) > width else { return [String(word)] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if piece.count > 3, piece.hasSuffix("-") {
        pieces.append(piece)
        piece = ""
      }
      if of(piece + String(character) + "-", size: size) > width, piece.count > 3 {
        pieces.append(piece + "-")
        piece = ""
      }
      piece.append(character)
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }

  private static func em(_ character: Character) -> Double {
    switch character {
    case "i", "l", "j", "I", ".", ",", ":", ";", "'", "’", "|", "!": 0.33
    case "f", "t", "r", "(", ")", "-", " ", "\u{a0}", "“", "”", "/": 0.4
    case "m", "w", "M", "W", "@", "%", "…", "—": 0.95
    case "+", "−", "=", "▲", "▼", "●": 0.8
    case "A"..."Z": 0.72
    default: 0.62
    }
  }
}
