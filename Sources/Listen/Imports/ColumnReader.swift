internal import TableFiles
internal import Values

/// Reads the cells of one column as its mapping says. Every different value is understood once; after that it is a look
/// in a table.
struct ColumnReader {
  let position: Int
  let role: ColumnRole
  /// Where the answer goes; nil for columns that say something of the response itself.
  let target: Int?
  private let scale: ImportScale?
  private let hasDecimalComma: Bool
  private let separator: String?
  private let option: String?
  private let step: Int?
  private let order: DateOrder?
  private var clock: LocalClock?
  private let blank: Set<String>
  private let notApplicable: Set<String>
  private let scores: [String: Double]
  private let labels: [String: String]
  /// What the numbers 0…127 mean, so that a score costs no look-up.
  private var small: [Meaning?] = Array(repeating: nil, count: 128)
  private var known = ByteTable(capacity: Self.differentOptions)
  private var meanings: [Meaning] = []

  static let differentOptions = 10_000

  enum Meaning {
    case answer(ImportedAnswer)
    case problem(ImportProblem.Reason)
    /// One option of several was chosen.
    case chosen(String)
    case notChosen
    /// The step of a scale with this score.
    case ticked(Double)
    case notTicked
  }

  init(_ mapping: ColumnMapping, target: Int?, timeZone: String) throws {
    position = mapping.position - 1
    role = mapping.takenFor
    self.target = target
    scale = mapping.effectiveScale
    hasDecimalComma = mapping.decimalComma ?? false
    separator = mapping.separator
    option = mapping.option
    step = mapping.isStep ? mapping.step : nil
    order = mapping.dateOrder
    blank = Set(mapping.blank ?? [])
    notApplicable = Set(mapping.notApplicable ?? [])
    scores = mapping.scores ?? [:]
    labels = mapping.labels ?? [:]
    if role == .submittedAt {
      clock = LocalClock(zone: mapping.timeZone ?? timeZone)
      guard clock != nil else {
        throw ImportRefusal.mapping([.unknownTimeZone(mapping.timeZone ?? timeZone, key: mapping.key)])
      }
    }
    if role.isScore {
      for number in small.indices { small[number] = understand(String(number)) }
    }
  }

  /// What the cell means. The cell is not empty.
  mutating func read(_ cell: UnsafeBufferPointer<UInt8>) -> Meaning {
    let cell = cell.trimmed
    if cell.isEmpty { return .answer(.blank) }
    switch role {
    case .recommendation, .grade, .effort, .rating:
      if let number = Self.smallNumber(cell), let meaning = small[number] { return meaning }
      return remembered(cell)
    case .singleChoice, .multipleChoice: return remembered(cell)
    case .openText:
      let text = String(decoding: cell, as: UTF8.self)
      return .answer(blank.contains(text) ? .blank : .text(text))
    case .number:
      if let number = NumberCell.read(cell, hasDecimalComma: hasDecimalComma), blank.isEmpty {
        return .answer(.number(number))
      }
      return understand(String(decoding: cell, as: UTF8.self))
    case .date:
      if let moment = order.flatMap({ MomentCell.read(cell, order: $0) }) { return .answer(.date(moment.day)) }
      let text = String(decoding: cell, as: UTF8.self)
      return blank.contains(text) ? .answer(.blank) : .problem(.notADate)
    case .status, .unit, .customerKey, .customerName, .customerEmail, .responseID, .language:
      let text = String(decoding: cell, as: UTF8.self)
      return .answer(blank.contains(text) ? .blank : .text(labels.isEmpty ? text : labels[text] ?? text))
    case .weight:
      guard let number = NumberCell.read(cell, hasDecimalComma: hasDecimalComma), number >= 0, number < 1e9 else {
        return .problem(.notAWeight)
      }
      return .answer(.number(number))
    case .submittedAt, .ignore: return .answer(.blank)
    }
  }

  /// What stands in the cell itself, where the mapping has other words for it.
  func code(of cell: UnsafeBufferPointer<UInt8>) -> String? {
    guard !labels.isEmpty else { return nil }
    let code = String(decoding: cell.trimmed, as: UTF8.self)
    return blank.contains(code) || labels[code] == nil ? nil : code
  }

  /// The moment that the cell states; nil if it can't be read.
  mutating func readMoment(_ cell: UnsafeBufferPointer<UInt8>) -> Instant? {
    guard let order, let moment = MomentCell.read(cell.trimmed, order: order) else { return nil }
    return clock?.instant(moment)
  }

  private static func smallNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    guard cell.count <= 2 else { return nil }
    var number = 0
    for byte in cell {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    // "07" is not "7" to a list of codes.
    return cell.count == 2 && cell[0] == 0x30 ? nil : number
  }

  private mutating func remembered(_ cell: UnsafeBufferPointer<UInt8>) -> Meaning {
    guard let index = known.add(cell) else {
      if role.isScore { return understand(String(decoding: cell, as: UTF8.self)) }
      return .problem(.tooManyOptions(limit: Self.differentOptions))
    }
    if index == meanings.count { meanings.append(understand(String(decoding: cell, as: UTF8.self))) }
    return meanings[index]
  }

  private func understand(_ text: String) -> Meaning {
    if let step {
      // A cell may say the step itself, also where that is 0.
      let isTicked =
        !blank.contains(text) && (text == String(step) || !ChoiceColumns.notChosen.contains(text.lowercased()))
      return isTicked ? .ticked(Double(step)) : .notTicked
    }
    let answer: ImportedAnswer
    if blank.contains(text) {
      answer = .blank
    } else if notApplicable.contains(text) {
      answer = .notApplicable
    } else if role == .singleChoice {
      answer = .choice(labels[text] ?? text)
    } else if role == .multipleChoice {
      return severalChoices(text)
    } else if let number = scores[text] ?? NumberCell.read(text, hasDecimalComma: hasDecimalComma) {
      if let scale, number < Double(scale.min) || number > Double(scale.max) {
        return .problem(.outsideScale(min: scale.min, max: scale.max))
      }
      answer = .number(number)
    } else if VerbalScale.meansNotApplicable(text) {
      answer = .notApplicable
    } else {
      return .problem(.notANumber)
    }
    return .answer(answer)
  }

  private func severalChoices(_ text: String) -> Meaning {
    if let separator {
      return .answer(
        .choices(Options.split(text[...], by: separator).map { part in labels[String(part)] ?? String(part) }))
    }
    if ChoiceColumns.notChosen.contains(text.lowercased()) { return .notChosen }
    return .chosen(option ?? labels[text] ?? text)
  }
}
