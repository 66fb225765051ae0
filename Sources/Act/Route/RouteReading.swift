public import Listen
public import People
public import Persistence
public import Values

/// The route as one unit sees it: what was chosen above it, how far that is here, and what needs somebody.
public struct RouteReading: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let ambition: Ambition
    /// Of the unit and everything below it.
    public let tally: RouteTally
    /// What this unit itself made of it; nothing where it said nothing, and for the unit that set it.
    public let translation: Translation?
    /// The units straight below that said something, and that still have to.
    public let answered: Int
    public let waiting: [Unit]
  }

  public let unit: Unit
  public let path: [Unit]
  public let children: [Unit]
  public let lines: [Line]
  public let ended: [Ambition]
  /// Past their day, the oldest first: at most `RouteReading.few`.
  public let overdue: [Action]
  /// Of people who left.
  public let ownerless: [Action]
  /// What moved last in this unit itself, for who works there.
  public let latest: [Action]
  public let people: [ID<Person>: Person]
  public let today: Day

  public static let few = 10
}

/// One ambition, seen from a unit: up to who decided it, down to last week's action.
public struct AmbitionReading: Sendable {
  public struct UnitLine: Hashable, Sendable {
    public let unit: Unit
    public let translation: Translation?
    /// Of the unit and everything below it.
    public let tally: RouteTally
  }

  public let ambition: Ambition
  public let unit: Unit
  /// From the unit that set it down to the one from which one looks.
  public let path: [Unit]
  public let translation: Translation?
  public let tally: RouteTally
  public let units: [UnitLine]
  /// Those that changed last.
  public let actions: [Action]
  /// What customers said that led to it, as far as the reader may read it.
  public let comments: [Comment]
  public let events: [Event]
  public let people: [ID<Person>: Person]
  public let today: Day
}

/// One action with what it serves: its unit's focus, the ambition, and what customers said.
public struct ActionReading: Sendable {
  public let action: Action
  public let path: [Unit]
  public let ambition: Ambition?
  /// The nearest focus: of the unit itself, or of one above it.
  public let translation: Translation?
  public let comments: [Comment]
  public let events: [Event]
  public let people: [ID<Person>: Person]
  public let today: Day
}

/// What came of one comment of a customer.
public struct CommentTrail: Hashable, Sendable {
  public let comment: Comment
  public let ambitions: [Ambition]
  public let actions: [Action]
  /// What goes on and that it can be said to be about.
  public let open: [Ambition]
  public let people: [ID<Person>: Person]

  public init(
    comment: Comment, ambitions: [Ambition], actions: [Action], open: [Ambition] = [], people: [ID<Person>: Person]
  ) {
    self.comment = comment
    self.ambitions = ambitions
    self.actions = actions
    self.open = open
    self.people = people
  }
}

extension ImprovementRoute {
  /// The route from a unit: open to everyone who works in the organisation.
  public func reading(_ unit: ID<Unit>, by member: Member) async throws -> RouteReading {
    try member.must(.readWhole)
    guard let found = member.tree.unit(unit) else { throw NotFound() }
    let today = member.today(world)
    let organisation = member.organisation.id
    let (path, children) = (member.tree.path(to: unit), member.tree.children(of: unit))
    let reach = RouteReach(unit, in: member.tree)
    return try await database.read { db in
      let going = try db.ambitions(in: organisation).all(.going).filter { ambition in
        path.contains { $0.id == ambition.unit } || member.tree.contains(ambition.unit, within: unit)
      }
      let tallies =
        switch reach {
        case .everywhere: try db.routeTallies(in: organisation).wholes(of: going.map(\.id))
        case .units(let units): try db.routeTallies(in: organisation).sums(of: going.map(\.id), in: units)
        }
      let translations = try db.translations(in: organisation).all(in: unit)
      let kinds = try db.translations(in: organisation).kinds(of: going.map(\.id), in: children.map(\.id))
      let lines = going.map { ambition in
        let asked = children.filter { member.tree.contains($0.id, within: ambition.unit) && $0.id != ambition.unit }
        let said = kinds[ambition.id] ?? [:]
        return RouteReading.Line(
          ambition: ambition, tally: tallies[ambition.id] ?? RouteTally(), translation: translations[ambition.id],
          answered: asked.count { said[$0.id] != nil }, waiting: asked.filter { said[$0.id] == nil })
      }
      let ended =
        try db.ambitions(in: organisation).all(.reached, limit: 20)
        + db.ambitions(in: organisation).all(.ended, limit: 20)
      let overdue = try db.actions(in: organisation).overdue(reach, on: today, limit: RouteReading.few)
      let ownerless = try db.actions(in: organisation).ownerless(reach, on: today, limit: RouteReading.few)
      let latest = try db.actions(in: organisation).latest(in: unit, limit: RouteReading.few)
      return RouteReading(
        unit: found, path: path, children: children, lines: lines, ended: ended, overdue: overdue,
        ownerless: ownerless, latest: latest,
        people: try db.people(in: organisation).those(
          going.compactMap(\.sponsor) + (overdue + ownerless + latest).compactMap(\.owner)
            + translations.values.compactMap(\.owner)), today: today)
    }
  }

