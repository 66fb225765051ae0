internal import TableFiles

/// Proposes choices and open text, for what is neither a score nor a date.
enum ChoiceProposal {
  static let severalWords = [
    "all that apply", "select all", "check all", "choose all", "meerdere antwoorden", "alles wat van toepassing",
    "please check all", "mark all",
  ]
  private static let textWords = [
    "comment", "please specify", "toelichting", "opmerking", "waarom", "feedback", "suggest", "describe", "explain",
    "please elaborate", "why or why not", "anything else", "open-ended", "(tekst)",
  ]

  static func apply(_ column: ImportColumn, _ profile: ColumnProfile, _ mapping: inout ColumnMapping) {
    let text = [column.question, column.option ?? ""].joined(separator: " ")
    if let separator = separator(of: profile, isSaid: HeaderText.contains(text, anyOf: severalWords)) {
      mapping.takenFor = .multipleChoice
      mapping.separator = separator
      return
    }
    if profile.numbers * 100 >= profile.filled * 95, profile.differentCount > 12 || profile.isOverflowing {
      mapping.takenFor = .number
      let words = profile.values.map(\.value).filter { NumberCell.read($0) == nil && VerbalScale.meansBlank($0) }
      mapping.blank = words.isEmpty ? nil : words
      if profile.commaNumbers * 2 > profile.numbers { mapping.decimalComma = true }
      return
    }
    let different = profile.differentCount
    let saysText = HeaderText.contains(text, anyOf: textWords)
    let isFew = !profile.isOverflowing && different <= 60 && (different <= 3 || profile.filled >= different * 3)
    let isShort = profile.meanLength <= (different <= 8 ? 160 : 80)
    let repeats = profile.filled > different
    let isSmallChoice = different <= 2 && profile.meanLength <= 24 && !mapping.key.contains("TEXT")
    // Most give one of the options, some fill in their own.
    let isCovered =
      profile.filled >= 50 && profile.meanLength <= 60 && !saysText && profile.shareOfMostFrequent(25) >= 0.7
    let isChoice = isFew && repeats && isShort || isSmallChoice || isCovered
    if isChoice, !saysText || different <= 6 && profile.filled >= different * 10 {
      mapping.takenFor = .singleChoice
      let blank = profile.values.map(\.value).filter(VerbalScale.meansBlank)
      mapping.blank = blank.isEmpty ? nil : blank
    } else {
      mapping.takenFor = .openText
      let blank = profile.values.map(\.value).filter { VerbalScale.meansBlank($0) }
      mapping.blank = blank.isEmpty ? nil : blank
    }
  }

  /// What stands between options in one cell, if cells hold several options that come back in other cells.
  private static func separator(of profile: ColumnProfile, isSaid: Bool) -> String? {
    for (separator, count) in [(";", profile.withSemicolon), (", ", profile.withCommaSpace)] {
      guard count * 10 >= profile.filled, count >= 2 else { continue }
      var uses: [Substring: Int] = [:]
      var total = 0
      for (value, times) in profile.values {
        for part in Options.split(value[...], by: separator) {
          uses[part, default: 0] += times
          total += times
        }
      }
      let recurring = uses.values.filter { $0 > 1 }.reduce(0, +)
      let meanLength = Double(uses.keys.reduce(0) { $0 + $1.utf8.count }) / Double(max(1, uses.count))
      // Options come back, sentences with commas don't.
      let share = Double(recurring) / Double(max(1, total))
      // Options combine freely; one option with a comma in it brings more parts than there are different cells.
      let isFree = profile.isOverflowing || profile.differentCount >= uses.count
      guard meanLength <= 60, isFree && total >= uses.count * 2 || isSaid, share >= (isSaid ? 0.5 : 0.8) else {
        continue
      }
      return separator
    }
    return nil
  }
}

/// Splits a cell that holds several options.
enum Options {
  /// A separator inside brackets belongs to the option: `reshape (concat, merge), GroupBy` are two.
  static func split(_ cell: Substring, by separator: String) -> [Substring] {
    let mark = Array(separator.utf8)
    let bytes = cell.utf8
    var parts: [Substring] = []
    var depth = 0
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
      if depth == 0, byte == mark[0], bytes[index...].starts(with: mark) {
        parts.append(cell[start..<index])
        index = bytes.index(index, offsetBy: mark.count)
        start = index
        continue
      }
      index = bytes.index(after: index)
    }
    parts.append(cell[start...])
    return parts.map { Substring(HeaderText.trimmed($0)) }.filter { !$0.isEmpty }
  }
}

