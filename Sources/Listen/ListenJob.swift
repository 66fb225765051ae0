public import People
public import Persistence
public import Values

/// Work that follows on a change of Listen and is written down in the same transaction.
public enum ListenJob: Hashable, Sendable {
  /// Mail the invitations of a wave that have not gone out.
  case invite(ID<Wave>)
  /// Mail everyone who did not answer once more.
  case remind(ID<Wave>)
  /// Customers who may be named answered: tell the employee who owns the relation, once a day at most.
  case tellOwner(ID<Person>)
  /// Forget what was never finished in a wave that closed.
  case forgetUnfinished(ID<Wave>)

  /// The kinds that `ListenJobs` can do, for whoever hands out the queue.
  public static let kinds = ["listen.invite", "listen.remind", "listen.tellOwner", "listen.forgetUnfinished"]

  /// Nothing where the job is not one of Listen's.
  public init?(_ job: Job) {
    switch job.kind {
    case "listen.invite": self = .invite(ID(job.payload))
    case "listen.remind": self = .remind(ID(job.payload))
    case "listen.tellOwner": self = .tellOwner(ID(job.payload))
    case "listen.forgetUnfinished": self = .forgetUnfinished(ID(job.payload))
    default: return nil
    }
  }

  var kind: String {
    switch self {
    case .invite: "listen.invite"
    case .remind: "listen.remind"
    case .tellOwner: "listen.tellOwner"
    case .forgetUnfinished: "listen.forgetUnfinished"
    }
  }

  var payload: String {
    switch self {
    case .invite(let wave), .remind(let wave), .forgetUnfinished(let wave): wave.text
    case .tellOwner(let person): person.text
    }
  }
}

extension Connection {
  /// Tells what a member did.
  func record<Subject>(_ kind: String, about subject: ID<Subject>, by member: Member, _ world: World) throws {
    try append(Event(kind, in: member.organisation.id, by: member.person, about: subject, world: world))
  }

  /// Writes down work for after the commit; once, where it waits already.
  func later(_ job: ListenJob, in organisation: ID<Organisation>, due: Instant? = nil, _ world: World) throws {
    try enqueue(
      Job(job.kind, in: organisation, payload: job.payload, key: job.payload, due: due, world: world))
  }
}
