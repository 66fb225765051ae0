import Listen
public import People
public import Persistence
public import Values

extension Migration {
  static let createIndicators = Migration("0510 create indicators") { words in
    [
      """
      CREATE TABLE indicators (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_indicators_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        survey_id TEXT NOT NULL CONSTRAINT fk_indicators_survey REFERENCES surveys (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        CONSTRAINT uq_indicators__organisation_id__survey_id__name UNIQUE (organisation_id, survey_id, name)
      )\(words.strict)
      """,
      "CREATE INDEX ix_indicators__survey_id ON indicators (survey_id)",
    ]
  }
}

extension Connection {
  public func indicators(in organisation: ID<Organisation>) -> IndicatorTable {
    IndicatorTable(db: self, organisation: organisation)
  }
}

/// The measures that one organisation chose, in the order in which it did.
public struct IndicatorTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func all() throws -> [Indicator] {
    try db.rows("SELECT id, survey_id, name FROM indicators WHERE organisation_id = \(organisation) ORDER BY id")
      .map { Indicator(id: try $0("id"), survey: try $0("survey_id"), name: try $0("name")) }
  }

  func insert(_ indicator: Indicator) throws {
    try db.run(
      """
      INSERT INTO indicators (id, organisation_id, survey_id, name)
      VALUES (\(indicator.id), \(organisation), \(indicator.survey), \(indicator.name))
      ON CONFLICT (organisation_id, survey_id, name) DO NOTHING
      """)
  }

  func remove(_ id: ID<Indicator>) throws {
    try db.run("DELETE FROM indicators WHERE organisation_id = \(organisation) AND id = \(id)")
  }
}
