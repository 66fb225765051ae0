public import Values

extension SurveyDocument {
  /// What still has to be mended before this can be asked, each beside its field: `title.nl`, `q3.text.en`, `q3.items.reach.nl`,
  /// `q3.options`, `q3.scale`, `q3.condition`. Empty means: ready.
  public var problems: [String: Message] {
    var problems = Problems(languages: languages)
    if languages.isEmpty || Set(languages).count < languages.count {
      problems.add("languages", "listen.survey.noLanguage")
    }
    problems.check(title, at: "title", limit: 200)
    problems.checkOptional(introduction, at: "introduction")
    problems.checkOptional(thanks, at: "thanks")
    if !questions.contains(where: { $0.kind != .explanation }) {
      problems.add("questions", "listen.survey.noQuestions")
    }
    if questions.reduce(0, { $0 + $1.answerKeys.count }) > Self.mostAnswers {
      problems.add("questions", "listen.survey.tooLong", ["count": .count(Self.mostAnswers)])
    }
    for (place, question) in questions.enumerated() {
      if questions[..<place].contains(where: { $0.id == question.id }) || !question.id.isWellFormed {
        problems.add("\(question.id)", "listen.survey.wrongID", ["id": .text(question.id.text)])
      }
      problems.check(question, after: questions[..<place])
    }
    return problems.found
  }

  /// How many answers one response can hold at most.
  public static let mostAnswers = 400
}

extension ID {
  /// Letters, digits, `-` and `_` only: ids stand in answer keys, in form fields and in files.
  var isWellFormed: Bool {
    (1...60).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
          || $0 == 0x5F
      }
  }
}

private struct Problems {
  let languages: [Language]
  var found: [String: Message] = [:]

  mutating func add(_ field: String, _ phrase: String, _ facts: [String: Message.Fact] = [:]) {
    if found[field] == nil { found[field] = Message(phrase, facts) }
  }

  /// A text must be there in each language in which the survey is asked.
  mutating func check(_ text: LocalizedText, at field: String, limit: Int = 1_000) {
    for language in languages {
      let words = text[language] ?? ""
      if !words.contains(where: { !$0.isWhitespace }) {
        add("\(field).\(language.rawValue)", "listen.survey.noText.\(language.rawValue)")
      } else if words.count > limit {
        add("\(field).\(language.rawValue)", "listen.survey.textTooLong", ["count": .count(limit)])
      }
    }
  }

  /// A text that may be left out, but not in one language only.
  mutating func checkOptional(_ text: LocalizedText?, at field: String) {
    if let text, !text.isEmpty { check(text, at: field, limit: 4_000) }
  }

  mutating func check(_ question: Question, after earlier: ArraySlice<Question>) {
    let own = question.id.text
    check(question.text, at: "\(own).text", limit: question.kind == .explanation ? 4_000 : 1_000)
    checkOptional(question.help, at: "\(own).help")
    switch question.kind {
    case .ratings, .values:
      check(question.items.map { ($0.id.text, $0.text) }, at: "\(own).items", least: 1, most: 40)
      check(question.scoredScale, of: own)
    case .competitors:
      check(question.items.map { ($0.id.text, $0.text) }, at: "\(own).items", least: 1, most: 20)
      check(question.competitors.map { ($0.id.text, $0.text) }, at: "\(own).competitors", least: 1, most: 8)
      if question.competitors.contains(where: { $0.id == Question.ourselves }) {
        add("\(own).competitors", "listen.survey.wrongID", ["id": .text(Question.ourselves.text)])
      }
      check(question.scoredScale, of: own)
    case .singleChoice, .multipleChoice:
      check(
        question.options.map { ($0.id.text, $0.text) }, at: "\(own).options", least: question.hasOther ? 1 : 2, most: 60
      )
    case .recommendation, .grade, .effort, .text, .date, .explanation: break
    }
    if let condition = question.condition, !condition.makesSense(after: earlier) {
      add("\(own).condition", "listen.survey.wrongCondition")
    }
  }

  private mutating func check(_ rows: [(id: String, text: LocalizedText)], at field: String, least: Int, most: Int) {
    if rows.count < least { add(field, "\(Self.phrase(for: field)).tooFew", ["count": .count(least)]) }
    if rows.count > most { add(field, "\(Self.phrase(for: field)).tooMany", ["count": .count(most)]) }
    for row in rows {
      if rows.count(where: { $0.id == row.id }) > 1 || !ID<Question.Item>(row.id).isWellFormed {
        add(field, "listen.survey.wrongID", ["id": .text(row.id)])
      }
      check(row.text, at: "\(field).\(row.id)", limit: 300)
    }
  }

  /// `listen.survey.items`, `listen.survey.options`, `listen.survey.competitors`
  private static func phrase(for field: String) -> String {
    "listen.survey.\(field.split(separator: ".").last ?? "")"
  }

  private mutating func check(_ scale: Question.Scale?, of question: String) {
    guard let scale else { return }
    if !(0...1).contains(scale.low) || !(2...10).contains(scale.high) || scale.high - scale.low < 2 {
      add("\(question).scale", "listen.survey.wrongScale")
    }
    checkOptional(scale.lowLabel, at: "\(question).scale.low")
    checkOptional(scale.highLabel, at: "\(question).scale.high")
  }
}

extension Question.Condition {
  /// Whether this looks at a question that was asked before, and in a way that suits its kind.
  func makesSense(after earlier: ArraySlice<Question>) -> Bool {
    guard let asked = earlier.first(where: { $0.answerKeys.contains(key) }) else { return false }
    switch test {
    case .answered: return true
    case .between(let low, let high):
      guard let scale = asked.scoredScale else { return false }
      return low <= high && scale.range.contains(low) && scale.range.contains(high)
    case .chose(let options):
      return !options.isEmpty && Set(options).isSubset(of: asked.options.map(\.id))
    }
  }
}
