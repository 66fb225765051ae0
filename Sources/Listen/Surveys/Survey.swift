public import Persistence
public import Values

/// What is asked, as one version has it.
public struct SurveyDocument: Hashable, Sendable, Codable {
  public var title: LocalizedText
  public var introduction: LocalizedText?
  /// What the respondent reads after the last question.
  public var thanks: LocalizedText?
  public var languages: [Language]
  /// Whether the last page asks if the answers may be linked to the respondent's name, for follow-up.
  public var asksToBeNamed: Bool
  /// What the drivers are related to, where that is not the recommendation or the grade.
  public var outcome: AnswerKey?
  public var questions: [Question]

  public init(
    title: LocalizedText, introduction: LocalizedText? = nil, thanks: LocalizedText? = nil,
    languages: [Language] = [.nl, .en], asksToBeNamed: Bool = true, outcome: AnswerKey? = nil,
    questions: [Question]
  ) {
    self.title = title
    self.introduction = introduction
    self.thanks = thanks
    self.languages = languages
    self.asksToBeNamed = asksToBeNamed
    self.outcome = outcome
    self.questions = questions
  }

  public func question(_ id: ID<Question>) -> Question? { questions.first { $0.id == id } }

  /// The first question of a kind: the recommendation, the grade.
  public func question(_ kind: Question.Kind) -> Question? { questions.first { $0.kind == kind } }
}

/// A survey: a document that grows by versions, asked in waves.
public struct Survey: Hashable, Sendable {
  public enum State: String, Sendable, Hashable, CaseIterable, SQLColumn {
    case draft
    /// At least one wave was opened: ids are fixed from now on.
    case inUse
    case archived
  }

  public let id: ID<Survey>
  public var state: State
  /// 1 for the first version.
  public var version: Int
  public var document: SurveyDocument
  public let createdAt: Instant

  public init(id: ID<Survey>, state: State = .draft, version: Int = 1, document: SurveyDocument, createdAt: Instant) {
    self.id = id
    self.state = state
    self.version = version
    self.document = document
    self.createdAt = createdAt
  }
}
