import Foundation
import Listen
import People
import Values

/// What somebody says that a column is.
struct ResultColumnForm {
  let form: Form

  init(_ form: Form) {
    self.form = form
  }

  func mapping(_ mapping: ImportMapping, changing column: ColumnMapping) throws -> ImportMapping {
    guard let role = ColumnRole(rawValue: form["role"]) else {
      throw Rejection("role", Message("imports.column.noRole"))
    }
    var problems: [String: Message] = [:]
    var scale = column.scale
    if role == .rating {
      let (low, high) = (Int(form["low"]), Int(form["high"]))
      if let low, let high, low < high, high - low <= 250, low >= -250 {
        scale = ImportScale(min: low, max: high)
      } else {
        problems["low"] = Message("imports.column.noScale")
      }
    }
    let step = role.isScore && !form["step"].isEmpty ? Int(form["step"]) : nil
    if role.isScore, !form["step"].isEmpty, step == nil || form["group"].isEmpty {
      problems["step"] = Message("imports.column.noStep")
    }
    let order = DateOrder(rawValue: form["order"])
    if role == .date || role == .submittedAt, order == nil { problems["order"] = Message("imports.column.noOrder") }
    guard problems.isEmpty else { throw Rejection(problems) }
    var changed = mapping
    try changed.change(column.key) { column in
      column.takenFor = role
      column.scale = role == .rating ? scale : column.scale
      column.dateOrder = order ?? column.dateOrder
      column.question = form["question"].isEmpty ? column.question : form["question"]
      if column.option != nil, !form["option"].isEmpty { column.option = form["option"] }
      if role == .rating || step != nil { column.group = form["group"].isEmpty ? nil : form["group"] }
      column.step = step
      column.blank = Self.values(form["blank"])
      column.notApplicable = Self.values(form["notApplicable"])
      column.attention?.removeAll { [.scaleUncertain, .missingCodesAssumed, .dateOrderOpen].contains($0) }
    }
    if form.all("outcome").contains("yes") {
      changed.outcome = changed[column.key]?.questionKey
    } else if changed.outcome == column.questionKey {
      changed.outcome = nil
    }
    if let outcome = changed.outcome, !changed.hasScore(outcome) { changed.outcome = nil }
    return changed
  }

  /// The values between the semicolons; nothing where there are none.
  static func values(_ text: String) -> [String]? {
    let values = text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    return values.isEmpty ? nil : values
  }
}

/// Where somebody says that an import goes.
struct ResultPlanForm {
  let form: Form

  init(_ form: Form) {
    self.form = form
  }

  func plan(of member: Member) throws -> ImportPlan {
    var problems: [String: Message] = [:]
    let survey: ID<Survey>? = form["survey"] == "new" ? nil : form.id("survey")
    if survey == nil, form["title"].isEmpty { problems["title"] = Message("imports.stop.noTitle") }
    if form["wave"].isEmpty { problems["wave"] = Message("imports.stop.noWave") }
    var day: Day?
    if !form["day"].isEmpty {
      day = Day(typed: form["day"])
      if day == nil { problems["day"] = Message("imports.plan.noDay") }
    }
    guard problems.isEmpty else { throw Rejection(problems) }
    let may = Set(form.all("may"))
    return ImportPlan(
      survey: survey, title: form["title"], wave: form["wave"], day: day,
      language: Language(rawValue: form["language"]) ?? member.organisation.language, makesUnits: may.contains("units"),
      makesCustomers: may.contains("customers"), mayBeNamed: may.contains("named"))
  }
}
