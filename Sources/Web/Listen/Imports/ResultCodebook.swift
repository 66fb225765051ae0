import Listen
import Values

/// A codebook beside the results: a place to bring one, and what it gave.
struct ResultCodebook: ViewModel {
  let link: Link
  let isOpen: Bool
  let problems: FormProblems?
  let said: [ResultFilePage.Text]

  /// As many names as are read without tiring.
  private static let listed = 10
  /// From so many names like Q7FOOD on, somebody is asked for what they mean.
  private static let manyCodes = 4

  init(_ found: Import, problems: [String: Message]) {
    link = .resultFile(found.id, "codebook")
    self.problems = FormProblems(problems)
    let columns = found.mapping.columns
    let named = columns.filter { $0.codebook != nil }
    let coded = columns.filter { $0.codebook?.words == nil && $0.takenFor != .ignore && $0.isNamedByCode }
    isOpen = !problems.isEmpty || named.isEmpty && coded.count >= Self.manyCodes
    var said: [Message] = []
    if !named.isEmpty {
      said.append(Message("imports.codebook.named", ["count": .count(named.count)]))
      let similar = named.compactMap { column in column.codebook?.entry.map { "\(column.name) (\($0))" } }
      if !similar.isEmpty {
        said.append(
          Message("imports.codebook.similar", ["names": .list(similar.prefix(Self.listed).map { .text($0) })]))
      }
      if !coded.isEmpty { said.append(Self.missing(coded.map(\.name))) }
    }
    self.said = said.map { .init(text: $0) }
  }

  private static func missing(_ names: [String]) -> Message {
    let rest = names.count - listed
    guard rest > 0 else {
      return Message("imports.codebook.missing", ["names": .list(names.map { .text($0) })])
    }
    return Message(
      "imports.codebook.missingMore",
      ["names": .text(names.prefix(listed).joined(separator: ", ")), "count": .text(String(rest))])
  }
}

extension ColumnMapping {
  /// Whether its question is the name of a column, such as Q7FOOD, and no words.
  fileprivate var isNamedByCode: Bool {
    question == name && !name.contains(" ") && (name.contains { $0.isNumber || $0 == "_" } || name == name.uppercased())
  }
}

extension CodebookOutcome {
  /// What was done, and which names of the book found no column.
  var sentence: Message {
    guard !unknown.isEmpty else { return Message("imports.codebook.saved") }
    let names = Message.Fact.text(unknown.prefix(8).joined(separator: ", "))
    guard unknown.count > 8 else { return Message("imports.codebook.savedUnknown", ["names": names]) }
    return Message("imports.codebook.savedMore", ["names": names, "count": .text(String(unknown.count - 8))])
  }
}

extension CodebookRefusal {
  /// Why a file is no codebook of these results.
  var sentence: Message {
    switch self {
    case .tooLarge: Message("imports.codebook.tooLarge")
    case .noNames: Message("imports.codebook.noNames")
    case .otherFile(let name, let column):
      Message("imports.codebook.otherFile", ["name": .text(name), "column": .text(column)])
    case .results: Message("imports.codebook.results")
    }
  }
}
