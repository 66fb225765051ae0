import Listen
public import People
public import Persistence
public import Values

/// The improvement route: what was chosen becomes small visible work. Everyone who works here may see it; who may change what
/// is asked of the table of abilities. Each change is one transaction with its event and with the tallies that roll up by
/// themselves.
public struct ImprovementRoute: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Sets an ambition for a unit and everything below it.
  public func set(_ draft: AmbitionDraft, on unit: ID<Unit>, by member: Member) async throws -> ID<Ambition> {
    try member.must(.setAmbitions)
    try member.must(.setAmbitions, on: unit)
    let (id, now) = (world.id(Ambition.self), world.now())
    try await database.write { [world] db in
      try db.set(draft, on: unit, as: id, by: member, at: now, world)
    }
    return id
  }

  /// Changes what stands in an ambition. `seen` is the number of the edition that was before one while one typed.
  ///
  /// Throws `EditedMeanwhile` where somebody saved since.
  public func change(_ id: ID<Ambition>, to draft: AmbitionDraft, seen: Int, by member: Member) async throws {
    try await change(id, seen: seen, by: member, as: "ambition.changed") { db, ambition, now in
      guard ambition.state == .going else { throw RouteRefusal.ambitionHasEnded }
      let (draft, sponsor, due) = try draft.checked(after: ambition.setOn)
      try db.mustWork(sponsor, as: "sponsor", in: member, on: member.organisation.day(of: now))
      try db.mustExist(draft.measure, in: member)
      ambition.outcome = draft.outcome
      ambition.measure = draft.measure
      ambition.sponsor = sponsor
      ambition.stops = draft.stops
      ambition.due = due
    }
  }

  /// Ends an ambition, with what there is to say about it. Its actions go on until they end by themselves.
  public func end(
    _ id: ID<Ambition>, isReached: Bool, saying closing: String, seen: Int, by member: Member
  ) async throws {
    try await change(id, seen: seen, by: member, as: "ambition.ended") { _, ambition, now in
      guard ambition.state == .going else { throw RouteRefusal.ambitionHasEnded }
      var filling = Filling()
      ambition.closing = filling.text("closing", closing, most: 1_000)
      try filling.check()
      ambition.state = isReached ? .reached : .ended
      ambition.endedOn = member.organisation.day(of: now)
    }
  }

  /// Takes the end back.
  public func reopen(_ id: ID<Ambition>, seen: Int, by member: Member) async throws {
    try await change(id, seen: seen, by: member, as: "ambition.reopened") { _, ambition, _ in
      ambition.state = .going
      ambition.closing = nil
      ambition.endedOn = nil
    }
  }

  private func change(
    _ id: ID<Ambition>, seen: Int, by member: Member, as event: String,
    _ body: @escaping @Sendable (any Connection, inout Ambition, Instant) throws -> Void
  ) async throws {
    try member.must(.setAmbitions)
    let now = world.now()
    let organisation = member.organisation.id
    try await database.write { [world] db in
      var ambition = try db.ambitions(in: organisation).find(id)
      guard member.may(.setAmbitions, on: ambition.unit) else { throw NotAllowed() }
      try ambition.edition.check(seen)
      try body(db, &ambition, now)
      ambition.edition = ambition.edition.next(by: member, at: now)
      try db.ambitions(in: organisation).update(ambition)
      try db.tell(event, about: id, by: member, world)
    }
  }

  /// Says what an ambition means for a unit, or why it isn't for it. `seen` is nothing where none was there.
  ///
  /// Throws `EditedMeanwhile` where somebody saved since.
  public func translate(
    _ id: ID<Ambition>, for unit: ID<Unit>, as draft: TranslationDraft, seen: Int?, by member: Member
  ) async throws {
    try member.must(.translateRoute)
    try member.must(.translateRoute, on: unit)
    let now = world.now()
    try await database.write { [world] db in
      try db.translate(id, for: unit, as: draft, seen: seen, by: member, at: now, world)
    }
  }

  /// Hands everything that somebody does, stands for or must answer over to somebody else, in the units where the member may
  /// do that; for who left, or is going to. Gives how many things that were; throws `NotFound` where there is nothing.
  public func handOver(from leaver: ID<Person>, to heir: ID<Person>, by member: Member) async throws -> Int {
    guard member.may(.translateRoute) || member.may(.managePeople) else { throw NotAllowed() }
    let now = world.now()
    return try await database.write { [world] db in
      _ = try db.people(in: member.organisation.id).find(leaver)
      try db.mustWork(heir, as: "heir", in: member, on: member.organisation.day(of: now))
      let count = try db.handOver(from: leaver, to: heir, by: member, at: now, world) { unit in
        member.may(.translateRoute, on: unit) || member.may(.managePeople, on: unit)
      }
      guard count > 0 else { throw NotFound() }
      return count
    }
  }
}

