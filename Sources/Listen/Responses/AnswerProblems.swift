public import Values

extension SurveyDocument {
  /// What is wrong with these answers, by answer key: out of the scale, not one of the options, missing where required.
  /// Only questions that these answers lead to are looked at. Empty means: can be counted.
  ///
  /// - Parameter questions: the part that is looked at, such as one page; nothing means all of them.
  public func problems(of answers: Answers, at questions: [Question]? = nil) -> [String: Message] {
    var problems: [String: Message] = [:]
    for question in questions ?? self.questions(given: answers) {
      for key in question.answerKeys {
        if let problem = question.problem(of: answers[key]) { problems[key.text] = problem }
      }
    }
    return problems
  }

  /// How long a text can be, in characters.
  public static let longestText = 4_000
}

extension Question {
  func problem(of answer: Answer?) -> Message? {
    guard let answer else { return isRequired ? Message(kind.missing) : nil }
    switch (kind, answer) {
    case (.recommendation, .number(let number)), (.grade, .number(let number)), (.effort, .number(let number)),
      (.ratings, .number(let number)), (.values, .number(let number)), (.competitors, .number(let number)):
      guard let scale = scoredScale, let step = Int(exactly: number), scale.range.contains(step) else {
        return Message(
          "answer.problem.scale", ["low": .count(scoredScale?.low ?? 0), "high": .count(scoredScale?.high ?? 0)])
      }
      return nil
    case (.ratings, .notApplicable), (.values, .notApplicable), (.competitors, .notApplicable):
      return scoredScale?.hasNotApplicable == true ? nil : Message("answer.problem.kind")
    case (.singleChoice, .choice(let chosen, let other)):
      guard isKnown(chosen, other: other), chosen.count + (other == nil ? 0 : 1) <= 1 else {
        return Message("answer.problem.option")
      }
      return isRequired && chosen.isEmpty && other == nil ? Message(kind.missing) : Self.problem(ofText: other ?? "")
    case (.multipleChoice, .choice(let chosen, let other)):
      guard isKnown(chosen, other: other), Set(chosen).count == chosen.count else {
        return Message("answer.problem.option")
      }
      return isRequired && chosen.isEmpty && other == nil ? Message(kind.missing) : Self.problem(ofText: other ?? "")
    case (.text, .text(let text)):
      return Self.problem(ofText: text)
    case (.date, .day): return nil
    default: return Message("answer.problem.kind")
    }
  }

  private func isKnown(_ chosen: [ID<Option>], other: String?) -> Bool {
    (other == nil || hasOther) && chosen.allSatisfy { option in options.contains { $0.id == option } }
  }

  private static func problem(ofText text: String) -> Message? {
    // A count of bytes is quick and never less than the count of characters.
    text.utf8.count > SurveyDocument.longestText && text.count > SurveyDocument.longestText
      ? Message("answer.problem.textTooLong", ["count": .count(SurveyDocument.longestText)]) : nil
  }
}

extension Question.Kind {
  /// What is said where a required answer is missing.
  fileprivate var missing: String {
    switch self {
    case .recommendation, .grade, .effort, .ratings, .values, .competitors: "answer.problem.missing.score"
    case .singleChoice, .multipleChoice: "answer.problem.missing.choice"
    case .text, .date, .explanation: "answer.problem.missing.text"
    }
  }
}
