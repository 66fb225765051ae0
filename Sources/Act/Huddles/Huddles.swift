public import People
public import Persistence
public import Values

/// A team's weekly fifteen minutes: what is open, what helps, what goes up. For who works in the unit, and who leads it.
public struct Huddles: Sendable {
  public struct Reading: Hashable, Sendable {
    public let unit: Unit
    public let week: Day
    public let rhythm: HuddleRhythm?
    /// This week's, once it is written down.
    public let written: Huddle?
    public let earlier: [Huddle]
    /// What team members show each other.
    public let commitments: [Commitment]
    public let checks: [ID<Commitment>: [CommitmentCheck]]
    /// The unit's own, those that go on first.
    public let actions: [Action]
    /// What the unit asked and has no answer to, or got one this month.
    public let asks: [Ask]
    public let people: [ID<Person>: Person]
    public let today: Day
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func reading(_ unit: ID<Unit>, by member: Member) async throws -> Reading {
    try member.must(.takeActions)
    try member.must(.takeActions, on: unit)
    guard let found = member.tree.unit(unit) else { throw NotFound() }
    let today = member.today(world)
    let organisation = member.organisation.id
    // Who looks from a higher unit isn't in the team, and sees no commitments of people.
    let isInTeam = member.grants.contains { $0.unit == unit && $0.role.abilities.contains(.takeActions) }
    return try await database.read { db in
      let huddles = try db.huddles(in: organisation).latest(of: unit, limit: 5)
      let commitments = isInTeam ? try db.commitments(in: organisation).seenByTeam(unit) : []
      let actions = try db.actions(in: organisation).latest(in: unit, limit: 20)
      let asks = try db.asks(in: organisation).all(from: unit, limit: 10).filter { ask in
        ask.answer.map { $0.on >= today.adding(days: -31) } ?? true
      }
      return Reading(
        unit: found, week: today.monday, rhythm: try db.huddles(in: organisation).rhythm(of: unit),
        written: huddles.first { $0.week == today.monday }, earlier: huddles.filter { $0.week != today.monday },
        commitments: commitments, checks: try db.commitments(in: organisation).checks(of: commitments.map(\.id)),
        actions: actions.filter { $0.state == .going } + actions.filter { $0.state != .going },
        asks: asks,
        people: try db.people(in: organisation).those(
          commitments.map(\.person) + actions.compactMap(\.owner) + asks.compactMap(\.to)
            + huddles.compactMap(\.writtenBy)), today: today)
    }
  }

  /// One team's weekly moment, as its people see it on their day.
  public struct Moment: Hashable, Sendable {
    public let unit: Unit
    public let rhythm: HuddleRhythm
    /// Whether this week's was written down.
    public let isHeld: Bool

    public init(unit: Unit, rhythm: HuddleRhythm, isHeld: Bool) {
      self.unit = unit
      self.rhythm = rhythm
      self.isHeld = isHeld
    }
  }

  /// The weekly moments of the teams in which the member works.
  public func own(by member: Member) async throws -> [Moment] {
    try member.must(.takeActions)
    let week = member.today(world).monday
    let teams = member.grants.filter { $0.role.abilities.contains(.takeActions) }.map(\.unit)
      .filter { member.tree.children(of: $0).isEmpty }
    guard !teams.isEmpty else { return [] }
    return try await database.read { db in
      let table = db.huddles(in: member.organisation.id)
      return try Set(teams).sorted().compactMap { id in
        guard let unit = member.tree.unit(id), let rhythm = try table.rhythm(of: id) else { return nil }
        return Moment(unit: unit, rhythm: rhythm, isHeld: try table.latest(of: id, limit: 1).first?.week == week)
      }
    }
  }

  /// Writes this week's down. Who was a moment too late is told so, and keeps what they typed.
  public func write(_ note: String, help: String, of unit: ID<Unit>, by member: Member) async throws {
    try member.must(.takeActions, on: unit)
    let now = world.now()
    var filling = Filling()
    let text = filling.text("note", note, most: 1_000)
    let asked = filling.optional("help", help)
    try filling.check()
    try await database.write { [world] db in
      let huddle = Huddle(
        unit: unit, week: member.organisation.day(of: now).monday, note: text, help: asked, writtenBy: member.person,
        heldOn: member.organisation.day(of: now))
      guard try db.huddles(in: member.organisation.id).insert(huddle) else { throw RouteRefusal.huddleIsWritten }
      try db.tell("huddle.held", about: unit, by: member, world)
    }
  }

  /// Chooses the weekly moment: for who leads the unit.
  public func plan(_ rhythm: HuddleRhythm, of unit: ID<Unit>, by member: Member) async throws {
    try member.must(.translateRoute, on: unit)
    guard (0...6).contains(rhythm.weekday), (0..<1_440).contains(rhythm.minute) else {
      throw Rejection("weekday", Message("route.form.missing"))
    }
    try await database.write { [world] db in
      try db.huddles(in: member.organisation.id).save(rhythm, of: unit)
      try db.tell("huddle.planned", about: unit, by: member, world)
    }
  }
}
