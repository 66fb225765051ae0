public import Listen
public import People
public import Understand
public import Values

/// Which responses ask for a talk, with whom and within how many working days. What a rule doesn't look at is open.
public struct FollowUpRule: Hashable, Sendable {
  /// Who is to speak with the customer.
  public enum Receiver: String, Hashable, Sendable, CaseIterable, Codable {
    /// The employee who owns the relation; the unit's manager where nobody does.
    case owner
    case manager
  }

  /// Promoters, passives, detractors; none means any.
  public var classes: Set<Promotership>
  /// A score of at most this.
  public var atMost: Int?
  public var atLeast: Int?
  /// So many points lower than the customer's response before.
  public var fall: Int?
  /// Something that the customer wrote about.
  public var topic: ID<Topic>?
  /// Customers of this unit, and of what lies below it.
  public var unit: ID<Unit>?
  public var receiver: Receiver
  /// Working days, 1…30.
  public var days: Int
  public var isOn: Bool

  public init(
    classes: Set<Promotership> = [], atMost: Int? = nil, atLeast: Int? = nil, fall: Int? = nil, topic: ID<Topic>? = nil,
    unit: ID<Unit>? = nil, receiver: Receiver = .owner, days: Int, isOn: Bool = true
  ) {
    self.classes = classes
    self.atMost = atMost
    self.atLeast = atLeast
    self.fall = fall
    self.topic = topic
    self.unit = unit
    self.receiver = receiver
    self.days = days
    self.isOn = isOn
  }

  /// The most particular thing that the rule looks at.
  public var reason: FollowUp.Reason {
    if topic != nil { return .topic }
    if fall != nil { return .fall }
    return atMost != nil || atLeast != nil ? .score : .promotership
  }
}

/// What rules look at in a response.
public struct HeardResponse: Sendable {
  public let score: Int?
  public let earlier: Int?
  public let promotership: Promotership?
  /// The units from the top down to the customer's own.
  public let units: [ID<Unit>]
  /// Whether the customer wrote about a topic.
  public let isAbout: @Sendable (ID<Topic>) -> Bool

  public init(
    score: Int?, earlier: Int? = nil, promotership: Promotership?, units: [ID<Unit>] = [],
    isAbout: @escaping @Sendable (ID<Topic>) -> Bool = { _ in false }
  ) {
    self.score = score
    self.earlier = earlier
    self.promotership = promotership
    self.units = units
    self.isAbout = isAbout
  }
}

extension FollowUpRule {
  public func matches(_ heard: HeardResponse) -> Bool {
    guard isOn else { return false }
    if !classes.isEmpty, heard.promotership.map({ !classes.contains($0) }) ?? true { return false }
    if let atMost, heard.score.map({ $0 > atMost }) ?? true { return false }
    if let atLeast, heard.score.map({ $0 < atLeast }) ?? true { return false }
    if let fall {
      guard let score = heard.score, let earlier = heard.earlier, earlier - score >= fall else { return false }
    }
    if let unit, !heard.units.contains(unit) { return false }
    if let topic, !heard.isAbout(topic) { return false }
    return true
  }
}

/// The rules of an organisation, in order: the first that matches decides.
public struct FollowUpRuleSet: Hashable, Sendable {
  public var rules: [FollowUpRule]
  /// How many days after it was done the customer is asked whether it was solved; nothing where nobody is asked.
  public var askAfterDays: Int?
  public var version: Int

  public init(rules: [FollowUpRule], askAfterDays: Int?, version: Int = 0) {
    self.rules = rules
    self.askAfterDays = askAfterDays
    self.version = version
  }

  /// What holds until somebody decides otherwise: detractors within two working days, who fell three points or more within
  /// five. Thanking promoters is there to be switched on.
  public static let usual = FollowUpRuleSet(
    rules: [
      FollowUpRule(classes: [.detractor], days: 2),
      FollowUpRule(fall: 3, days: 5),
      FollowUpRule(classes: [.promoter], atLeast: 10, days: 10, isOn: false),
    ], askAfterDays: 7)

  public func first(for heard: HeardResponse) -> FollowUpRule? { rules.first { $0.matches(heard) } }
}
