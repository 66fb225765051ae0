/// What the codes of an entry mean for a column, as far as that is certain.
struct CodebookCodes {
  /// Values, as they stand in the cells, that mean no answer.
  private(set) var blank: [String] = []
  /// Values that mean 'not applicable' or 'don't know'.
  private(set) var notApplicable: [String] = []
  /// The words of all other values, and of 'not applicable', which one can choose as well.
  private(set) var labels: [String: String] = [:]
  /// The scale that the codes make, with the best at its top.
  private(set) var scale: ImportScale?
  /// Whether the codes are words that stand on no scale.
  private(set) var isChoice = false

  init(_ codes: [Codebook.Code], _ profile: ColumnProfile) {
    let seen = Dictionary(
      profile.values.map { (Self.normal($0.value), $0.value) }, uniquingKeysWith: { first, _ in first })
    guard Self.cover(codes, profile) else { return }
    var steps: [(number: Int, label: String?)] = []
    var hasOther = false
    for code in codes {
      let value = seen[Self.normal(code.value)] ?? code.value
      switch code.label.map(Self.meaning) {
      case .blank: blank.append(value)
      case .notApplicable:
        notApplicable.append(value)
        labels[value] = code.label
      case .words, nil:
        labels[value] = code.label
        if let number = Int(Self.normal(code.value)) {
          steps.append((number, code.label))
        } else {
          hasOther = true
        }
      }
    }
    let words = steps.compactMap(\.label)
    let isPlain = words.count == steps.count
    let order = Self.order(of: steps)
    scale = hasOther || order != .up ? nil : Self.scale(of: steps.map(\.number))
    isChoice = isPlain && order == nil && labels.count - notApplicable.count >= 2
  }

  /// The labels that options of a choice get.
  var hasLabels: Bool { labels.count >= 2 }

  /// Whether cells hold a value that means no score.
  func isMissing(in profile: ColumnProfile) -> Bool {
    profile.values.contains { blank.contains($0.value) || notApplicable.contains($0.value) }
  }

  private enum Meaning { case blank, notApplicable, words }
  private enum Order { case up, down }

  /// A code may say several things: `Blank/Multiple responses`. All of them must mean that there is no score.
  private static func meaning(_ label: String) -> Meaning {
    let parts = label.split(separator: "/").map { HeaderText.trimmed($0).lowercased().replacing("’", with: "'") }
    let isWhole = VerbalScale.meansNotApplicable(label.lowercased())
    guard !parts.isEmpty else { return .words }
    let isBlank = parts.map { VerbalScale.meansBlank($0) || noAnswer.contains($0) }
    let isApart = parts.map { VerbalScale.meansNotApplicable($0) || neverUsed.contains($0) }
    guard isWhole || zip(isBlank, isApart).allSatisfy({ $0 || $1 }) else { return .words }
    return isBlank[0] ? .blank : .notApplicable
  }

  private static let noAnswer: Set<String> = [
    "non-response", "nonresponse", "no response", "multiple responses", "multiple response", "not answered",
    "no answer given", "unknown", "geen antwoord", "niet ingevuld", "niet beantwoord", "meerdere antwoorden",
    "onbekend",
  ]
  private static let neverUsed: Set<String> = [
    "have never used or visited", "never used", "have never used", "not used", "nooit gebruikt", "niet gebruikt",
    "weet ik niet", "n.v.t",
  ]

  /// Whether nearly all cells hold one of the codes.
  private static func cover(_ codes: [Codebook.Code], _ profile: ColumnProfile) -> Bool {
    guard !codes.isEmpty, profile.filled > 0, !profile.isOverflowing else { return false }
    let known = Set(codes.map { normal($0.value) })
    let covered = profile.values.filter { known.contains(normal($0.value)) || VerbalScale.meansBlank($0.value) }
    return covered.reduce(0) { $0 + $1.count } * 100 >= profile.filled * 95
      && covered.contains { known.contains(normal($0.value)) }
  }

  /// `5`, `05` and `5.0` are one code; letters are the same in both cases.
  static func normal(_ value: String) -> String {
    let value = HeaderText.trimmed(value)
    guard let number = NumberCell.read(value), number == number.rounded(), abs(number) < 1e9 else {
      return value.lowercased()
    }
    return String(Int(number))
  }

  /// Whether the words go up with the numbers; nothing where they stand on no scale that is known. Where both ends have words and a
  /// step between them has none, they are taken to go up unless they are known to go down.
  private static func order(of steps: [(number: Int, label: String?)]) -> Order? {
    let sorted = steps.sorted { $0.number < $1.number }
    let words = sorted.compactMap(\.label)
    guard let known = VerbalScale.steps(of: words) else {
      let hasEnds = sorted.first?.label != nil && sorted.last?.label != nil
      return words.count < steps.count && hasEnds ? .up : nil
    }
    let scores = words.compactMap { known.steps[$0] }
    if zip(scores, scores.dropFirst()).allSatisfy({ $0 < $1 }) { return .up }
    return zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 } ? .down : nil
  }

  /// All numbers from 0 or 1 up, without a hole.
  private static func scale(of numbers: [Int]) -> ImportScale? {
    guard let low = numbers.min(), let high = numbers.max(), (0...1).contains(low), (low + 2...10).contains(high),
      Set(numbers) == Set(low...high)
    else { return nil }
    return ImportScale(min: low, max: high)
  }
}
