import Listen
import Values

/// One column: what it is taken for, and everything that can be changed about that.
struct ResultColumnPage: Page {
  static let template = "imports/column"
  static let verb: Verb? = .listen

  let title: Message
  let link: Link
  let back: Link
  let values: [Value]
  let hasValues: Bool
  let flags: [ResultFilePage.Text]
  let problems: FormProblems?
  let role: Choice
  let question: Field
  let option: Field?
  let low: Field
  let high: Field
  let group: Field
  let step: Field
  let blank: Field
  let notApplicable: Field
  let order: Choice
  let outcome: Choice

  struct Value: ViewModel {
    let text: String
    let count: Message.Fact
  }

  init(_ found: Import, column: ColumnMapping, form: Form = Form(), problems: [String: Message] = [:]) {
    title = Message("imports.column.title", ["name": .text(column.option ?? column.question)])
    link = .resultColumn(found.id, column.position)
    back = .resultFile(found.id)
    let seen = found.findings.columns.indices.contains(column.position - 1)
    values = (seen ? found.findings.columns[column.position - 1].values : []).prefix(20).map {
      Value(text: $0.text, count: .count($0.count))
    }
    hasValues = !values.isEmpty
    flags = (column.attention ?? []).map { .init(text: Message("imports.attention.\($0.rawValue)")) }
    role = Choice(
      "role", Message("imports.column.role"), kind: .list,
      options: ColumnRole.allCases.map { ($0.rawValue, Message("imports.role.\($0.rawValue)"), nil) }, form: form,
      or: [column.takenFor.rawValue], problems: problems, isRequired: true)
    question = Field("question", Message("imports.column.question"), form: form, or: column.question)
    option = column.option.map {
      Field(
        "option", Message("imports.column.option"), form: form, or: $0, hint: Message("imports.column.optionHint"))
    }
    low = Field(
      "low", Message("imports.column.low"), kind: .number, form: form, or: column.scale.map { "\($0.min)" } ?? "",
      hint: Message("imports.column.scaleHint"), problems: problems)
    high = Field(
      "high", Message("imports.column.high"), kind: .number, form: form, or: column.scale.map { "\($0.max)" } ?? "")
    group = Field(
      "group", Message("imports.column.group"), form: form, or: column.group ?? "",
      hint: Message("imports.column.groupHint"))
    step = Field(
      "step", Message("imports.column.step"), kind: .number, form: form, or: column.step.map(String.init) ?? "",
      hint: Message("imports.column.stepHint"), problems: problems)
    blank = Field(
      "blank", Message("imports.column.blank"), form: form, or: (column.blank ?? []).joined(separator: "; "),
      hint: Message("imports.column.codesHint"))
    notApplicable = Field(
      "notApplicable", Message("imports.column.notApplicable"), form: form,
      or: (column.notApplicable ?? []).joined(separator: "; "), hint: Message("imports.column.codesHint"))
    order = Choice(
      "order", Message("imports.column.order"), kind: .list,
      options: [("", Message("imports.order.none"), nil)]
        + DateOrder.allCases.map { ($0.rawValue, Message("imports.order.\($0.rawValue)"), nil) },
      form: form, or: [column.dateOrder?.rawValue ?? ""], problems: problems)
    outcome = Choice(
      "outcome", Message("imports.column.outcome"), kind: .boxes,
      options: [("yes", Message("imports.column.outcomeYes"), Message("imports.column.outcomeNote"))], form: form,
      or: found.mapping.outcome == column.questionKey ? ["yes"] : [])
    self.problems = FormProblems(problems, of: [low, step], [role, order])
  }

  static let examples: [String: ResultColumnPage] = {
    let found = Import.example(isOpen: true)
    return [
      "a rating": ResultColumnPage(found, column: found.mapping.columns[1]),
      "date order is missing": ResultColumnPage(
        found, column: found.mapping.columns[2], form: Form([("role", "submittedAt"), ("order", "")]),
        problems: ["order": Message("imports.column.noOrder")]),
    ]
  }()
}
