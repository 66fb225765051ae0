public import Listen
public import People
public import Persistence
public import Values

extension Connection {
  public func translations(in organisation: ID<Organisation>) -> TranslationTable {
    TranslationTable(db: self, organisation: organisation)
  }

  public func routeTallies(in organisation: ID<Organisation>) -> RouteTallyTable {
    RouteTallyTable(db: self, organisation: organisation)
  }

  public func routeComments(in organisation: ID<Organisation>) -> RouteCommentTable {
    RouteCommentTable(db: self, organisation: organisation)
  }
}

/// What units made of the ambitions.
public struct TranslationTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ ambition: ID<Ambition>, _ unit: ID<Unit>) throws -> Translation? {
    try db.row(
      """
      \(Self.select) WHERE ambition_id = \(ambition) AND unit_id = \(unit) AND organisation_id = \(organisation)
      """
    ).map(Translation.init)
  }

  /// Of an ambition, those of these units.
  public func all(of ambition: ID<Ambition>, in units: [ID<Unit>]) throws -> [ID<Unit>: Translation] {
    let found = try db.rows(
      """
      \(Self.select)
      WHERE ambition_id = \(ambition) AND unit_id IN \(.list(units)) AND organisation_id = \(organisation)
      """
    ).map(Translation.init)
    return Dictionary(found.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What each of these units said to each of these ambitions.
  public func kinds(
    of ambitions: [ID<Ambition>], in units: [ID<Unit>]
  ) throws -> [ID<Ambition>: [ID<Unit>: Translation.Kind]] {
    var kinds: [ID<Ambition>: [ID<Unit>: Translation.Kind]] = [:]
    let rows = try db.rows(
      """
      SELECT ambition_id, unit_id, kind FROM translations
      WHERE ambition_id IN \(.list(ambitions)) AND unit_id IN \(.list(units)) AND organisation_id = \(organisation)
      """)
    for row in rows { kinds[try row("ambition_id"), default: [:]][try row("unit_id")] = try row("kind") }
    return kinds
  }

  /// All of a unit.
  public func all(in unit: ID<Unit>) throws -> [ID<Ambition>: Translation] {
    let found = try db.rows("\(Self.select) WHERE unit_id = \(unit) AND organisation_id = \(organisation)")
      .map(Translation.init)
    return Dictionary(found.map { ($0.ambition, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func owned(by person: ID<Person>) throws -> [Translation] {
    try db.rows("\(Self.select) WHERE owner_id = \(person) AND organisation_id = \(organisation) ORDER BY due_on")
      .map(Translation.init)
  }

  public func save(_ translation: Translation) throws {
    try db.run(
      """
      INSERT INTO translations (organisation_id, ambition_id, unit_id, kind, text, owner_id, due_on, version, changed_by,
        changed_at)
      VALUES (\(organisation), \(translation.ambition), \(translation.unit), \(translation.kind), \(translation.text),
        \(translation.owner), \(translation.due), \(translation.edition.number), \(translation.edition.by),
        \(translation.edition.at))
      ON CONFLICT (organisation_id, ambition_id, unit_id) DO UPDATE
      SET kind = excluded.kind, text = excluded.text, owner_id = excluded.owner_id, due_on = excluded.due_on,
        version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at
      """)
  }

  private static let select: SQL = """
    SELECT ambition_id, unit_id, kind, text, owner_id, due_on, version, changed_by, changed_at FROM translations
    """
}

extension Translation {
  fileprivate init(_ row: Row) throws {
    self.init(
      ambition: try row("ambition_id"), unit: try row("unit_id"), kind: try row("kind"), text: try row("text"),
      owner: try row.optional("owner_id"), due: try row("due_on"), edition: try Edition(row))
  }
}

/// How far each ambition is, unit by unit. The row of the unit `""` is the whole.
public struct RouteTallyTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// The whole of each of these ambitions.
  public func wholes(of ambitions: [ID<Ambition>]) throws -> [ID<Ambition>: RouteTally] {
    try sums(of: ambitions, "unit_id = ''")
  }

  /// The sum of these units, of each of these ambitions.
  public func sums(of ambitions: [ID<Ambition>], in units: [ID<Unit>]) throws -> [ID<Ambition>: RouteTally] {
    try sums(of: ambitions, "unit_id IN \(.list(units))")
  }

  private func sums(of ambitions: [ID<Ambition>], _ condition: SQL) throws -> [ID<Ambition>: RouteTally] {
    guard !ambitions.isEmpty else { return [:] }
    var sums: [ID<Ambition>: RouteTally] = [:]
    let rows = try db.rows(
      """
      \(Self.select)
      WHERE ambition_id IN \(.list(ambitions)) AND \(condition) AND organisation_id = \(organisation)
      """)
    for row in rows {
      let ambition: ID<Ambition> = try row("ambition_id")
      sums[ambition] = (sums[ambition] ?? RouteTally()) + (try RouteTally(row))
    }
    return sums
  }

  /// One ambition, unit by unit, without the row of the whole.
  public func units(of ambition: ID<Ambition>) throws -> [ID<Unit>: RouteTally] {
    var units: [ID<Unit>: RouteTally] = [:]
    let rows = try db.rows(
      "\(Self.select) WHERE ambition_id = \(ambition) AND unit_id <> '' AND organisation_id = \(organisation)")
    for row in rows { units[try row("unit_id")] = try RouteTally(row) }
    return units
  }

  /// Adds to what was counted of a unit, and of the whole.
  func add(_ change: RouteTally, to ambition: ID<Ambition>, _ unit: ID<Unit>, on day: Day) throws {
    for place in [unit.text, ""] {
      try db.run(
        """
        INSERT INTO route_tallies (organisation_id, ambition_id, unit_id, focuses, refusals, going, done, learned, stopped,
          last_moved_on)
        VALUES (\(organisation), \(ambition), \(place), \(change.focuses), \(change.refusals), \(change.going),
          \(change.done), \(change.learned), \(change.stopped), \(day))
        ON CONFLICT (organisation_id, ambition_id, unit_id) DO UPDATE
        SET focuses = route_tallies.focuses + excluded.focuses, refusals = route_tallies.refusals + excluded.refusals,
          going = route_tallies.going + excluded.going, done = route_tallies.done + excluded.done,
          learned = route_tallies.learned + excluded.learned, stopped = route_tallies.stopped + excluded.stopped,
          last_moved_on = excluded.last_moved_on
        """)
    }
  }

  private static let select: SQL = """
    SELECT ambition_id, unit_id, focuses, refusals, going, done, learned, stopped, last_moved_on FROM route_tallies
    """
}

extension RouteTally {
  fileprivate init(_ row: Row) throws {
    self.init(
      focuses: try row("focuses"), refusals: try row("refusals"), going: try row("going"), done: try row("done"),
      learned: try row("learned"), stopped: try row("stopped"), lastMoved: try row("last_moved_on"))
  }
}

/// Which comments of customers led to what.
public struct RouteCommentTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func comments(of ambition: ID<Ambition>) throws -> [ID<Comment>] {
    try ids("ambition_id = \(ambition)")
  }

  public func comments(of action: ID<Action>) throws -> [ID<Comment>] {
    try ids("action_id = \(action)")
  }

  private func ids(_ condition: SQL) throws -> [ID<Comment>] {
    try db.rows(
      """
      SELECT comment_id FROM route_comments WHERE \(condition) AND organisation_id = \(organisation) ORDER BY comment_id
      """
    ).map { try $0("comment_id") }
  }

  /// What came of a comment.
  public func results(of comment: ID<Comment>) throws -> (ambitions: [ID<Ambition>], actions: [ID<Action>]) {
    let rows = try db.rows(
      """
      SELECT ambition_id, action_id FROM route_comments
      WHERE comment_id = \(comment) AND organisation_id = \(organisation)
      """)
    return (
      try rows.compactMap { try $0.optional("ambition_id") }, try rows.compactMap { try $0.optional("action_id") }
    )
  }

  func insert(_ comment: ID<Comment>, ambition: ID<Ambition>?, action: ID<Action>?) throws {
    try db.run(
      """
      INSERT INTO route_comments (organisation_id, comment_id, ambition_id, action_id)
      VALUES (\(organisation), \(comment), \(ambition), \(action))
      """)
  }
}
