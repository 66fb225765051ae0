import People
import Values

/// What to bring in, from which file.
struct ImportPage: Page {
  static let template = "people/import"
  let title = Message("people.import.title")
  let tabs: [Tab]
  let link: Link
  let problems: FormProblems?
  let kind: Choice
  let day: Field
  let kinds: [Kind]

  /// What a table of a kind must hold.
  struct Kind: ViewModel {
    let name: Message
    let required: [Name]
    let others: [Name]
  }

  struct Name: ViewModel { let name: Message }

  init(_ kinds: [ImportKind], today: Day, by member: Member, form: Form = Form(), problems: [String: Message] = [:]) {
    tabs = OrganisationTabs.tabs(.imports, for: member)
    link = .peopleImport
    kind = Choice(
      "kind", Message("people.import.kind"), kind: .radio,
      options: kinds.map { ($0.rawValue, Message("people.tabs.\($0.rawValue)"), nil) }, form: form,
      or: [kinds.first?.rawValue ?? ""], problems: problems, isRequired: true)
    day = Field(
      "day", Message("people.units.from"), kind: .date, form: form, or: today.text,
      hint: Message("people.import.dayHint"),
      problems: problems)
    self.problems = FormProblems(problems, of: [day], [kind])
    self.kinds = kinds.map { kind in
      Kind(
        name: Message("people.tabs.\(kind.rawValue)"), required: kind.required.map(Name.init),
        others: kind.fields.filter { !kind.required.contains($0) }.map(Name.init))
    }
  }

  static let examples: [String: ImportPage] = [
    "begin": ImportPage(ImportKind.allCases, today: .example, by: .example(.administrator)),
    "no file": ImportPage(
      [.customers], today: .example, by: .example(.researcher), form: Form([("kind", "customers")]),
      problems: ["file": Message("people.import.noFile")]),
  ]
}

extension ImportPage.Name {
  init(_ field: ImportField) {
    self.init(name: Message("people.fields.\(field.rawValue)"))
  }
}

/// What a table would do, before it is done.
struct ImportPreviewPage: Page {
  static let template = "people/import-preview"
  let title: Message
  let tabs: [Tab]
  let columns: [Column]
  let missing: [ImportPage.Name]
  let counts: [Count]
  let lines: [Line]
  let more: Message?
  let apply: Action?
  let back: Link

  struct Count: ViewModel { let text: Message }

  struct Column: ViewModel {
    let header: String
    let name: Message
  }

  struct Line: ViewModel {
    let row: Int
    let title: String
    let outcome: Message
    let isProblem: Bool
    let reasons: [Reason]
  }

  struct Reason: ViewModel {
    let column: Message
    let text: Message?
  }

  /// Rows shown of each; the rest is counted.
  private static let most = 200

  init(_ preview: ImportPreview, draft: ID<ImportDraft>, by member: Member) {
    let kind = preview.kind
    tabs = OrganisationTabs.tabs(.imports, for: member)
    columns = preview.columns.map { column in
      Column(
        header: column.header,
        name: column.field.map { Message("people.fields.\($0.rawValue)") } ?? Message("people.import.leftOut"))
    }
    missing = preview.missing.map(ImportPage.Name.init)
    counts = [
      ("new", preview.new), ("changed", preview.changed), ("same", preview.same), ("problem", preview.problems),
    ].filter { $0.1 > 0 }.map { Count(text: Message("people.import.counts.\($0.0)", ["count": .count($0.1)])) }
    let telling = preview.lines.filter { $0.outcome != .same }
    let sorted = telling.filter(\.isProblem) + telling.filter { !$0.isProblem }
    lines = sorted.prefix(Self.most).map(Line.init)
    more =
      sorted.count > Self.most
      ? Message("people.import.more", ["count": .count(sorted.count - Self.most)]) : nil
    let news = preview.new + preview.changed
    title =
      !preview.missing.isEmpty
      ? Message("people.import.missingTitle")
      : news > 0
        ? Message("people.import.previewTitle.\(kind.rawValue)", ["count": .count(news)])
        : Message("people.import.nothingTitle")
    apply =
      preview.changesSomething
      ? Action(Message("people.import.apply"), .peopleImport(draft), isPost: true) : nil
    back = .peopleImport
  }

  static let examples: [String: ImportPreviewPage] = [
    "all kinds": ImportPreviewPage(.example(missing: []), draft: "d", by: .example(.administrator)),
    "missing": ImportPreviewPage(.example(missing: [.name, .email]), draft: "d", by: .example(.administrator)),
  ]
}

extension ImportPreview.Line {
  fileprivate var isProblem: Bool { if case .problem = outcome { true } else { false } }
}

extension ImportPreviewPage.Line {
  fileprivate init(_ line: ImportPreview.Line) {
    row = line.row
    title = line.title
    isProblem = line.isProblem
    switch line.outcome {
    case .new:
      outcome = Message("people.import.outcomes.new")
      reasons = []
    case .same:
      outcome = Message("people.import.outcomes.same")
      reasons = []
    case .changed(let fields):
      outcome = Message("people.import.outcomes.changed")
      reasons = fields.map { .init(column: Message("people.fields.\($0.rawValue)"), text: nil) }
    case .problem(let problems):
      outcome = Message("people.import.outcomes.problem")
      reasons = problems.map { .init(column: Message("people.fields.\($0.field.rawValue)"), text: $0.message) }
    }
  }
}

extension ImportPreview {
  fileprivate static func example(missing: [ImportField]) -> ImportPreview {
    ImportPreview(
      kind: .people,
      columns: [
        Column(header: "Naam", field: .name), Column(header: "Mail", field: .email),
        Column(header: "Schoenmaat", field: nil),
      ], missing: missing,
      lines: missing.isEmpty
        ? [
          Line(row: 2, title: "Anna-Sophie van den Bogaerde-Schouten", outcome: .new),
          Line(row: 3, title: "Bram", outcome: .changed([.name, .role])), Line(row: 4, title: "Carla", outcome: .same),
          Line(
            row: 5, title: "Dirk",
            outcome: .problem([
              Problem(field: .email, message: Message("people.form.noAddress")),
              Problem(field: .unit, message: Message("people.import.unknownUnit", ["code": .text("zuid-9")])),
            ])),
        ] : [])
  }
}
