extension Migration {
  /// The tables of `Event` and `Job`. This room knows no organisations, so their ids are no foreign keys here; erasing an
  /// organisation erases these too, by `eraseEventsJobsAndMails`.
  public static let createEventsAndJobs = Migration("0901 create events and jobs") { words in
    [
      """
      CREATE TABLE events (
        organisation_id TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        happened_at TEXT NOT NULL,
        actor_id TEXT,
        subject_id TEXT,
        facts TEXT NOT NULL,
        CONSTRAINT uq_events__organisation_id__id PRIMARY KEY (organisation_id, id)
      )\(words.strict)
      """,
      "CREATE INDEX ix_events__subject ON events (organisation_id, subject_id, id)",
      """
      CREATE TABLE jobs (
        organisation_id TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL,
        unique_key TEXT,
        state TEXT NOT NULL CONSTRAINT ck_jobs__state CHECK (state IN ('waiting', 'running', 'failed')),
        due_at TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        lease INTEGER NOT NULL,
        lease_until TEXT,
        failure TEXT,
        CONSTRAINT uq_jobs__organisation_id__id PRIMARY KEY (organisation_id, id)
      )\(words.strict)
      """,
      """
      CREATE UNIQUE INDEX uq_jobs__organisation_id__kind__unique_key ON jobs (organisation_id, kind, unique_key)
      WHERE state = 'waiting'
      """,
      "CREATE INDEX ix_jobs__due ON jobs (state, due_at)",
    ]
  }
}

extension Connection {
  /// Forgets everything that was told of an organisation, waits to be done for it or was mailed by it.
  public func eraseEventsJobsAndMails(of organisation: some SQLBindable) throws {
    try run("DELETE FROM mails WHERE organisation_id = \(organisation)")
    try run("DELETE FROM jobs WHERE organisation_id = \(organisation)")
    try run("DELETE FROM events WHERE organisation_id = \(organisation)")
  }
}
