public import People
public import Persistence
public import Values

/// Asks upward: made by a unit, answered by a higher one before the promised day.
public struct Asks: Sendable {
  /// The asks around a unit.
  public struct Reading: Hashable, Sendable {
    public let unit: Unit
    /// That this unit has to answer.
    public let toAnswer: [Ask]
    /// That this unit made.
    public let own: [Ask]
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
    try member.must(.readWhole)
    guard let found = member.tree.unit(unit) else { throw NotFound() }
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      let toAnswer = try db.asks(in: organisation).open(toUnit: unit)
      let own = try db.asks(in: organisation).all(from: unit)
      return Reading(
        unit: found, toAnswer: toAnswer, own: own,
        people: try db.people(in: organisation).those(
          (toAnswer + own).flatMap { [$0.by, $0.to, $0.answer?.by].compactMap(\.self) }), today: today)
    }
  }

  /// What waits for the member's own answer, the soonest first.
  public func waiting(by member: Member) async throws -> [Ask] {
    try member.must(.takeActions)
    return try await database.read { try $0.asks(in: member.organisation.id).open(to: member.person) }
  }

  public func find(_ id: ID<Ask>, by member: Member) async throws -> (ask: Ask, people: [ID<Person>: Person]) {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    return try await database.read { db in
      let ask = try db.asks(in: organisation).find(id)
      return (
        ask, try db.people(in: organisation).those([ask.by, ask.to, ask.answer?.by].compactMap(\.self))
      )
    }
  }

  /// Who may be asked by a unit: whoever answers in a unit above it, or in it.
  public func answerers(for unit: ID<Unit>, by member: Member) async throws -> [(person: Person, unit: Unit)] {
    try member.must(.takeActions, on: unit)
    let today = member.today(world)
    let organisation = member.organisation.id
    let path = member.tree.path(to: unit)
    return try await database.read { db in
      try path.reversed().flatMap { above in
        try db.people(in: organisation).holders(on: [above.id], on: today).filter { person in
          try db.people(in: organisation).grants(of: person.id, on: today).contains {
            $0.unit == above.id && $0.role.abilities.contains(.answerAsks)
          }
        }.map { (person: $0, unit: above) }
      }
    }
  }

  /// Asks something. Throws a `Rejection` with the fields `text`, `to` and `answerBy`.
  public func ask(_ draft: AskDraft, from unit: ID<Unit>, by member: Member) async throws -> ID<Ask> {
    try member.must(.takeActions, on: unit)
    let (id, now) = (world.id(Ask.self), world.now())
    try await database.write { [world] db in
      try db.ask(draft, from: unit, as: id, by: member, at: now, world)
    }
    return id
  }

  /// Answers an ask, once. Throws a `Rejection` with the fields `verdict` and `text`.
  public func answer(_ id: ID<Ask>, _ verdict: Ask.Verdict?, saying text: String, by member: Member) async throws {
    try member.must(.answerAsks)
    let now = world.now()
    try await database.write { [world] db in
      try db.answer(id, verdict, saying: text, by: member, at: now, world)
    }
  }
}

extension Connection {
  /// Asks something within a transaction that does more.
  public func ask(
    _ draft: AskDraft, from unit: ID<Unit>, as id: ID<Ask>, by member: Member, at now: Instant, _ world: World
  ) throws {
    let organisation = member.organisation.id
    var filling = Filling()
    let text = filling.text("text", draft.text, most: 1_000)
    let to = filling.chosen("to", draft.to)
    let answerBy = draft.answerBy ?? member.organisation.day(of: now).adding(days: Ask.usualDays)
    if answerBy <= member.organisation.day(of: now) { filling.reject("answerBy", "route.form.inThePast") }
    try filling.check()
    guard let to else { return }
    let path = member.tree.path(to: unit).map(\.id)
    let grants = try people(in: organisation).grants(of: to, on: member.organisation.day(of: now))
    // The nearest unit above in which this person answers.
    let place = path.reversed().first { unit in
      grants.contains { $0.unit == unit && $0.role.abilities.contains(.answerAsks) }
    }
    guard let place else { throw Rejection("to", Message("route.form.answersNot")) }
    try asks(in: organisation).insert(
      Ask(
        id: id, unit: unit, toUnit: place, ambition: draft.ambition, text: text, by: member.person, to: to,
        askedOn: member.organisation.day(of: now), answerBy: answerBy))
    try tell("ask.made", about: id, by: member, facts: ["unit": unit.text], world)
  }

  /// Answers an ask within a transaction that does more: a meeting's decision.
  public func answer(
    _ id: ID<Ask>, _ verdict: Ask.Verdict?, saying text: String, by member: Member, at now: Instant, _ world: World
  ) throws {
    let organisation = member.organisation.id
    var ask = try asks(in: organisation).find(id)
    guard member.may(.answerAsks, on: ask.toUnit) else { throw NotAllowed() }
    guard ask.answer == nil else { throw RouteRefusal.askIsAnswered }
    var filling = Filling()
    let verdict = filling.chosen("verdict", verdict)
    let text = filling.text("text", text, most: 1_000)
    try filling.check()
    guard let verdict else { return }
    ask.answer = Ask.Answer(verdict, text, by: member.person, on: member.organisation.day(of: now))
    try asks(in: organisation).update(ask)
    try tell("ask.answered", about: id, by: member, facts: ["verdict": verdict.rawValue], world)
  }
}
