import Listen
import People
import Values

/// SplitMix64: the same surveys in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Organisation {
  static let linde = Organisation(
    id: "linde", name: "De Linde", language: .nl, createdAt: Instant(milliseconds: 1_700_000_000_000))
}

extension SurveyDocument {
  /// A survey without problems, of up to twelve questions of every kind, some of them asked on a condition.
  static func random(with dice: inout Dice) -> SurveyDocument {
    var questions: [Question] = []
    for number in 1...Int.random(in: 2...12, using: &dice) {
      let kind = Question.Kind.allCases.randomElement(using: &dice) ?? .text
      questions.append(.random("q\(number)", kind: kind, after: questions, with: &dice))
    }
    if questions.allSatisfy({ $0.kind == .explanation }) {
      questions.append(.random("q99", kind: .grade, after: questions, with: &dice))
    }
    return SurveyDocument(
      title: LocalizedText(nl: "Onderzoek", en: "Survey"), languages: [.nl, .en], questions: questions)
  }
}

extension Question {
  static func random(
    _ id: String, kind: Kind, after earlier: [Question], with dice: inout Dice
  ) -> Question {
    func text(_ words: String) -> LocalizedText { LocalizedText(nl: words, en: words) }
    var question = Question(
      id: ID(id), kind: kind, text: text("Vraag \(id)"), isRequired: kind != .explanation && Bool.random(using: &dice))
    switch kind {
    case .ratings, .values, .competitors:
      let low = Int.random(in: 0...1, using: &dice)
      let high = Int.random(in: 4...10, using: &dice)
      question.scale = Scale(low...high, hasNotApplicable: Bool.random(using: &dice))
      question.items = (1...Int.random(in: 1...5, using: &dice)).map { Item(id: ID("i\($0)"), text: text("Rij \($0)")) }
      if kind == .competitors { question.competitors = [Item(id: "acme", text: text("Acme"))] }
    case .singleChoice, .multipleChoice:
      question.options = (1...4).map { Option(id: ID("o\($0)"), text: text("Keuze \($0)")) }
      question.hasOther = Bool.random(using: &dice)
    case .recommendation, .grade, .effort, .text, .date, .explanation: break
    }
    if Bool.random(using: &dice), let key = earlier.flatMap(\.answerKeys).randomElement(using: &dice) {
      let asked = earlier.first { $0.answerKeys.contains(key) }
      let test: Condition.Test =
        if let scale = asked?.scoredScale {
          .between(scale.low, (scale.low + scale.high) / 2)
        } else if let option = asked?.options.randomElement(using: &dice) {
          .chose([option.id])
        } else {
          .answered
        }
      question.condition = Condition(key, test)
    }
    return question
  }

  func randomAnswer(with dice: inout Dice) -> Answer? {
    switch kind {
    case .recommendation, .grade, .effort, .ratings, .values, .competitors:
      guard let scale = scoredScale else { return nil }
      if scale.hasNotApplicable, Bool.random(using: &dice) { return .notApplicable }
      return .number(Double(Int.random(in: scale.range, using: &dice)))
    case .singleChoice:
      return hasOther && Bool.random(using: &dice)
        ? .choice([], other: "anders") : options.randomElement(using: &dice).map { .choice([$0.id], other: nil) }
    case .multipleChoice:
      let chosen = options.filter { _ in Bool.random(using: &dice) }.map(\.id)
      return chosen.isEmpty ? nil : .choice(chosen, other: hasOther ? "en nog iets" : nil)
    case .text: return .text("Prima\nhoor “\(Int.random(in: 0...9, using: &dice))” <b>")
    case .date: return .day(Day(daysSince1970: Int.random(in: 0...30_000, using: &dice)))
    case .explanation: return nil
    }
  }
}

extension Answers {
  /// Answers that could have been given, at some of the questions.
  static func random(for document: SurveyDocument, with dice: inout Dice) -> Answers {
    var answers = Answers()
    for question in document.questions {
      for key in question.answerKeys where Int.random(in: 0..<4, using: &dice) > 0 {
        answers[key] = question.randomAnswer(with: &dice)
      }
    }
    return answers
  }
}
