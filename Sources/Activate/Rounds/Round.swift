public import Values

/// One thing that a group is asked. It holds what a phone may show before the close, and never the answer: see `RoundTruth`.
public struct Round: Hashable, Sendable, Codable {
  public let id: ID<Round>
  public let kind: RoundKind
  /// A few words, for the plan and the report.
  public var title: Wording
  /// What is asked.
  public var question: Wording
  /// A sentence that helps.
  public var help: Wording?
  /// What is chosen from, rated, sorted or voted on.
  public var options: [RoundOption]
  /// What comments are sorted by: promoter, passive, detractor, or a topic.
  public var labels: [RoundOption]
  /// Where the options come from when they are made during the session; nothing where the plan holds them.
  public var optionsFrom: OptionsFrom?
  /// What phones show to read: a role, or figures of the own unit.
  public var cards: [RoundCard]
  /// Of one number that is typed, or of each option that is rated.
  public var scale: RoundScale?
  /// What kind of number is guessed.
  public var figure: RoundFigure?
  public var limits: RoundLimits
  public var policy: RoundPolicy

  public init(
    id: ID<Round>, kind: RoundKind, title: Wording, question: Wording, help: Wording? = nil,
    options: [RoundOption] = [], labels: [RoundOption] = [], optionsFrom: OptionsFrom? = nil, cards: [RoundCard] = [],
    scale: RoundScale? = nil, figure: RoundFigure? = nil, limits: RoundLimits? = nil, policy: RoundPolicy? = nil
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.question = question
    self.help = help
    self.options = options
    self.labels = labels
    self.optionsFrom = optionsFrom
    self.cards = cards
    self.scale = scale ?? RoundScale.usual(kind)
    self.figure = figure
    self.limits = limits ?? RoundLimits(kind)
    self.policy = policy ?? RoundPolicy(kind)
  }

  public func option(_ id: ID<RoundOption>) -> RoundOption? { options.first { $0.id == id } }

  /// The promise about what is handed in.
  public var contract: Message { policy.contract(of: kind) }
}

/// Something in a round that can be chosen, rated, sorted or voted on.
public struct RoundOption: Hashable, Sendable, Codable {
  public let id: ID<RoundOption>
  public var text: Wording
  /// What stands under it: who said it, how many answers.
  public var note: Wording?
  /// What else stands on it, line by line: of a theme its measure, its sponsor, its day.
  public var more: [Wording]?
  /// The language in which a customer wrote it.
  public var language: Language?
  /// A customer's own voice; the text is what is said in it.
  public var recording: ID<Recording>?
  /// An answer to the question of choice that stands beside what is sorted.
  public var isAnswer: Bool

  public init(
    id: ID<RoundOption>, text: Wording, note: Wording? = nil, more: [Wording]? = nil, language: Language? = nil,
    recording: ID<Recording>? = nil, isAnswer: Bool = false
  ) {
    self.id = id
    self.text = text
    self.note = note
    self.more = more
    self.language = language
    self.recording = recording
    self.isAnswer = isAnswer
  }
}

/// What kind of number a round is about, so that it is named and written as what it is.
public enum RoundFigure: String, Sendable, Hashable, Codable, CaseIterable {
  /// −100…100 points.
  case nps
  /// A report grade, 1…10.
  case grade
  /// The mean on the survey's own scale, such as 1…5.
  case mean
  /// A share, 0…100.
  case percent

  /// How many decimals it is written with.
  public var decimals: Int { self == .grade || self == .mean ? 1 : 0 }
}

/// The numbers that can be given.
public struct RoundScale: Hashable, Sendable, Codable {
  public var low: Double
  public var high: Double
  /// 0 for whole numbers.
  public var decimals: Int
  public var lowLabel: Wording?
  public var highLabel: Wording?
  /// Whether an option may be left out: "skip", "don't know".
  public var mayBeSkipped: Bool

  public init(
    _ range: ClosedRange<Double>, decimals: Int = 0, lowLabel: Wording? = nil, highLabel: Wording? = nil,
    mayBeSkipped: Bool = false
  ) {
    low = range.lowerBound
    high = range.upperBound
    self.decimals = decimals
    self.lowLabel = lowLabel
    self.highLabel = highLabel
    self.mayBeSkipped = mayBeSkipped
  }

  public func contains(_ number: Double) -> Bool { number >= low && number <= high }

  /// More are not chosen from side by side.
  static let mostSteps = 21

  /// The whole steps of it, for radio buttons; empty where there would be more than 21.
  public var steps: [Int] {
    guard decimals == 0, high - low < Double(Self.mostSteps), low <= high else { return [] }
    return Array(Int(low)...Int(high))
  }

  static func usual(_ kind: RoundKind) -> RoundScale? {
    switch kind {
    case .practice, .checkOut, .impactEffort: RoundScale(1...5)
    case .values: RoundScale(1...10, mayBeSkipped: true)
    case .competition: RoundScale(-2...2, mayBeSkipped: true)
    case .consent: RoundScale(0...5)
    case .translation: RoundScale(0...3)
    default: nil
    }
  }
}

/// How much can be handed in.
public struct RoundLimits: Hashable, Sendable, Codable {
  /// Of each kind of choice: 3 strengths and 3 improvement points, 2 focus themes.
  public var picks: Int
  public var dots: Int
  public var dotsPerOption: Int
  public var texts: Int
  /// Characters of one text.
  public var characters: Int

  public init(picks: Int = 3, dots: Int = 3, dotsPerOption: Int = 2, texts: Int = 1, characters: Int = 280) {
    self.picks = picks
    self.dots = dots
    self.dotsPerOption = dotsPerOption
    self.texts = texts
    self.characters = characters
  }

  init(_ kind: RoundKind) {
    self.init()
    switch kind {
    case .driverBet: (dots, dotsPerOption) = (2, 1)
    case .translation: picks = 2
    case .brainstorm, .smallSteps: texts = 8
    case .dataDive: texts = 6
    case .promotership: picks = 3
    case .checkOut: characters = 40
    default: break
    }
  }
}
