public import Values

/// Work that must happen after a change, written in the transaction of the change: it is done exactly when the change is.
/// The runner of target `Jobs` does it.
public struct Job: Sendable, Equatable {
  public let id: String
  /// The organisation that the work is for; empty for work of the installation itself.
  public let organisation: String
  /// Which handler does it, as `mail` or `wave.remind`.
  public let kind: String
  /// What the handler needs to know: an id, mostly.
  public let payload: String
  /// Of waiting jobs with one kind and key there is only one. A job that already runs doesn't count: it may have looked before
  /// the change.
  public let key: String?
  public let due: Instant

  public init<Organisation>(
    _ kind: String, in organisation: ID<Organisation>, payload: String = "", key: String? = nil, due: Instant? = nil,
    world: World
  ) {
    self.init(kind, organisation: organisation.text, payload: payload, key: key, due: due, world: world)
  }

  /// A job of the installation itself.
  public init(_ kind: String, payload: String = "", key: String? = nil, due: Instant? = nil, world: World) {
    self.init(kind, organisation: "", payload: payload, key: key, due: due, world: world)
  }

  private init(_ kind: String, organisation: String, payload: String, key: String?, due: Instant?, world: World) {
    id = world.newID()
    self.organisation = organisation
    self.kind = kind
    self.payload = payload
    self.key = key
    self.due = due ?? world.now()
  }

  public init(_ row: Row) throws {
    id = try row("id")
    organisation = try row("organisation_id")
    kind = try row("kind")
    payload = try row("payload")
    key = try row.optional("unique_key")
    due = try row("due_at")
  }
}

extension Connection {
  /// Says anew what jobs of a kind do, where the body gives another payload. A job that said it may then be queued once more.
  public func rewriteJobs(of kind: String, _ change: (String) throws -> String?) throws {
    for row in try rows("SELECT organisation_id, id, payload FROM jobs WHERE kind = \(kind)") {
      guard let payload = try change(row("payload")) else { continue }
      let (organisation, id): (String, String) = (try row("organisation_id"), try row("id"))
      try run(
        """
        UPDATE jobs SET payload = \(payload), unique_key = NULL
        WHERE organisation_id = \(organisation) AND id = \(id)
        """)
    }
  }

  /// Adds a job to the queue, unless one with its key already waits. Says whether it was added.
  @discardableResult
  public func enqueue(_ job: Job) throws -> Bool {
    try run(
      """
      INSERT INTO jobs (organisation_id, id, kind, payload, unique_key, state, due_at, attempts, lease)
      VALUES (
        \(job.organisation), \(job.id), \(job.kind), \(job.payload), \(job.key), 'waiting', \(job.due), 0, 0
      )
      ON CONFLICT (organisation_id, kind, unique_key) WHERE state = 'waiting' DO NOTHING
      """) == 1
  }
}
