/// Columns that look like one another and stand on one scale, such as `Q7ART … Q7ALL`.
struct ScoreFamilies {
  /// The words that the rows of a matrix are answered with, by group.
  private(set) var words: [String: Set<String>] = [:]
  /// How many columns run from 1 to about 10. Among several of them, one that is named like none is one too.
  private(set) var tens = 0
  /// For every column: how many columns are in its family, and the lowest and highest number in all of them.
  private(set) var members: [Int: (count: Int, low: Double, high: Double, hasFrequentSix: Bool)] = [:]

  init(columns: [ImportColumn], profiles: [ColumnProfile]) {
    var families: [String: [Int]] = [:]
    for column in columns where column.system == nil {
      let profile = profiles[column.position]
      if let group = column.group, profile.numbers == 0, profile.differentCount <= 12 {
        let values = profile.values.map(\.value)
        words[group, default: []].formUnion(
          values.filter { !VerbalScale.meansBlank($0) && !VerbalScale.meansNotApplicable($0) })
      }
      guard profile.filled > 0, !profile.isOverflowing, profile.wholeNumbers > 0, profile.differentCount <= 16 else {
        continue
      }
      guard profile.highest <= 11, profile.lowest >= -99 else { continue }
      if (9...10).contains(profile.highest), profile.lowest >= 1 { tens += 1 }
      // Codes of several digits that share a question's number are no part of its scale.
      let width = profile.highest <= 7 ? "" : "+"
      families[column.group ?? Self.stem(column.name) + width, default: []].append(column.position)
    }
    for positions in families.values {
      let steps = positions.flatMap { position in
        profiles[position].values.compactMap { NumberCell.read($0.value) ?? VerbalScale.leadingNumber($0.value) }
      }.filter { (0...11).contains($0) }
      guard let low = steps.min(), let high = steps.max() else { continue }
      let hasFrequentSix = positions.contains { position in
        func count(_ value: String) -> Int { profiles[position].values.first { $0.value == value }?.count ?? 0 }
        return count("6") > count("5")
      }
      for position in positions { members[position] = (positions.count, low, high, hasFrequentSix) }
    }
  }

  /// `Q7` of `Q7ART`, `CUEX` of `CUEX1`; a name of several words is its own.
  private static func stem(_ name: String) -> String {
    guard !name.contains(" ") else { return name }
    let letters = name.prefix { !$0.isNumber }
    let digits = name.dropFirst(letters.count).prefix(while: \.isNumber)
    let isNumbered = !digits.isEmpty && letters.count + digits.count < name.count
    return isNumbered ? String(letters + digits) : String(letters)
  }
}

/// Proposes scores: numbers on a scale, or words that stand on one.
enum ScoreProposal {
  static let recommendWords = [
    "recommend", "aanbevel", "aanbeve", "aanraden", "netpro", "net promoter", "nps",
  ]
  static let effortWords = ["effort", "easy", "ease", "gemak", "moeite", "inspanning", "makkelijk"]
  static let gradeWords = ["cijfer", "grade", "overall", "satisf", "tevreden", "beoordeel"]
  private static let ratingWords = ["stars", "sterren", "rating", "score", "waardering"]

  static func apply(
    _ column: ImportColumn, _ profile: ColumnProfile, _ families: ScoreFamilies, _ mapping: inout ColumnMapping
  ) -> Bool {
    guard !profile.isOverflowing else { return false }
    var blank: [String] = []
    var notApplicable: [String] = []
    var rest: [(value: String, count: Int)] = []
    for entry in profile.values {
      if VerbalScale.meansBlank(entry.value) {
        blank.append(entry.value)
      } else if VerbalScale.meansNotApplicable(entry.value) {
        notApplicable.append(entry.value)
      } else {
        rest.append(entry)
      }
    }
    guard rest.count >= 2, rest.count <= 40 else { return false }
    mapping.blank = blank.isEmpty ? nil : blank
    mapping.notApplicable = notApplicable.isEmpty ? nil : notApplicable
    let numbers = rest.map { NumberCell.read($0.value) ?? VerbalScale.leadingNumber($0.value) }
    if !numbers.contains(nil) {
      let steps = zip(rest, numbers).map { Step(value: $0.value, number: $1 ?? 0, count: $0.count) }
      if applyNumbers(steps, column, families, &mapping) { return true }
    } else if let (steps, length) = VerbalScale.steps(
      of: rest.map(\.value), among: column.group.flatMap { families.words[$0] } ?? [])
    {
      mapping.takenFor = .rating
      mapping.scale = ImportScale(min: 1, max: length)
      mapping.scores = steps
      return true
    }
    (mapping.blank, mapping.notApplicable) = (nil, nil)
    return false
  }

