/// Reads LimeSurvey's one header row, in each of its forms: `Q01[SQ001]. Text [row]`, `Q01[SQ001]`, `Text [row]`.
enum LimeSurveyHeader {
  static func recognises(_ first: [String], names: Set<String>) -> Bool {
    if names.isSuperset(of: ["responseid", "datesubmitted", "lastpage"]) { return true }
    if names.isSuperset(of: ["submitdate", "lastpage", "startlanguage"]) { return true }
    if names.isSuperset(of: ["antwoordid", "datumverzonden"]) { return true }
    let coded = first.count { code(of: $0)?.text.isEmpty == false }
    return first.count >= 4 && coded * 2 > first.count
  }

  static func columns(names: [String]) -> [ImportColumn] {
    var keys = UniqueKeys()
    let parts = names.map(parts)
    var uses: [String: Int] = [:]
    for part in parts where part.group != nil { uses[part.group ?? "", default: 0] += 1 }
    return names.indices.map { position in
      let part = parts[position]
      let isShared = part.group.map { uses[$0, default: 0] > 1 } ?? false
      let key =
        part.code ?? HeaderText.key([part.question, part.option ?? ""].joined(separator: " "), position: position)
      return ImportColumn(
        position: position, key: keys.add(key), name: HeaderText.cleaned(names[position]), question: part.question,
        option: part.option, group: isShared ? part.group : nil,
        system: SystemColumnNames.meaning(of: names[position], in: .limeSurvey))
    }
  }

  private struct Part {
    var code: String?
    var question: String
    var option: String?
    var group: String?
  }

  private static func parts(_ name: String) -> Part {
    let coded = code(of: name)
    let text = HeaderText.cleaned(coded.map { String($0.text) } ?? name)
    var part = Part(code: coded?.code, question: text)
    if text.hasSuffix("]"), let open = openingBracket(of: text) {
      part.question = HeaderText.trimmed(text[..<open])
      part.option = HeaderText.trimmed(text[text.index(after: open)...].dropLast())
      if part.option?.isEmpty == true { part.option = nil }
    }
    let stem = coded.flatMap { coded in coded.code.firstIndex(of: "[").map { String(coded.code[..<$0]) } }
    // An array's columns share code and text; the text alone tells arrays apart that were merged under one code.
    if let stem {
      part.group = part.question.isEmpty ? stem : "\(stem) \(HeaderText.key(part.question, position: 0))"
    } else if part.option != nil {
      part.group = HeaderText.key(part.question, position: 0)
    }
    if part.question.isEmpty {
      part.question = part.option ?? coded?.code ?? ""
      part.option = nil
    }
    return part
  }

  private static func openingBracket(of text: String) -> String.Index? {
    var depth = 0
    var index = text.endIndex
    while index > text.startIndex {
      index = text.index(before: index)
      if text[index] == "]" { depth += 1 }
      if text[index] == "[" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// The code in front, such as `likert1[perfCheck4]. `, and the text behind it.
  private static func code(of name: String) -> (code: String, text: Substring)? {
    guard name.first?.isASCII == true, name.first?.isLetter == true else { return nil }
    var index = name.startIndex
    while index < name.endIndex, name[index].isASCII, name[index].isLetter || name[index].isNumber || name[index] == "_"
    {
      index = name.index(after: index)
    }
    while index < name.endIndex, name[index] == "[" {
      guard let close = name[index...].firstIndex(of: "]"), name[index..<close].count <= 24 else { return nil }
      guard name[index..<close].dropFirst().allSatisfy({ $0.isASCII && !$0.isWhitespace }) else { return nil }
      index = name.index(after: close)
    }
    let code = String(name[..<index])
    guard code.count <= 60 else { return nil }
    if index == name.endIndex { return code.hasSuffix("]") ? (code, "") : nil }
    let rest = name[index...]
    return rest.hasPrefix(". ") ? (code, rest.dropFirst(2)) : nil
  }
}
