import Values

/// A text in both languages, side by side. Drawn by `{{>surveys/pair}}`.
struct Pair: ViewModel {
  let label: Message
  let isArea: Bool
  let sides: [Side]

  struct Side: ViewModel {
    let name: String
    let value: String
    let language: Language
    let languageName: String
    let problem: Message?
  }

  /// - Parameter field: what the fields and their problems are called, before `.nl` and `.en`.
  init(
    _ field: String, _ label: Message, _ text: LocalizedText?, languages: [Language], isArea: Bool = false,
    problems: [String: Message] = [:], problemsAt place: String? = nil
  ) {
    self.label = label
    self.isArea = isArea
    sides = languages.map { language in
      Side(
        name: "\(field).\(language.rawValue)", value: text?[language] ?? "", language: language,
        languageName: language.ownName, problem: problems["\(place ?? field).\(language.rawValue)"])
    }
  }
}

extension Form {
  /// What stands in the two fields of a pair; a language that is not in the form keeps what it had.
  func pair(_ name: String, or old: LocalizedText?) -> LocalizedText {
    var text = old ?? LocalizedText()
    for language in Language.allCases where has("\(name).\(language.rawValue)") {
      let words = self.text("\(name).\(language.rawValue)")
      text[language] = words.isEmpty ? nil : words
    }
    return text
  }

  /// The same for a text that may be left out.
  func optionalPair(_ name: String, or old: LocalizedText?) -> LocalizedText? {
    let text = pair(name, or: old)
    return text.isEmpty ? nil : text
  }
}
