public import Activate
public import People
public import Values

/// What a session decided, line by line, as it comes onto the route: who stands for it, until when, and what is missing.
public struct DecidedOutcome: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case ambition
      case translation
      /// A translation that says why a unit leaves an ambition alone.
      case notForUs
      case action
      case ask
    }

    /// What keeps something from the route: nothing is there without an owner and a date.
    public enum Gap: String, Hashable, Sendable, CaseIterable {
      case owner
      case day
      /// An ambition that says what stops for it.
      case stops
      /// What it serves isn't on the route itself.
      case ambition
      /// It is for another level to put there.
      case authority
    }

    /// Of the theme, focus, action or ask; what is made of it has the same id.
    public let id: String
    public let kind: Kind
    public let text: String
    public let unit: ID<Unit>
    /// What it serves.
    public let ambition: ID<Ambition>?
    /// The sponsor, who leads the unit, who does it, or who answers.
    public let owner: ID<Person>?
    /// As it was written down, also where Kompas doesn't know who that is.
    public let ownerName: String
    public let due: Day?
    public let isTaken: Bool
    public let gaps: Set<Gap>

    public init(
      id: String, kind: Kind, text: String, unit: ID<Unit>, ambition: ID<Ambition>?, owner: ID<Person>?,
      ownerName: String, due: Day?, isTaken: Bool, gaps: Set<Gap>
    ) {
      self.id = id
      self.kind = kind
      self.text = text
      self.unit = unit
      self.ambition = ambition
      self.owner = owner
      self.ownerName = ownerName
      self.due = due
      self.isTaken = isTaken
      self.gaps = gaps
    }
  }

  public let session: Session
  public let lines: [Line]
  public let people: [ID<Person>: Person]

  public init(session: Session, lines: [Line], people: [ID<Person>: Person]) {
    self.session = session
    self.lines = lines
    self.people = people
  }

  /// What one press of the button puts onto the route.
  public var ready: [Line] { lines.filter { !$0.isTaken && $0.gaps.isEmpty } }
  /// What the reader can complete.
  public var incomplete: [Line] {
    lines.filter { !$0.isTaken && !$0.gaps.isEmpty && !$0.gaps.contains(.authority) }
  }
  public var taken: [Line] { lines.filter(\.isTaken) }
}

/// What somebody fills in about an outcome that misses something.
public struct OutcomeCompletion: Hashable, Sendable {
  public var owner: ID<Person>?
  public var day: Day?
  public var stops: String

  public init(owner: ID<Person>? = nil, day: Day? = nil, stops: String = "") {
    self.owner = owner
    self.day = day
    self.stops = stops
  }
}

/// What became of a session's outcomes on the route.
public struct RouteTaking: Hashable, Sendable {
  public var ambitions = 0
  public var translations = 0
  public var actions = 0
  public var asks = 0
  /// What can't be on the route yet, by its words: nothing is there without an owner and a date.
  public var incomplete: [String] = []
  /// The ids of what is on the route now.
  public var taken: [String] = []
  /// What is wrong with what was filled in, by `owner.ID`, `until.ID` and `stops.ID`.
  public var problems: [String: Message] = [:]

  public init() {}

  public var count: Int { ambitions + translations + actions + asks }
}