  /// An ambition, from the unit that set it or from one below.
  public func ambition(
    _ id: ID<Ambition>, from place: ID<Unit>? = nil, by member: Member
  ) async throws -> AmbitionReading {
    try member.must(.readWhole)
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      let ambition = try db.ambitions(in: organisation).find(id)
      let unit = place ?? ambition.unit
      guard let found = member.tree.unit(unit), member.tree.contains(unit, within: ambition.unit) else {
        throw NotFound()
      }
      let children = member.tree.children(of: unit)
      let byUnit = try db.routeTallies(in: organisation).units(of: id)
      func rolledUp(_ unit: ID<Unit>) -> RouteTally {
        (member.tree.range(of: unit) ?? 0..<0).reduce(RouteTally()) { sum, place in
          byUnit[member.tree.units[place].id].map { sum + $0 } ?? sum
        }
      }
      let said = try db.translations(in: organisation).all(of: id, in: [unit] + children.map(\.id))
      let reach: RouteReach = unit == ambition.unit ? .everywhere : RouteReach(unit, in: member.tree)
      let actions = try db.actions(in: organisation).latest(of: id, reach, limit: 25)
      let events = try db.events(in: organisation, about: id.text, limit: 20)
      let comments = try db.readable(try db.routeComments(in: organisation).comments(of: id), by: member)
      return AmbitionReading(
        ambition: ambition, unit: found,
        path: member.tree.path(to: unit).filter { member.tree.contains($0.id, within: ambition.unit) },
        translation: said[unit], tally: rolledUp(unit),
        units: children.map {
          AmbitionReading.UnitLine(unit: $0, translation: said[$0.id], tally: rolledUp($0.id))
        },
        actions: actions, comments: comments, events: events,
        people: try db.people(in: organisation).those(
          [ambition.sponsor].compactMap(\.self) + said.values.compactMap(\.owner) + actions.compactMap(\.owner)
            + events.compactMap(\.actor).map { ID($0) } + [ambition.edition.by].compactMap(\.self)), today: today)
    }
  }

  /// What came of a comment: for who may read comments of its unit.
  public func trail(of comment: ID<Comment>, by member: Member) async throws -> CommentTrail {
    try member.must(.readUnit)
    let organisation = member.organisation.id
    return try await database.read { db in
      guard let found = try db.readable([comment], by: member).first else { throw NotFound() }
      let results = try db.routeComments(in: organisation).results(of: comment)
      let actions = try db.actions(in: organisation).those(results.actions)
      let ambitions = try db.ambitions(in: organisation)
        .those(results.ambitions + actions.compactMap(\.ambition))
      let open = try db.ambitions(in: organisation).all(.going).filter { ambition in
        ambitions[ambition.id] == nil && member.may(.translateRoute, on: ambition.unit)
      }
      return CommentTrail(
        comment: found, ambitions: ambitions.values.sorted { $0.id < $1.id }, actions: actions, open: open,
        people: try db.people(in: organisation).those(
          actions.compactMap(\.owner) + ambitions.values.compactMap(\.sponsor)))
    }
  }

  /// Says that a customer's comment is what an ambition is about, so that one sees where it came from. Saying it twice is once.
  public func attach(_ comment: ID<Comment>, to id: ID<Ambition>, by member: Member) async throws {
    try member.must(.translateRoute)
    let organisation = member.organisation.id
    try await database.write { [world] db in
      let ambition = try db.ambitions(in: organisation).find(id)
      try member.must(.translateRoute, on: ambition.unit)
      guard let found = try db.readable([comment], by: member).first else { throw NotFound() }
      let table = db.routeComments(in: organisation)
      guard try !table.results(of: comment).ambitions.contains(id) else { return }
      try table.insert(found.id, ambition: id, action: nil)
      try db.tell("ambition.heard", about: id, by: member, facts: ["comment": comment.text], world)
    }
  }

  /// Who can be named as owner in a unit: who works there, straight below it and above it.
  public func owners(in unit: ID<Unit>, by member: Member) async throws -> [Person] {
    try member.must(.readWhole)
    guard member.tree.unit(unit) != nil else { throw NotFound() }
    let units = member.tree.path(to: unit).map(\.id) + member.tree.children(of: unit).map(\.id)
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      try db.people(in: organisation).holders(on: units, on: today)
    }
  }
}

