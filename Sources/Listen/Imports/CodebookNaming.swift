/// What a codebook did to a mapping.
public struct CodebookOutcome: Sendable, Equatable {
  /// How many columns have their words or their codes from it.
  public let named: Int
  /// Columns of which it says nothing, by their names in the file.
  public let missing: [String]
  /// Names of columns that the book writes a letter otherwise, as in the file and as in the book.
  public let similar: [Pair]
  /// Names in the book that are no column of the file.
  public let unknown: [String]

  public struct Pair: Sendable, Equatable {
    public let column: String
    public let entry: String
  }
}

/// What a column has from a codebook, as digests: what no longer fits them was changed by a person, and stays.
public struct CodebookMark: Sendable, Codable, Equatable {
  /// Of the question and the row.
  public var words: String?
  /// Of what the column is taken for, and its codes.
  public var kind: String?
  /// The name in the book, where that is written otherwise.
  public var entry: String?

  public init(words: String? = nil, kind: String? = nil, entry: String? = nil) {
    self.words = words
    self.kind = kind
    self.entry = entry
  }
}

extension Codebook {
  /// Names the columns of a mapping, and says what their codes mean. What a person changed by hand stays; what an earlier codebook
  /// said goes.
  /// - Parameters:
  ///   - mapping: what the columns are taken for now.
  ///   - run: a dry run of the same file without a mapping: what Kompas takes them for by itself.
  /// - Throws: `CodebookRefusal`; then the mapping is as it was.
  public func name(_ mapping: inout ImportMapping, of file: ImportFile, run: DryRun) throws -> CodebookOutcome {
    let columns = file.header.columns
    let match = CodebookMatch(self, columns)
    try check(match, columns)
    let told = told(match, columns, file, run)
    let plain = Dictionary(run.mapping.columns.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
    for index in mapping.columns.indices {
      let position = mapping.columns[index].position
      guard let own = plain[position], let new = told[position - 1] else { continue }
      mapping.columns[index].take(new, over: own)
      mapping.columns[index].codebook?.entry =
        match.similar.contains(position - 1) ? match.found[position - 1]?.name : nil
    }
    let name = { (position: Int) in columns[position].name }
    return CodebookOutcome(
      named: match.found.count,
      missing: columns.indices.filter { match.found[$0] == nil && !columns[$0].name.isEmpty }.map(name),
      similar: match.similar.sorted().compactMap { position in
        match.found[position].map { CodebookOutcome.Pair(column: name(position), entry: $0.name) }
      }, unknown: match.unknown)
  }

  /// A file that is no codebook of these columns changes nothing.
  private func check(_ match: CodebookMatch, _ columns: [ImportColumn]) throws(CodebookRefusal) {
    let names = Set(columns.map { CodebookMatch.normal($0.name) })
    let header = firstRow.filter { names.contains(CodebookMatch.normal($0)) }.count
    if header >= 3, header * 2 > columns.count { throw .results }
    guard entries.contains(where: { !$0.text.isEmpty || !$0.codes.isEmpty }) else { throw .noNames }
    guard match.found.count >= 2 || match.found.count * 20 >= entries.count, !match.found.isEmpty else {
      let example = columns.first { !$0.name.isEmpty && !$0.name.contains(" ") } ?? columns.first
      throw .otherFile(
        itsName: String((match.unknown.first ?? "").prefix(40)), column: String((example?.name ?? "").prefix(40)))
    }
  }

  /// What the columns are taken for with the words and codes of the book, by position from 0.
  private func told(
    _ match: CodebookMatch, _ columns: [ImportColumn], _ file: ImportFile, _ run: DryRun
  ) -> [Int: ColumnMapping] {
    let wording = CodebookWording(match.found, columns).words
    let plain = run.mapping.columns
    var proposal = RoleProposal(file: file, profiles: run.profiles, rows: run.rows)
    for position in columns.indices where plain[position].group == nil && !plain[position].isOneOfSeveral {
      guard let words = wording[position] else { continue }
      // With the words a question may show what it is: whether one would recommend, how easy it was.
      proposal.columns[position].question = words.question
      proposal.columns[position].option = words.option
    }
    var told: [Int: ColumnMapping] = [:]
    for var column in proposal.mappings() {
      let position = column.position - 1
      if column.group != nil, plain[position].option != nil, column.takenFor.isScore, let words = wording[position] {
        column.option = words.name
      }
      if let entry = match.found[position] {
        let codes = CodebookCodes(entry.codes, run.profiles[position])
        // A scale with the same values for 'blank' and 'not applicable' is the same scale.
        if !entry.mayBeOthers || codes.scale != nil && codes.isMissing(in: run.profiles[position]) {
          column.take(codes)
        }
      }
      told[position] = column
    }
    return told
  }
}

extension ColumnMapping {
  /// One option of a question with a column for each.
  fileprivate var isOneOfSeveral: Bool { takenFor == .multipleChoice && separator == nil }

