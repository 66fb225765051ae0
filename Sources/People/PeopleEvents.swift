import Persistence
import Values

extension Connection {
  /// Appends what happened to the organisation's events: activity, audit and webhooks read the same row.
  func record(_ verb: String, about subject: String, by member: Member) throws {
    try record(verb, about: subject, in: member.organisation.id, by: member.person)
  }

  func record(_ verb: String, about subject: String, in organisation: ID<Organisation>, by person: ID<Person>?) throws {
  }

  /// Writes down work for after the commit.
  func later(_ job: PeopleJob) throws {
  }
}