/// Finds questions whose options are spread over columns, one each.
enum ChoiceColumns {
  private static let marks: Set<String> = [
    "1", "0", "yes", "no", "y", "n", "ja", "nee", "true", "false", "x", "selected", "checked", "not selected",
    "unchecked", "quoted", "not quoted",
  ]
  static let notChosen: Set<String> = ["0", "no", "n", "nee", "false", "not selected", "unchecked", "not quoted"]

  /// The positions of columns that are one option each. Tools that give no group get one, where neighbours say only
  /// their own name.
  static func find(in columns: inout [ImportColumn], profiles: [ColumnProfile]) -> Set<Int> {
    groupNeighbours(in: &columns, profiles: profiles)
    var members: [String: [Int]] = [:]
    for column in columns where column.system == nil {
      if let group = column.group { members[group, default: []].append(column.position) }
    }
    var found: Set<Int> = []
    for positions in members.values {
      let options = positions.filter { isOption(columns[$0], profiles[$0]) }
      let filled = options.filter { profiles[$0].filled > 0 }
      let says = filled.contains { position in
        profiles[position].values.contains {
          $0.value == columns[position].option || $0.value == columns[position].option.map(bare)
            || marks.contains($0.value.lowercased())
        }
      }
      guard options.count >= 2, filled.count >= 1, says else { continue }
      found.formUnion(filled)
    }
    return found
  }

  private static func isOption(_ column: ImportColumn, _ profile: ColumnProfile) -> Bool {
    guard profile.differentCount <= 2, !profile.isOverflowing, let option = column.option else { return false }
    // An option "- 5" or "5 - completely" may be ticked as 5.
    let bare = bare(option)
    return profile.values.allSatisfy { value, _ in
      HeaderText.cleaned(value) == option || value == bare || bare.hasPrefix(value + " ")
        || marks.contains(value.lowercased())
    } && Set(profile.values.map { $0.value.lowercased() }) != ["1", "2"]
  }

  /// `5` of `- 5`.
  static func bare(_ option: String) -> String { String(option.drop { !$0.isLetter && !$0.isNumber }) }

  private static func groupNeighbours(in columns: inout [ImportColumn], profiles: [ColumnProfile]) {
    func saysItsName(_ column: ImportColumn) -> Bool {
      guard column.group == nil, column.system == nil, !column.name.isEmpty else { return false }
      let profile = profiles[column.position]
      return profile.differentCount == 1 && profile.values.first.map { HeaderText.cleaned($0.value) } == column.question
    }
    var start = 0
    while start < columns.count {
      var end = start
      while end < columns.count, saysItsName(columns[end]) { end += 1 }
      if end - start >= 2 {
        let group = "options@\(start + 1)"
        let names = columns[start..<end].map(\.question)
        let question = names.prefix(3).joined(separator: " / ") + (names.count > 3 ? " …" : "")
        for position in start..<end {
          columns[position].option = columns[position].question
          columns[position].question = question
          columns[position].group = group
        }
      }
      start = max(end, start + 1)
    }
  }
}

/// Proposes from the labels that an SPSS file carries.
enum LabelProposal {
  static func apply(_ variable: StatisticsFile.Variable, _ profile: ColumnProfile, _ mapping: inout ColumnMapping) {
    let declared = profile.values.map(\.value).filter(variable.isDeclaredMissing)
    if !declared.isEmpty { mapping.blank = declared }
    let labels = variable.valueLabels.filter { !variable.isDeclaredMissing($0.value) }
    if variable.format.uppercased().contains("DATE"), profile.dates.count == profile.filled {
      mapping.takenFor = .date
      mapping.dateOrder = .yearMonthDay
      return
    }
    guard labels.count >= 2 else { return }
    let texts = labels.map(\.label)
    mapping.labels = Dictionary(labels.map { ($0.value, $0.label) }, uniquingKeysWith: { first, _ in first })
    let numbers = labels.compactMap { Double($0.value) }
    let isScale = VerbalScale.steps(of: texts) != nil && labels.count >= 3 && numbers.count == labels.count
    if isScale, let low = numbers.min(), let high = numbers.max(), low >= 0, high <= 11 {
      mapping.takenFor = .rating
      mapping.scale = ImportScale(min: Int(low), max: Int(high))
      mapping.labels = nil
      return
    }
    mapping.takenFor = .singleChoice
  }
}
