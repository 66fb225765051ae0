import People
import Persistence
public import Values

extension Migration {
  static let createUnfinished = Migration("0106 create unfinished answers") { words in
    [
      """
      CREATE TABLE unfinished_answers (
        submission TEXT NOT NULL,
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_unfinished_answers_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        wave_id TEXT NOT NULL CONSTRAINT fk_unfinished_answers_wave REFERENCES waves (id) ON DELETE CASCADE,
        language TEXT NOT NULL,
        place TEXT,
        answers TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        CONSTRAINT uq_unfinished_answers__wave_id__submission PRIMARY KEY (wave_id, submission)
      )\(words.strict)
      """,
      "CREATE INDEX ix_unfinished_answers__organisation_id ON unfinished_answers (organisation_id)",
    ]
  }
}

/// What somebody answered so far, kept so that nothing is lost when they stop.
public struct UnfinishedAnswers: Hashable, Sendable {
  public var language: Language
  /// The first question of the page where they were.
  public var place: ID<Question>?
  public var answers: Answers

  public init(language: Language, place: ID<Question>? = nil, answers: Answers = Answers()) {
    self.language = language
    self.place = place
    self.answers = answers
  }
}

extension Connection {
  func unfinishedAnswers(in organisation: ID<Organisation>) -> UnfinishedTable {
    UnfinishedTable(db: self, organisation: organisation)
  }
}

/// The unfinished answers of one organisation, by wave and submission.
struct UnfinishedTable {
  let db: any Connection
  let organisation: ID<Organisation>

  func find(_ submission: String, in wave: ID<Wave>) throws -> UnfinishedAnswers? {
    try db.row(
      """
      SELECT language, place, answers FROM unfinished_answers
      WHERE organisation_id = \(organisation) AND wave_id = \(wave) AND submission = \(submission)
      """
    ).map { row in
      UnfinishedAnswers(
        language: try row("language"), place: try row.optional("place"),
        answers: try Answers(document: try row("answers")))
    }
  }

  /// Keeps them, unless this submission was sent off in the meantime; whether they were kept.
  func save(
    _ unfinished: UnfinishedAnswers, of submission: String, in wave: ID<Wave>, at moment: Instant
  ) throws -> Bool {
    try db.run(
      """
      INSERT INTO unfinished_answers (submission, organisation_id, wave_id, language, place, answers, saved_at)
      SELECT \(submission), \(organisation), \(wave), \(unfinished.language), \(unfinished.place),
        \(unfinished.answers.document), \(moment)
      WHERE NOT EXISTS (SELECT 1 FROM responses WHERE wave_id = \(wave) AND submission = \(submission))
      ON CONFLICT (wave_id, submission) DO UPDATE
      SET language = excluded.language, place = excluded.place, answers = excluded.answers, saved_at = excluded.saved_at
      """) == 1
  }

  func remove(_ submission: String, in wave: ID<Wave>) throws {
    try db.run("DELETE FROM unfinished_answers WHERE wave_id = \(wave) AND submission = \(submission)")
  }

  /// All of a wave that closed.
  func removeAll(in wave: ID<Wave>) throws {
    try db.run("DELETE FROM unfinished_answers WHERE organisation_id = \(organisation) AND wave_id = \(wave)")
  }
}
