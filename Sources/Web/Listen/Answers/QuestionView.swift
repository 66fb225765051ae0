import Listen
import Values

/// One question on an answer page, with what was answered and what is wrong with it.
struct QuestionView: ViewModel {
  let id: String
  let question: String
  let help: String?
  let isFirst: Bool
  let isRequired: Bool
  /// What is wrong with the answer as a whole; a row tells its own.
  let wrong: Message?
  let hasNotes: Bool
  /// One of these holds the question; the others are absent.
  let score: ScaleView?
  let matrix: Matrix?
  let rivals: Rivals?
  let choice: Options?
  let words: Words?
  let date: Words?
  /// Nothing is asked: a block of explanation.
  let explains: Bool

  /// Rows that are rated on one scale.
  struct Matrix: ViewModel {
    let low: String
    let high: String
    let rows: [ScaleView]
  }

  /// For each item, everybody who is rated.
  struct Rivals: ViewModel {
    let low: String
    let high: String
    let groups: [Group]

    struct Group: ViewModel {
      let text: String
      let rows: [ScaleView]
    }
  }

  struct Options: ViewModel {
    let name: String
    let inputType: String
    let options: [Option]
    let other: Other?

    struct Option: ViewModel {
      let value: String
      let text: String
      let isChosen: Bool
    }

    struct Other: ViewModel {
      let value: String
      let isChosen: Bool
      let words: String
    }
  }

  struct Words: ViewModel {
    let name: String
    let value: String
  }

  /// - Parameters:
  ///   - organisation: what the respondent knows us by, among competitors.
  ///   - typed: what was typed, where it could not be read as an answer.
  init(
    _ question: Question, _ answers: Answers, organisation: String, language: Language, isFirst: Bool,
    problems: [String: Message] = [:], typed: (String) -> String? = { _ in nil }
  ) {
    id = question.id.text
    self.question = question.text.text(in: language)
    help = question.help.flatMap { $0.isEmpty ? nil : $0.text(in: language) }
    self.isFirst = isFirst
    isRequired = question.isRequired
    let own = question.answerKeys
    let isMatrix = [.ratings, .values, .competitors].contains(question.kind)
    wrong = own.first.flatMap { isMatrix ? nil : problems[$0.text] }
    hasNotes = help != nil || wrong != nil
    let key = AnswerKey(question.id)
    var score: ScaleView?
    var matrix: Matrix?
    var rivals: Rivals?
    var choice: Options?
    var words: Words?
    var date: Words?
    let low = question.scoredScale?.lowLabel?.text(in: language) ?? ""
    let high = question.scoredScale?.highLabel?.text(in: language) ?? ""
    switch question.kind {
    case .recommendation, .grade, .effort:
      score = ScaleView(question, key, nil, answers, language)
    case .ratings, .values:
      matrix = Matrix(
        low: low, high: high,
        rows: question.items.map { item in
          let key = AnswerKey(question.id, item.id)
          return ScaleView(question, key, item.text.text(in: language), answers, language, problem: problems[key.text])
        })
    case .competitors:
      let rated =
        [(Question.ourselves, organisation)] + question.competitors.map { ($0.id, $0.text.text(in: language)) }
      rivals = Rivals(
        low: low, high: high,
        groups: question.items.map { item in
          Rivals.Group(
            text: item.text.text(in: language),
            rows: rated.map { id, name in
              let key = AnswerKey(question.id, item.id, id)
              return ScaleView(question, key, name, answers, language, problem: problems[key.text])
            })
        })
    case .singleChoice, .multipleChoice:
      choice = Options(question, key, answers, language)
    case .text:
      words = Words(name: key.text, value: typed(key.text) ?? answers.text(key))
    case .date:
      date = Words(name: key.text, value: typed(key.text) ?? answers.text(key))
    case .explanation: break
    }
    self.score = score
    self.matrix = matrix
    self.rivals = rivals
    self.choice = choice
    self.words = words
    self.date = date
    explains = question.kind == .explanation
  }
}

/// The steps of a scale, as large buttons beside each other.
struct ScaleView: ViewModel {
  let name: String
  /// What is rated, in a row of a matrix.
  let text: String?
  let low: Message
  let high: Message
  let lowWords: String
  let highWords: String
  /// `s5`, `s11`: how many steps there are.
  let width: String
  let steps: [Step]
  let notApplicable: Step?
  let problem: Message?

  struct Step: ViewModel {
    let value: String
    /// What the step means, for those who don't see where it stands.
    let meaning: Message?
    let isChosen: Bool
    let isRequired: Bool
  }

  init(
    _ question: Question, _ key: AnswerKey, _ text: String?, _ answers: Answers, _ language: Language,
    problem: Message? = nil
  ) {
    let scale = question.scoredScale ?? Question.Scale(1...5)
    let ends = Self.ends(of: question, scale, language)
    name = key.text
    self.text = text
    self.problem = problem
    low = ends.low
    high = ends.high
    lowWords = String(scale.low)
    highWords = String(scale.high)
    width = "s\(scale.range.count)"
    let answer = answers[key]
    steps = scale.range.map { step in
      Step(
        value: String(step), meaning: step == scale.low ? ends.low : step == scale.high ? ends.high : nil,
        isChosen: answer == .number(Double(step)), isRequired: false)
    }
    notApplicable =
      scale.hasNotApplicable
      ? Step(value: AnswerFields.notApplicable, meaning: nil, isChosen: answer == .notApplicable, isRequired: false)
      : nil
  }

  private static func ends(
    of question: Question, _ scale: Question.Scale, _ language: Language
  ) -> (low: Message, high: Message) {
    switch question.kind {
    case .recommendation, .grade, .effort:
      (Message("answer.ends.\(question.kind.rawValue).low"), Message("answer.ends.\(question.kind.rawValue).high"))
    default:
      (
        .verbatim(scale.lowLabel?.text(in: language) ?? ""), .verbatim(scale.highLabel?.text(in: language) ?? "")
      )
    }
  }
}

extension QuestionView.Options {
  init(_ question: Question, _ key: AnswerKey, _ answers: Answers, _ language: Language) {
    var chosen: [ID<Question.Option>] = []
    var words: String?
    if case .choice(let options, let other) = answers[key] {
      chosen = options
      words = other
    }
    name = key.text
    inputType = question.kind == .multipleChoice ? "checkbox" : "radio"
    options = question.options.map { option in
      Option(value: option.id.text, text: option.text.text(in: language), isChosen: chosen.contains(option.id))
    }
    other =
      question.hasOther ? Other(value: AnswerFields.other, isChosen: words != nil, words: words ?? "") : nil
  }
}

extension Answers {
  /// What stands in a field for words or a day.
  func text(_ key: AnswerKey) -> String {
    switch self[key] {
    case .text(let text): text
    case .day(let day): day.text
    case nil, .number, .notApplicable, .choice: ""
    }
  }
}