  /// A column that is one step of a scale.
  static func apply(
    _ step: SpreadScale.Step, _ column: ImportColumn, _ profile: ColumnProfile, _ mapping: inout ColumnMapping
  ) {
    mapping.takenFor = .rating
    mapping.scale = step.scale
    mapping.step = step.step
    // With 0 for no and 1 for yes, a 0 in the column of the 0 is no.
    if step.step == 0, profile.values.contains(where: { $0.value == "1" }) { mapping.blank = ["0"] }
    if HeaderText.contains(column.question, anyOf: recommendWords), step.scale.max == 10 {
      if step.scale.min == 0 {
        mapping.takenFor = .recommendation
        mapping.scale = nil
      } else {
        mapping.call(.npsLike1To10)
      }
    }
  }

  private struct Step {
    let value: String
    let number: Double
    let count: Int
    var isPlain: Bool { NumberCell.read(value) != nil }
  }

  private static func applyNumbers(
    _ all: [Step], _ column: ImportColumn, _ families: ScoreFamilies, _ mapping: inout ColumnMapping
  ) -> Bool {
    guard all.allSatisfy({ $0.number == $0.number.rounded() }) else { return false }
    let text = [column.question, column.option ?? "", column.name].joined(separator: " ")
    // Ranks are no scores: the best is 1, and each is given once.
    guard !HeaderText.contains(text, anyOf: ["rank the", "rank order", "rangschik", "in order of preference"]) else {
      return false
    }
    var steps = all.sorted { $0.number < $1.number }
    let codes = missingCodes(steps, isAlone: column.group == nil)
    steps.removeAll { codes.contains($0.number) }
    guard let low = steps.first?.number, let high = steps.last?.number, steps.count >= 2 else { return false }
    let stated = StatedScale.read(column.question)
    guard low >= 0, high <= 11, let found = choose(low, high, steps.count, text, stated, column, families, &mapping)
    else {
      return false
    }
    let (role, scale) = found
    mapping.takenFor = role
    mapping.scale = role.ownScale == nil ? scale : nil
    let words = steps.filter { !$0.isPlain }
    if words.contains(where: { $0.number == 0 }), scale.min == 1, role == .rating {
      // A zero with a label is a step.
      mapping.scale = ImportScale(min: 0, max: scale.max)
      mapping.blank = mapping.blank?.filter { $0 != "0" }
    }
    if !words.isEmpty {
      mapping.scores = Dictionary(words.map { ($0.value, $0.number) }, uniquingKeysWith: { first, _ in first })
    }
    let coded = all.filter { codes.contains($0.number) }.map(\.value)
    if !coded.isEmpty {
      mapping.blank = (mapping.blank ?? []) + coded
      mapping.call(.missingCodesAssumed)
    }
    return true
  }

  /// Numbers far outside the rest that surveys use for 'no answer'.
  private static func missingCodes(_ steps: [Step], isAlone: Bool) -> Set<Double> {
    let usual = steps.map(\.number).filter { (0...11).contains($0) }
    guard let high = usual.max(), usual.count >= 2 else { return [] }
    var codes = Set(steps.map(\.number).filter { $0 < 0 || $0 >= 66 })
    if isAlone, high == 9 || high == 8 {
      let below = usual.filter { $0 < 8 }.max() ?? 0
      if below <= 6, usual.filter({ $0 < 8 }).count >= 2 {
        codes.formUnion(usual.filter { $0 >= 8 && $0 - below >= 2 })
      }
    }
    return codes
  }

