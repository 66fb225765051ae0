public import People
import Persistence
public import Values

/// Who works on a session, and who of the organisation could.
public struct Crew: Sendable, Hashable {
  public struct Place: Sendable, Hashable {
    public let person: Person
    public let role: SessionRole
  }

  public init(places: [(Person, SessionRole)], others: [Person]) {
    self.places = places.map { Place(person: $0.0, role: $0.1) }
    self.others = others
  }

  /// The lead first.
  public let places: [Place]
  /// Everyone else of the organisation, by name.
  public let others: [Person]

  /// The parts that somebody of the organisation can have. The screen and the participants come in by a link or a code.
  public static let roles: [SessionRole] = [.lead, .coFacilitator, .scribe, .observer, .sponsor]

  init(_ roles: [ID<Person>: SessionRole], among people: [Person]) {
    let order = Dictionary(uniqueKeysWithValues: Self.roles.enumerated().map { ($1, $0) })
    let people = people.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    places =
      people.compactMap { person in roles[person.id].map { Place(person: person, role: $0) } }
      .enumerated().sorted { left, right in
        (order[left.element.role] ?? .max, left.offset) < (order[right.element.role] ?? .max, right.offset)
      }.map(\.element)
    others = people.filter { roles[$0.id] == nil }
  }
}

extension Sessions {
  public func crew(of id: ID<Session>, by member: Member) async throws -> Crew {
    try await database.read { db in
      _ = try db.session(id, for: member)
      return Crew(
        try db.sessions(in: member.organisation.id).crew(of: id),
        among: try db.people(in: member.organisation.id).all())
    }
  }

  /// The session, for whoever may sit at its console: those who may prepare it, and its scribe. Who only watches along, or gets
  /// the report, doesn't see what waits there to be read by one person.
  public func console(_ id: ID<Session>, by member: Member) async throws -> Session {
    try await database.read { try $0.session(id, writtenBy: member) }
  }
}
