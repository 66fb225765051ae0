public import Values

/// How one kind of job is done.
public struct JobHandler: Sendable {
  public let kind: String
  /// How often a job is begun before it is given up.
  public let attempts: Int
  /// A job that comes back by itself, so long after it was done, and is never given up. The first one is due at the start.
  public let everySeconds: Int?
  let run: @Sendable (ClaimedJob) async throws -> Void

  /// The body is run again when it throws, or when its process ends before it was done; so what it does twice must be as
  /// if done once. A body whose effect is in the database does `db.complete(job)` in the same transaction.
  public init(
    _ kind: String, attempts: Int = 20, everySeconds: Int? = nil,
    run: @escaping @Sendable (ClaimedJob) async throws -> Void
  ) {
    self.kind = kind
    self.attempts = attempts
    self.everySeconds = everySeconds
    self.run = run
  }
}

/// Trying again is of no use: the job is given up now, with this reason.
public struct HopelessJob: Error {
  public let reason: String

  public init(_ reason: String) {
    self.reason = reason
  }
}

/// Not now, and not the job's fault: a limit was reached, or someone else must come first. It doesn't count as an attempt.
public struct JobTooEarly: Error {
  public let due: Instant

  public init(until due: Instant) {
    self.due = due
  }
}

/// How long a failed job waits: 5 seconds, then twice as long each time up to 6 hours, each a fifth longer or shorter by
/// chance, so that a thousand that failed together don't return together.
enum Backoff {
  static func seconds(after attempts: Int) -> Int {
    let regular = min(5 << min(max(attempts - 1, 0), 20), 6 * 3_600)
    return Int((Double(regular) * .random(in: 0.8...1.2)).rounded(.up))
  }
}
