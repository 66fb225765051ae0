public import Values
public import Foundation

/// All sentences of the program, in both languages: flat dotted keys, as they stand in the phrase files.
public struct Phrases: Sendable {
  private var tables: [Language: [String: Phrase]] = [:]

  public init() {}

  /// What is wrong with a phrase file.
  public enum Fault: Error, Hashable {
    case unreadable(file: String)
    /// Files are called `<feature>.<language>.json`.
    case badName(file: String)
    /// Keys begin with the feature that the file is named after.
    case strangeKey(key: String, file: String)
  }

  /// Reads every `<feature>.<language>.json` in a folder.
  ///
  /// - Throws: `Fault` for a file that can't be read, is misnamed or holds another feature's key.
  public init(directory: String) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    for file in files where file.hasSuffix(".json") {
      let words = file.split(separator: ".")
      guard words.count == 3, let language = Language(rawValue: String(words[1])) else {
        throw Fault.badName(file: file)
      }
      guard let json = FileManager.default.contents(atPath: directory + "/" + file) else {
        throw Fault.unreadable(file: file)
      }
      try add(json, feature: String(words[0]), language: language, file: file)
    }
  }

  /// Adds the phrases of one feature in one language, from a JSON object of texts.
  public mutating func add(_ json: Data, feature: String, language: Language, file: String = "") throws {
    let texts: [String: String]
    do {
      texts = try JSONDecoder().decode([String: String].self, from: json)
    } catch {
      throw Fault.unreadable(file: file)
    }
    for (key, text) in texts {
      guard key.hasPrefix(feature + ".") else { throw Fault.strangeKey(key: key, file: file) }
      tables[language, default: [:]][key] = Phrase(text)
    }
  }

  /// The phrases of one language as the people of one time zone read them.
  public func book(_ language: Language, zone: Zone = .amsterdam) -> Phrasebook {
    Phrasebook(language: language, zone: zone, phrases: tables[language] ?? [:])
  }

  /// The keys of one language, each with the names of its placeholders: what the two languages must share.
  public func placeholders(_ language: Language) -> [String: Set<String>] {
    (tables[language] ?? [:]).mapValues(\.placeholders)
  }
}

/// One sentence with `{name}` placeholders, cut up once.
struct Phrase: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case text(String)
    case placeholder(String)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.placeholder(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  var placeholders: Set<String> {
    Set(
      pieces.compactMap { piece in
        if case .placeholder(let name) = piece { name } else { nil }
      }
    )
  }
}
