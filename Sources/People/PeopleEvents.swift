import Foundation
import Persistence
import Values

extension Connection {
  /// Appends what a member did to the organisation's events: activity, audit and webhooks read the same row.
  func record(
    _ kind: String, about subject: ID<some Any>, by member: Member, facts: [String: String] = [:], _ world: World
  ) throws {
    try record(kind, about: subject, in: member.organisation.id, by: member.person, facts: facts, world)
  }

  /// The same, by somebody who isn't signed in yet, or by the operator of the machine.
  func record(
    _ kind: String, about subject: ID<some Any>, in organisation: ID<Organisation>, by person: ID<Person>?,
    facts: [String: String] = [:], _ world: World
  ) throws {
    try append(Event(kind, in: organisation, by: person, about: subject, facts: facts, world: world))
  }

  /// Writes down work for after the commit.
  func later(_ job: PeopleJob, _ world: World) throws {
    let payload = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
    try enqueue(Job(PeopleJob.kind, payload: payload, key: payload, world: world))
  }
}

extension Connection {
  /// Invitations that wait to be sent no longer say who invited.
  func forgetInviter(named name: String, in organisation: ID<Organisation>) throws {
    try rewriteJobs(of: PeopleJob.kind) { payload in
      guard case .invite(let person, organisation, .some(name)) = try PeopleJob(payload: payload) else { return nil }
      let job = PeopleJob.invite(person, in: organisation, by: nil)
      return String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
    }
  }
}

extension PeopleJob {
  /// Of the jobs that `PeopleJobs` does.
  public static let kind = "people.mail"

  /// Reads what was written down.
  public init(payload: String) throws {
    self = try JSONDecoder().decode(PeopleJob.self, from: Data(payload.utf8))
  }
}
