public import Values

/// A text of a session: one of Kompas's own phrases, or what a person or the research put into words.
public enum Wording: Hashable, Sendable, Codable {
  /// Said by the reader's own phrasebook.
  case phrase(Message)
  /// In one language or in both.
  case typed(LocalizedText)

  public static func phrase(_ key: String, _ facts: [String: Message.Fact] = [:]) -> Wording {
    .phrase(Message(key, facts))
  }

  /// The same as a fact of another phrase, where it is a text or a bare phrase.
  public var fact: Message.Fact {
    switch self {
    case .phrase(let message): .phrase(message.key)
    case .typed(let text): .localized(text)
    }
  }
}
