public import Listen
public import People
public import Persistence
public import Values

/// What can be done with programmes: sessions on three levels over one wave.
public struct Programmes: Sendable {
  /// A programme with its sessions, from the first level down.
  public struct OnTable: Sendable {
    public let programme: Programme
    public let sessions: [Session]

    /// The levels of which a session ended with what it had to decide.
    public var committed: Set<Level> { Set(sessions.filter { $0.ending == .committed }.map(\.level)) }
  }

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Those with their sessions on the units where the member may run sessions, and those on whose crew they are, newest first.
  public func all(by member: Member) async throws -> [OnTable] {
    let organisation = member.organisation.id
    let runs = member.may(.runSessions)
    let found = try await database.read { db in
      try db.programmes(in: organisation).all().map { programme in
        OnTable(programme: programme, sessions: try db.sessions(in: organisation).seen(by: member, of: programme.id))
      }.filter { runs || !$0.sessions.isEmpty }
    }
    guard runs || !found.isEmpty else { throw NotAllowed() }
    return found
  }

  public func find(_ id: ID<Programme>, by member: Member) async throws -> OnTable {
    let organisation = member.organisation.id
    return try await database.read { db in
      let found = OnTable(
        programme: try db.programmes(in: organisation).find(id),
        sessions: try db.sessions(in: organisation).seen(by: member, of: id))
      guard member.may(.runSessions) || !found.sessions.isEmpty else { throw NotAllowed() }
      return found
    }
  }

  /// Begins a programme over a wave.
  public func begin(_ name: String, over wave: ID<Wave>, by member: Member) async throws -> ID<Programme> {
    try member.must(.runSessions)
    let name = name.trimmedLine
    guard (1...200).contains(name.count) else { throw Rejection("name", Message("live.problem.name")) }
    let organisation = member.organisation.id
    let id: ID<Programme> = world.id()
    try await database.write { [world] db in
      let wave = try db.waves(in: organisation).find(wave)
      try db.programmes(in: organisation).insert(
        Programme(id: id, wave: wave.id, survey: wave.survey, name: name))
      try db.append(Event("programme.begun", in: organisation, by: member.person, about: id, world: world))
    }
    return id
  }
}

extension SessionTable {
  /// Those on units where somebody may run sessions.
  fileprivate func seen(by member: Member, of programme: ID<Programme>) throws -> [Session] {
    let mine = try sessions(with: member.person)
    return try all(of: programme).filter { member.may(.runSessions, on: $0.unit) || mine.contains($0.id) }
  }
}

extension String {
  /// Without white space at its ends and without line ends.
  var trimmedLine: String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
  }
}
