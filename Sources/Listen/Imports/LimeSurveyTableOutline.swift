internal import TableFiles

/// Reads LimeSurvey's structure as a table: one row for every item and language.
enum LimeSurveyTableOutline {
  static func read(_ bytes: TableBytes) throws -> SurveyOutline {
    let table = try TableFile(bytes)
    var outline = SurveyOutline(origin: .limeSurveyTable)
    var columns: [String: Int] = [:]
    var group = 0
    var groupsSeen: [String: Int] = [:]
    var question: Int?
    try table.forEachRow { row in
      if columns.isEmpty {
        for position in 0..<row.count { columns[row.string(at: position)] = position }
        guard columns["class"] != nil, columns["name"] != nil else { throw OutlineRefusal.unknownFormat }
        return true
      }
      func cell(_ name: String) -> String { columns[name].map { row.string(at: $0) } ?? "" }
      let kind = cell("class")
      let language = cell("language")
      outline.parts[kind, default: 0] += 1
      switch kind {
      case "S":
        if cell("name") == "language" { outline.languages.insert(cell("text"), at: 0) }
        if cell("name") == "additional_languages" {
          outline.languages += cell("text").split(separator: " ").map(String.init)
        }
      case "SL": if cell("name") == "surveyls_title" { outline.titles[language] = HeaderText.cleaned(cell("text")) }
      case "G":
        // The groups come once for every language, in the same order.
        group = groupsSeen[language, default: 0]
        groupsSeen[language] = group + 1
        if group == outline.groups.count {
          outline.groups.append(SurveyOutline.Group(id: String(group + 1), titles: [:]))
        }
        outline.groups[group].titles[language] = HeaderText.cleaned(cell("name"))
      case "Q": question = readQuestion(cell, language, group: group + 1, into: &outline)
      case "SQ", "A":
        guard let place = question else { return true }
        let list = kind == "SQ" ? \SurveyOutline.Question.items : \SurveyOutline.Question.options
        add(
          cell("name"), [language: HeaderText.cleaned(cell("text"))], scale: Int(cell("type/scale")) ?? 0,
          to: &outline.questions[place][keyPath: list])
      default: return true
      }
      return true
    }
    guard !outline.questions.isEmpty else { throw OutlineRefusal.missing(part: "Q") }
    return outline
  }

  private static func readQuestion(
    _ cell: (String) -> String, _ language: String, group: Int, into outline: inout SurveyOutline
  ) -> Int {
    let code = cell("name")
    let text = HeaderText.cleaned(cell("text"))
    if let known = outline.questions.firstIndex(where: { $0.code == code }) {
      outline.questions[known].texts[language] = text
      return known
    }
    let type = cell("type/scale")
    outline.questions.append(
      SurveyOutline.Question(
        id: code, code: code, type: type, kind: LimeSurveyTypes.kind(type), texts: [language: text],
        groupID: String(group), isRequired: cell("mandatory") == "Y", hasOther: cell("other") == "Y", options: [],
        items: []))
    return outline.questions.count - 1
  }

  private static func add(
    _ code: String, _ texts: [String: String], scale: Int, to choices: inout [SurveyOutline.Choice]
  ) {
    if let index = choices.firstIndex(where: { $0.code == code && $0.scale == scale }) {
      choices[index].texts.merge(texts) { first, _ in first }
    } else {
      choices.append(SurveyOutline.Choice(code: code, value: nil, texts: texts, scale: scale))
    }
  }
}
