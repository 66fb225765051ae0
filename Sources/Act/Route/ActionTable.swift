public import People
public import Persistence
public import Values

extension Connection {
  public func actions(in organisation: ID<Organisation>) -> ActionTable {
    ActionTable(db: self, organisation: organisation)
  }
}

/// Where one looks for actions: everywhere, or in these units.
public enum RouteReach: Hashable, Sendable {
  case everywhere
  case units([ID<Unit>])

  /// A unit and everything below it. The top of the organisation stands for everywhere.
  public init(_ unit: ID<Unit>, in tree: UnitTree) {
    if tree.depth(of: unit) == 0, tree.roots.count == 1 {
      self = .everywhere
    } else {
      self = .units(tree.range(of: unit).map { tree.units[$0].map(\.id) } ?? [unit])
    }
  }

  var condition: SQL {
    switch self {
    case .everywhere: "1 = 1"
    case .units(let units): "unit_id IN \(.list(units))"
    }
  }
}

/// The actions of one organisation. Each list is short: what it looks for stands at the beginning of an index.
public struct ActionTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Action>) throws -> Action {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Action(row)
  }

  public func those(_ ids: some Sequence<ID<Action>>) throws -> [Action] {
    let wanted = Array(Set(ids))
    guard !wanted.isEmpty else { return [] }
    return try db.rows(
      "\(Self.select) WHERE organisation_id = \(organisation) AND id IN \(.list(wanted)) ORDER BY id"
    ).map(Action.init)
  }

  /// Those that changed last, of an ambition.
  public func latest(of ambition: ID<Ambition>, _ reach: RouteReach, limit: Int) throws -> [Action] {
    try db.rows(
      """
      \(Self.select)
      WHERE ambition_id = \(ambition) AND \(reach.condition) AND organisation_id = \(organisation)
      ORDER BY changed_at DESC
      LIMIT \(limit)
      """
    ).map(Action.init)
  }

  /// Those that changed since then, the latest first.
  public func latest(_ reach: RouteReach, since moment: Instant, limit: Int) throws -> [Action] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND changed_at > \(moment) AND \(reach.condition)
      ORDER BY changed_at DESC
      LIMIT \(limit)
      """
    ).map(Action.init)
  }

  /// Those of one unit by itself that changed last.
  public func latest(in unit: ID<Unit>, limit: Int) throws -> [Action] {
    try db.rows(
      """
      \(Self.select)
      WHERE unit_id = \(unit) AND organisation_id = \(organisation)
      ORDER BY changed_at DESC
      LIMIT \(limit)
      """
    ).map(Action.init)
  }

  /// Those that go on while their day is past, the oldest first.
  public func overdue(_ reach: RouteReach, on day: Day, limit: Int) throws -> [Action] {
    try db.rows(
      """
      \(Self.select)
      WHERE organisation_id = \(organisation) AND state = 'going' AND due_on < \(day) AND \(reach.condition)
      ORDER BY due_on, id
      LIMIT \(limit)
      """
    ).map(Action.init)
  }

  /// Those that go on while the one who does them left.
  public func ownerless(_ reach: RouteReach, on day: Day, limit: Int) throws -> [Action] {
    let owners = try db.people(in: organisation).whoLeft(on: day)
    guard !owners.isEmpty else { return [] }
    return try db.rows(
      """
      \(Self.select)
      WHERE owner_id IN \(.list(owners)) AND state = 'going' AND organisation_id = \(organisation)
        AND \(reach.condition)
      LIMIT \(max(limit, 500))
      """
    ).map(Action.init).sorted { ($0.due, $0.id) < ($1.due, $1.id) }.prefix(limit).map { $0 }
  }

  /// What somebody does now, the soonest due first.
  public func going(of owner: ID<Person>, limit: Int = 100) throws -> [Action] {
    try db.rows(
      """
      \(Self.select)
      WHERE owner_id = \(owner) AND state = 'going' AND organisation_id = \(organisation)
      ORDER BY due_on, id
      LIMIT \(limit)
      """
    ).map(Action.init)
  }

  /// By unit the first day on which it began an action that served an ambition and came to a result. One row for each action of
  /// the ambition: for the proof, which is made once per wave, and not for pages.
  public func firstDays(of ambition: ID<Ambition>) throws -> [ID<Unit>: Day] {
    var days: [ID<Unit>: Day] = [:]
    try db.forEachRow(
      """
      SELECT unit_id, begins_on FROM actions
      WHERE ambition_id = \(ambition) AND state IN ('done', 'learned') AND organisation_id = \(organisation)
      """
    ) { row in
      let unit: ID<Unit> = try row("unit_id")
      let day: Day = try row("begins_on")
      days[unit] = min(days[unit] ?? day, day)
    }
    return days
  }

  public func insert(_ action: Action) throws {
    try db.run(
      """
      INSERT INTO actions (id, organisation_id, unit_id, ambition_id, title, effect, owner_id, begins_on, due_on, state,
        result, ended_on, source, version, changed_by, changed_at)
      VALUES (\(action.id), \(organisation), \(action.unit), \(action.ambition), \(action.title), \(action.effect),
        \(action.owner), \(action.begins), \(action.due), \(action.state), \(action.result), \(action.endedOn),
        \(action.source), \(action.edition.number), \(action.edition.by), \(action.edition.at))
      """)
  }

  public func update(_ action: Action) throws {
    try db.run(
      """
      UPDATE actions
      SET title = \(action.title), effect = \(action.effect), owner_id = \(action.owner), due_on = \(action.due),
        state = \(action.state), result = \(action.result), ended_on = \(action.endedOn),
        version = \(action.edition.number), changed_by = \(action.edition.by), changed_at = \(action.edition.at)
      WHERE organisation_id = \(organisation) AND id = \(action.id)
      """)
  }

  private static let select: SQL = """
    SELECT id, unit_id, ambition_id, title, effect, owner_id, begins_on, due_on, state, result, ended_on, source, version,
      changed_by, changed_at
    FROM actions
    """
}

extension Action {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), unit: try row("unit_id"), ambition: try row.optional("ambition_id"), title: try row("title"),
      effect: try row("effect"), owner: try row.optional("owner_id"), begins: try row("begins_on"),
      due: try row("due_on"), state: try row("state"), result: try row.optional("result"),
      endedOn: try row.optional("ended_on"), source: try row.optional("source"), edition: try Edition(row))
  }
}
