import Activate
import Values

/// What stands in the fields of a round's form: what was typed and not taken, else what was handed in before.
struct FilledFields: Sendable {
  private var byName: [String: [String]] = [:]

  init() {}

  init(_ form: Form) {
    for field in form.fields { byName[field.name, default: []].append(field.value) }
  }

  init(_ contribution: Contribution?) {
    guard let contribution else { return }
    for (name, value) in contribution.filled { byName[name, default: []].append(value) }
  }

  subscript(name: String) -> String? { byName[name]?.first }
  func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
  func all(_ name: String) -> [String] { byName[name] ?? [] }
}

extension Contribution {
  /// The fields that make this contribution again.
  fileprivate var filled: [(String, String)] {
    switch self {
    case .rating(let mark): return [("rating", "\(mark)")]
    case .guess(let value, let confidence):
      return [("value", Self.typed(value))] + (confidence.map { [("confidence", "\($0)")] } ?? [])
    case .shares(let marks), .ratings(let marks), .dots(let marks): return Self.fields(marks)
    case .ranking(let order): return order.enumerated().map { ("rank.\($1)", "\($0 + 1)") }
    case .picks(let strengths, let improvements):
      return strengths.map { ("pick.\($0)", RoundTruth.Label.strength) }
        + improvements.map { ("pick.\($0)", RoundTruth.Label.improvement) }
    case .choice(let ids): return ids.map { ("choice", $0.text) }
    case .sorting(let sorted, let answer):
      return sorted.map { ("label.\($0.option)", $0.label.text) } + (answer.map { [("answer", $0.text)] } ?? [])
    case .texts(let texts, let picked): return texts.map { ("text", $0) } + (picked.map { [("picked", $0)] } ?? [])
    case .placements(let placed):
      return placed.flatMap { [("impact.\($0.option)", "\($0.impact)"), ("effort.\($0.option)", "\($0.effort)")] }
    case .fists(let fists):
      return fists.flatMap { fist in
        [("fist.\(fist.option)", "\(fist.fingers)")] + (fist.reason.map { [("reason.\(fist.option)", $0)] } ?? [])
      }
    case .seen(let ids, let scenario):
      return ids.map { ("seen", $0.text) } + (scenario.map { [("scenario", $0)] } ?? [])
    case .commitment(let words): return words.filled
    case .ask(let words):
      return [("what", words.what), ("why", words.why), ("to", words.to ?? ""), ("otherwise", words.otherwise ?? "")]
    case .huddle(let weekday, let hour, let minute):
      return [("weekday", "\(weekday)"), ("time", "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)")]
    case .checkOut(let mark, let word): return [("rating", "\(mark)")] + (word.map { [("word", $0)] } ?? [])
    case .translation(let unit, let marks, let focus):
      return (unit.map { [("unit", $0.text)] } ?? []) + Self.fields(marks) + focus.map { ("focus", $0.text) }
    }
  }

  private static func fields(_ marks: [Mark]) -> [(String, String)] {
    marks.map { ("mark.\($0.option)", "\($0.value)") }
  }

  /// As people type it, with a comma.
  private static func typed(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)".replacing(".", with: ",")
  }
}

extension CommitmentWords {
  fileprivate var filled: [(String, String)] {
    var filled = [
      ("cue", cue.rawValue), ("when", when), ("then", then), ("confidence", "\(confidence)"),
      ("visibility", visibility.rawValue), ("buddy", buddy ?? ""),
    ]
    if let theme { filled.append(("theme", theme.text)) }
    if let check { filled.append(("check", check.text)) }
    if isRehearsed { filled.append(("rehearsed", "yes")) }
    return filled
  }
}
