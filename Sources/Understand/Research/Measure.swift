public import Listen
public import Values

/// One scored thing that a survey asks: the recommendation, the grade, a driver, a value, a competitor's rating.
public struct Measure: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case recommendation
    case grade
    case effort
    case driver
    case value
    /// An item as it is rated for the organisation itself or for a competitor.
    case competitor(ID<Question.Item>)
  }

  public let key: AnswerKey
  public let kind: Kind
  public let scale: Question.Scale
  /// A word or two, for charts and findings.
  public let name: LocalizedText
  /// What was asked.
  public let text: LocalizedText
  /// The row of the question that is rated, if it has rows.
  public let item: ID<Question.Item>?

  /// Everything that a survey scores, in its own order.
  public static func all(in document: SurveyDocument) -> [Measure] {
    document.questions.flatMap { question -> [Measure] in
      guard let scale = question.scoredScale else { return [] }
      return switch question.kind {
      case .recommendation: [Measure(question, .recommendation, scale)]
      case .grade: [Measure(question, .grade, scale)]
      case .effort: [Measure(question, .effort, scale)]
      case .ratings: question.items.map { Measure(question, .driver, scale, row: $0) }
      case .values: question.items.map { Measure(question, .value, scale, row: $0) }
      case .competitors:
        question.items.flatMap { item in
          ([Question.ourselves] + question.competitors.map(\.id)).map {
            Measure(question, .competitor($0), scale, row: item)
          }
        }
      case .singleChoice, .multipleChoice, .text, .date, .explanation: []
      }
    }
  }

  private init(_ question: Question, _ kind: Kind, _ scale: Question.Scale, row: Question.Item? = nil) {
    if let row, case .competitor(let rated) = kind {
      key = AnswerKey(question.id, row.id, rated)
    } else {
      key = row.map { AnswerKey(question.id, $0.id) } ?? AnswerKey(question.id)
    }
    self.kind = kind
    self.scale = scale
    name = row.map { $0.name ?? $0.text } ?? question.text
    text = row?.text ?? question.text
    item = row?.id
  }
}

/// A question with options, as the columns hold it.
public struct Choice: Hashable, Sendable {
  public let question: Question
  /// The name of the option at each code of a single choice; for a multiple choice each option has a column of its own.
  public var options: [Question.Option] { question.options }
}
