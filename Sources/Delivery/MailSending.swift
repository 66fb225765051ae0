public import Jobs
public import Persistence
public import Values

/// Sends the mails that were queued (`Connection.queue`), each by its own job.
///
/// A mail is marked as sent in the transaction that ends its job, so it is sent once, but for the moment between the relay's
/// word and that commit: a process that dies there sends it again, with the same `Message-ID`.
public enum MailSending {
  /// How often a mail that can't leave now is tried. The waits grow to six hours, so it is tried for about twelve days: a relay
  /// may be away for a long weekend and more. Then it is marked as refused, where somebody sees it.
  static let attempts = 60

  public static func handler(database: any Database, world: World) -> JobHandler {
    JobHandler(QueuedMail.jobKind, attempts: attempts) { claimed in
      let (id, organisation) = (claimed.job.payload, claimed.job.organisation)
      guard let queued = try await database.read({ try $0.queuedMail(id, in: organisation) }), queued.state == .queued
      else {
        return
      }
      do {
        try await world.send(queued.mail)
      } catch let problem as MailProblem where problem.isFinal || claimed.attempts >= attempts {
        return try await database.write { db in
          try db.complete(claimed)
          try db.markRefused(queued, because: "\(problem)")
        }
      }
      let now = world.now()
      try await insisting {
        try await database.write { db in
          try db.complete(claimed)
          try db.markSent(queued, at: now)
        }
      }
    }
  }

  /// The mail is out. A database that is busy, full or away for a moment must not make it go out again.
  private static func insisting(_ write: () async throws -> Void) async throws {
    for attempt in 0..<8 {
      do {
        return try await write()
      } catch let error as DatabaseError where [.busy, .full, .unavailable].contains(error.kind) {
        try await Task.sleep(for: .milliseconds(100 << attempt))
      }
    }
    try await write()
  }
}

extension MailProblem {
  fileprivate var isFinal: Bool {
    switch self {
    case .unwritable, .refused: true
    case .delayed, .wouldBeOpen: false
    }
  }
}