  private static func choose(
    _ low: Double, _ high: Double, _ different: Int, _ text: String, _ stated: ImportScale?, _ column: ImportColumn,
    _ families: ScoreFamilies, _ mapping: inout ColumnMapping
  ) -> (ColumnRole, ImportScale)? {
    let family = families.members[column.position]
    let isSentence = column.question.split(separator: " ").count >= 3 || HeaderText.contains(text, anyOf: ratingWords)
    // The rows of one matrix share its scale, whether or not every step was used in each.
    let low = column.group == nil ? low : Swift.min(low, family?.low ?? low)
    let high = column.group == nil ? high : Swift.max(high, family?.high ?? high)
    if HeaderText.contains(text, anyOf: recommendWords), high >= 8 {
      if high == 11 {
        mapping.blank = (mapping.blank ?? []) + ["11"]
        mapping.call(.missingCodesAssumed)
      }
      let startsAtOne = low >= 1 && stated?.min != 0
      guard startsAtOne else { return (.recommendation, ImportScale(min: 0, max: 10)) }
      mapping.call(.npsLike1To10)
      if stated == nil { mapping.call(.scaleUncertain) }
      return (.rating, ImportScale(min: 1, max: 10))
    }
    if high == 11 { return nil }
    if let stated, low >= Double(stated.min), high <= Double(stated.max) {
      let isAgreement = HeaderText.contains(text, anyOf: ["agree", "eens"])
      if stated == ColumnRole.grade.ownScale, !isAgreement, HeaderText.contains(text, anyOf: gradeWords) {
        return (.grade, stated)
      }
      return (.rating, stated)
    }
    if high >= 8 {
      guard different >= 4,
        isSentence || (family?.count ?? 1) > 1 || families.tens > 3 || HeaderText.contains(text, anyOf: gradeWords)
      else {
        return nil
      }
      if low == 0 {
        mapping.call(.scaleUncertain)
        return (.rating, ImportScale(min: 0, max: 10))
      }
      let isGrade = column.group == nil && HeaderText.contains(text, anyOf: gradeWords)
      if !isGrade { mapping.call(.scaleUncertain) }
      return (isGrade ? .grade : .rating, ImportScale(min: 1, max: 10))
    }
    if high >= 6, low >= 1, HeaderText.contains(text, anyOf: effortWords) {
      return (.effort, ImportScale(min: 1, max: 7))
    }
    guard different >= 3 || mapping.scores != nil, isSentence || (family?.count ?? 1) > 1 else { return nil }
    if let family, family.count >= 3, family.high == 6, family.low >= 0, family.hasFrequentSix {
      if high == 6 { mapping.notApplicable = (mapping.notApplicable ?? []) + ["6"] }
      if low == 0 { mapping.blank = (mapping.blank ?? []) + ["0"] }
      mapping.call(.missingCodesAssumed)
      return (.rating, ImportScale(min: 1, max: 5))
    }
    mapping.call(.scaleUncertain)
    let top = Swift.max(high, family.map { $0.high <= 7 ? $0.high : high } ?? high)
    if low == 0, top == 5 {
      mapping.blank = (mapping.blank ?? []) + ["0"]
      mapping.call(.missingCodesAssumed)
      return (.rating, ImportScale(min: 1, max: 5))
    }
    guard top >= 3 else { return nil }
    return (.rating, ImportScale(min: low == 0 ? 0 : 1, max: Int(Swift.max(top, 4))))
  }
}

/// A scale that a question's text states: "on a scale of 1 to 5", "10 - strongly agree, 1 - strongly disagree".
enum StatedScale {
  static func read(_ text: String) -> ImportScale? {
    for match in text.matches(of: /(\d{1,2})\s*(?:-|–|to|tot|t\/m|tot en met|through)\s*(\d{1,2})(?!\d)/.ignoresCase())
    {
      guard let low = Int(match.1), let high = Int(match.2), low <= 1, (4...10).contains(high) else { continue }
      return ImportScale(min: low, max: high)
    }
    let ends = text.matches(of: /\b(10|\d)\s*(?:-|–|=|is|:)\s*\p{L}/).compactMap { Int($0.1) }
    guard let low = ends.min(), let high = ends.max(), low <= 1, high >= 4 else { return nil }
    return ImportScale(min: low, max: high)
  }
}
