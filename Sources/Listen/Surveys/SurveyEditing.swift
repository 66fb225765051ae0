public import Values

/// What a maker does with a survey, one change at a time.
extension SurveyDocument {
  /// Adds an empty question at the end and gives its id: one that was never used in this survey.
  public mutating func add(_ kind: Question.Kind) -> ID<Question> {
    let id: ID<Question> = Self.freeID("q", taken: questions.map(\.id.text))
    var question = Question(id: id, kind: kind, text: LocalizedText())
    switch kind {
    case .ratings, .values, .competitors:
      question.scale = Question.Scale(1...5, hasNotApplicable: true)
    case .recommendation, .grade, .effort: question.isRequired = true
    case .singleChoice, .multipleChoice, .text, .date, .explanation: break
    }
    questions.append(question)
    return id
  }

  /// Moves a question so many places towards the end, or to the beginning where negative; as far as it goes.
  public mutating func move(_ id: ID<Question>, by places: Int) throws(NotFound) {
    let place = try index(of: id)
    let question = questions.remove(at: place)
    questions.insert(question, at: min(max(0, place + places), questions.count))
  }

  /// Takes a question out, and the conditions that looked at it.
  public mutating func remove(_ id: ID<Question>) throws(NotFound) {
    questions.remove(at: try index(of: id))
    for place in questions.indices where questions[place].condition?.key.question == id {
      questions[place].condition = nil
    }
  }

  /// Puts a question in the place of the one with its id.
  public mutating func replace(_ question: Question) throws(NotFound) {
    questions[try index(of: question.id)] = question
  }

  private func index(of id: ID<Question>) throws(NotFound) -> Int {
    guard let place = questions.firstIndex(where: { $0.id == id }) else { throw NotFound() }
    return place
  }

  /// `q1`, `q2`, …: the number after the highest in use.
  static func freeID<Thing>(_ prefix: String, taken: [String]) -> ID<Thing> {
    let highest = taken.filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0
    return ID("\(prefix)\(highest + 1)")
  }
}

extension Question {
  /// An id for a new row of this question, unlike those in use.
  public func freeItemID() -> ID<Item> {
    SurveyDocument.freeID("i", taken: (items + competitors).map(\.id.text))
  }

  public func freeOptionID() -> ID<Option> { SurveyDocument.freeID("o", taken: options.map(\.id.text)) }
}
