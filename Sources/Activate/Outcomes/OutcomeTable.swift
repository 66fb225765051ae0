import Foundation
import Listen
public import People
public import Persistence
public import Values

extension Migration {
  static let createOutcomes = Migration("0341 create session outcomes and blind spots") { words in
    [
      """
      CREATE TABLE session_outcomes (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_session_outcomes_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        session_id TEXT NOT NULL CONSTRAINT fk_session_outcomes_session REFERENCES sessions (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CONSTRAINT ck_session_outcomes_kind
          CHECK (kind IN ('theme', 'mandate', 'focus', 'action', 'ask', 'commitment', 'huddle')),
        document TEXT NOT NULL,
        made_at TEXT NOT NULL,
        taken_at TEXT
      )\(words.strict)
      """,
      "CREATE INDEX ix_session_outcomes__organisation_id ON session_outcomes (organisation_id)",
      "CREATE INDEX ix_session_outcomes__session_id ON session_outcomes (session_id)",
      """
      CREATE TABLE blind_spots (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_blind_spots_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        session_id TEXT NOT NULL CONSTRAINT fk_blind_spots_session REFERENCES sessions (id) ON DELETE CASCADE,
        measure TEXT NOT NULL,
        unit_id TEXT NOT NULL CONSTRAINT fk_blind_spots_unit REFERENCES units (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_blind_spots_wave REFERENCES waves (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        CONSTRAINT uq_blind_spots__session_id__measure PRIMARY KEY (session_id, measure)
      )\(words.strict)
      """,
      "CREATE INDEX ix_blind_spots__organisation_id ON blind_spots (organisation_id)",
      "CREATE INDEX ix_blind_spots__unit_id ON blind_spots (unit_id)",
      "CREATE INDEX ix_blind_spots__wave_id ON blind_spots (wave_id)",
    ]
  }
}

extension Migration {
  /// What waits for the route is found without what was taken up long ago, and without everyone's plans.
  public static let findPendingOutcomes = Migration("0344 find what waits for the route") { _ in
    [
      """
      CREATE INDEX ix_session_outcomes__waiting ON session_outcomes (organisation_id, kind, session_id)
      WHERE taken_at IS NULL
      """,
      "CREATE INDEX ix_sessions__open ON sessions (organisation_id, id) WHERE phase <> 'ended'",
    ]
  }
}

extension Connection {
  public func outcomes(in organisation: ID<Organisation>) -> OutcomeTable {
    OutcomeTable(db: self, organisation: organisation)
  }
}

/// What the sessions of one organisation left behind.
public struct OutcomeTable {
  let db: any Connection
  let organisation: ID<Organisation>

  /// What one session left behind.
  public func of(_ id: ID<Session>) throws -> SessionOutcome {
    try outcome(of: db.sessions(in: organisation).find(id))
  }

  /// The sessions that ended as committed and left something that the improvement route hasn't taken up, from the first level
  /// down.
  ///
  /// - Parameter isWanted: of which units; the others aren't read.
  public func pending(
    limit: Int = .max, of isWanted: (ID<People.Unit>) -> Bool = { _ in true }
  ) throws -> [SessionOutcome] {
    let rows = try db.rows(
      """
      SELECT DISTINCT o.session_id AS session_id, s.unit_id AS unit_id, s.level AS level
      FROM session_outcomes o JOIN sessions s ON s.id = o.session_id
      WHERE o.organisation_id = \(organisation) AND o.taken_at IS NULL AND s.ending = 'committed'
        AND o.kind IN ('theme', 'focus', 'action', 'ask')
      """)
    let found = try rows.map { row -> (id: ID<Session>, unit: ID<People.Unit>, level: Level) in
      (try row("session_id"), try row("unit_id"), try row("level"))
    }.filter { isWanted($0.unit) }.sorted { ($0.level.number, $0.id) < ($1.level.number, $1.id) }
    var pending: [SessionOutcome] = []
    for line in found where pending.count < limit {
      let outcome = try of(line.id)
      if outcome.isPending { pending.append(outcome) }
    }
    return pending
  }

  /// Marks what the improvement route made something of, by the ids of themes, focuses, actions and asks; and the plans that
  /// their makers took along.
  public func take(_ ids: [String], at moment: Instant) throws {
    try db.run(
      """
      UPDATE session_outcomes SET taken_at = \(moment)
      WHERE organisation_id = \(organisation) AND id IN \(.list(ids)) AND taken_at IS NULL
      """)
  }

  /// What a first level said that units may decide by themselves: the latest mandate of a session that committed.
  ///
  /// - Parameter isWanted: of which units a session's mandate counts.
  public func mandate(of isWanted: (ID<People.Unit>) -> Bool) throws -> Mandate? {
    let rows = try db.rows(
      """
      SELECT o.document AS document, s.unit_id AS unit_id
      FROM session_outcomes o JOIN sessions s ON s.id = o.session_id
      WHERE o.organisation_id = \(organisation) AND o.kind = \(OutcomeItem.Kind.mandate) AND o.taken_at IS NULL
        AND s.ending = 'committed'
      ORDER BY o.made_at DESC, o.id DESC
      """)
    for row in rows where isWanted(try row("unit_id")) {
      if case .mandate(let mandate) = try Self.decoded(row("document")) as OutcomeItem { return mandate }
    }
    return nil
  }

