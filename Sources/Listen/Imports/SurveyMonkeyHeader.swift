/// Reads the two header rows of SurveyMonkey: the question above its first column, options below.
enum SurveyMonkeyHeader {
  private static let single: Set<String> = [
    "response", "openendedresponse", "antwoord", "openantwoord", "open-ended response",
  ]

  /// Whether the second row is a header row too.
  static func hasOptionRow(_ first: [String], _ second: [String]) -> Bool {
    guard first.contains(where: { !$0.isEmpty }), second.contains(where: { !$0.isEmpty }) else { return false }
    let marks = second.count { single.contains(HeaderText.folded($0)) }
    let others = second.count {
      HeaderText.folded($0).hasPrefix("otherpleasespecify") || HeaderText.folded($0) == "comments"
    }
    let continued = zip(first, second).count { $0.isEmpty && !$1.isEmpty }
    if marks > 0, marks + continued > 1 { return true }
    let repeated = zip(first, second).count { !$0.isEmpty && $0 == $1 }
    return continued > 0 && (others > 0 || repeated > 0)
  }

  static func columns(names: [String], options: [String]) -> [ImportColumn] {
    var keys = UniqueKeys()
    var question = ""
    var start = 0
    var columns: [ImportColumn] = []
    for position in names.indices {
      let name = HeaderText.cleaned(names[position])
      if !name.isEmpty { (question, start) = (name, position) }
      let below = HeaderText.cleaned(options[position])
      let isAlone = below.isEmpty || below == question || single.contains(HeaderText.folded(below))
      let option = isAlone ? nil : below
      let isContinued = name.isEmpty && !question.isEmpty && !below.isEmpty
      let opensGroup = position + 1 < names.count && names[position + 1].isEmpty && !options[position + 1].isEmpty
      let isMember = !question.isEmpty && (isContinued || (!name.isEmpty && opensGroup && !below.isEmpty))
      let text = isMember || !name.isEmpty ? question : below
      let label = [isMember || !name.isEmpty ? question : "", option ?? ""].joined(separator: " ")
      columns.append(
        ImportColumn(
          position: position, key: keys.add(HeaderText.key(label, position: position)), name: name, question: text,
          option: option, group: isMember ? HeaderText.key(question, position: start) + "@\(start + 1)" : nil,
          system: name.isEmpty ? nil : SystemColumnNames.meaning(of: name, in: .surveyMonkey)))
    }
    return columns
  }
}
