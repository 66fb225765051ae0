import Foundation
import Listen
import Values

/// Keeps comments back in which somebody could be recognised, and picks from the others for variety.
struct CommentScreen {
  /// Names of people and customers, without accents and capitals, by how they begin: thousands of them are looked for in every text.
  private let names: [ArraySlice<UInt8>: [[UInt8]]]
  private let words: Set<String>

  /// - Parameters:
  ///   - people: each part of a person's name counts, of three letters and more.
  ///   - customers: a customer's name counts as a whole.
  init(people: [String], customers: [String]) {
    let parts = people.flatMap { $0.folded.split { !$0.isLetter } }.map(String.init)
    words = Set(parts.filter { $0.count >= 3 && !Self.ordinary.contains($0) })
    let whole = Set((people + customers).map(\.folded).filter { $0.count >= Self.head }).map { Array($0.utf8) }
    names = Dictionary(grouping: whole) { $0.prefix(Self.head) }
  }

  /// A name has so many letters or more.
  private static let head = 4

  /// Parts of surnames that are ordinary words.
  private static let ordinary: Set<String> = [
    "van", "den", "der", "het", "ten", "ter", "the", "and", "bij", "aan", "uit", "over", "jong", "groot", "wit",
    "zwart",
    "groen", "best", "good", "long", "may", "will", "mark", "hope", "grace", "goede", "boer", "smit", "bakker",
    "visser",
  ]
  static let readable = 25...240

  /// Whether nothing in it points at a person, a customer or an address.
  func clears(_ text: String) -> Bool {
    guard Self.readable.contains(text.count), !text.contains("@"), !hasNumber(text), !hasTitle(text) else {
      return false
    }
    let folded = text.folded
    guard !folded.contains("www."), !folded.contains("http") else { return false }
    let said = folded.split { !$0.isLetter }.map(String.init)
    guard !said.contains(where: words.contains) else { return false }
    return !holdsName(Array(folded.utf8))
  }

  private func holdsName(_ text: [UInt8]) -> Bool {
    text.indices.contains { start in
      names[text[start...].prefix(Self.head)]?.contains { text[start...].starts(with: $0) } ?? false
    }
  }

  /// A telephone number, an order, a house number with its postcode: four digits and more.
  private func hasNumber(_ text: String) -> Bool {
    var run = 0
    for character in text {
      if character.isNumber {
        run += 1
        if run >= 4 { return true }
      } else if character != " ", character != "-", character != "." {
        run = 0
      }
    }
    return false
  }

  /// `mevrouw De Wit`, `dhr. Jansen`, `Mr Smith`.
  private func hasTitle(_ text: String) -> Bool {
    let words = text.split { $0.isWhitespace }.map(String.init)
    return zip(words, words.dropFirst()).contains { title, name in
      let bare = title.folded.filter(\.isLetter)
      return Self.titles.contains(bare) && (name.first?.isUppercase ?? false)
    }
  }

  private static let titles: Set<String> = [
    "mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "heer", "mr", "mrs", "ms", "miss", "collega", "monteur", "dr",
  ]

  /// So many of these, as different from one another as they come: in who says it, what about, and in which unit. The same
  /// comments give the same choice.
  static func choose(_ count: Int, from comments: [PlanComment], without used: Set<ID<Comment>> = []) -> [PlanComment] {
    var rest = comments.filter { !used.contains($0.id) }.sorted { ($0.text.count, $0.id) > ($1.text.count, $1.id) }
    var chosen: [PlanComment] = []
    while chosen.count < count, !rest.isEmpty {
      func likeness(_ comment: PlanComment) -> Int {
        chosen.reduce(0) { sum, other in
          sum + (other.promotership == comment.promotership ? 4 : 0)
            + (other.topic != nil && other.topic == comment.topic ? 3 : 0) + (other.unit == comment.unit ? 1 : 0)
            + (other.text == comment.text ? 1_000 : 0)
        }
      }
      let likenesses = rest.map(likeness)
      guard let least = likenesses.min(), least < 1_000, let place = likenesses.firstIndex(of: least) else { break }
      chosen.append(rest.remove(at: place))
    }
    return chosen
  }
}
