import Foundation
public import Values

/// The ideas of a round on the scribe's table: shown, held back, hidden with a reason, merged. What was merged keeps its lineage,
/// and everything can be taken back.
public struct IdeaBoard: Hashable, Sendable, Codable {
  public struct Entry: Hashable, Sendable, Codable {
    public let id: ID<Idea>
    public var text: String
    /// How many handed in these words, or those that were merged into it.
    public var count: Int
    public var isShown: Bool
    /// Why it is hidden; nothing where it isn't.
    public var hiddenBecause: String?
    /// What it was made of, in the order of merging.
    public var madeOf: [Origin]
  }

  /// An idea that went into another.
  public struct Origin: Hashable, Sendable, Codable {
    public let id: ID<Idea>
    public let text: String
    public let count: Int
  }

  /// What a scribe can do. Each is stored as it is, and the board is made of them anew.
  public enum Move: Hashable, Sendable, Codable {
    case show(ID<Idea>)
    case hold(ID<Idea>)
    case hide(ID<Idea>, reason: String)
    /// The first ones go into the last, in other words where that reads better.
    case merge([ID<Idea>], into: ID<Idea>, text: String?)
    case split(ID<Idea>)
    case reword(ID<Idea>, text: String)
  }

  public private(set) var entries: [Entry]

  /// The board as a number of moves made it, of the words that were handed in.
  public init(_ words: [RoundResult.SharedWords], moves: [Move] = []) {
    entries = words.map {
      Entry(id: $0.id, text: $0.text, count: $0.count, isShown: false, hiddenBecause: nil, madeOf: [])
    }
    for move in moves { take(move) }
  }

  /// What everyone may see.
  public var shown: [Entry] { entries.filter { $0.isShown && $0.hiddenBecause == nil } }
  /// What waits for the scribe.
  public var waiting: [Entry] { entries.filter { !$0.isShown && $0.hiddenBecause == nil } }

  /// The shown ideas as what a next round votes on.
  public var options: [RoundOption] {
    shown.map { RoundOption(id: ID($0.id.text), text: .typed(LocalizedText(nl: $0.text, en: $0.text))) }
  }

  /// Ids that aren't on the board leave it as it is.
  public mutating func take(_ move: Move) {
    switch move {
    case .show(let id): change(id) { ($0.isShown, $0.hiddenBecause) = (true, nil) }
    case .hold(let id): change(id) { ($0.isShown, $0.hiddenBecause) = (false, nil) }
    case .hide(let id, let reason): change(id) { $0.hiddenBecause = reason }
    case .reword(let id, let text): change(id) { $0.text = text }
    case .merge(let ids, let target, let text): merge(ids, into: target, text)
    case .split(let id): split(id)
    }
  }

  private mutating func change(_ id: ID<Idea>, _ body: (inout Entry) -> Void) {
    if let place = entries.firstIndex(where: { $0.id == id }) { body(&entries[place]) }
  }

  private mutating func merge(_ ids: [ID<Idea>], into target: ID<Idea>, _ text: String?) {
    let sources = entries.filter { ids.contains($0.id) && $0.id != target }
    guard !sources.isEmpty else { return }
    change(target) { entry in
      if entry.madeOf.isEmpty { entry.madeOf = [Origin(id: entry.id, text: entry.text, count: entry.count)] }
      for source in sources {
        entry.madeOf +=
          source.madeOf.isEmpty ? [Origin(id: source.id, text: source.text, count: source.count)] : source.madeOf
        entry.count += source.count
      }
      if let text { entry.text = text }
      entry.isShown = entry.isShown || sources.contains(where: \.isShown)
    }
    if entries.contains(where: { $0.id == target }) {
      entries.removeAll { entry in sources.contains { $0.id == entry.id } }
    }
  }

  private mutating func split(_ id: ID<Idea>) {
    guard let place = entries.firstIndex(where: { $0.id == id }), !entries[place].madeOf.isEmpty else { return }
    let merged = entries[place]
    entries.replaceSubrange(
      place...place,
      with: merged.madeOf.map { origin in
        Entry(
          id: origin.id, text: origin.text, count: origin.count, isShown: merged.isShown,
          hiddenBecause: merged.hiddenBecause, madeOf: [])
      })
  }

  /// Follows from the words alone, without capitals and accents (FNV-1a over their bytes).
  static func id(of text: String) -> ID<Idea> {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.folded.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return ID("i" + String(hash, radix: 36))
  }
}
