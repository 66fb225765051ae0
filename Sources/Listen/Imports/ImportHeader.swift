/// What the first rows of a file tell: where it comes from, how many rows are header, and its columns.
public struct ImportHeader: Sendable, Equatable {
  public let source: ImportSource
  /// How many rows stand above the first response.
  public let rowCount: Int
  public let columns: [ImportColumn]

  /// Recognises the header by its signature.
  /// - Parameter rows: the first three rows of the file, or as many as it has.
  public init(recognising rows: [[String]]) {
    let first = rows.first ?? []
    let second = rows.count > 1 ? rows[1] : []
    let third = rows.count > 2 ? rows[2] : []
    let (source, rowCount) = Self.signature(first, second, third)
    self.source = source
    self.rowCount = rowCount
    let width = max(first.count, rowCount > 1 ? second.count : 0)
    let names = (0..<width).map { $0 < first.count ? first[$0] : "" }
    let texts = (0..<width).map { $0 < second.count ? second[$0] : "" }
    let ids = (0..<width).map { $0 < third.count ? third[$0] : "" }
    switch source {
    case .qualtrics: columns = QualtricsHeader.columns(names: names, texts: texts, ids: ids)
    case .qualtricsLegacy: columns = QualtricsHeader.legacyColumns(names: names, texts: texts)
    case .surveyMonkey where rowCount == 2: columns = SurveyMonkeyHeader.columns(names: names, options: texts)
    case .limeSurvey: columns = LimeSurveyHeader.columns(names: names)
    default: columns = Self.plainColumns(names: names, source: source)
    }
  }

  /// A header that is given, for files that carry no header rows.
  init(source: ImportSource, columns: [ImportColumn]) {
    self.source = source
    rowCount = 0
    self.columns = columns
  }

  private static func signature(
    _ first: [String], _ second: [String], _ third: [String]
  ) -> (ImportSource, Int) {
    let importIDs = third.count { $0.contains("ImportId") }
    if importIDs > 0, importIDs * 2 >= third.count { return (.qualtrics, 3) }
    let folded = first.map(HeaderText.folded)
    let names = Set(folded)
    let secondNames = Set(second.map(HeaderText.folded))
    let isNumbered = first.count >= 6 && folded[0] == "v1" && folded[1] == "v2" && folded[5] == "v6"
    if isNumbered, secondNames.contains("responseid") { return (.qualtricsLegacy, 2) }
    if SurveyMonkeyHeader.hasOptionRow(first, second) { return (.surveyMonkey, 2) }
    if LimeSurveyHeader.recognises(first, names: names) { return (.limeSurvey, 1) }
    if names.contains("submitdateutc") || (names.contains("networkid") && first.first == "#") { return (.typeform, 1) }
    if names.contains("timestarted"), names.contains("datesubmitted") { return (.surveyGizmo, 1) }
    if names.isSuperset(of: ["no", "responseid", "timestamp", "finished"]) { return (.formbricks, 1) }
    if names.isSuperset(of: ["responseid", "responsetimestamp", "score"]) { return (.delighted, 1) }
    if let start = folded.first,
      ["timestamp", "tijdstempel", "horodateur", "zeitstempel", "marcatemporal"].contains(start)
    {
      return (.googleForms, 1)
    }
    if names.contains("respondentid") { return (.surveyMonkey, 1) }
    // Typeform leaves its emphasis in the titles.
    let isStarred = first.contains { title in
      title.count { $0 == "*" } == 2 && title.contains("?") || title.contains("{{field:")
    }
    return isStarred ? (.typeform, 1) : (.plain, 1)
  }

  /// One header row. `Part:Question` columns with the same question belong together, as do `Question [part]`.
  private static func plainColumns(names: [String], source: ImportSource) -> [ImportColumn] {
    let cleaned = names.map(HeaderText.cleaned)
    var keys = UniqueKeys()
    let splits = cleaned.map { source == .surveyGizmo ? Self.split($0) : nil }
    var uses: [String: Int] = [:]
    for case .some(let split) in splits { uses[split.question, default: 0] += 1 }
    return cleaned.indices.map { position in
      let name = cleaned[position]
      let split = splits[position].flatMap { uses[$0.question, default: 0] > 1 ? $0 : nil }
      return ImportColumn(
        position: position, key: keys.add(HeaderText.key(name, position: position)), name: name,
        question: split?.question ?? name, option: split?.option,
        group: split.map { HeaderText.key($0.question, position: position) },
        system: SystemColumnNames.meaning(of: names[position], in: source))
    }
  }

  /// SurveyGizmo writes `Option:Question`.
  private static func split(_ name: String) -> (question: String, option: String)? {
    guard let colon = name.firstIndex(of: ":") else { return nil }
    let question = String(name[name.index(after: colon)...])
    guard !question.isEmpty, question.first != " " else { return nil }
    return (question, String(name[..<colon]))
  }
}

/// Keeps keys apart: the second `other` becomes `other~2`.
struct UniqueKeys {
  private var uses: [String: Int] = [:]

  mutating func add(_ key: String) -> String {
    let count = (uses[key] ?? 0) + 1
    uses[key] = count
    guard count > 1 else { return key }
    return add("\(key)~\(count)")
  }
}
