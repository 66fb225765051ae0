internal import TableFiles

/// Reads LimeSurvey's XML (`.lss`, `.lsg`, `.lsq`), older files with the texts in the rows and newer ones with tables of
/// texts beside them.
enum LimeSurveyOutline {
  static func read(_ bytes: TableBytes) throws -> SurveyOutline {
    var tables = try tables(bytes)
    var outline = SurveyOutline(origin: .limeSurvey)
    outline.languages = tables.removeValue(forKey: "")?.compactMap { $0["language"] } ?? []
    guard let questions = tables["questions"] else { throw OutlineRefusal.missing(part: "questions") }
    for (name, rows) in tables { outline.parts[name] = rows.count }
    for row in tables["surveys_languagesettings"] ?? [] {
      guard let language = row["surveyls_language"] else { continue }
      outline.titles[language] = HeaderText.cleaned(row["surveyls_title"] ?? "")
    }
    let groupTexts = texts(tables["group_l10ns"], id: "gid", text: "group_name")
    for row in tables["groups"] ?? [] {
      let id = row["gid"] ?? ""
      let titles = groupTexts[id] ?? own(row, "group_name")
      if let index = outline.groups.firstIndex(where: { $0.id == id }) {
        outline.groups[index].titles.merge(titles) { first, _ in first }
      } else {
        outline.groups.append(SurveyOutline.Group(id: id, titles: titles))
      }
    }
    let questionTexts = texts(tables["question_l10ns"], id: "qid", text: "question")
    var places: [String: Int] = [:]
    for row in questions where (row["parent_qid"] ?? "0") == "0" {
      let id = row["qid"] ?? ""
      let wording = questionTexts[id] ?? own(row, "question")
      if let place = places[id] {
        outline.questions[place].texts.merge(wording) { first, _ in first }
        continue
      }
      places[id] = outline.questions.count
      let type = row["type"] ?? ""
      outline.questions.append(
        SurveyOutline.Question(
          id: id, code: row["title"] ?? "", type: type, kind: LimeSurveyTypes.kind(type), texts: wording,
          groupID: row["gid"], isRequired: row["mandatory"] == "Y", hasOther: row["other"] == "Y",
          options: [], items: []))
    }
    for row in tables["subquestions"] ?? [] {
      guard let place = places[row["parent_qid"] ?? ""] else { continue }
      add(
        row["title"] ?? "", questionTexts[row["qid"] ?? ""] ?? own(row, "question"), row,
        to: &outline.questions[place].items)
    }
    let answerTexts = texts(tables["answer_l10ns"], id: "aid", text: "answer")
    for row in tables["answers"] ?? [] {
      guard let place = places[row["qid"] ?? ""] else { continue }
      add(
        row["code"] ?? "", row["aid"].flatMap { answerTexts[$0] } ?? own(row, "answer"), row,
        to: &outline.questions[place].options)
    }
    return outline
  }

  private static func add(
    _ code: String, _ texts: [String: String], _ row: [String: String], to choices: inout [SurveyOutline.Choice]
  ) {
    let scale = Int(row["scale_id"] ?? "0") ?? 0
    if let index = choices.firstIndex(where: { $0.code == code && $0.scale == scale }) {
      choices[index].texts.merge(texts) { first, _ in first }
    } else {
      choices.append(SurveyOutline.Choice(code: code, value: nil, texts: texts, scale: scale))
    }
  }

  private static func own(_ row: [String: String], _ field: String) -> [String: String] {
    guard let text = row[field] else { return [:] }
    return [row["language"] ?? "": HeaderText.cleaned(text)]
  }

  private static func texts(
    _ rows: [[String: String]]?, id: String, text: String
  ) -> [String: [String: String]] {
    var texts: [String: [String: String]] = [:]
    for row in rows ?? [] {
      guard let key = row[id], let language = row["language"] else { continue }
      texts[key, default: [:]][language] = HeaderText.cleaned(row[text] ?? "")
    }
    return texts
  }

  /// The rows of every table by the table's name; the document's languages under the empty name.
  private static func tables(_ bytes: TableBytes) throws -> [String: [[String: String]]] {
    var reader = try XMLReader(bytes)
    var path: [String] = []
    var tables: [String: [[String: String]]] = [:]
    var row: [String: String] = [:]
    var text = ""
    var rowCount = 0
    while let event = try reader.next() {
      switch event {
      case .start(let name, _):
        path.append(name)
        if path.count == 1, name != "document" { throw OutlineRefusal.unknownFormat }
        if path.count == 3, name == "rows" { tables[path[1]] = tables[path[1]] ?? [] }
        text = ""
      case .text(let piece): text += piece
      case .end(let name):
        if path.count == 5, path[2] == "rows" {
          row[name] = text
        } else if path.count == 4, name == "row" {
          tables[path[1], default: []].append(row)
          row = [:]
          rowCount += 1
          guard rowCount <= 500_000 else { throw OutlineRefusal.tooLarge(limit: 500_000) }
        } else if path.count == 3, path[1] == "languages", name == "language" {
          tables["", default: []].append(["language": text])
        }
        path.removeLast()
      }
    }
    return tables
  }
}

/// LimeSurvey's letters for types of questions.
enum LimeSurveyTypes {
  static func kind(_ letter: String) -> SurveyOutline.Kind {
    switch letter {
    case "L", "!", "O", "G", "Y", "I": .singleChoice
    case "5": .rating
    case "M", "P": .multipleChoice
    case "F", "A", "B", "C", "E", "H", "1": .matrix
    case ":": .numberMatrix
    case ";", "Q": .textMatrix
    case "S", "T", "U": .openText
    case "N": .number
    case "K": .numberMatrix
    case "D": .date
    case "R": .ranking
    case "X": .explanation
    case "|": .file
    case "*": .calculation
    default: .other
    }
  }
}
