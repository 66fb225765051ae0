public import Values

/// One question of a survey. Its id, and those of its items and options, never change once it was asked: answers refer to them,
/// wording is versioned.
public struct Question: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// How likely to recommend, 0…10. The only question that gives an NPS.
    case recommendation
    /// A report grade (rapportcijfer), 1…10.
    case grade
    /// How easy it was, 1 (much effort) … 7 (easy): the customer effort score, version 2.
    case effort
    /// One or more drivers, each rated on the question's scale. More than one item makes a matrix.
    case ratings
    /// How customers experience each of the organisation's values, on the question's scale.
    case values
    /// The organisation (`Question.ourselves`) beside named competitors, each item rated for each of them.
    case competitors
    case singleChoice
    case multipleChoice
    case text
    case date
    /// Not a question: a block of explanation.
    case explanation
  }

  public let id: ID<Question>
  public var kind: Kind { didSet { answerKeys = keys } }
  public var text: LocalizedText
  public var help: LocalizedText?
  public var isRequired: Bool
  /// For ratings, values and competitors. The other scored kinds have a scale of their own, see `scoredScale`.
  public var scale: Scale?
  /// The rows of ratings, values and competitors.
  public var items: [Item] { didSet { answerKeys = keys } }
  /// Who is rated in a question about competitors, without the organisation itself.
  public var competitors: [Item] { didSet { answerKeys = keys } }
  public var options: [Option]
  /// Whether a choice ends with an 'other' that can be filled in.
  public var hasOther: Bool
  /// Asked only where this holds of earlier answers; nothing means always.
  public var condition: Condition?
  /// The keys under which this question's answers are kept, in order. Each form that comes in is read by them, so they are made
  /// once.
  public private(set) var answerKeys: [AnswerKey] = []

  public init(
    id: ID<Question>, kind: Kind, text: LocalizedText, help: LocalizedText? = nil, isRequired: Bool = false,
    scale: Scale? = nil, items: [Item] = [], competitors: [Item] = [], options: [Option] = [], hasOther: Bool = false,
    condition: Condition? = nil
  ) {
    self.id = id
    self.kind = kind
    self.text = text
    self.help = help
    self.isRequired = isRequired
    self.scale = scale
    self.items = items
    self.competitors = competitors
    self.options = options
    self.hasOther = hasOther
    self.condition = condition
    answerKeys = keys
  }

  /// Stands for the organisation itself among competitors.
  public static let ourselves: ID<Item> = "us"

  /// A row that is rated.
  public struct Item: Hashable, Sendable, Codable {
    public let id: ID<Item>
    public var text: LocalizedText
    /// A word or two for charts and findings, such as 'bereikbaarheid'; else the text serves.
    public var name: LocalizedText?

    public init(id: ID<Item>, text: LocalizedText, name: LocalizedText? = nil) {
      self.id = id
      self.text = text
      self.name = name
    }

    public func shortName(in language: Language) -> String { (name ?? text).text(in: language) }
  }

  public struct Option: Hashable, Sendable, Codable {
    public let id: ID<Option>
    public var text: LocalizedText

    public init(id: ID<Option>, text: LocalizedText) {
      self.id = id
      self.text = text
    }
  }

  /// Whole steps from `low` to `high`, with words at the ends.
  public struct Scale: Hashable, Sendable, Codable {
    public var low: Int
    public var high: Int
    public var lowLabel: LocalizedText?
    public var highLabel: LocalizedText?
    /// Whether 'not applicable' can be chosen instead.
    public var hasNotApplicable: Bool

    public init(
      _ range: ClosedRange<Int>, lowLabel: LocalizedText? = nil, highLabel: LocalizedText? = nil,
      hasNotApplicable: Bool = false
    ) {
      low = range.lowerBound
      high = range.upperBound
      self.lowLabel = lowLabel
      self.highLabel = highLabel
      self.hasNotApplicable = hasNotApplicable
    }

    public var range: ClosedRange<Int> { low...max(low, high) }
  }

  /// What must hold of an earlier answer.
  public struct Condition: Hashable, Sendable, Codable {
    /// The answer that is looked at.
    public var key: AnswerKey
    public var test: Test

    public enum Test: Hashable, Sendable, Codable {
      /// The number lies between these, both included.
      case between(Int, Int)
      /// One of these options was chosen.
      case chose([ID<Option>])
      case answered
    }

    public init(_ key: AnswerKey, _ test: Test) {
      self.key = key
      self.test = test
    }

    public func holds(of answers: Answers) -> Bool {
      switch (test, answers[key]) {
      case (_, nil): false
      case (.answered, .some): true
      case (.between(let low, let high), .number(let number)): Double(low) <= number && number <= Double(high)
      case (.chose(let options), .choice(let chosen, _)): !Set(options).isDisjoint(with: chosen)
      case (.between, _), (.chose, _): false
      }
    }
  }

  /// The steps on which this question is scored; nothing where it is not scored.
  public var scoredScale: Scale? {
    switch kind {
    case .recommendation: Scale(0...10)
    case .grade: Scale(1...10)
    case .effort: Scale(1...7)
    case .ratings, .values, .competitors: scale ?? Scale(1...5)
    case .singleChoice, .multipleChoice, .text, .date, .explanation: nil
    }
  }

  private var keys: [AnswerKey] {
    switch kind {
    case .recommendation, .grade, .effort, .singleChoice, .multipleChoice, .text, .date: [AnswerKey(id)]
    case .ratings, .values: items.map { AnswerKey(id, $0.id) }
    case .competitors:
      items.flatMap { item in
        [AnswerKey(id, item.id, Self.ourselves)] + competitors.map { AnswerKey(id, item.id, $0.id) }
      }
    case .explanation: []
    }
  }
}

/// Where an answer is kept in a response: the question, and for a row of it the item, and for a competitor who is rated.
///
/// As text: `q3`, `q3.reach`, `q9.price.acme`. Ids hold no full stop.
public struct AnswerKey: Hashable, Sendable, Codable, CustomStringConvertible {
  public let text: String

  public init(text: String) {
    self.text = text
  }

  public init(_ question: ID<Question>) {
    text = question.text
  }

  public init(_ question: ID<Question>, _ item: ID<Question.Item>) {
    text = "\(question.text).\(item.text)"
  }

  public init(_ question: ID<Question>, _ item: ID<Question.Item>, _ rated: ID<Question.Item>) {
    text = "\(question.text).\(item.text).\(rated.text)"
  }

  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }

  public var question: ID<Question> { ID(String(text.prefix { $0 != "." })) }
}

extension AnswerKey: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    self.init(text: text)
  }
}
