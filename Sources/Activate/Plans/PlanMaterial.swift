public import Listen
public import People
public import Values

/// What the research gives one group: everything that a plan is filled with, and nothing that names a customer.
public struct PlanMaterial: Hashable, Sendable {
  /// One number of the group.
  public struct Score: Hashable, Sendable {
    /// Its name for scripts and blind spots, stable over waves: `nps`, `grade`, `driver.q3.reach`.
    public let measure: String
    public let name: LocalizedText
    public let figure: RoundFigure
    public let low: Double
    public let high: Double
    public let line: RoundTruth.Line
  }

  /// Something that was rated: a driver, a value, a factor beside a rival.
  public struct Item: Hashable, Sendable {
    public let id: ID<RoundOption>
    public let measure: String
    public let name: LocalizedText
    public let line: RoundTruth.Line
    public let label: String?
    /// The part of the score that it explains, 0…1.
    public let importance: Double?
    /// Who it is held beside.
    public let rival: LocalizedText?
    /// The group minus everyone else, where that is more than chance.
    public let apart: Double?
  }

  public struct UnitLine: Hashable, Sendable {
    public let id: ID<RoundOption>
    public let name: String
    public let line: RoundTruth.Line
    public let bestRank: Int
    public let worstRank: Int
  }

  /// One part of the answers.
  public struct Part: Hashable, Sendable {
    public let id: ID<RoundOption>
    public let name: Wording
    public let line: RoundTruth.Line
  }

  /// What customers write about, by how many promoters and detractors (in percent of their comments).
  public struct Lever: Hashable, Sendable {
    public let id: ID<RoundOption>
    public let name: LocalizedText
    public let promoters: RoundTruth.Line
    public let detractors: Double
  }

  public let level: Level
  public let unit: ID<Unit>
  public let unitName: String
  public let survey: ID<Survey>
  public let wave: ID<Wave>
  public let waveName: String
  public let responses: Int
  /// The recommendation first, else the grade, else the mean that the survey is about.
  public var scores: [Score] = []
  /// From the best answers to the worst.
  public var split: [Part] = []
  public var drivers: [Item] = []
  /// The drivers' weight comes from the whole organisation, because the unit alone has too few answers for that.
  public var areDriversOfWhole = false
  public var values: [Item] = []
  public var valueScale: ClosedRange<Double> = 1...5
  public var rivals: [Item] = []
  public var unitLines: [UnitLine] = []
  public var comments: [PlanComment] = []
  public var levers: [Lever] = []
  /// The unit whose results these are, where the group itself has too few answers.
  public var borrowedFrom: String?
  /// What the level above decided.
  public var themes: [RoundOption] = []
  /// The same to read, with what the group may decide itself.
  public var cards: [RoundCard] = []
  /// Days within which an ask upward is answered.
  public var answerDays = Mandate.usualAnswerDays

  /// The fewest answers with which a group's score is shown.
  public static let fewestAnswers = 10
  /// With at least so many answers a score says enough to guess at it.
  public var hasEnough: Bool { responses >= Self.fewestAnswers }
}

/// Words of a customer that may be shown to a group: without a name, and screened for what could give one away.
public struct PlanComment: Hashable, Sendable {
  public let id: ID<Comment>
  public let text: String
  public let language: Language
  public let promotership: Promotership?
  /// The one thing that it is about; nothing where it is about several things or none.
  public let topic: ID<RoundOption>?
  public let topicName: LocalizedText?
  public let unit: ID<Unit>?
}
