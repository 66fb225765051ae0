public import Values

/// The fields of an answer form, as they came in. Names are answer keys: `q1`, `q3.reach`, `q9.price.acme`; a choice repeats its
/// name once for each option, `*` being 'other', with its text in `q5*`.
public struct AnswerFields: Sendable {
  public static let notApplicable = "na"
  public static let other = "*"
  private let values: [String: [String]]

  public init(_ pairs: [(name: String, value: String)]) {
    var values: [String: [String]] = [:]
    values.reserveCapacity(pairs.count)
    for (name, value) in pairs { values[name, default: []].append(value) }
    self.values = values
  }

  public func first(_ name: String) -> String? { values[name]?.first }

  /// What the fields say at these questions. A field that can't be read as an answer is a problem, an empty one no answer.
  public func answers(at questions: [Question]) -> (answers: Answers, problems: [String: Message]) {
    var answers = Answers()
    var problems: [String: Message] = [:]
    for question in questions {
      for key in question.answerKeys {
        guard let values = values[key.text], let first = values.first else { continue }
        do {
          answers[key] = try answer(to: question, key: key, first: first, all: values)
        } catch {
          problems[key.text] = error.message
        }
      }
    }
    return (answers, problems)
  }

  private struct Unreadable: Error {
    let message: Message
  }

  private func answer(
    to question: Question, key: AnswerKey, first: String, all: [String]
  ) throws(Unreadable) -> Answer? {
    switch question.kind {
    case .recommendation, .grade, .effort, .ratings, .values, .competitors:
      if first.isEmpty { return nil }
      if first == Self.notApplicable { return .notApplicable }
      guard first.utf8.count <= 3, let number = Int(first) else {
        throw Unreadable(message: Message("answer.problem.kind"))
      }
      return .number(Double(number))
    case .singleChoice, .multipleChoice:
      let wantsOther = all.contains(Self.other)
      let words = self.first("\(key.text)*")?.trimmed ?? ""
      let chosen = all.filter { !$0.isEmpty && $0 != Self.other }.map { ID<Question.Option>($0) }
      // Words at 'other' are an answer, also where the box beside them was not ticked.
      let other = wantsOther || (!words.isEmpty && question.kind == .multipleChoice) ? words : nil
      return chosen.isEmpty && other == nil ? nil : .choice(chosen, other: other)
    case .text:
      let text = first.trimmed
      return text.isEmpty ? nil : .text(text)
    case .date:
      let text = first.trimmed
      if text.isEmpty { return nil }
      guard let day = Day(text: text) ?? Day(written: text) else {
        throw Unreadable(message: Message("answer.problem.date"))
      }
      return .day(day)
    case .explanation: return nil
    }
  }

  /// The fields that carry answers to the next page, in the order of the questions.
  public static func fields(
    of answers: Answers, at questions: [Question]
  ) -> [(name: String, value: String)] {
    questions.flatMap { question in
      question.answerKeys.flatMap { key -> [(name: String, value: String)] in
        switch answers[key] {
        case nil: []
        case .number(let number): [(key.text, String(Int(number)))]
        case .notApplicable: [(key.text, Self.notApplicable)]
        case .text(let text): [(key.text, text)]
        case .day(let day): [(key.text, day.text)]
        case .choice(let chosen, let other):
          chosen.map { (key.text, $0.text) } + (other.map { [(key.text, Self.other), ("\(key.text)*", $0)] } ?? [])
        }
      }
    }
  }
}

extension Day {
  /// `21-11-2026`, as one writes it by hand where the browser offers no calendar.
  fileprivate init?(written text: String) {
    let parts = text.split { $0 == "-" || $0 == "/" || $0 == "." }
    guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]), let month = Int(parts[1]),
      let year = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension String {
  /// Without white space at the ends, with one kind of line end, and without characters that no one typed.
  var trimmed: String {
    // 0xE2 begins the marks that turn the direction of text around, and most typographic ones.
    let isPlain = !utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xE2 }
    if isPlain, first?.isWhitespace != true, last?.isWhitespace != true { return self }
    let lines = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let typed = lines.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x09, 0x0A: true
      case 0x00..<0x20, 0x7F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
    let text = Substring(String(String.UnicodeScalarView(typed)))
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }
}
