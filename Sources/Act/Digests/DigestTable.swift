import People
import Persistence
import Values

extension Migration {
  static let createDigests = Migration("0405 create digests") { words in
    [
      """
      CREATE TABLE digest_weeks (
        organisation_id TEXT NOT NULL
          CONSTRAINT fk_digest_weeks_organisation REFERENCES organisations (id) ON DELETE CASCADE,
        week TEXT NOT NULL,
        CONSTRAINT uq_digest_weeks__organisation_id__week PRIMARY KEY (organisation_id, week)
      )\(words.strict)
      """
    ]
  }
}

extension Connection {
  /// Whether this is the first time that the digests of a week are begun.
  func beginDigests(of week: Day, in organisation: ID<Organisation>) throws -> Bool {
    try run(
      """
      INSERT INTO digest_weeks (organisation_id, week) VALUES (\(organisation), \(week))
      ON CONFLICT (organisation_id, week) DO NOTHING
      """) == 1
  }
}