  /// What the codes say of a column that nobody decided upon yet.
  fileprivate mutating func take(_ codes: CodebookCodes) {
    if !codes.blank.isEmpty, takenFor.isScore || takenFor == .number || takenFor == .singleChoice || takenFor == .unit {
      blank = Self.joined(blank, codes.blank)
    }
    switch takenFor {
    case .recommendation, .grade, .effort, .rating:
      if let scale = codes.scale {
        take(scale, codes)
      } else if codes.isChoice, takenFor == .rating, !isStep {
        becomeChoice(codes)
      }
    case .singleChoice, .number:
      if let scale = codes.scale, scale.max - scale.min >= 3 {
        takenFor = .rating
        take(scale, codes)
      } else if codes.hasLabels {
        becomeChoice(codes)
      }
    case .unit: if codes.hasLabels { labels = codes.labels }
    default: break
    }
  }

  private mutating func take(_ scale: ImportScale, _ codes: CodebookCodes) {
    if takenFor.ownScale != scale {
      takenFor = .rating
      self.scale = scale
    }
    blank = blank?.filter { !codes.notApplicable.contains($0) }
    notApplicable = Self.joined(notApplicable?.filter { !codes.blank.contains($0) }, codes.notApplicable)
    attention?.removeAll { $0 == .scaleUncertain || $0 == .missingCodesAssumed }
    if attention?.isEmpty == true { attention = nil }
  }

  private mutating func becomeChoice(_ codes: CodebookCodes) {
    takenFor = .singleChoice
    scale = nil
    scores = nil
    labels = codes.labels
    notApplicable = nil
    blank = blank?.filter { codes.labels[$0] == nil }
    if blank?.isEmpty == true { blank = nil }
    attention?.removeAll { $0 == .scaleUncertain || $0 == .missingCodesAssumed }
    if attention?.isEmpty == true { attention = nil }
  }

  private static func joined(_ one: [String]?, _ other: [String]) -> [String]? {
    let all = (one ?? []) + other.filter { one?.contains($0) != true }
    return all.isEmpty ? nil : all
  }

  // MARK: - What a person changed stays

  /// Takes over what a book tells, where this is still as the file's own proposal or as an earlier book has it.
  fileprivate mutating func take(_ told: ColumnMapping, over plain: ColumnMapping) {
    if wordsDigest == plain.wordsDigest || wordsDigest == codebook?.words {
      (question, option) = (told.question, told.option)
      mark { $0.words = told.wordsDigest == plain.wordsDigest ? nil : told.wordsDigest }
    }
    if kindDigest == plain.kindDigest || kindDigest == codebook?.kind {
      takenFor = told.takenFor
      (scale, step, group, scores, labels) = (told.scale, told.step, told.group, told.scores, told.labels)
      (blank, notApplicable, separator) = (told.blank, told.notApplicable, told.separator)
      (dateOrder, decimalComma, attention) = (told.dateOrder, told.decimalComma, told.attention)
      mark { $0.kind = told.kindDigest == plain.kindDigest ? nil : told.kindDigest }
    } else if labels == nil, takenFor == .singleChoice || takenFor == .unit {
      labels = told.labels
    }
  }

  private mutating func mark(_ change: (inout CodebookMark) -> Void) {
    var mark = codebook ?? CodebookMark()
    change(&mark)
    codebook = mark.words == nil && mark.kind == nil ? nil : mark
  }

  private var wordsDigest: String { Self.digest([question, option ?? "\u{0}"]) }

  private var kindDigest: String {
    let codes = (labels ?? [:]).sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    let scores = (scores ?? [:]).sorted { $0.key < $1.key }.flatMap { [$0.key, "\($0.value)"] }
    return Self.digest(
      [takenFor.rawValue, scale.map { "\($0.min)-\($0.max)" } ?? "", step.map(String.init) ?? "", group ?? ""]
        + [separator ?? "", dateOrder?.rawValue ?? "", "\(decimalComma ?? false)"]
        + ["blank"] + (blank ?? []) + ["not"] + (notApplicable ?? []) + ["labels"] + codes + ["scores"] + scores)
  }

  private static func digest(_ parts: [String]) -> String {
    String(ImportedIDs.hash(parts.map { "\($0.utf8.count):\($0)" }.joined()), radix: 36)
  }
}
