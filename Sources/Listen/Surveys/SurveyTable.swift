import Foundation
public import People
public import Persistence
public import Values

extension Migration {
  static let createSurveys = Migration("0101 create surveys") { words in
    [
      """
      CREATE TABLE surveys (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL CONSTRAINT fk_surveys_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        state TEXT NOT NULL CONSTRAINT ck_surveys_state CHECK (state IN ('draft', 'inUse', 'archived')),
        version INTEGER NOT NULL,
        created_at TEXT NOT NULL
      )\(words.strict)
      """,
      "CREATE INDEX ix_surveys__organisation_id ON surveys (organisation_id)",
      """
      CREATE TABLE survey_versions (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_survey_versions_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        survey_id TEXT NOT NULL CONSTRAINT fk_survey_versions_survey REFERENCES surveys (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        document TEXT NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT uq_survey_versions__survey_id__version PRIMARY KEY (survey_id, version)
      )\(words.strict)
      """,
      "CREATE INDEX ix_survey_versions__organisation_id ON survey_versions (organisation_id)",
    ]
  }
}

extension Connection {
  public func surveys(in organisation: ID<Organisation>) -> SurveyTable {
    SurveyTable(db: self, organisation: organisation)
  }
}

/// The surveys of one organisation, with every version of their wording.
public struct SurveyTable {
  let db: any Connection
  let organisation: ID<Organisation>

  public func find(_ id: ID<Survey>) throws -> Survey {
    guard let row = try db.row("\(Self.select) WHERE s.organisation_id = \(organisation) AND s.id = \(id)") else {
      throw NotFound()
    }
    return try Survey(row)
  }

  /// Newest first.
  public func all() throws -> [Survey] {
    try db.rows("\(Self.select) WHERE s.organisation_id = \(organisation) ORDER BY s.created_at DESC, s.id DESC")
      .map(Survey.init)
  }

  /// The wording of an earlier version.
  public func document(of survey: ID<Survey>, version: Int) throws -> SurveyDocument {
    let text: String? = try db.value(
      """
      SELECT document FROM survey_versions
      WHERE organisation_id = \(organisation) AND survey_id = \(survey) AND version = \(version)
      """)
    guard let text else { throw NotFound() }
    return try SurveyDocument(stored: text)
  }

  public func insert(_ survey: Survey) throws {
    try db.run(
      """
      INSERT INTO surveys (id, organisation_id, state, version, created_at)
      VALUES (\(survey.id), \(organisation), \(survey.state), \(survey.version), \(survey.createdAt))
      """)
    try save(survey.document, of: survey.id, version: survey.version, at: survey.createdAt)
  }

  public func update(_ survey: Survey, at moment: Instant) throws {
    try db.run(
      """
      UPDATE surveys SET state = \(survey.state), version = \(survey.version)
      WHERE organisation_id = \(organisation) AND id = \(survey.id)
      """)
    try save(survey.document, of: survey.id, version: survey.version, at: moment)
  }

  /// Wording that is being worked on while an earlier version is in use, if any.
  public func draft(of survey: Survey) throws -> SurveyDocument? {
    let text: String? = try db.value(
      """
      SELECT document FROM survey_versions
      WHERE organisation_id = \(organisation) AND survey_id = \(survey.id) AND version = \(survey.version + 1)
      """)
    return try text.map(SurveyDocument.init(stored:))
  }

  func saveDraft(_ document: SurveyDocument, of survey: Survey, at moment: Instant) throws {
    try save(document, of: survey.id, version: survey.version + 1, at: moment)
  }

  func discardDraft(of survey: Survey) throws {
    try db.run(
      """
      DELETE FROM survey_versions
      WHERE organisation_id = \(organisation) AND survey_id = \(survey.id) AND version > \(survey.version)
      """)
  }

  func delete(_ id: ID<Survey>) throws {
    try db.run("DELETE FROM surveys WHERE organisation_id = \(organisation) AND id = \(id)")
  }

  private func save(_ document: SurveyDocument, of survey: ID<Survey>, version: Int, at moment: Instant) throws {
    try db.run(
      """
      INSERT INTO survey_versions (organisation_id, survey_id, version, document, made_at)
      VALUES (\(organisation), \(survey), \(version), \(document.stored()), \(moment))
      ON CONFLICT (survey_id, version) DO UPDATE SET document = excluded.document, made_at = excluded.made_at
      """)
  }

  private static let select: SQL = """
    SELECT s.id, s.state, s.version, s.created_at, v.document
    FROM surveys s JOIN survey_versions v ON v.survey_id = s.id AND v.version = s.version
    """
}

extension Survey {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row("id"), state: try row("state"), version: try row("version"),
      document: try SurveyDocument(stored: try row("document")), createdAt: try row("created_at"))
  }
}

extension SurveyDocument {
  init(stored text: String) throws {
    self = try DecodedDocuments.document(text)
  }

  func stored() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
