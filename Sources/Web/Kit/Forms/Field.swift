import Values

/// One input of a form, with what was typed and what is wrong with it. Drawn by `{{>parts/field}}`.
struct Field: ViewModel {
  let name: String
  let label: Message
  let value: String
  let hint: Message?
  let problem: Message?
  let type: String
  let isArea: Bool
  let isRequired: Bool
  let autocomplete: String?
  let inputMode: String?
  let hasNotes: Bool

  enum Kind: String, Sendable {
    case text, email, password, number, date, time, search, url, area
  }

  /// - Parameters:
  ///   - form: what was typed; a password is never given back.
  ///   - fallback: what stands in the field before anybody typed.
  init(
    _ name: String, _ label: Message, kind: Kind = .text, form: Form = Form(), or fallback: String = "",
    hint: Message? = nil, problems: [String: Message] = [:], isRequired: Bool = false, autocomplete: String? = nil
  ) {
    self.name = name
    self.label = label
    value = kind == .password ? "" : form.has(name) ? (kind == .area ? form.text(name) : form[name]) : fallback
    self.hint = hint
    problem = problems[name]
    // A number field of a browser refuses the decimal comma; a text field with a numeric keyboard doesn't.
    type = kind == .number ? "text" : kind.rawValue
    isArea = kind == .area
    self.isRequired = isRequired
    self.autocomplete = autocomplete
    inputMode = kind == .number ? "decimal" : nil
    hasNotes = hint != nil || problem != nil
  }
}

/// A choice among options: a list to pick from, radio buttons or boxes to tick. Drawn by `{{>parts/choice}}`.
struct Choice: ViewModel {
  let name: String
  let label: Message
  let hint: Message?
  let problem: Message?
  let options: [Option]
  let isList: Bool
  let inputType: String
  let isRequired: Bool
  let hasNotes: Bool

  enum Kind: Sendable { case list, radio, boxes }

  struct Option: ViewModel {
    let value: String
    let label: Message
    let note: Message?
    let isChosen: Bool
  }

  /// - Parameter options: the value that is sent, what it is called, and a note beside it.
  init(
    _ name: String, _ label: Message, kind: Kind, options: [(value: String, label: Message, note: Message?)],
    form: Form = Form(), or fallback: Set<String> = [], hint: Message? = nil, problems: [String: Message] = [:],
    isRequired: Bool = false
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    problem = problems[name]
    // Boxes that nobody ticks aren't sent at all: once a form came in, what isn't there isn't chosen.
    let chosen = form.fields.isEmpty ? fallback : Set(form.all(name))
    self.options = options.map {
      Option(value: $0.value, label: $0.label, note: $0.note, isChosen: chosen.contains($0.value))
    }
    isList = kind == .list
    inputType = kind == .boxes ? "checkbox" : "radio"
    self.isRequired = isRequired
    hasNotes = hint != nil || problem != nil
  }
}

/// Every problem of a form, said once above it, in the order of its fields. Drawn by `{{>parts/problems}}`.
struct FormProblems: ViewModel {
  let problems: [Line]

  struct Line: ViewModel {
    let field: String
    let label: Message?
    let text: Message
  }

  /// Nothing where nothing is wrong.
  init?(_ problems: [String: Message], of fields: [Field] = [], _ choices: [Choice] = []) {
    guard !problems.isEmpty else { return nil }
    let labels = fields.map { ($0.name, $0.label) } + choices.map { ($0.name, $0.label) }
    let known = labels.compactMap { name, label in problems[name].map { Line(field: name, label: label, text: $0) } }
    let others = problems.filter { problem in !labels.contains { $0.0 == problem.key } }.sorted { $0.key < $1.key }
    self.problems = known + others.map { Line(field: $0.key, label: nil, text: $0.value) }
  }
}
