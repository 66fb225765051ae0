import People
public import Persistence
public import Values

/// What a session keeps of people, and until when: what each handed in and the phones that they came with go after ninety days.
/// What the group saw and decided stays, for it holds nobody's answer.
public struct SessionRetention: Sendable {
  /// Days after the last thing that happened in a session.
  public static let days = 90

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// Forgets what is old enough. A session that nobody ended is ended, as unfinished, for else its key would stay. Says how many
  /// sessions it forgot something of.
  @discardableResult
  public func tidy() async throws -> Int {
    let now = world.now()
    let before = now.adding(days: -Self.days)
    let old = try await database.read { try $0.sessionsWithTraces(untouchedSince: before) }
    for (organisation, session) in old {
      try await database.write { db in
        try db.forget(session, of: organisation, at: now)
        try db.announce(session.text, on: Sessions.topic)
      }
    }
    return old.count
  }
}

extension Connection {
  fileprivate func forget(_ id: ID<Session>, of organisation: ID<Organisation>, at now: Instant) throws {
    let sessions = sessions(in: organisation)
    var state = SessionState(replaying: try sessions.events(of: id))
    if state.phase != .ended {
      let event = SessionEvent(seq: state.seq + 1, at: now, actor: nil, change: .ended(.unfinished))
      state.apply(event)
      guard try sessions.append(event, to: id, making: state) else { throw SessionRefusal.stateIsOther }
      try sessions.setSecret(nil, of: id)
    }
    try contributions(to: id, of: organisation).forgetAll()
    try participants(in: id, of: organisation).forgetAll()
    // A customer's voice goes with the last session that holds it.
    let heard = Set(state.rounds.flatMap(\.round.options).compactMap(\.recording))
    for recording in try heard.subtracting(sessions.recordingsInUse(besides: id)) {
      try recordings(in: organisation).delete(recording)
    }
  }
}
