import Foundation
public import Values

/// Something that happened, told once and kept: activity feed, audit log and source of webhooks in one. It is appended in
/// the transaction of the change that it tells of, so neither exists without the other.
public struct Event: Sendable, Equatable {
  public let id: String
  public let organisation: String
  /// What happened, as `survey.opened`.
  public let kind: String
  public let happenedAt: Instant
  /// Who did it; nothing where nobody did, or nobody may know.
  public let actor: String?
  /// What it happened to.
  public let subject: String?
  /// What the telling of it needs, by name. Never an answer of an anonymous survey.
  public let facts: [String: String]

  public init<Organisation, Actor, Subject>(
    _ kind: String, in organisation: ID<Organisation>, by actor: ID<Actor>?, about subject: ID<Subject>?,
    facts: [String: String] = [:], world: World
  ) {
    id = world.newID()
    self.organisation = organisation.text
    self.kind = kind
    happenedAt = world.now()
    self.actor = actor?.text
    self.subject = subject?.text
    self.facts = facts
  }

  init(_ row: Row) throws {
    id = try row("id")
    organisation = try row("organisation_id")
    kind = try row("kind")
    happenedAt = try row("happened_at")
    actor = try row.optional("actor_id")
    subject = try row.optional("subject_id")
    facts = try JSONDecoder().decode([String: String].self, from: Data(row("facts", as: String.self).utf8))
  }
}

extension Connection {
  public func append(_ event: Event) throws {
    try run(
      """
      INSERT INTO events (organisation_id, id, kind, happened_at, actor_id, subject_id, facts)
      VALUES (
        \(event.organisation), \(event.id), \(event.kind), \(event.happenedAt), \(event.actor), \(event.subject),
        \(try event.factsText())
      )
      """)
  }

  /// The events of an organisation, the latest first: all of them or those about one thing, from before the event with this
  /// id.
  public func events<Organisation>(
    in organisation: ID<Organisation>, about subject: String? = nil, before id: String? = nil, limit: Int = 50
  ) throws -> [Event] {
    var conditions: [SQL] = ["organisation_id = \(organisation)"]
    if let subject { conditions.append("subject_id = \(subject)") }
    if let id { conditions.append("id < \(id)") }
    return try rows(
      """
      SELECT organisation_id, id, kind, happened_at, actor_id, subject_id, facts
      FROM events
      WHERE \(SQL.all(conditions))
      ORDER BY id DESC
      LIMIT \(limit)
      """
    ).map(Event.init)
  }
}

extension Event {
  fileprivate func factsText() throws -> String {
    if facts.isEmpty { return "{}" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(facts), as: UTF8.self)
  }
}
