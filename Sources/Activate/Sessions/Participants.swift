public import People
public import Persistence
import Synchronization
public import Values

/// What somebody with a phone can do: come in by the code, hand in, come back.
public struct Participants: Sendable {
  /// A session as whoever holds its code may know it.
  public struct Entrance: Sendable, Hashable {
    public let session: Session
    public let organisation: ID<Organisation>
    public let unit: String
    /// Who the phone is in this session; nothing where it didn't join.
    public let participant: Participant?
    /// How they come back with another phone.
    public let rejoin: RejoinWords?
  }

  /// The most that one session takes.
  public static let most = 2_000

  let database: any Database
  let world: World
  private let tries = RejoinTries()

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// The session behind a code, and who this phone is in it. Throws `NotFound` where there is none, and where nobody is let in
  /// yet.
  public func enter(_ code: SessionCode, with phone: Token?) async throws -> Entrance {
    try await database.read { db in
      guard let found = try db.session(with: code) else { throw NotFound() }
      let sessions = db.sessions(in: found.organisation)
      let session = try sessions.find(found.session)
      guard session.phase != .planned else { throw NotFound() }
      let participant = try phone.flatMap { phone in
        try db.participants(in: session.id, of: found.organisation)
          .find(tokenHash: PhoneTrace.hash(phone, in: session.id))
      }
      let secret = try sessions.secret(of: session.id)
      return Entrance(
        session: session, organisation: found.organisation,
        unit: try db.units(in: found.organisation).find(session.unit).name, participant: participant,
        rejoin: participant.flatMap { participant in secret.map { RejoinWords(of: participant.id, secret: $0) } })
    }
  }

  /// Whether this is the secret of the session's big screen.
  public func isScreen(_ token: Token, of entrance: Entrance) async throws -> Bool {
    try await database.read { db in
      try db.sessions(in: entrance.organisation).screenHash(of: entrance.session.id) == token.hash
    }
  }

  /// Comes in with a phone. Joining twice is joining once, with what was chosen last.
  public func join(_ entrance: Entrance, as draft: JoinDraft, with phone: Token) async throws -> Participant {
    let id: ID<Participant> = world.id()
    let now = world.now()
    let session = entrance.session.id
    return try await database.writeInGroup { db in
      let table = db.participants(in: session, of: entrance.organisation)
      let hash = PhoneTrace.hash(phone, in: session)
      if var known = try table.find(tokenHash: hash) {
        known.take(draft)
        try table.update(known)
        return known
      }
      guard let secret = try db.sessions(in: entrance.organisation).secret(of: session) else {
        throw SessionRefusal.sessionIsEnded
      }
      guard try table.count() < Self.most else { throw SessionRefusal.sessionIsFull }
      var participant = Participant(id: id, session: session, language: draft.language)
      participant.take(draft)
      let words = RejoinWords(of: id, secret: secret)
      _ = try table.insert(
        participant, tokenHash: hash, rejoinHash: PhoneTrace.hash(rejoin: words.text, in: session), at: now)
      return participant
    }
  }

  /// "I was here already": the same person with another phone. The phone before it is no longer anyone.
  public func rejoin(_ entrance: Entrance, saying words: RejoinWords, with phone: Token) async throws -> Participant {
    let session = entrance.session.id
    guard tries.mayTry(session, at: world.now()) else { throw SessionRefusal.tooManyTries }
    return try await database.write { db in
      let table = db.participants(in: session, of: entrance.organisation)
      guard let known = try table.find(rejoinHash: PhoneTrace.hash(rejoin: words.text, in: session)) else {
        throw Rejection("words", Message("live.problem.words"))
      }
      let hash = PhoneTrace.hash(phone, in: session)
      if let other = try table.find(tokenHash: hash), other.id != known.id {
        try table.setToken("retired:\(other.id)", of: other.id)
        try table.retire(other.id, at: self.world.now())
      }
      try table.setToken(hash, of: known.id)
      return known
    }
  }

  /// What somebody calls themselves in a round that is named.
  public func setName(_ name: String, of participant: Participant, in entrance: Entrance) async throws {
    var named = participant
    named.name = String(name.trimmedLine.prefix(80))
    let changed = named
    try await database.writeInGroup { db in
      try db.participants(in: participant.session, of: entrance.organisation).update(changed)
    }
  }

  /// How much time somebody takes.
  public func setExtraTime(
    _ extraTime: Participant.ExtraTime, of participant: Participant, in entrance: Entrance
  ) async throws {
    var slower = participant
    slower.extraTime = extraTime
    let changed = slower
    try await database.writeInGroup { db in
      try db.participants(in: participant.session, of: entrance.organisation).update(changed)
    }
  }

  /// 'We are done', until the room moves on.
  public func setReady(_ isReady: Bool, _ participant: Participant, in entrance: Entrance) async throws {
    let now = world.now()
    try await database.writeInGroup { db in
      try db.participants(in: participant.session, of: entrance.organisation).setReady(
        isReady ? now : nil, of: participant.id)
    }
  }

  /// Phones that are heard of now.
  func see(_ participants: [ID<Participant>], in session: ID<Session>, of organisation: ID<Organisation>) async throws {
    let now = world.now()
    try await database.writeInGroup { try $0.participants(in: session, of: organisation).see(participants, at: now) }
  }
}

extension Participant {
  fileprivate mutating func take(_ draft: JoinDraft) {
    language = draft.language
    extraTime = draft.extraTime
    table = draft.table
    isObserver = draft.isObserver
  }
}

/// Tries to come back with words, per session and minute.
private final class RejoinTries: Sendable {
  private static let mostPerMinute = 60
  private let counts = Mutex<[ID<Session>: (minute: Int64, count: Int)]>([:])

  func mayTry(_ session: ID<Session>, at now: Instant) -> Bool {
    let minute = now.milliseconds / 60_000
    return counts.withLock { counts in
      if counts.count > 1_000 { counts = counts.filter { $0.value.minute == minute } }
      let before = counts[session].flatMap { $0.minute == minute ? $0.count : nil } ?? 0
      counts[session] = (minute, before + 1)
      return before < Self.mostPerMinute
    }
  }
}
