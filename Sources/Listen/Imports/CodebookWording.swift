/// Makes the texts of a codebook into questions and short names: what the columns of one question share is the question, the rest is
/// the row; and no two columns are called the same.
struct CodebookWording {
  struct Words: Equatable, Sendable {
    var question: String
    /// The row that the column is about; or a short name for a long question.
    var option: String?

    /// What charts and findings call it.
    var name: String { option ?? question }
  }

  /// By the column's position, from 0. Columns of which the book has no text have none.
  private(set) var words: [Int: Words] = [:]

  init(_ found: [Int: Codebook.Entry], _ columns: [ImportColumn]) {
    var texts: [Int: String] = [:]
    for (position, entry) in found {
      let text = Self.bare(entry.text, of: entry.name)
      if !text.isEmpty { texts[position] = text }
    }
    let stems = Self.stems(Set(texts.values))
    for (position, text) in texts {
      let heading = found[position]?.heading.map(Self.tidied) ?? ""
      if let stem = stems.filter({ text.hasPrefix($0) && text.count > $0.count }).max(by: { $0.count < $1.count }) {
        words[position] = Words(question: Self.tidied(stem), option: Self.named(text.dropFirst(stem.count)))
      } else if !heading.isEmpty, Self.isRow(text) {
        words[position] = Words(question: heading, option: Self.named(text[...]))
      } else {
        words[position] = Words(question: Self.cut(Self.tidied(text)), option: Self.short(text))
      }
    }
    keepApart(columns)
  }

  /// Columns that would be called the same say what they are about as well, or else their own name.
  private mutating func keepApart(_ columns: [ImportColumn]) {
    for position in twins {
      guard let own = words[position], let option = own.option, own.question.count <= 60 else { continue }
      words[position] = Words(question: "\(own.question): \(option)")
    }
    let names = Dictionary(columns.map { ($0.position, $0.name) }, uniquingKeysWith: { first, _ in first })
    for position in twins {
      guard let own = words[position], let name = names[position] else { continue }
      words[position] =
        own.option == nil
        ? Words(question: "\(own.question) (\(name))") : Words(question: own.question, option: "\(own.name) (\(name))")
    }
  }

  private var twins: [Int] {
    Dictionary(grouping: words.keys) { words[$0]?.name.lowercased() ?? "" }.values.filter { $0.count > 1 }.flatMap {
      $0
    }
  }

  // MARK: - Stems

  private static let marks = [" - ", " – ", " — ", "...", "…", "? ", ": ", " | "]

  /// What both texts begin with, up to a mark that ends a question; nothing where that is too little to be one.
  static func stem(of one: String, and other: String) -> String? {
    guard one != other else { return nil }
    return openings(of: one).first { other.hasPrefix($0) }
  }

  /// The beginnings that at least two texts share, the shortest of each.
  private static func stems(_ texts: Set<String>) -> Set<String> {
    var uses: [String: Int] = [:]
    for text in texts { for opening in openings(of: text) { uses[opening, default: 0] += 1 } }
    return Set(
      texts.compactMap { text in openings(of: text).first { uses[$0, default: 0] > 1 } })
  }

  /// Where a text may end its question, from short to long. A word or two are no question.
  private static func openings(of text: String) -> [String] {
    var ends: Set<String.Index> = []
    for mark in marks {
      var rest = text[...]
      while let range = rest.firstRange(of: mark) {
        ends.insert(range.upperBound)
        rest = rest[range.upperBound...]
      }
    }
    return ends.sorted().prefix(8).map { String(text[..<$0]) }.filter { $0.count >= 20 || $0.contains("?") }
  }

  // MARK: - Texts

  private static let longest = 300

  /// Without the name of the column, or the number of the question, that some books repeat in front.
  private static func bare(_ text: String, of name: String) -> String {
    var text = text
    if text.lowercased().hasPrefix(name.lowercased()) {
      let rest = text.dropFirst(name.count)
      // `Gate number` is a text about the gate; `Q7 Signs` and `Gate: number` repeat the name.
      let isRepeated = rest.first.map { ".:)]-–|".contains($0) || $0 == " " && name.contains(where: \.isNumber) }
      if isRepeated == true { text = String(rest.drop { !$0.isLetter && !$0.isNumber }) }
    }
    if let number = text.prefixMatch(
      of: /[Qq]\d{1,3}[a-z]?(?:[._]\d+)?(?:[.:)]\s*|\s+)(?=\p{L})|\d{1,3}[.)]\s+(?=\p{L})/)
    {
      text = String(text[number.range.upperBound...])
    }
    return HeaderText.trimmed(text)
  }

  /// Words that stand below a heading, and ask nothing by themselves.
  private static func isRow(_ text: String) -> Bool { !text.contains("?") && text.split(separator: " ").count <= 10 }

  /// Without the marks that lead over to something else.
  private static func tidied(_ text: String) -> String {
    var end = text[...]
    while let last = end.last {
      if end.hasSuffix("..") {
        while end.last == "." { end.removeLast() }
      } else if last.isWhitespace || ":-–—|…".contains(last) {
        end.removeLast()
      } else {
        break
      }
    }
    return String(end.drop(while: \.isWhitespace))
  }

  private static func named(_ text: Substring) -> String {
    let words = tidied(String(text.drop { !$0.isLetter && !$0.isNumber }))
    return cut(words.prefix(1).uppercased() + words.dropFirst())
  }

  /// An explanation that follows the question stays behind.
  private static func cut(_ text: String) -> String {
    guard text.count > 160 else { return text }
    if let end = text.firstRange(of: ". "), text.distance(from: text.startIndex, to: end.lowerBound) >= 12,
      text.distance(from: text.startIndex, to: end.lowerBound) <= 160
    {
      return String(text[..<end.lowerBound])
    }
    guard text.count > Self.longest else { return text }
    let part = text.prefix(Self.longest)
    return String(part[..<(part.lastIndex(of: " ") ?? part.endIndex)]) + "…"
  }

  /// What a question about a rating asks about: `your visit` of `How would you rate your visit?`. Nothing where it doesn't begin
  /// like one.
  static func short(_ text: String) -> String? {
    let opening =
      /(?:how (?:satisfied|happy) (?:are|were) you with|how (?:would|do|did) you (?:rate|judge|assess)|please rate)\s+/
      .ignoresCase()
    let dutch =
      /(?:hoe tevreden (?:ben|bent|was) (?:je|u|jij) (?:over|met)|hoe (?:beoordeel|waardeer)t? (?:je|u|jij))\s+/
      .ignoresCase()
    let asked = text.prefix { $0 != "?" }.replacing(/\s*\([^)]*\)/, with: "")
    guard let start = asked.prefixMatch(of: opening) ?? asked.prefixMatch(of: dutch) else { return nil }
    let rest = asked[start.range.upperBound...].trimmingPrefix(/your experience (?:with |of )?/)
    return (3...80).contains(rest.count) ? named(rest) : nil
  }
}