extension Actions {
  public func find(_ id: ID<Action>, by member: Member) async throws -> ActionReading {
    try member.must(.readWhole)
    let today = member.today(world)
    let organisation = member.organisation.id
    return try await database.read { db in
      let action = try db.actions(in: organisation).find(id)
      let path = member.tree.path(to: action.unit)
      let ambition = try action.ambition.map { try db.ambitions(in: organisation).find($0) }
      let said = try ambition.map { try db.translations(in: organisation).all(of: $0.id, in: path.map(\.id)) } ?? [:]
      let nearest = path.reversed().compactMap { said[$0.id] }.first { $0.kind == .focus }
      let events = try db.events(in: organisation, about: id.text, limit: 20)
      let people = [action.owner, ambition?.sponsor, nearest?.owner, action.edition.by].compactMap(\.self)
      return ActionReading(
        action: action, path: path, ambition: ambition, translation: nearest,
        comments: try db.readable(try db.routeComments(in: organisation).comments(of: id), by: member), events: events,
        people: try db.people(in: organisation).those(people + events.compactMap(\.actor).map { ID($0) }), today: today)
    }
  }

  /// What the member does now.
  public func own(by member: Member) async throws -> [Action] {
    try member.must(.takeActions)
    return try await database.read { try $0.actions(in: member.organisation.id).going(of: member.person) }
  }
}

extension Connection {
  /// The comments that a member may read: those of units where they read the figures.
  func readable(_ ids: [ID<Comment>], by member: Member) throws -> [Comment] {
    try ids.map { try comments(in: member.organisation.id).find($0) }.filter { comment in
      comment.unit.map { member.may(.readUnit, on: $0) }
        ?? member.tree.roots.contains { member.may(.readUnit, on: $0.id) }
    }
  }
}

/// What somebody carries on the route, as far as the member may hand it over.
public struct RouteHoldings: Hashable, Sendable {
  public let person: Person
  public let actions: [Action]
  /// Everything: actions, ambitions, focuses and asks.
  public let count: Int
}

extension ImprovementRoute {
  public func holdings(of person: ID<Person>, by member: Member) async throws -> RouteHoldings {
    guard member.may(.translateRoute) || member.may(.managePeople) else { throw NotAllowed() }
    let organisation = member.organisation.id
    return try await database.read { db in
      func isOurs(_ unit: ID<Unit>) -> Bool {
        member.may(.translateRoute, on: unit) || member.may(.managePeople, on: unit)
      }
      let found = try db.people(in: organisation).find(person)
      let actions = try db.actions(in: organisation).going(of: person).filter { isOurs($0.unit) }
      let others =
        try db.ambitions(in: organisation).going(of: person).count { isOurs($0.unit) }
        + db.translations(in: organisation).owned(by: person).count { isOurs($0.unit) }
        + db.asks(in: organisation).open(to: person).count { isOurs($0.toUnit) }
      // Whoever carries nothing here is nobody whom one would ask about.
      guard !actions.isEmpty || others > 0 else { throw NotFound() }
      return RouteHoldings(person: found, actions: actions, count: actions.count + others)
    }
  }
}
