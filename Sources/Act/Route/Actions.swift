import Listen
public import People
public import Persistence
public import Values

/// Small actions: begun, changed and ended by those who do them.
public struct Actions: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func begin(_ draft: ActionDraft, in unit: ID<Unit>, by member: Member) async throws -> ID<Action> {
    try member.must(.takeActions)
    try member.must(.takeActions, on: unit)
    let (id, now) = (world.id(Action.self), world.now())
    try await database.write { [world] db in
      try db.begin(draft, in: unit, as: id, by: member, at: now, world)
    }
    return id
  }

  /// Changes an action that goes on. Throws `EditedMeanwhile` where somebody saved since `seen`.
  public func change(_ id: ID<Action>, to draft: ActionDraft, seen: Int, by member: Member) async throws {
    try await change(id, seen: seen, by: member, as: "action.changed") { db, action, now in
      guard action.state == .going else { throw RouteRefusal.actionHasEnded }
      let (draft, owner, due) = try draft.checked(beginning: action.begins)
      try db.mustWork(owner, as: "carrier", in: member, on: member.organisation.day(of: now))
      action.title = draft.title
      action.effect = draft.effect
      action.owner = owner
      action.due = due
    }
  }

  /// Ends an action: done, learned from or stopped; with what a customer noticed, what was learned, or why.
  public func end(
    _ id: ID<Action>, as state: Action.State, saying result: String, seen: Int, by member: Member
  ) async throws {
    try await change(id, seen: seen, by: member, as: "action.\(state.rawValue)") { _, action, now in
      guard action.state == .going else { throw RouteRefusal.actionHasEnded }
      var filling = Filling()
      action.result = filling.text("result", result, most: 1_000)
      if state == .going { filling.reject("state", "route.form.missing") }
      try filling.check()
      action.state = state
      action.endedOn = member.organisation.day(of: now)
    }
  }

  /// Takes the end back.
  public func reopen(_ id: ID<Action>, seen: Int, by member: Member) async throws {
    try await change(id, seen: seen, by: member, as: "action.reopened") { _, action, _ in
      action.state = .going
      action.endedOn = nil
    }
  }

  private func change(
    _ id: ID<Action>, seen: Int, by member: Member, as event: String,
    _ body: @escaping @Sendable (any Connection, inout Action, Instant) throws -> Void
  ) async throws {
    let now = world.now()
    let organisation = member.organisation.id
    try await database.write { [world] db in
      var action = try db.actions(in: organisation).find(id)
      guard member.mayChange(action) else { throw NotAllowed() }
      try action.edition.check(seen)
      let before = action.state
      try body(db, &action, now)
      action.edition = action.edition.next(by: member, at: now)
      try db.actions(in: organisation).update(action)
      if let ambition = action.ambition {
        var change = RouteTally()
        change.count(before, -1)
        change.count(action.state, 1)
        try db.routeTallies(in: organisation).add(
          change, to: ambition, action.unit, on: member.organisation.day(of: now))
      }
      try db.tell(event, about: id, by: member, world)
    }
  }
}

extension Member {
  /// Whoever does an action, and whoever translates the route there.
  public func mayChange(_ action: Action) -> Bool {
    (action.owner == person && may(.takeActions)) || may(.translateRoute, on: action.unit)
  }
}

extension Connection {
  /// Begins an action within a transaction that does more: a session's outcomes in one step, a meeting's decision.
  public func begin(
    _ draft: ActionDraft, in unit: ID<Unit>, as id: ID<Action>, by member: Member, at now: Instant, _ world: World
  ) throws {
    let organisation = member.organisation.id
    let (draft, owner, due) = try draft.checked(beginning: member.organisation.day(of: now))
    guard member.tree.unit(unit) != nil else { throw NotFound() }
    try mustWork(owner, as: "carrier", in: member, on: member.organisation.day(of: now))
    if let ambition = draft.ambition {
      let found = try ambitions(in: organisation).find(ambition)
      guard found.state == .going else { throw RouteRefusal.ambitionHasEnded }
      guard member.tree.contains(unit, within: found.unit) else { throw RouteRefusal.notWithinTheAmbition }
    }
    try actions(in: organisation).insert(
      Action(
        id: id, unit: unit, ambition: draft.ambition, title: draft.title, effect: draft.effect, owner: owner,
        begins: member.organisation.day(of: now), due: due, source: draft.source,
        edition: Edition(by: member.person, at: now)))
    if let ambition = draft.ambition {
      try routeTallies(in: organisation).add(
        RouteTally(going: 1), to: ambition, unit, on: member.organisation.day(of: now))
    }
    for comment in draft.comments {
      _ = try comments(in: organisation).find(comment)
      try routeComments(in: organisation).insert(comment, ambition: nil, action: id)
    }
    try tell("action.begun", about: id, by: member, facts: ["unit": unit.text], world)
  }
}
