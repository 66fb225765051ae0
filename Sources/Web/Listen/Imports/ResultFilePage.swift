import Listen
import Values

/// The dry run of a file: what each column is taken for, what can't be read, and where it goes.
struct ResultFilePage: Page {
  static let template = "imports/show"
  static let verb: Verb? = .listen

  let title: Message
  let summary: Message
  let source: Message
  let earlier: Message?
  let open: [Text]
  let isOpen: Bool
  let codebook: ResultCodebook
  let columns: [Column]
  let several: SeveralColumns
  let troubles: [Text]
  let hasTroubles: Bool
  let form: PlanForm?
  let removal: Action

  struct Text: ViewModel { let text: Message }

  struct Column: ViewModel {
    let position: Int
    let isTicked: Bool
    let name: String
    /// As the file calls it, where a codebook gave it words.
    let code: String?
    let role: Message
    let examples: String?
    let unreadable: Message?
    let flags: [Text]
    let link: Link
    let change: Message
  }

  /// Where it goes, once nothing is open.
  struct PlanForm: ViewModel {
    let link: Link
    let problems: FormProblems?
    let survey: Choice
    let title: Field
    let wave: Field
    let day: Field
    let language: Choice
    let may: Choice
  }

  init(
    _ found: Import, surveys: [Survey] = [], earlier: [Import] = [], language: Language = .nl, form: Form = Form(),
    problems: [String: Message] = [:], columnProblems: [String: Message] = [:],
    codebookProblems: [String: Message] = [:]
  ) {
    title = Message("imports.show.title", ["file": .text(found.fileName)])
    let findings = found.findings
    summary = Message(
      "imports.show.summary",
      [
        "count": .count(findings.accepted), "rows": .count(findings.rows), "empty": .count(findings.empty),
        "refused": .count(findings.refused), "left": .count(findings.answersLeftOut),
      ])
    source = Message("imports.source.\(found.mapping.source.rawValue)")
    self.earlier = earlier.first.map { Message("imports.show.earlier", ["day": .day($0.createdAt.day)]) }
    open = found.mapping.problems.map { Text(text: $0.sentence) }
    isOpen = found.isOpen
    codebook = ResultCodebook(found, problems: codebookProblems)
    let ticked = Set(form.all("column"))
    columns = found.mapping.columns.map { Column($0, of: found, isTicked: ticked.contains("\($0.position)")) }
    several = SeveralColumns(found, form: columnProblems.isEmpty ? Form() : form, problems: columnProblems)
    troubles = findings.problems.prefix(50).map { Text(text: $0.sentence) }
    hasTroubles = !troubles.isEmpty
    self.form =
      found.isOpen
      ? nil
      : PlanForm(
        found, surveys, language, columnProblems.isEmpty ? form : Form(), problems)
    removal = Action(Message("imports.show.remove"), .resultFile(found.id, "removal"), isPost: true)
  }

  static let examples: [String: ResultFilePage] = [
    "ready": ResultFilePage(.example(), surveys: [ExampleSurvey.onTable().survey]),
    "open": ResultFilePage(.example(isOpen: true), earlier: [.example(.applied)]),
    "title is missing": ResultFilePage(
      .example(), form: Form([("survey", "new"), ("title", "")]), problems: ["title": Message("imports.stop.noTitle")]),
    "several columns, none ticked": ResultFilePage(
      .example(), form: Form([("which", "ticked")]), columnProblems: ["which": Message("imports.several.none")]),
    "codes for names": ResultFilePage(.coded()),
    "words from a codebook": ResultFilePage(.coded(isNamed: true)),
    "no codebook of these results": ResultFilePage(
      .coded(),
      codebookProblems: [
        "codebook": CodebookRefusal.otherFile(itsName: "Klantnummer", column: "Q7FOOD").sentence
      ]),
  ]
}

