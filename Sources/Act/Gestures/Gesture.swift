public import People
public import Persistence
public import Values

/// Something personal for one customer: small, today, and by one's own choice.
public struct Gesture: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case planned
    case done
    /// It did not come to it.
    case dropped
  }

  /// How it was to do it, each from 1 (not at all) to 5 (very much): what makes work a pleasure.
  public struct Feeling: Hashable, Sendable {
    /// I decided myself what and when.
    public var control: Int
    /// I could put something of myself in it.
    public var creativity: Int
    /// I noticed that it mattered.
    public var impact: Int

    public init(control: Int, creativity: Int, impact: Int) {
      self.control = control
      self.creativity = creativity
      self.impact = impact
    }
  }

  public let id: ID<Gesture>
  /// Nothing once the customer wants to be named no longer.
  public var customer: ID<Customer>?
  public let unit: ID<Unit>?
  public let maker: ID<Person>
  public let followUp: ID<FollowUp>?
  public var idea: ID<GestureIdea>?
  /// What it is, in the maker's words.
  public var words: String
  /// In cents.
  public var cost: Int
  public var state: State
  public var plannedOn: Day
  public var doneAt: Instant?
  /// Whether colleagues may read it; without the customer's name.
  public var isShared: Bool
  public var feeling: Feeling?
  public var learned: String
  /// What the customer last recommended before it, and first after it.
  public var before: Int?
  public var after: Int?
  public var reaction: CustomerAsk.Answer?
  public var reactionWords: String
  public var applause: Int
  public var version: Int

  public init(
    id: ID<Gesture>, customer: ID<Customer>?, unit: ID<Unit>?, maker: ID<Person>, followUp: ID<FollowUp>? = nil,
    idea: ID<GestureIdea>? = nil, words: String, cost: Int = 0, state: State = .planned, plannedOn: Day,
    doneAt: Instant? = nil, isShared: Bool = true, feeling: Feeling? = nil, learned: String = "", before: Int? = nil,
    after: Int? = nil, reaction: CustomerAsk.Answer? = nil, reactionWords: String = "", applause: Int = 0,
    version: Int = 1
  ) {
    self.id = id
    self.customer = customer
    self.unit = unit
    self.maker = maker
    self.followUp = followUp
    self.idea = idea
    self.words = words
    self.cost = cost
    self.state = state
    self.plannedOn = plannedOn
    self.doneAt = doneAt
    self.isShared = isShared
    self.feeling = feeling
    self.learned = learned
    self.before = before
    self.after = after
    self.reaction = reaction
    self.reactionWords = reactionWords
    self.applause = applause
    self.version = version
  }

  /// A meagre 7 or less that became a 9 or 10. Nobody knows that it came of this; it is a story, not a proof.
  public var isStory: Bool {
    guard state == .done, let before, let after else { return false }
    return before <= 8 && after >= 9
  }
}

/// Something that others can do too: of the library that everyone starts with, or made of the organisation's own best.
public struct GestureIdea: Hashable, Sendable {
  public let id: ID<GestureIdea>
  public let text: String
  public let language: Language
  /// The gesture that it was made of.
  public let origin: ID<Gesture>?
  public let uses: Int

  public init(id: ID<GestureIdea>, text: String, language: Language, origin: ID<Gesture>?, uses: Int = 0) {
    self.id = id
    self.text = text
    self.language = language
    self.origin = origin
    self.uses = uses
  }

  /// The names of the ideas that everyone starts with; their words are phrases.
  public static let usual = [
    "call", "card", "name", "fix", "ahead", "lesson", "photo", "visit", "thanks", "coffee", "neighbour", "follow",
  ]
}

/// What people of a unit may decide and spend themselves: clear, so that nobody needs to ask.
public struct GestureRoom: Hashable, Sendable {
  /// The unit for which it was said; it holds for everything below, until a unit says otherwise.
  public let unit: ID<Unit>
  /// The most that one gesture may cost, in cents.
  public var each: Int
  /// The most that all gestures of a month may cost together, in cents.
  public var month: Int
  /// What one may decide, in words.
  public var words: String
  public var version: Int

  public init(unit: ID<Unit>, each: Int, month: Int, words: String, version: Int = 0) {
    self.unit = unit
    self.each = each
    self.month = month
    self.words = words
    self.version = version
  }
}

/// Where the rules of gestures say no.
public enum GestureRefusal: Refusal, Hashable {
  case isDone
  case isDropped
  case isNotDone
  /// One doesn't applaud oneself.
  case isOwn

  public var message: Message {
    switch self {
    case .isDone: Message("gestures.refusal.isDone")
    case .isDropped: Message("gestures.refusal.isDropped")
    case .isNotDone: Message("gestures.refusal.isNotDone")
    case .isOwn: Message("gestures.refusal.isOwn")
    }
  }
}