extension Connection {
  /// Hands over what somebody carries in the units that are included; how many things that were.
  func handOver(
    from leaver: ID<Person>, to heir: ID<Person>, by member: Member, at now: Instant, _ world: World,
    where isIncluded: (ID<Unit>) -> Bool
  ) throws -> Int {
    let organisation = member.organisation.id
    var count = 0
    for var action in try actions(in: organisation).going(of: leaver, limit: 10_000) where isIncluded(action.unit) {
      action.owner = heir
      action.edition = action.edition.next(by: member, at: now)
      try actions(in: organisation).update(action)
      try tell("action.handedOver", about: action.id, by: member, world)
      count += 1
    }
    for var ambition in try ambitions(in: organisation).going(of: leaver) where isIncluded(ambition.unit) {
      ambition.sponsor = heir
      ambition.edition = ambition.edition.next(by: member, at: now)
      try ambitions(in: organisation).update(ambition)
      try tell("ambition.handedOver", about: ambition.id, by: member, world)
      count += 1
    }
    for var translation in try translations(in: organisation).owned(by: leaver) where isIncluded(translation.unit) {
      translation.owner = heir
      translation.edition = translation.edition.next(by: member, at: now)
      try translations(in: organisation).save(translation)
      count += 1
    }
    for var ask in try asks(in: organisation).open(to: leaver) where isIncluded(ask.toUnit) {
      ask.to = heir
      try asks(in: organisation).update(ask)
      try tell("ask.handedOver", about: ask.id, by: member, world)
      count += 1
    }
    return count
  }

  /// Sets an ambition within a transaction that does more: a session's outcomes in one step, a meeting's decision.
  public func set(
    _ draft: AmbitionDraft, on unit: ID<Unit>, as id: ID<Ambition>, by member: Member, at now: Instant, _ world: World
  ) throws {
    let organisation = member.organisation.id
    let (draft, sponsor, due) = try draft.checked(after: member.organisation.day(of: now))
    guard member.tree.unit(unit) != nil else { throw NotFound() }
    try mustWork(sponsor, as: "sponsor", in: member, on: member.organisation.day(of: now))
    try mustExist(draft.measure, in: member)
    try ambitions(in: organisation).insert(
      Ambition(
        id: id, unit: unit, outcome: draft.outcome, measure: draft.measure, sponsor: sponsor, stops: draft.stops,
        setOn: member.organisation.day(of: now), due: due, source: draft.source,
        edition: Edition(by: member.person, at: now)))
    try routeTallies(in: organisation).add(RouteTally(), to: id, unit, on: member.organisation.day(of: now))
    for comment in draft.comments {
      _ = try comments(in: organisation).find(comment)
      try routeComments(in: organisation).insert(comment, ambition: id, action: nil)
    }
    try tell("ambition.set", about: id, by: member, world)
  }

  /// Translates an ambition within a transaction that does more.
  public func translate(
    _ id: ID<Ambition>, for unit: ID<Unit>, as draft: TranslationDraft, seen: Int?, by member: Member, at now: Instant,
    _ world: World
  ) throws {
    let organisation = member.organisation.id
    let ambition = try ambitions(in: organisation).find(id)
    guard ambition.state == .going else { throw RouteRefusal.ambitionHasEnded }
    guard member.tree.contains(unit, within: ambition.unit) else { throw RouteRefusal.notWithinTheAmbition }
    let earlier = try translations(in: organisation).find(id, unit)
    if let earlier { try earlier.edition.check(seen ?? 0) }
    let (kind, text, owner, due) = try draft.checked(after: member.organisation.day(of: now))
    try mustWork(owner, as: "carrier", in: member, on: member.organisation.day(of: now))
    try translations(in: organisation).save(
      Translation(
        ambition: id, unit: unit, kind: kind, text: text, owner: owner, due: due,
        edition: earlier?.edition.next(by: member, at: now) ?? Edition(by: member.person, at: now)))
    var change = RouteTally()
    if let earlier { change.count(earlier.kind, -1) }
    change.count(kind, 1)
    try routeTallies(in: organisation).add(change, to: id, unit, on: member.organisation.day(of: now))
    try tell("ambition.translated", about: id, by: member, facts: ["unit": unit.text, "kind": kind.rawValue], world)
  }

  /// Throws a `Rejection` beside this field where somebody doesn't work here on that day.
  func mustWork(_ person: ID<Person>, as field: String, in member: Member, on day: Day) throws {
    guard let found = try people(in: member.organisation.id).those([person])[person], found.works(on: day) else {
      throw Rejection(field, Message("route.form.worksNotHere"))
    }
  }

  fileprivate func mustExist(_ measure: RouteMeasure?, in member: Member) throws {
    guard let measure else { return }
    do {
      _ = try surveys(in: member.organisation.id).find(measure.survey)
    } catch is NotFound {
      throw Rejection("measure", Message("route.form.noSuchMeasure"))
    }
  }

  /// Tells what a member did on the route.
  func tell<Subject>(
    _ kind: String, about subject: ID<Subject>, by member: Member, facts: [String: String] = [:], _ world: World
  ) throws {
    try append(
      Event(kind, in: member.organisation.id, by: member.person, about: subject, facts: facts, world: world))
  }
}