  /// The if-then plans of one session, for their makers.
  func plans(in session: ID<Session>) throws -> [OwnPlan] {
    try db.rows(
      """
      SELECT document, made_at, taken_at FROM session_outcomes
      WHERE organisation_id = \(organisation) AND session_id = \(session) AND kind = \(OutcomeItem.Kind.commitment)
      ORDER BY made_at, id
      """
    ).compactMap { row in
      guard case .commitment(let plan) = try Self.decoded(row("document")) as OutcomeItem else { return nil }
      return OwnPlan(
        plan: plan, madeAt: try row("made_at"), isTaken: try row.optional("taken_at", as: Instant.self) != nil)
    }
  }

  /// What groups of a unit thought beside what customers said, wave by wave in the order of the sessions.
  public func blindSpots(of unit: ID<People.Unit>) throws -> [BlindSpot] {
    try db.rows(
      """
      SELECT document FROM blind_spots WHERE organisation_id = \(organisation) AND unit_id = \(unit)
      ORDER BY session_id, measure
      """
    ).map { try Self.decoded($0("document")) }
  }

  /// What the sessions of a programme on one level decided, of units that this one lies in; committed ones only.
  func decided(
    in programme: ID<Programme>, on level: Level, above unit: ID<People.Unit>, tree: UnitTree
  ) throws -> [SessionOutcome] {
    try db.sessions(in: organisation).all(of: programme)
      .filter { $0.level == level && $0.ending == .committed && tree.contains(unit, within: $0.unit) }
      .map(outcome)
  }

  func item(_ id: String, in session: ID<Session>) throws -> (item: OutcomeItem, isTaken: Bool)? {
    try db.row(
      """
      SELECT document, taken_at FROM session_outcomes
      WHERE organisation_id = \(organisation) AND session_id = \(session) AND id = \(id)
      """
    ).map { row in
      (try Self.decoded(row("document")), try row.optional("taken_at", as: Instant.self) != nil)
    }
  }

  func save(_ item: OutcomeItem, of session: ID<Session>, at moment: Instant) throws {
    try db.run(
      """
      INSERT INTO session_outcomes (id, organisation_id, session_id, kind, document, made_at)
      VALUES (\(item.id), \(organisation), \(session), \(item.kind), \(Self.text(item)), \(moment))
      ON CONFLICT (id) DO UPDATE SET document = excluded.document
      WHERE session_outcomes.organisation_id = excluded.organisation_id
        AND session_outcomes.session_id = excluded.session_id AND session_outcomes.kind = excluded.kind
      """)
  }

  /// Leaves what is there already as it is.
  func add(_ item: OutcomeItem, of session: ID<Session>, at moment: Instant) throws {
    try db.run(
      """
      INSERT INTO session_outcomes (id, organisation_id, session_id, kind, document, made_at)
      VALUES (\(item.id), \(organisation), \(session), \(item.kind), \(Self.text(item)), \(moment))
      ON CONFLICT (id) DO NOTHING
      """)
  }

  /// Puts another name where somebody's name stood.
  func rename(_ name: String, to other: String) throws {
    let rows = try db.rows("SELECT id, document FROM session_outcomes WHERE organisation_id = \(organisation)")
    for row in rows {
      let item: OutcomeItem = try Self.decoded(row("document"))
      guard let renamed = item.renaming(name, to: other) else { continue }
      try db.run(
        """
        UPDATE session_outcomes SET document = \(Self.text(renamed))
        WHERE organisation_id = \(organisation) AND id = \(row("id", as: String.self))
        """)
    }
  }

  func drop(_ id: String, of session: ID<Session>) throws {
    try db.run(
      """
      DELETE FROM session_outcomes
      WHERE organisation_id = \(organisation) AND session_id = \(session) AND id = \(id)
      """)
  }

  func save(_ spots: [BlindSpot], of session: ID<Session>) throws {
    try db.run("DELETE FROM blind_spots WHERE organisation_id = \(organisation) AND session_id = \(session)")
    for spot in spots {
      try db.run(
        """
        INSERT INTO blind_spots (organisation_id, session_id, measure, unit_id, wave_id, document)
        VALUES (\(organisation), \(session), \(spot.measure), \(spot.unit), \(spot.wave), \(Self.text(spot)))
        """)
    }
  }

  private func outcome(of session: Session) throws -> SessionOutcome {
    let rows = try db.rows(
      """
      SELECT id, document, taken_at FROM session_outcomes
      WHERE organisation_id = \(organisation) AND session_id = \(session.id)
      ORDER BY made_at, id
      """)
    let spots = try db.rows(
      """
      SELECT document FROM blind_spots WHERE organisation_id = \(organisation) AND session_id = \(session.id)
      ORDER BY measure
      """)
    return SessionOutcome(
      session, items: try rows.map { try Self.decoded($0("document")) },
      blindSpots: try spots.map { try Self.decoded($0("document")) },
      takenUp: Set(try rows.filter { try $0.optional("taken_at", as: Instant.self) != nil }.map { try $0("id") }))
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func decoded<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}
