public import People
public import Values

/// What one respondent answered in one wave.
public struct Response: Hashable, Sendable {
  public let id: ID<Response>
  public let survey: ID<Survey>
  public let wave: ID<Wave>
  /// The version of the wording that was answered.
  public let version: Int
  /// Made by the sender, so that sending twice is one response: a form's number, or a row of an import.
  public let submission: String
  public let invitation: ID<Invitation>?
  public let customer: ID<Customer>?
  public let unit: ID<Unit>?
  public let owner: ID<Person>?
  public let submittedAt: Instant
  public let language: Language
  /// 1 where the wave is not weighted.
  public let weight: Double
  /// Whether the respondent agreed that the answers are linked to their name.
  public var mayBeNamed: Bool
  public var answers: Answers

  public init(
    id: ID<Response>, survey: ID<Survey>, wave: ID<Wave>, version: Int, submission: String,
    invitation: ID<Invitation>? = nil, customer: ID<Customer>? = nil, unit: ID<Unit>? = nil, owner: ID<Person>? = nil,
    submittedAt: Instant, language: Language, weight: Double = 1, mayBeNamed: Bool = false, answers: Answers
  ) {
    self.id = id
    self.survey = survey
    self.wave = wave
    self.version = version
    self.submission = submission
    self.invitation = invitation
    self.customer = customer
    self.unit = unit
    self.owner = owner
    self.submittedAt = submittedAt
    self.language = language
    self.weight = weight
    self.mayBeNamed = mayBeNamed
    self.answers = answers
  }
}

/// Promoter, passive or detractor: what a recommendation from 0 to 10 makes of a customer (Reichheld 2003).
public enum Promotership: String, Sendable, Hashable, CaseIterable {
  case promoter
  case passive
  case detractor

  /// 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract. Anything else is no recommendation.
  public init?(recommendation score: Double) {
    guard (0...10).contains(score) else { return nil }
    self = score >= 9 ? .promoter : score >= 7 ? .passive : .detractor
  }
}
