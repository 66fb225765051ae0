import Listen
import Values

/// Takes many columns for the same thing at once: the fifteen ratings that are drivers, and all else that is not used.
struct SeveralColumns: ViewModel {
  let link: Link
  let problems: FormProblems?
  let which: Choice
  let role: Choice
  let together: Choice
  let low: Field
  let high: Field
  let blank: Field
  let notApplicable: Field

  /// What columns can be taken for together; whatever needs more than this is said of one column.
  static let roles: [ColumnRole] = [.rating, .singleChoice, .openText, .number, .ignore]

  init(_ found: Import, form: Form, problems: [String: Message]) {
    link = .resultColumns(found.id)
    which = Choice(
      "which", Message("imports.several.which"), kind: .radio,
      options: [
        ("ticked", Message("imports.several.ticked"), nil), ("others", Message("imports.several.others"), nil),
      ], form: form, or: ["ticked"], problems: problems, isRequired: true)
    role = Choice(
      "role", Message("imports.several.role"), kind: .list,
      options: Self.roles.map { ($0.rawValue, Message("imports.role.\($0.rawValue)"), nil) }, form: form,
      or: [ColumnRole.rating.rawValue], problems: problems, isRequired: true)
    together = Choice(
      "together", Message("imports.several.together"), kind: .boxes,
      options: [("yes", Message("imports.several.steps"), Message("imports.several.stepsNote"))], form: form,
      problems: problems)
    low = Field(
      "low", Message("imports.column.low"), kind: .number, form: form, or: "",
      hint: Message("imports.several.scaleHint"), problems: problems)
    high = Field("high", Message("imports.column.high"), kind: .number, form: form, or: "")
    blank = Field(
      "blank", Message("imports.column.blank"), form: form, or: "", hint: Message("imports.several.codesHint"))
    notApplicable = Field(
      "notApplicable", Message("imports.column.notApplicable"), form: form, or: "",
      hint: Message("imports.several.codesHint"))
    self.problems = FormProblems(problems, of: [low], [which, role, together])
  }
}

/// What somebody says that many columns are.
struct SeveralColumnsForm {
  let form: Form

  init(_ form: Form) {
    self.form = form
  }

  /// The mapping with those columns changed, and how many they are.
  func mapping(_ mapping: ImportMapping) throws -> (mapping: ImportMapping, count: Int) {
    guard let role = ColumnRole(rawValue: form["role"]), SeveralColumns.roles.contains(role) else {
      throw Rejection("role", Message("imports.column.noRole"))
    }
    let ticked = Set(form.all("column").compactMap(Int.init))
    let isOthers = form["which"] == "others"
    let chosen = mapping.columns.filter { ticked.contains($0.position) != isOthers }
    guard !ticked.isEmpty, !chosen.isEmpty else { throw Rejection("which", Message("imports.several.none")) }
    let scale = try scale(role, of: chosen)
    let steps = role == .rating && form.all("together").contains("yes") ? try steps(of: chosen, scale) : [:]
    let group = "scale@\(chosen[0].position)"
    let blank = ResultColumnForm.values(form["blank"])
    let notApplicable = ResultColumnForm.values(form["notApplicable"])
    var changed = mapping
    for column in chosen {
      try changed.change(column.key) { column in
        column.takenFor = role
        if let scale { column.scale = scale }
        column.step = steps[column.position]
        if column.step != nil { column.group = group }
        if let blank { column.blank = blank }
        if let notApplicable { column.notApplicable = notApplicable }
        column.attention?.removeAll {
          switch $0 {
          case .scaleUncertain: role != .rating || scale != nil
          case .missingCodesAssumed: role != .rating || blank != nil || notApplicable != nil
          case .dateOrderOpen: true
          default: false
          }
        }
      }
    }
    if let outcome = changed.outcome, !changed.hasScore(outcome) { changed.outcome = nil }
    return (changed, chosen.count)
  }

  /// Which step each column is: as its option says, or from left to right where options say no number.
  private func steps(of chosen: [ColumnMapping], _ stated: ImportScale?) throws(Rejection) -> [Int: Int] {
    guard let scale = stated ?? chosen.first?.scale, scale.max - scale.min + 1 == chosen.count else {
      throw Rejection("together", Message("imports.several.otherSteps", ["count": .count(chosen.count)]))
    }
    let said = chosen.map { column in
      Int((column.option ?? column.question).drop { !$0.isNumber }.prefix { $0.isNumber })
    }
    let isSaid = Set(said) == Set((scale.min...scale.max).map { $0 })
    return Dictionary(
      zip(chosen, said).enumerated().map { place, pair in
        (pair.0.position, isSaid ? pair.1 ?? scale.min : scale.min + place)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The scale for all of them; nothing where each keeps its own.
  private func scale(_ role: ColumnRole, of chosen: [ColumnMapping]) throws(Rejection) -> ImportScale? {
    guard role == .rating else { return nil }
    if form["low"].isEmpty, form["high"].isEmpty, chosen.allSatisfy({ $0.scale != nil }) { return nil }
    guard let low = Int(form["low"]), let high = Int(form["high"]), low < high, high - low <= 250, low >= -250 else {
      throw Rejection("low", Message("imports.column.noScale"))
    }
    return ImportScale(min: low, max: high)
  }
}
