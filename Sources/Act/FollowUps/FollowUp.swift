public import Listen
public import People
public import Persistence
public import Understand
public import Values

/// A customer who answered, agreed to be named, and is to be spoken to: by whom, before when, and what came of it.
public struct FollowUp: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable, SQLColumn {
    /// Nobody spoke with the customer yet.
    case open
    /// There was a talk, and something was promised that is still to be done.
    case promised
    case done
    /// The customer wants to be named no longer: nothing of what was said is kept.
    case withdrawn
  }

  /// Why a rule asked for it: the most particular thing that the rule looked at.
  public enum Reason: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case promotership
    case score
    case fall
    case topic
    /// The customer said that it was not solved.
    case notSolved
  }

  /// What came of the talk.
  public enum Outcome: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case solved
    case promised
    /// There was nothing to solve: a thank you, a good talk.
    case nothingNeeded
  }

  /// What was promised, and before when.
  public struct Promise: Hashable, Sendable {
    public var text: String
    public var on: Day

    public init(_ text: String, on day: Day) {
      self.text = text
      on = day
    }
  }

  public let id: ID<FollowUp>
  public let customer: ID<Customer>
  /// The newest response that it is about.
  public var response: ID<Response>
  public var unit: ID<Unit>?
  /// Who is to speak with the customer; nothing where nobody was found, which a manager sees.
  public var owner: ID<Person>?
  public var state: State
  public var reason: Reason
  public var topic: ID<Topic>?
  /// The recommendation, or else the grade, of that response.
  public var score: Int?
  /// The same of this customer's response before it.
  public var earlier: Int?
  public var promotership: Promotership?
  public let openedAt: Instant
  /// The day by which the customer is to be spoken to.
  public var term: Day
  /// How often nobody answered.
  public var attempts: Int
  public var lastAttemptAt: Instant?
  public var talkedAt: Instant?
  /// Whether the first talk was before the end of the term; nothing until there was one.
  public var isInTime: Bool?
  public var outcome: Outcome?
  /// What was said, in the words of the employee.
  public var said: String
  public var promise: Promise?
  public var isEscalated: Bool
  /// Goes up with each change, so that two people who change the same see it.
  public var version: Int

  public init(
    id: ID<FollowUp>, customer: ID<Customer>, response: ID<Response>, unit: ID<Unit>?, owner: ID<Person>?,
    state: State = .open, reason: Reason, topic: ID<Topic>? = nil, score: Int? = nil, earlier: Int? = nil,
    promotership: Promotership? = nil, openedAt: Instant, term: Day, attempts: Int = 0, lastAttemptAt: Instant? = nil,
    talkedAt: Instant? = nil, isInTime: Bool? = nil, outcome: Outcome? = nil, said: String = "",
    promise: Promise? = nil, isEscalated: Bool = false, version: Int = 1
  ) {
    self.id = id
    self.customer = customer
    self.response = response
    self.unit = unit
    self.owner = owner
    self.state = state
    self.reason = reason
    self.topic = topic
    self.score = score
    self.earlier = earlier
    self.promotership = promotership
    self.openedAt = openedAt
    self.term = term
    self.attempts = attempts
    self.lastAttemptAt = lastAttemptAt
    self.talkedAt = talkedAt
    self.isInTime = isInTime
    self.outcome = outcome
    self.said = said
    self.promise = promise
    self.isEscalated = isEscalated
    self.version = version
  }

  /// The day by which something is to be done; nothing where all is done.
  public var due: Day? {
    switch state {
    case .open: term
    case .promised: promise?.on ?? term
    case .done, .withdrawn: nil
    }
  }

  public func isLate(on day: Day) -> Bool { due.map { $0 < day } ?? false }

  /// Points up or down since the response before.
  public var moved: Int? {
    guard let score, let earlier else { return nil }
    return score - earlier
  }
}

extension FollowUp {
  /// Keeps what came of a talk. It may be written again, until the customer withdraws.
  ///
  /// - Parameter day: the day that it is where the organisation is.
  public mutating func record(_ talk: TalkDraft, at moment: Instant, on day: Day) throws(FollowUpRefusal) {
    guard state != .withdrawn else { throw .isWithdrawn }
    if talkedAt == nil {
      talkedAt = moment
      isInTime = day <= term
    }
    outcome = talk.outcome
    said = talk.said
    promise = talk.promise
    state = talk.promise == nil ? .done : .promised
    isEscalated = false
    version += 1
  }

  /// Nobody answered. It stays open.
  public mutating func tried(at moment: Instant) throws(FollowUpRefusal) {
    guard state != .withdrawn else { throw .isWithdrawn }
    guard state == .open else { throw .isDone }
    attempts += 1
    lastAttemptAt = moment
    version += 1
  }

  /// What was promised was done.
  public mutating func keepPromise() throws(FollowUpRefusal) {
    guard state != .withdrawn else { throw .isWithdrawn }
    guard state == .promised else { throw .nothingPromised }
    state = .done
    isEscalated = false
    version += 1
  }

  public mutating func hand(to person: ID<Person>) throws(FollowUpRefusal) {
    guard state != .withdrawn else { throw .isWithdrawn }
    guard state != .done else { throw .isDone }
    owner = person
    isEscalated = false
    version += 1
  }

  /// The customer said that it was not solved: somebody speaks with them again.
  public mutating func reopen(within days: Int, from day: Day) {
    guard state == .done || state == .promised else { return }
    state = .open
    reason = .notSolved
    term = WorkingDays.after(day, days)
    talkedAt = nil
    isInTime = nil
    outcome = nil
    promise = nil
    attempts = 0
    isEscalated = false
    version += 1
  }

  /// Closes and blanks: nothing that could tell who it was, or what they said, is left.
  public mutating func withdraw() {
    state = .withdrawn
    reason = .promotership
    topic = nil
    score = nil
    earlier = nil
    promotership = nil
    outcome = nil
    said = ""
    promise = nil
    isEscalated = false
    version += 1
  }

  /// A newer response of the same customer, while nobody spoke with them yet.
  public mutating func goOn(
    with newer: ID<Response>, _ reason: Reason, topic: ID<Topic>?, score: Int?, earlier: Int?,
    _ promotership: Promotership?, term: Day
  ) {
    response = newer
    self.reason = reason
    self.topic = topic
    self.score = score
    self.earlier = earlier
    self.promotership = promotership
    self.term = min(self.term, term)
    version += 1
  }
}

/// Where the rules of follow-up say no.
public enum FollowUpRefusal: Refusal, Hashable {
  /// The customer wants to be named no longer.
  case isWithdrawn
  case isDone
  case nothingPromised
  /// Who works with customers of this unit, and who does not.
  case cannotOwn

  public var message: Message {
    switch self {
    case .isWithdrawn: Message("followUps.refusal.isWithdrawn")
    case .isDone: Message("followUps.refusal.isDone")
    case .nothingPromised: Message("followUps.refusal.nothingPromised")
    case .cannotOwn: Message("followUps.refusal.cannotOwn")
    }
  }
}
