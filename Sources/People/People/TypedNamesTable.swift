import Foundation
public import Persistence
public import Values

/// Columns of a table in which people type what they like, so that somebody's name may stand there.
public struct TypedWords: Sendable {
  let table: String
  let columns: [String]
  /// Characters that a column holds at most.
  let most: Int?

  public init(_ table: String, _ columns: String..., most: Int? = nil) {
    self.table = table
    self.columns = columns
    self.most = most
  }
}

extension Connection {
  /// Puts other words wherever somebody's name was typed as a whole. Documents keep their form: the name is looked for as it is
  /// written in JSON too.
  public func replace(
    _ name: String, with words: String, in places: [TypedWords], of organisation: ID<Organisation>
  ) throws {
    guard let typed = TypedName(name, words) else { return }
    let pattern = "%\(typed.seed)%"
    for place in places {
      let table = SQL(stringLiteral: place.table)
      for column in place.columns.map(SQL.init(stringLiteral:)) {
        let found = try rows(
          """
          SELECT DISTINCT \(column) AS typed FROM \(table)
          WHERE organisation_id = \(organisation) AND lower(\(column)) LIKE \(pattern)
          """)
        for row in found {
          let text: String = try row("typed")
          let replaced = typed.replaced(in: text)
          guard replaced != text else { continue }
          let kept = place.most.map { String(replaced.prefix($0)) } ?? replaced
          try run(
            """
            UPDATE \(table) SET \(column) = \(kept)
            WHERE organisation_id = \(organisation) AND \(column) = \(text)
            """)
        }
      }
    }
  }
}

/// A name as it may stand in a text, and what comes in its place.
struct TypedName {
  /// What every text that holds the name holds, in small letters that both engines make small in the same way.
  let seed: String
  private let forms: [String]
  private let words: String
  /// A name of one word may be an ordinary word as well, so it only counts as it is written.
  private let options: String.CompareOptions

  /// Nothing for a name that is too short to be told from an ordinary word.
  init?(_ name: String, _ words: String) {
    let isOneWord = !name.contains(" ")
    guard name.count >= (isOneWord ? 4 : 2) else { return nil }
    let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("/", with: "\\/")
    forms = escaped == name ? [name] : [escaped, name]
    self.words = words
    options = isOneWord ? [] : [.caseInsensitive]
    let runs = name.lowercased().split(whereSeparator: { (letter: Character) -> Bool in
      !(letter.isASCII && letter.isLetter)
    })
    seed = String(runs.max { (one: Substring, other: Substring) -> Bool in one.count < other.count } ?? "")
  }

  func replaced(in text: String) -> String {
    var text = text
    for form in forms {
      var start = text.startIndex
      while let found = text.range(of: form, options: options, range: start..<text.endIndex) {
        guard Self.isWhole(found, in: text) else {
          start = text.index(after: found.lowerBound)
          continue
        }
        let before = text.distance(from: text.startIndex, to: found.lowerBound)
        text.replaceSubrange(found, with: words)
        start = text.index(text.startIndex, offsetBy: before + words.count)
      }
    }
    return text
  }

  /// Whether no letter or digit stands right before or behind it.
  private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
    let isInside = { (character: Character) in character.isLetter || character.isNumber }
    let before = range.lowerBound > text.startIndex && isInside(text[text.index(before: range.lowerBound)])
    let after = range.upperBound < text.endIndex && isInside(text[range.upperBound])
    return !before && !after
  }
}
