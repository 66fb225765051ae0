/// Reads the header rows of Qualtrics.
enum QualtricsHeader {
  static func columns(names: [String], texts: [String], ids: [String]) -> [ImportColumn] {
    var keys = UniqueKeys()
    let columns = names.indices.map { position in
      let id = value(of: "ImportId", in: ids[position]) ?? names[position]
      let question = HeaderText.cleaned(texts[position])
      let system =
        SystemColumnNames.meaning(of: id, in: .qualtrics)
        ?? SystemColumnNames.meaning(of: names[position], in: .qualtrics)
      return ImportColumn(
        position: position, key: keys.add(id.isEmpty ? "column-\(position + 1)" : id), name: names[position],
        question: question, group: system == nil ? group(of: id) : nil, system: system,
        timeZone: value(of: "timeZone", in: ids[position]))
    }
    return withOptions(columns)
  }

  static func legacyColumns(names: [String], texts: [String]) -> [ImportColumn] {
    var keys = UniqueKeys()
    let columns = names.indices.map { position in
      let name = names[position].isEmpty ? "column-\(position + 1)" : names[position]
      let system =
        position < 10
        ? SystemColumnNames.meaning(of: texts[position], in: .qualtricsLegacy)
        : SystemColumnNames.meaning(of: names[position], in: .qualtricsLegacy)
      let stem = name.lastIndex(of: "_").map { String(name[..<$0]) }
      return ImportColumn(
        position: position, key: keys.add(name), name: names[position], question: HeaderText.cleaned(texts[position]),
        group: system == nil ? stem : nil, system: system)
    }
    return withOptions(columns)
  }

  /// A value in a cell such as `{"ImportId":"QID1"}`, or `{'ImportId': 'QID1'}`, which is no JSON.
  static func value(of name: String, in cell: String) -> String? {
    guard let mark = cell.firstRange(of: name) else { return nil }
    let rest = cell[mark.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == ":" || $0 == " " }
    let value = rest.prefix { $0 != "\"" && $0 != "'" && $0 != "," && $0 != "}" }
    return value.isEmpty ? nil : String(value)
  }

  /// `QID12#1-2`, `QID12_TEXT` and `QID12-3` are of question QID12 (and its part #1).
  private static func group(of id: String) -> String? {
    guard id.hasPrefix("QID") else { return nil }
    let stem = id.prefix { $0.isLetter || $0.isNumber || $0 == "#" }
    return stem.count < id.count ? String(stem) : nil
  }

  /// What the texts of one group have in common is the question; what is left is the option.
  private static func withOptions(_ columns: [ImportColumn]) -> [ImportColumn] {
    var members: [String: [Int]] = [:]
    for column in columns {
      if let group = column.group { members[group, default: []].append(column.position) }
    }
    var columns = columns
    for positions in members.values {
      guard positions.count > 1, let first = positions.first else {
        for position in positions { columns[position].group = nil }
        continue
      }
      var common = Substring(columns[first].question)
      for position in positions.dropFirst() { common = common.prefix(sharedWith: columns[position].question) }
      guard let dash = common.lastIndex(of: "-") else { continue }
      let question = HeaderText.trimmed(common[..<dash])
      guard !question.isEmpty else { continue }
      for position in positions {
        let text = columns[position].question
        let option = HeaderText.trimmed(text[text.index(text.startIndex, offsetBy: common[...dash].count)...])
        columns[position].question = question
        columns[position].option = option.isEmpty ? nil : option
      }
    }
    return columns
  }
}

extension Substring {
  fileprivate func prefix(sharedWith other: String) -> Substring {
    var end = startIndex
    var place = other.startIndex
    while end < endIndex, place < other.endIndex, self[end] == other[place] {
      end = index(after: end)
      place = other.index(after: place)
    }
    return self[..<end]
  }
}
