public import Persistence
public import Values

/// A job in hand: claimed under a lease that others respect until it ends.
public struct ClaimedJob: Sendable {
  public let job: Job
  /// How often it was begun, this time included.
  public let attempts: Int
  /// Grows with each claim. Whoever has an older number has lost the job, however long it slept.
  let lease: Int
}

/// A job that was given up, for a person to look at.
public struct FailedJob: Sendable {
  public let job: Job
  public let attempts: Int
  public let failure: String
}

/// The job is no longer ours: its lease ended and another runner took it. What was written with it must not be.
public struct LeaseLost: Error, Equatable {}

extension Connection {
  /// Takes up to so many jobs that are due, or whose runner has not been heard of.
  ///
  /// Two nodes may ask at once. On PostgreSQL each skips what the other holds; SQLite has one writer.
  func claimJobs(_ kinds: [String], limit: Int, now: Instant, leaseUntil: Instant) throws -> [ClaimedJob] {
    let skipping: SQL = dialect == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
    return try rows(
      """
      UPDATE jobs
      SET state = 'running', attempts = attempts + 1, lease = lease + 1, lease_until = \(leaseUntil)
      WHERE (organisation_id, id) IN (
        SELECT organisation_id, id
        FROM jobs
        WHERE (state = 'waiting' AND due_at <= \(now) OR state = 'running' AND lease_until <= \(now))
          AND kind IN \(SQL.list(kinds))
        ORDER BY due_at, id
        LIMIT \(limit)
        \(skipping)
      )
      RETURNING \(Self.jobColumns), attempts, lease
      """
    ).map { ClaimedJob(job: try Job($0), attempts: try $0("attempts"), lease: try $0("lease")) }
  }

  /// Keeps the job for longer. Throws `LeaseLost` where another has taken it.
  func prolong(_ claimed: ClaimedJob, until: Instant) throws {
    try requireOne(try run("UPDATE jobs SET lease_until = \(until) WHERE \(claimed.condition)"))
  }

  /// The work is done. A handler that writes does this in its own transaction, so that the work can't be done twice; for all
  /// others the runner does it. Throws `LeaseLost` where another has taken the job.
  public func complete(_ claimed: ClaimedJob) throws {
    try requireOne(try run("DELETE FROM jobs WHERE \(claimed.condition)"))
  }

  /// Puts the job back for later. `counts` is false where it was not its fault. When another with its key waits already, that
  /// one will do.
  func postpone(_ claimed: ClaimedJob, until due: Instant, failure: String?, counts: Bool) throws {
    let job = claimed.job
    if let key = job.key {
      let waiting: Int? = try value(
        """
        SELECT 1 FROM jobs
        WHERE organisation_id = \(job.organisation) AND kind = \(job.kind) AND unique_key = \(key) AND state = 'waiting'
        """)
      if waiting != nil { return try complete(claimed) }
    }
    try requireOne(
      try run(
        """
        UPDATE jobs
        SET state = 'waiting', due_at = \(due), lease_until = NULL, failure = \(failure),
          attempts = attempts - \(counts ? 0 : 1)
        WHERE \(claimed.condition)
        """))
  }

  /// Gives the job up. It stays, visibly, until a person repeats or forgets it.
  func giveUp(_ claimed: ClaimedJob, failure: String) throws {
    try requireOne(
      try run(
        "UPDATE jobs SET state = 'failed', lease_until = NULL, failure = \(failure) WHERE \(claimed.condition)"))
  }

  /// When this process is the only one, what still runs was left behind by one that ended.
  func releaseAllJobs() throws {
    try run("UPDATE jobs SET lease_until = due_at WHERE state = 'running'")
  }

  /// What was given up in an organisation; empty for the installation's own.
  public func failedJobs(in organisation: String) throws -> [FailedJob] {
    try rows(
      """
      SELECT \(Self.jobColumns), attempts, failure
      FROM jobs
      WHERE organisation_id = \(organisation) AND state = 'failed'
      ORDER BY id
      """
    ).map { FailedJob(job: try Job($0), attempts: try $0("attempts"), failure: try $0.optional("failure") ?? "") }
  }

  /// Tries a failed job again, from the beginning. One that is not failed stays as it is.
  public func repeatFailedJob(_ id: String, in organisation: String, now: Instant) throws {
    try run(
      """
      UPDATE jobs
      SET state = 'waiting', due_at = \(now), attempts = 0, failure = NULL
      WHERE organisation_id = \(organisation) AND id = \(id) AND state = 'failed'
      """)
  }

  /// How many jobs wait, run and failed in the whole installation.
  public func jobCounts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in try rows("SELECT state, count(*) AS n FROM jobs GROUP BY state") {
      counts[try row("state")] = try row("n")
    }
    return counts
  }

  private static var jobColumns: SQL { "organisation_id, id, kind, payload, unique_key, due_at" }

  private func requireOne(_ changed: Int) throws {
    guard changed == 1 else { throw LeaseLost() }
  }
}

extension ClaimedJob {
  fileprivate var condition: SQL {
    "organisation_id = \(job.organisation) AND id = \(job.id) AND lease = \(lease) AND state = 'running'"
  }
}
