public import People
public import Persistence
public import Values

/// Which comments somebody wants to read. What is left open doesn't matter.
public struct CommentFilter: Hashable, Sendable {
  public var survey: ID<Survey>?
  /// Of the survey, where that is given too.
  public var wave: ID<Wave>?
  /// Nothing means everyone, also those without a unit.
  public var units: [ID<Unit>]?
  public var question: ID<Question>?
  public var language: Language?
  /// What the respondent is by the recommendation that they gave.
  public var promotership: Promotership?
  /// The recommendation that they gave, both ends included.
  public var score: ClosedRange<Double>?
  public var words = WordRule()
  /// Further conditions on the rows of `comments`, such as a topic.
  public var conditions: [SQL] = []

  public init(survey: ID<Survey>? = nil, wave: ID<Wave>? = nil, units: [ID<Unit>]? = nil) {
    self.survey = survey
    self.wave = wave
    self.units = units
  }
}

/// How many comments, and by whom.
public struct CommentTally: Hashable, Sendable {
  public var total = 0
  public var promoters = 0
  public var passives = 0
  public var detractors = 0

  public init(total: Int = 0, promoters: Int = 0, passives: Int = 0, detractors: Int = 0) {
    self.total = total
    self.promoters = promoters
    self.passives = passives
    self.detractors = detractors
  }
}

/// Where in a list of comments one is, newest first. A comment keeps its place when others are added.
public enum CommentPage: Hashable, Sendable {
  case newest
  /// Those that come after this one in the list.
  case after(ID<Comment>)
  /// Those that come before it.
  case before(ID<Comment>)
}
