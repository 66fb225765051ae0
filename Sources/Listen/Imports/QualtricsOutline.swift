internal import Foundation

/// Reads a Qualtrics `.qsf`.
enum QualtricsOutline {
  static func read(_ bytes: [UInt8]) throws -> SurveyOutline {
    let object: Any
    do {
      object = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      throw OutlineRefusal.notJSON
    }
    guard let file = object as? [String: Any] else { throw OutlineRefusal.notJSON }
    guard let entry = file["SurveyEntry"] as? [String: Any] else { throw OutlineRefusal.missing(part: "SurveyEntry") }
    guard let elements = file["SurveyElements"] as? [Any] else { throw OutlineRefusal.missing(part: "SurveyElements") }
    var outline = SurveyOutline(origin: .qualtrics)
    let language = (entry["SurveyLanguage"] as? String ?? "EN").lowercased()
    outline.languages = [language]
    if let name = entry["SurveyName"] as? String { outline.titles = [language: name] }
    var groupOfQuestion: [String: String] = [:]
    for case let element as [String: Any] in elements {
      let kind = element["Element"] as? String ?? ""
      outline.parts[kind, default: 0] += 1
      if kind == "BL" { readBlocks(element["Payload"], language, into: &outline, &groupOfQuestion) }
    }
    for case let element as [String: Any] in elements where element["Element"] as? String == "SQ" {
      guard let payload = element["Payload"] as? [String: Any],
        let id = element["PrimaryAttribute"] as? String ?? payload["QuestionID"] as? String
      else { continue }
      var question = question(id, payload, language)
      question.groupID = groupOfQuestion[id]
      outline.questions.append(question)
      for language in question.texts.keys.sorted() where !outline.languages.contains(language) {
        outline.languages.append(language)
      }
    }
    return outline
  }

  /// Blocks are a list in one file and an object in the next.
  private static func readBlocks(
    _ payload: Any?, _ language: String, into outline: inout SurveyOutline, _ groupOfQuestion: inout [String: String]
  ) {
    for (_, block) in numbered(payload) {
      guard let block = block as? [String: Any], let id = block["ID"] as? String else { continue }
      outline.groups.append(SurveyOutline.Group(id: id, titles: [language: block["Description"] as? String ?? ""]))
      for case let element as [String: Any] in block["BlockElements"] as? [Any] ?? [] {
        if let question = element["QuestionID"] as? String { groupOfQuestion[question] = id }
      }
    }
  }

  private static func question(_ id: String, _ payload: [String: Any], _ language: String) -> SurveyOutline.Question {
    let type = payload["QuestionType"] as? String ?? ""
    let selector = payload["Selector"] as? String ?? ""
    let subselector = payload["SubSelector"] as? String ?? ""
    var texts = [language: HeaderText.cleaned(payload["QuestionText"] as? String ?? "")]
    // Translations lie in an object by language; without any it is an empty list.
    for (code, translation) in payload["Language"] as? [String: Any] ?? [:] {
      guard let translation = translation as? [String: Any], let text = translation["QuestionText"] as? String else {
        continue
      }
      texts[code.lowercased()] = HeaderText.cleaned(text)
    }
    let settings = (payload["Validation"] as? [String: Any])?["Settings"] as? [String: Any]
    let recodes = payload["RecodeValues"] as? [String: Any] ?? [:]
    let rows = choices(payload["Choices"], order: payload["ChoiceOrder"], recodes: recodes, language)
    let answers = choices(payload["Answers"], order: payload["AnswerOrder"], recodes: recodes, language)
    let isMatrix = type == "Matrix" || type == "SBS"
    return SurveyOutline.Question(
      id: id, code: payload["DataExportTag"] as? String ?? id, type: "\(type)/\(selector)",
      kind: kind(type, selector, subselector), texts: texts, groupID: nil,
      isRequired: settings?["ForceResponse"] as? String == "ON", hasOther: hasTextEntry(payload["Choices"]),
      options: isMatrix ? answers : rows, items: isMatrix ? rows : [])
  }

  private static func choices(
    _ object: Any?, order: Any?, recodes: [String: Any], _ language: String
  ) -> [SurveyOutline.Choice] {
    let byCode = Dictionary(numbered(object), uniquingKeysWith: { first, _ in first })
    var codes = (order as? [Any] ?? []).map { "\($0)" }.filter { byCode[$0] != nil }
    for code in byCode.keys.sorted(by: { ($0.count, $0) < ($1.count, $1) }) where !codes.contains(code) {
      codes.append(code)
    }
    return codes.compactMap { code in
      guard let choice = byCode[code] as? [String: Any] else { return nil }
      let display = HeaderText.cleaned(choice["Display"] as? String ?? "")
      return SurveyOutline.Choice(
        code: code, value: recodes[code].map { "\($0)" }, texts: [language: display], scale: 0)
    }
  }

  private static func hasTextEntry(_ object: Any?) -> Bool {
    numbered(object).contains { _, choice in (choice as? [String: Any])?["TextEntry"] != nil }
  }

  /// An object by its keys, a list by its places.
  private static func numbered(_ object: Any?) -> [(String, Any)] {
    if let object = object as? [String: Any] { return object.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    if let list = object as? [Any] { return list.enumerated().map { (String($0.offset), $0.element) } }
    return []
  }

  private static func kind(_ type: String, _ selector: String, _ subselector: String) -> SurveyOutline.Kind {
    switch (type, selector) {
    case ("MC", "NPS"): .recommendation
    case ("MC", "MAVR"), ("MC", "MAHR"), ("MC", "MACOL"), ("MC", "MSB"): .multipleChoice
    case ("MC", _): .singleChoice
    case ("Matrix", "TE"): .textMatrix
    case ("Matrix", _): subselector == "MultipleAnswer" ? .multipleMatrix : .matrix
    case ("SBS", _): .matrix
    case ("TE", "FORM"): .textMatrix
    case ("TE", _): .openText
    case ("DB", _): .explanation
    case ("RO", _): .ranking
    case ("Slider", _), ("CS", _): .numberMatrix
    case ("FileUpload", _): .file
    default: .other
    }
  }
}
