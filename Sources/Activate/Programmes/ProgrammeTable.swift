public import People
public import Persistence
public import Values

extension Connection {
  public func programmes(in organisation: ID<Organisation>) -> ProgrammeTable {
    ProgrammeTable(db: self, organisation: organisation)
  }
}

/// The programmes of one organisation.
public struct ProgrammeTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Programme>) throws -> Programme {
    guard let row = try db.row("\(Self.select) WHERE organisation_id = \(organisation) AND id = \(id)") else {
      throw NotFound()
    }
    return try Programme(row)
  }

  /// Newest first.
  public func all() throws -> [Programme] {
    try db.rows("\(Self.select) WHERE organisation_id = \(organisation) ORDER BY id DESC").map(Programme.init)
  }

  func insert(_ programme: Programme) throws {
    try db.run(
      """
      INSERT INTO programmes (id, organisation_id, survey_id, wave_id, name)
      VALUES (\(programme.id), \(organisation), \(programme.survey), \(programme.wave), \(programme.name))
      """)
  }

  private static let select: SQL = "SELECT id, survey_id, wave_id, name FROM programmes"
}

extension Programme {
  fileprivate init(_ row: Row) throws {
    self.init(id: try row("id"), wave: try row("wave_id"), survey: try row("survey_id"), name: try row("name"))
  }
}
