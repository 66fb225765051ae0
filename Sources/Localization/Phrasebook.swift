public import Values

/// Says messages and writes numbers, days and moments in one language, in one time zone.
public struct Phrasebook: Sendable {
  public let language: Language
  public let zone: Zone
  private let phrases: [String: Phrase]

  init(language: Language, zone: Zone, phrases: [String: Phrase]) {
    self.language = language
    self.zone = zone
    self.phrases = phrases
  }

  public func has(_ key: String) -> Bool { phrases[key] != nil }

  /// The sentence of a message: its phrase with the facts written as this language does.
  ///
  /// With a fact named `count`, the phrase `key.one` (for 1) or `key.other` is taken where there is one. A key without a
  /// phrase is said as `⟦key⟧`, which the tests look for.
  public func say(_ message: Message) -> String {
    guard let phrase = phrase(for: message) else { return "⟦\(message.key)⟧" }
    var sentence = ""
    for piece in phrase.pieces {
      switch piece {
      case .text(let text): sentence += text
      case .placeholder(let name): sentence += message.facts[name].map(write) ?? "⟦\(message.key){\(name)}⟧"
      }
    }
    return sentence
  }

  public func say(_ key: String, _ facts: [String: Message.Fact] = [:]) -> String {
    say(Message(key, facts))
  }

  /// One fact as it stands in a sentence.
  public func write(_ fact: Message.Fact) -> String {
    switch fact {
    case .text(let text): text
    case .count(let count): number(Double(count), decimals: 0)
    case .number(let value, let decimals): number(value, decimals: decimals)
    case .signed(let value, let decimals): signed(value, decimals: decimals)
    case .percent(let share, let decimals): percent(share, decimals: decimals)
    case .day(let day): self.day(day)
    case .moment(let moment): self.moment(moment)
    case .localized(let text): text.text(in: language)
    case .phrase(let key): say(Message(key))
    case .list(let facts): list(facts.map(write))
    }
  }

  /// `Noord, West en Oost`
  public func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + (language == .nl ? " en " : " and ") + last
  }

  private func phrase(for message: Message) -> Phrase? {
    if case .count(let count) = message.facts["count"],
      let counted = phrases[message.key + (count == 1 ? ".one" : ".other")]
    {
      return counted
    }
    return phrases[message.key]
  }
}
