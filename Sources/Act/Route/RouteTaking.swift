public import Activate
import Listen
public import People
public import Persistence
public import Values

/// What became of a session's outcomes on the route.
public struct RouteTaking: Hashable, Sendable {
  public var ambitions = 0
  public var translations = 0
  public var actions = 0
  /// What can't be on the route yet, by its words: nothing is there without an owner and a date.
  public var incomplete: [String] = []
  /// The ids of what is on the route now.
  public var taken: [String] = []

  public init() {}

  public var count: Int { ambitions + translations + actions }
}

extension ImprovementRoute {
  /// Makes ambitions, translations and actions of what a session decided: all in one step, and once however often it is
  /// asked. An ambition carries the id of its theme and an action that of the session's, so that the levels find each other.
  public func take(_ outcome: SessionOutcome, by member: Member) async throws -> RouteTaking {
    try member.must(.takeActions)
    let now = world.now()
    return try await database.write { [world] db in
      try db.take(outcome, by: member, at: now, world)
    }
  }
}

extension Connection {
  /// The same within a transaction that does more.
  public func take(
    _ outcome: SessionOutcome, by member: Member, at now: Instant, _ world: World
  ) throws -> RouteTaking {
    var taking = RouteTaking()
    let organisation = member.organisation.id
    let survey = try waves(in: organisation).find(outcome.session.wave).survey
    for theme in outcome.agreed {
      let id = ID<Ambition>(theme.id.text)
      let isNew = try step(theme.title, theme.id.text, &taking, isThere: try isThere(id, in: organisation)) {
        try member.must(.setAmbitions, on: outcome.session.unit)
        try set(
          AmbitionDraft(
            outcome: theme.customerOutcome.isEmpty ? theme.title : theme.customerOutcome,
            measure: theme.measure.map { RouteMeasure(survey: survey, key: $0) }, sponsor: theme.sponsor,
            stops: theme.stop, due: theme.by, source: outcome.session.id.text), on: outcome.session.unit, as: id,
          by: member, at: now, world)
      }
      if isNew { taking.ambitions += 1 }
    }
    for focus in outcome.focus where focus.contribution > 0 {
      let ambition = ID<Ambition>(focus.theme.text)
      let isThere = try translations(in: organisation).find(ambition, focus.unit) != nil
      let isNew = try step(focus.note, focus.id.text, &taking, isThere: isThere) {
        try member.must(.translateRoute, on: focus.unit)
        guard try self.isThere(ambition, in: organisation) else { throw NotFound() }
        let found = try ambitions(in: organisation).find(ambition)
        let leader = try people(in: organisation).holders(on: [focus.unit], on: now.day, limit: 20).first { person in
          try people(in: organisation).grants(of: person.id, on: now.day).contains {
            $0.unit == focus.unit && $0.role == .manager
          }
        }
        try translate(
          ambition, for: focus.unit,
          as: TranslationDraft(
            kind: .focus, text: focus.note.isEmpty ? found.outcome : focus.note, owner: leader?.id, due: found.due),
          seen: nil, by: member, at: now, world)
      }
      if isNew { taking.translations += 1 }
    }
    for action in outcome.actions {
      let id = ID<Action>(action.id.text)
      let isThere = try !actions(in: organisation).those([id]).isEmpty
      let isNew = try step(action.what, action.id.text, &taking, isThere: isThere) {
        try member.must(.takeActions, on: action.unit)
        let theme = action.theme.map { ID<Ambition>($0.text) }
        let ambition = try theme.flatMap { try self.isThere($0, in: organisation) ? $0 : nil }
        // A session looks further or nearer than an action may: its day is brought to two to six weeks.
        let due = action.by.map {
          min(max($0, now.day.adding(days: Action.days.lowerBound)), now.day.adding(days: Action.days.upperBound))
        }
        try begin(
          ActionDraft(
            ambition: ambition, title: String(action.what.prefix(200)), effect: action.what, owner: action.owner,
            due: due, source: outcome.session.id.text), in: action.unit, as: id, by: member, at: now, world)
      }
      if isNew { taking.actions += 1 }
    }
    return taking
  }

  private func isThere(_ id: ID<Ambition>, in organisation: ID<Organisation>) throws -> Bool {
    try !ambitions(in: organisation).those([id]).isEmpty
  }

  /// One outcome by itself: what is incomplete, or not this member's to decide, is named and the rest goes on.
  private func step(
    _ words: String, _ id: String, _ taking: inout RouteTaking, isThere: Bool, _ body: () throws -> Void
  ) throws -> Bool {
    if isThere {
      taking.taken.append(id)
      return false
    }
    do {
      try attempt(body)
      taking.taken.append(id)
      return true
    } catch is Rejection {
      taking.incomplete.append(words)
    } catch is NotFound {
      taking.incomplete.append(words)
    } catch is RouteRefusal {
      taking.incomplete.append(words)
    }
    return false
  }
}