extension ResultFilePage.Column {
  init(_ column: ColumnMapping, of found: Import, isTicked: Bool) {
    position = column.position
    self.isTicked = isTicked
    name = column.option.map { "\(column.question) – \($0)" } ?? column.question
    code = column.codebook?.words == nil ? nil : column.name
    let scale = column.takenFor.isScore ? column.effectiveScale : nil
    let facts: [String: Message.Fact] = scale.map { ["low": .count($0.min), "high": .count($0.max)] } ?? [:]
    let own = [
      "role": Message.Fact.phrase("imports.role.\(column.takenFor.rawValue)"), "step": .count(column.step ?? 0),
    ]
    role =
      column.isStep
      ? Message("imports.step", facts.merging(own) { first, _ in first })
      : Message(
        scale == nil ? "imports.role.\(column.takenFor.rawValue)" : "imports.scaled.\(column.takenFor.rawValue)", facts)
    let seen = found.findings.columns.indices.contains(column.position - 1)
    let findings = seen ? found.findings.columns[column.position - 1] : nil
    // What an option will be called is seen before it goes in.
    let labels = column.takenFor == .singleChoice ? column.labels ?? [:] : [:]
    let shown = findings?.examples.prefix(3).map { String((labels[$0] ?? $0).prefix(60)) }.joined(separator: " · ")
    examples = shown?.isEmpty == false ? shown : nil
    unreadable = findings.flatMap {
      $0.unreadable > 0 ? Message("imports.show.unreadable", ["count": .count($0.unreadable)]) : nil
    }
    flags = (column.attention ?? []).map { .init(text: Message("imports.attention.\($0.rawValue)")) }
    link = .resultColumn(found.id, column.position)
    change = Message("imports.show.change", ["name": .text(name)])
  }
}

extension ResultFilePage.PlanForm {
  fileprivate init(
    _ found: Import, _ surveys: [Survey], _ language: Language, _ form: Form, _ problems: [String: Message]
  ) {
    let stem = found.fileName.split(separator: ".").dropLast().joined(separator: ".")
    let name = stem.isEmpty ? found.fileName : stem
    link = .resultFile(found.id, "application")
    survey = Choice(
      "survey", Message("imports.plan.survey"), kind: .list,
      options: [("new", Message("imports.plan.new"), nil)]
        + surveys.map { ($0.id.text, .words($0.document.title), nil) },
      form: form, or: ["new"], problems: problems, isRequired: true)
    title = Field(
      "title", Message("imports.plan.title"), form: form, or: name, hint: Message("imports.plan.titleHint"),
      problems: problems)
    wave = Field(
      "wave", Message("imports.plan.wave"), form: form, or: name, hint: Message("imports.plan.waveHint"),
      problems: problems, isRequired: true)
    day = Field(
      "day", Message("imports.plan.day"), kind: .date, form: form, hint: Message("imports.plan.dayHint"),
      problems: problems)
    self.language = Choice(
      "language", Message("imports.plan.language"), kind: .radio,
      options: Language.allCases.map { ($0.rawValue, Message("imports.language.\($0.rawValue)"), nil) }, form: form,
      or: [language.rawValue], isRequired: true)
    let has = { (roles: Set<ColumnRole>) in found.mapping.columns.contains { roles.contains($0.takenFor) } }
    var options: [(value: String, label: Message, note: Message?)] = []
    if has([.unit]) { options.append(("units", Message("imports.plan.units"), Message("imports.plan.unitsNote"))) }
    if has([.customerKey, .customerEmail]) {
      options.append(("customers", Message("imports.plan.customers"), nil))
      options.append(("named", Message("imports.plan.named"), Message("imports.plan.namedNote")))
    }
    may = Choice(
      "may", Message("imports.plan.may"), kind: .boxes,
      options: options.isEmpty ? [("nothing", Message("imports.plan.nothing"), nil)] : options, form: form)
    self.problems = FormProblems(problems, of: [title, wave, day], [survey])
  }
}
