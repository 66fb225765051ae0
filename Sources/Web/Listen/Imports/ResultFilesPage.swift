import Listen
import Values

/// The files that were brought in, and a place for the next.
struct ResultFilesPage: Page {
  static let template = "imports/index"
  static let verb: Verb? = .listen

  let title = Message("imports.index.title")
  let link: Link
  let problems: FormProblems?
  let files: [Line]
  let hasFiles: Bool

  struct Line: ViewModel {
    let name: String
    let state: Message
    let detail: Message
    let made: Instant
    let link: Link
  }

  init(_ files: [Import], problems: [String: Message] = [:]) {
    link = .resultFiles
    self.problems = FormProblems(problems)
    self.files = files.map { found in
      Line(
        name: found.fileName, state: Message("imports.state.\(found.state.rawValue)"),
        detail: Message("imports.index.rows", ["count": .count(found.outcome?.added ?? found.findings.accepted)]),
        made: found.createdAt, link: .resultFile(found.id))
    }
    hasFiles = !files.isEmpty
  }

  static let examples: [String: ResultFilesPage] = [
    "nothing yet": ResultFilesPage([]),
    "two": ResultFilesPage([.example(), .example(.applied)]),
    "no file": ResultFilesPage([], problems: ["file": Message("imports.upload.noFile")]),
  ]
}

extension Import {
  /// A file as the examples of pages show it.
  static func example(
    _ state: State = .proposed, isOpen: Bool = false, rowsRead: Int = 400, outcome: ImportOutcome? = nil
  ) -> Import {
    var score = ColumnMapping.example("Hoe waarschijnlijk is het dat u ons aanbeveelt?", at: 0, .recommendation)
    score.notApplicable = ["weet niet"]
    var rating = ColumnMapping.example("Bereikbaarheid van de klantenservice en storingsdienst", at: 1, .rating)
    rating.scale = ImportScale(min: 1, max: 5)
    rating.attention = [.scaleUncertain]
    var moment = ColumnMapping.example("Ingevuld op", at: 2, .submittedAt)
    if !isOpen { moment.dateOrder = .dayMonthYear }
    let mapping = ImportMapping(
      source: .plain, headerRows: 1,
      columns: [score, rating, moment, .example("Waarom?", at: 3, .openText)])
    return Import(
      id: "i1", fileName: "Relatieonderzoek voorjaar 2026 (export klantenservice).csv", fileHash: "00",
      fileSize: 120_000, state: state, mapping: mapping, plan: nil, findings: .example, survey: "s1", wave: "w1",
      rowsRead: rowsRead, outcome: outcome ?? (state == .applied ? ImportOutcome() : nil),
      createdAt: Day(daysSince1970: 20_778).start)
  }
}

extension Import {
  /// A file whose columns are called by codes, before and after a codebook.
  static func coded(isNamed: Bool = false) -> Import {
    var found = example()
    let words = ["Q7ART": "Kunst en tentoonstellingen", "Q7FOOD": "Restaurants", "Q7SIGN": "Borden en wegwijzers"]
    found.mapping.columns = ["Q7ART", "Q7FOOD", "Q7SIGN", "Q7WALKWAYS", "Q7ALL"].enumerated().map { position, name in
      var column = ColumnMapping.example(name, at: position, .rating)
      column.scale = ImportScale(min: 1, max: 5)
      guard isNamed, let text = words[name] else { return column }
      column.question = "Hoe waardeer je de luchthaven?"
      column.option = text
      column.codebook = CodebookMark(words: "1", entry: name == "Q7SIGN" ? "Q7SIGNS" : nil)
      return column
    }
    return found
  }
}

extension ColumnMapping {
  fileprivate static func example(_ name: String, at position: Int, _ role: ColumnRole) -> ColumnMapping {
    ColumnMapping(
      column: ImportColumn(position: position, key: "c\(position)", name: name, question: name), takenFor: role)
  }
}

extension ImportFindings {
  fileprivate static let example = ImportFindings(
    rows: 1_200, accepted: 1_186, empty: 11, refused: 3, answersLeftOut: 4,
    columns: [
      Column(filled: 1_180, unreadable: 4, examples: ["9", "8", "10"], values: [.init(text: "9", count: 400)]),
      Column(filled: 900, unreadable: 0, examples: ["4", "5"], values: [.init(text: "4", count: 300)]),
      Column(filled: 1_186, unreadable: 0, examples: ["03-04-2026 10:12"], values: []),
      Column(filled: 310, unreadable: 0, examples: ["Ze nemen altijd meteen op."], values: []),
    ],
    problems: [])
}
