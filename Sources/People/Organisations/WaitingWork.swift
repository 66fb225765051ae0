public import Persistence
import Values

/// What waits for whoever looks after the installation of an organisation.
public struct Waiting: Hashable, Sendable {
  /// People who have not signed in for the first time.
  public let uninvited: Int
  public let queuedMails: Int
  /// Mails that a relay will never take, up to a hundred.
  public let refusedMails: Int

  public init(uninvited: Int, queuedMails: Int, refusedMails: Int) {
    self.uninvited = uninvited
    self.queuedMails = queuedMails
    self.refusedMails = refusedMails
  }
}

/// Counts what waits: for administrators.
public struct WaitingWork: Sendable {
  /// Beyond this many it is enough to say that there are many.
  static let most = 100
  let database: any Database

  public init(database: any Database) {
    self.database = database
  }

  public func count(by member: Member) async throws -> Waiting {
    try member.must(.managePeople)
    let organisation = member.organisation.id
    return try await database.read { db in
      Waiting(
        uninvited: try db.people(in: organisation).countWithoutAccount(),
        queuedMails: try db.queuedMails(in: organisation.text, .queued, limit: Self.most).count,
        refusedMails: try db.queuedMails(in: organisation.text, .refused, limit: Self.most).count)
    }
  }
}
