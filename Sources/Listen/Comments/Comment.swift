public import People
public import Values

/// What a respondent wrote at an open question: kept beside the response so that it can be found by its words.
public struct Comment: Hashable, Sendable {
  public let id: ID<Comment>
  public let response: ID<Response>
  public let survey: ID<Survey>
  public let wave: ID<Wave>
  public let unit: ID<Unit>?
  public let question: ID<Question>
  public let language: Language
  /// The recommendation that this respondent gave, if any.
  public let recommendation: Double?
  public let text: String

  public init(
    id: ID<Comment>, response: ID<Response>, survey: ID<Survey>, wave: ID<Wave>, unit: ID<Unit>?,
    question: ID<Question>, language: Language, recommendation: Double?, text: String
  ) {
    self.id = id
    self.response = response
    self.survey = survey
    self.wave = wave
    self.unit = unit
    self.question = question
    self.language = language
    self.recommendation = recommendation
    self.text = text
  }
}

extension Response {
  /// The comments in this response: its texts at the open questions, and the 'other' of a choice is not one of them.
  ///
  /// - Parameter recommendation: the key of the question that asks for a recommendation.
  public func comments(recommendation: AnswerKey?) -> [Comment] {
    answers.byKey.sorted { $0.key.text < $1.key.text }.compactMap { key, answer in
      guard case .text(let text) = answer, !text.isEmpty else { return nil }
      return Comment(
        id: ID("\(id.text).\(key.text)"), response: id, survey: survey, wave: wave, unit: unit,
        question: key.question, language: language,
        recommendation: recommendation.flatMap { answers.number($0) }, text: text)
    }
  }
}
