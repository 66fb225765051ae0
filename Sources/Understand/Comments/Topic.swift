public import Listen
public import Values

/// Something that customers write about, and the words by which a comment is known to be about it. Together an organisation's
/// topics are its code frame.
public struct Topic: Hashable, Sendable {
  public let id: ID<Topic>
  public var name: LocalizedText
  /// One of these words makes a comment be about it …
  public var words: [WordPattern]
  /// … unless one of these is in it too.
  public var without: [WordPattern]
  /// Taken out of the frame; its words and what people decided are kept, so that it can come back.
  public var isRetired: Bool

  public init(
    id: ID<Topic>, name: LocalizedText, words: [WordPattern], without: [WordPattern] = [], isRetired: Bool = false
  ) {
    self.id = id
    self.name = name
    self.words = words
    self.without = without
    self.isRetired = isRetired
  }

  public var rule: WordRule { WordRule(any: words, none: without) }
}

/// What somebody filled in about a topic.
public struct TopicDraft: Hashable, Sendable {
  public let name: LocalizedText
  public let words: [WordPattern]
  public let without: [WordPattern]

  /// The most words of a topic: more would make every search slow.
  static let mostWords = 100

  /// Throws a `Rejection` with the fields `nl`, `en`, `words` and `without`.
  ///
  /// - Parameters:
  ///   - words: each on its own line, or between commas.
  ///   - without: likewise.
  public init(nl: String, en: String, words: String, without: String = "") throws(Rejection) {
    var problems: [String: Message] = [:]
    let dutch = nl.isEmpty ? nil : nl
    let english = en.isEmpty ? nil : en
    name = LocalizedText(nl: dutch, en: english)
    if name.isEmpty { problems["nl"] = Message("comments.topics.noName") }
    for (field, text) in [("nl", nl), ("en", en)] where text.unicodeScalars.count > 60 {
      problems[field] = Message("comments.topics.longName", ["count": .count(60)])
    }
    self.words = Self.patterns(words)
    self.without = Self.patterns(without)
    if self.words.isEmpty { problems["words"] = Message("comments.topics.noWords") }
    for (field, patterns) in [("words", self.words), ("without", self.without)]
    where patterns.count > Self.mostWords || patterns.contains(where: { $0.text.utf8.count > 200 }) {
      problems[field] = Message("comments.topics.manyWords", ["count": .count(Self.mostWords)])
    }
    guard problems.isEmpty else { throw Rejection(problems) }
  }

  static func patterns(_ text: String) -> [WordPattern] {
    text.split { $0.isNewline || $0 == "," || $0 == ";" }
      .compactMap { WordPattern(String($0).trimmingPrefix(while: \.isWhitespace).withoutTrailingSpace) }
      .reduce(into: []) { known, pattern in if !known.contains(pattern) { known.append(pattern) } }
  }
}

extension Substring {
  fileprivate var withoutTrailingSpace: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
