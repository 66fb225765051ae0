extension SurveyDocument {
  /// Whether any question depends on an earlier answer.
  var branches: Bool { questions.contains { $0.condition != nil } }

  /// The questions to which these answers lead, in order. An answer at a question that is not asked opens nothing.
  public func questions(given answers: Answers) -> [Question] {
    guard branches else { return questions }
    var counted = Answers()
    return questions.filter { question in
      guard question.condition?.holds(of: counted) ?? true else { return false }
      for key in question.answerKeys { counted[key] = answers[key] }
      return true
    }
  }

  /// The answers without those at questions that were not asked.
  public func asked(of answers: Answers) -> Answers {
    var asked = Answers()
    for question in questions(given: answers) {
      for key in question.answerKeys { asked[key] = answers[key] }
    }
    return asked
  }

  /// The questions as pages for a thumb: one at a time, with the open question that belongs to it, and an explanation with
  /// what it explains. A question never shares a page with the one that decides whether it is asked.
  public func pages(of questions: [Question]) -> [[Question]] {
    var pages: [[Question]] = []
    for question in questions {
      if let last = pages.last, question.joins(last) {
        pages[pages.count - 1].append(question)
      } else {
        pages.append([question])
      }
    }
    return pages
  }
}

extension Question {
  /// A matrix and a comparison fill a screen of their own.
  private var fillsScreen: Bool {
    switch kind {
    case .ratings, .values: items.count > 2
    case .competitors: true
    case .recommendation, .grade, .effort, .singleChoice, .multipleChoice, .text, .date, .explanation: false
    }
  }

  fileprivate func joins(_ page: [Question]) -> Bool {
    if let condition, page.contains(where: { $0.id == condition.key.question }) { return false }
    if page.allSatisfy({ $0.kind == .explanation }) { return kind != .explanation || page.count < 2 }
    return kind == .text && !page.contains { $0.kind == .text || $0.fillsScreen }
  }
}
