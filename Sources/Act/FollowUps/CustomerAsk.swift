public import People
public import Persistence
public import Values

/// One question to a customer, answered with one tap and without an account: was it solved, or how was that for you?
public struct CustomerAsk: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable, SQLColumn {
    /// Whether what they said was solved.
    case solved
    /// How something personal was for them.
    case gesture
  }

  /// What a customer can tap. The first is the best that could be heard.
  public enum Answer: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case solved
    case partly
    case unsolved
    case delighted
    case pleasant
    case needless

    public var kind: Kind {
      switch self {
      case .solved, .partly, .unsolved: .solved
      case .delighted, .pleasant, .needless: .gesture
      }
    }
  }

  public let id: ID<CustomerAsk>
  public let kind: Kind
  public let customer: ID<Customer>
  public let followUp: ID<FollowUp>?
  public let gesture: ID<Gesture>?
  /// When it is to be mailed.
  public let dueAt: Instant
  public var sentAt: Instant?
  public var answer: Answer?
  public var words: String
  public var answeredAt: Instant?

  public init(
    id: ID<CustomerAsk>, kind: Kind, customer: ID<Customer>, followUp: ID<FollowUp>? = nil,
    gesture: ID<Gesture>? = nil, dueAt: Instant, sentAt: Instant? = nil, answer: Answer? = nil, words: String = "",
    answeredAt: Instant? = nil
  ) {
    self.id = id
    self.kind = kind
    self.customer = customer
    self.followUp = followUp
    self.gesture = gesture
    self.dueAt = dueAt
    self.sentAt = sentAt
    self.answer = answer
    self.words = words
    self.answeredAt = answeredAt
  }

  /// How long a link can be answered.
  public static let days = 60
  /// The most that somebody can add in their own words.
  public static let longest = 1_000

  public func isExpired(at moment: Instant) -> Bool {
    sentAt.map { moment >= $0.adding(days: Self.days) } ?? false
  }
}
