public import Values

/// A word, or several that stand together, as people look for them: `terugbellen`, `call back`, `bereik*`.
///
/// It finds every form of its words (stemmed, in Dutch and in English), without accents and capitals. With an asterisk, what
/// stands before it is only the beginning of a word.
public struct WordPattern: Hashable, Sendable {
  /// Without accents and capitals; at least one.
  public let words: [String]
  public let isBeginning: Bool

  /// Nothing where there is no letter or digit in it.
  public init?(_ text: String) {
    words = text.words
    guard !words.isEmpty else { return nil }
    isBeginning = text.last == "*"
  }

  /// As it would be typed.
  public var text: String { words.joined(separator: " ") + (isBeginning ? "*" : "") }

  /// Every form in which the stems of a comment can hold it: by the Dutch stemmer, by the English one, and for a beginning as it
  /// was typed.
  func forms() -> [[String]] {
    var forms = Language.allCases.map { Stems($0).of(words.joined(separator: " ")) }
    if isBeginning { forms.append(words) }
    return forms.reduce(into: []) { known, form in
      if !form.isEmpty, !known.contains(form) { known.append(form) }
    }
  }
}

/// Which words a comment must hold: of each group one at least, and none of some others.
public struct WordRule: Hashable, Sendable {
  public var groups: [[WordPattern]]
  public var none: [WordPattern]

  public init(groups: [[WordPattern]] = [], none: [WordPattern] = []) {
    self.groups = groups
    self.none = none
  }

  /// At least one of these words, and none of those.
  public init(any: [WordPattern], none: [WordPattern] = []) {
    self.init(groups: [any], none: none)
  }

  /// What somebody typed to search: every word must be there; `"words in quotes"` stand together, `-word` may not be there,
  /// `begin*` is the beginning of a word. At most twenty terms are read.
  public init(searching text: String) {
    self.init()
    var rest = text.prefix(1_000)[...]
    var terms = 0
    while terms < 20 {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { return }
      let isUnwanted = first == "-" || first == "−"
      if isUnwanted { rest = rest.dropFirst() }
      var term: Substring
      if let quote = rest.first, Self.quotes.contains(quote) {
        rest = rest.dropFirst()
        term = rest.prefix { !Self.quotes.contains($0) }
        rest = rest.dropFirst(term.count + 1)
      } else {
        term = rest.prefix { !$0.isWhitespace && !Self.quotes.contains($0) }
        rest = rest.dropFirst(term.count)
      }
      guard let pattern = WordPattern(String(term)) else { continue }
      if isUnwanted { none.append(pattern) } else { groups.append([pattern]) }
      terms += 1
    }
  }

  private static let quotes: Set<Character> = ["\"", "“", "”", "„", "«", "»"]

  public var isEmpty: Bool { groups.isEmpty && none.isEmpty }
}

extension WordRule {
  /// Whether a text holds what the rule asks, by the same stems as those by which comments are searched.
  public func holds(of text: String, in language: Language) -> Bool {
    let stems = Stems(language).of(text)
    return groups.allSatisfy { group in group.contains { $0.stands(in: stems) } }
      && !none.contains { $0.stands(in: stems) }
  }
}

extension WordPattern {
  fileprivate func stands(in stems: [String]) -> Bool {
    forms().contains { form in
      stems.indices.dropLast(form.count - 1).contains { start in
        zip(form.indices, stems[start...]).allSatisfy { place, stem in
          isBeginning && place == form.count - 1 ? stem.hasPrefix(form[place]) : stem == form[place]
        }
      }
    }
  }
}
