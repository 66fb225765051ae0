public import People
public import Persistence
public import Values

/// One measurement: a survey asked of a group of customers in a period, or imported from elsewhere.
public struct Wave: Hashable, Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable, SQLColumn {
    /// Asked once of a roster that is frozen when it opens.
    case periodic
    /// Goes on: customers are added after each contact.
    case continuous
    /// Brought in from another tool.
    case imported
  }

  public enum State: String, Sendable, Hashable, CaseIterable, SQLColumn {
    case planned
    case open
    case closed
  }

  public let id: ID<Wave>
  public let survey: ID<Survey>
  /// The version of the wording that this wave asks.
  public var version: Int
  public var name: String
  public var kind: Kind
  public var state: State
  public var opensOn: Day
  /// The first day on which it no longer takes answers; nothing for a continuous wave.
  public var closesOn: Day?
  /// The last day on which it takes answers; of a continuous wave the first.
  public var lastDay: Day { closesOn?.adding(days: -1) ?? opensOn }
  /// The secret part of the open link; nothing when one can only answer by invitation.
  public var openLink: String?
  /// The unit at which answers by the open link land.
  public var openLinkUnit: ID<Unit>?
  /// What was decided beforehand, for the first day of a planned wave to carry out; nothing where somebody opens it.
  public var plannedOpening: PlannedOpening?

  public init(
    id: ID<Wave>, survey: ID<Survey>, version: Int, name: String, kind: Kind, state: State, opensOn: Day,
    closesOn: Day? = nil, openLink: String? = nil, openLinkUnit: ID<Unit>? = nil, plannedOpening: PlannedOpening? = nil
  ) {
    self.id = id
    self.survey = survey
    self.version = version
    self.name = name
    self.kind = kind
    self.state = state
    self.opensOn = opensOn
    self.closesOn = closesOn
    self.openLink = openLink
    self.openLinkUnit = openLinkUnit
    self.plannedOpening = plannedOpening
  }
}

/// A customer asked in a wave, frozen as they were when asked: their unit and the employee who owned the relation.
public struct Invitation: Hashable, Sendable {
  public let id: ID<Invitation>
  public let wave: ID<Wave>
  public let customer: ID<Customer>
  public let unit: ID<Unit>?
  public let owner: ID<Person>?
  public let language: Language
  /// SHA-256 of the token in the link.
  public let tokenHash: String
  public var sentAt: Instant?
  public var remindedAt: Instant?
  public var answeredAt: Instant?

  public init(
    id: ID<Invitation>, wave: ID<Wave>, customer: ID<Customer>, unit: ID<Unit>?, owner: ID<Person>?, language: Language,
    tokenHash: String, sentAt: Instant? = nil, remindedAt: Instant? = nil, answeredAt: Instant? = nil
  ) {
    self.id = id
    self.wave = wave
    self.customer = customer
    self.unit = unit
    self.owner = owner
    self.language = language
    self.tokenHash = tokenHash
    self.sentAt = sentAt
    self.remindedAt = remindedAt
    self.answeredAt = answeredAt
  }
}
