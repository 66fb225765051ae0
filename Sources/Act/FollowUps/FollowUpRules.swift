import Listen
public import People
public import Persistence
public import Understand
public import Values

/// The rules by which responses ask for a talk: open to everyone who works with customers, changed by those who may.
public struct FollowUpRules: Sendable {
  /// The rules, and the topics that they may look at.
  public struct Place: Sendable {
    public let rules: FollowUpRuleSet
    public let topics: [Topic]
    public let mayChange: Bool

    public init(rules: FollowUpRuleSet, topics: [Topic], mayChange: Bool) {
      self.rules = rules
      self.topics = topics
      self.mayChange = mayChange
    }
  }

  static let mostRules = 20
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func find(by member: Member) async throws -> Place {
    guard member.may(.workWithCustomers) || member.may(.setFollowUpRules) else { throw NotAllowed() }
    let organisation = member.organisation.id
    return try await database.read { db in
      Place(
        rules: try db.followUps(in: organisation).rules(),
        topics: try db.topics(in: organisation).all().filter { !$0.isRetired }, mayChange: member.setsRules)
    }
  }

  /// Replaces the rules. Follow-ups that are open stay as they are.
  ///
  /// Throws a `Rejection` with the fields `rules.N.days`, `rules.N.score`, `rules.N.fall`, `rules.N` and `askAfterDays`,
  /// `EditedMeanwhile`.
  public func replace(with rules: [FollowUpRule], askAfterDays: Int?, version: Int, by member: Member) async throws {
    guard member.setsRules else { throw NotAllowed() }
    try Self.check(rules, askAfterDays, in: member.tree)
    let set = FollowUpRuleSet(rules: rules, askAfterDays: askAfterDays)
    let organisation = member.organisation.id
    try await database.write { [world] db in
      let known = try db.followUps(in: organisation).rules()
      if known.version != version, known.rules == rules, known.askAfterDays == askAfterDays { return }
      try db.followUps(in: organisation).save(set, over: version)
      try db.append(
        Event("followUpRules.changed", in: organisation, by: member.person, about: organisation, world: world))
    }
  }

  static func check(_ rules: [FollowUpRule], _ askAfterDays: Int?, in tree: UnitTree) throws(Rejection) {
    var problems: [String: Message] = [:]
    if rules.count > mostRules {
      problems["rules"] = Message("followUps.problem.manyRules", ["count": .count(mostRules)])
    }
    for (place, rule) in rules.enumerated() {
      let field = "rules.\(place)"
      if !(1...30).contains(rule.days) { problems["\(field).days"] = Message("followUps.problem.days") }
      let scores = [rule.atMost, rule.atLeast].compactMap { $0 }
      if scores.contains(where: { !(0...10).contains($0) }) {
        problems["\(field).score"] = Message("followUps.problem.score")
      } else if let atMost = rule.atMost, let atLeast = rule.atLeast, atMost < atLeast {
        problems["\(field).score"] = Message("followUps.problem.scoreOrder")
      }
      if let fall = rule.fall, !(1...10).contains(fall) {
        problems["\(field).fall"] = Message("followUps.problem.fall")
      }
      if let unit = rule.unit, tree.unit(unit) == nil { problems[field] = Message("followUps.problem.unit") }
    }
    if let days = askAfterDays, !(1...60).contains(days) {
      problems["askAfterDays"] = Message("followUps.problem.askAfterDays")
    }
    guard problems.isEmpty else { throw Rejection(problems) }
  }
}

extension Member {
  /// The rules hold for the whole organisation, so they are set from its top.
  public var setsRules: Bool { tree.roots.contains { may(.setFollowUpRules, on: $0.id) } }
}
