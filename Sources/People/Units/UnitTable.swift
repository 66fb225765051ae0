public import Persistence
public import Values

extension Migration {
  static let createUnits = Migration("0002 create units") { words in
    [
      """
      CREATE TABLE units (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_units_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        name TEXT NOT NULL CONSTRAINT ck_units_name CHECK (length(name) BETWEEN 1 AND 200),
        code TEXT NOT NULL,
        CONSTRAINT uq_units__organisation_id__code UNIQUE (organisation_id, code)
      )\(words.strict)
      """,
      """
      CREATE TABLE unit_placements (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_unit_placements_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        unit_id TEXT NOT NULL CONSTRAINT fk_unit_placements_unit REFERENCES units (id) ON DELETE CASCADE,
        parent_id TEXT CONSTRAINT fk_unit_placements_parent REFERENCES units (id) ON DELETE CASCADE,
        valid_from TEXT NOT NULL,
        valid_until TEXT,
        CONSTRAINT ck_unit_placements_period CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT uq_unit_placements__unit_id__valid_from PRIMARY KEY (unit_id, valid_from)
      )\(words.strict)
      """,
      "CREATE INDEX ix_unit_placements__organisation_id ON unit_placements (organisation_id)",
      "CREATE INDEX ix_unit_placements__parent_id ON unit_placements (parent_id)",
    ]
  }
}

extension Connection {
  public func units(in organisation: ID<Organisation>) -> UnitTable {
    UnitTable(db: self, organisation: organisation)
  }
}

/// The units of one organisation and where they hung.
public struct UnitTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Unit>) throws -> Unit {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Unit(row)
  }

  public func all() throws -> [Unit] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY id").map(Unit.init)
  }

  public func placements() throws -> [UnitPlacement] {
    try db.rows(
      """
      SELECT unit_id, parent_id, valid_from, valid_until FROM unit_placements
      WHERE organisation_id = \(organisation) ORDER BY unit_id, valid_from
      """
    ).map { row in
      UnitPlacement(
        unit: try row("unit_id"), parent: try row.optional("parent_id"),
        validity: Validity(from: try row("valid_from"), until: try row.optional("valid_until")))
    }
  }

  /// The organisation as it was organised on a day.
  public func tree(on day: Day) throws -> UnitTree {
    UnitTree(day: day, units: try all(), placements: try placements())
  }

  public func insert(_ unit: Unit, below parent: ID<Unit>?, from day: Day) throws {
    try refusingTakenCode(of: unit) {
      try db.run(
        """
        INSERT INTO units (id, organisation_id, name, code)
        VALUES (\(unit.id), \(organisation), \(unit.name), \(unit.code))
        """)
    }
    try place(unit.id, below: parent, from: day)
  }

  public func update(_ unit: Unit) throws {
    try refusingTakenCode(of: unit) {
      try db.run(
        """
        UPDATE units SET name = \(unit.name), code = \(unit.code)
        WHERE organisation_id = \(organisation) AND id = \(unit.id)
        """)
    }
    try db.organisations.touch(organisation)
  }

  private func refusingTakenCode(of unit: Unit, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as DatabaseError where error.kind == .uniqueViolation("uq_units__organisation_id__code") {
      throw Rejection("code", Message("people.units.codeTaken", ["code": .text(unit.code)]))
    }
  }

  /// Hangs a unit elsewhere from a day on. What was before stays as it was.
  public func place(_ unit: ID<Unit>, below parent: ID<Unit>?, from day: Day) throws {
    try end(unit, on: day)
    try db.run(
      """
      INSERT INTO unit_placements (organisation_id, unit_id, parent_id, valid_from, valid_until)
      VALUES (\(organisation), \(unit), \(parent), \(day), NULL)
      """)
  }

  /// The unit is no longer part of the organisation from that day on.
  public func end(_ unit: ID<Unit>, on day: Day) throws {
    try db.run(
      """
      DELETE FROM unit_placements
      WHERE organisation_id = \(organisation) AND unit_id = \(unit) AND valid_from >= \(day)
      """)
    try db.run(
      """
      UPDATE unit_placements SET valid_until = \(day)
      WHERE organisation_id = \(organisation) AND unit_id = \(unit) AND (valid_until IS NULL OR valid_until > \(day))
      """)
    try db.organisations.touch(organisation)
  }

  private static let select: SQL = "SELECT id, name, code FROM units"
}

extension Unit {
  fileprivate init(_ row: Row) throws {
    self.init(id: try row("id"), name: try row("name"), code: try row("code"))
  }
}
