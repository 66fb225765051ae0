public import People
public import Persistence
public import Values

/// Handing in: once per person, round and attempt, however often it is sent, and on disk when the receipt says so.
public struct Contributions: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// What a phone sends.
  public struct Sending: Sendable, Hashable {
    public let round: Round
    public let attempt: Int
    /// Made by the phone for this sending: sent again, it is the same contribution.
    public let key: String
    public let contribution: Contribution

    public init(round: Round, attempt: Int, key: String, contribution: Contribution) {
      self.round = round
      self.attempt = attempt
      self.key = key
      self.contribution = contribution
    }
  }

  /// Puts a contribution in the box, in the place of an earlier one of the same person.
  ///
  /// Throws `SessionRefusal.roundIsClosed` where it came too late; a contribution that was stored before is never refused again.
  public func handIn(
    _ sending: Sending, by participant: Participant, in entrance: Participants.Entrance
  ) async throws -> ContributionReceipt {
    guard !participant.isObserver else { throw SessionRefusal.observersDoNotVote }
    let now = world.now()
    return try await database.writeInGroup { db in
      try db.handIn(sending, as: participant.id, way: .phone, table: participant.table, in: entrance, at: now)
    }
  }

  /// Enters contributions of people without a phone: by the scribe, or from paper ballots. Each counts as one person. Those with a
  /// key that was entered before are the same ones.
  public func enter(
    _ sendings: [Sending], way: HandedIn.Way, in id: ID<Session>, by member: Member
  ) async throws -> [ContributionReceipt] {
    let now = world.now()
    let organisation = member.organisation.id
    return try await database.write { db in
      guard try db.sessions(in: organisation).crew(of: id)[member.person]?.mayWrite == true else {
        _ = try db.session(id, for: member)
        throw NotAllowed()
      }
      let session = try db.sessions(in: organisation).find(id)
      let entrance = Participants.Entrance(
        session: session, organisation: organisation, unit: "", participant: nil, rejoin: nil)
      return try sendings.map { sending in
        // Nobody's participant: each ballot is a person of its own.
        try db.handIn(
          sending, as: ID("\(way.rawValue):\(sending.key)"), way: way, table: nil, in: entrance, at: now)
      }
    }
  }

  /// What somebody handed in of a round, for whoever comes back to it.
  public func own(
    _ round: ID<Round>, attempt: Int, of participant: Participant, in entrance: Participants.Entrance
  ) async throws -> (contribution: Contribution, at: Instant?)? {
    try await database.read { db in
      guard let secret = try db.sessions(in: entrance.organisation).secret(of: entrance.session.id) else { return nil }
      let pseudonym = Pseudonyms(secret: secret).pseudonym(of: participant.id, in: round)
      return try db.contributions(to: entrance.session.id, of: entrance.organisation)
        .find(round, attempt: attempt, pseudonym: pseudonym)
        .map { (contribution: $0.0, at: $0.at) }
    }
  }

  /// Everything that counts of a round, for the outcomes of a session. Never for a page.
  public func all(in round: ID<Round>, of session: ID<Session>, by member: Member) async throws -> [HandedIn] {
    try await database.read { db in
      _ = try db.session(session, for: member)
      return try db.contributions(to: session, of: member.organisation.id).all(in: round)
    }
  }

  /// How many people are where, counted from rows.
  public func counts(
    of session: ID<Session>, in organisation: ID<Organisation>, at state: SessionState
  ) async throws -> SessionCounts {
    let now = world.now()
    return try await database.read { try $0.counts(of: session, in: organisation, at: state, now: now) }
  }
}

extension Connection {
  fileprivate func handIn(
    _ sending: Contributions.Sending, as participant: ID<Participant>, way: HandedIn.Way, table: Int?,
    in entrance: Participants.Entrance, at now: Instant
  ) throws -> ContributionReceipt {
    guard let secret = try sessions(in: entrance.organisation).secret(of: entrance.session.id) else {
      throw SessionRefusal.sessionIsEnded
    }
    let pseudonyms = Pseudonyms(secret: secret)
    let pseudonym = pseudonyms.pseudonym(of: participant, in: sending.round.id)
    let id = pseudonyms.id(of: sending.key, by: pseudonym, attempt: sending.attempt)
    let box = contributions(to: entrance.session.id, of: entrance.organisation)
    if let at = try box.handedInAt(id) {
      return ContributionReceipt(
        round: sending.round.id, attempt: sending.attempt, at: at ?? now, isRepeated: true)
    }
    let visibility = sending.round.policy.visibility
    let handedIn = HandedIn(
      round: sending.round.id, attempt: sending.attempt, pseudonym: pseudonym,
      participant: visibility == .named && way == .phone ? participant : nil, way: way,
      table: visibility == .anonymous ? nil : table, contribution: sending.contribution)
    guard try box.insertWhileOpen(handedIn, id: id, at: now) else { throw SessionRefusal.roundIsClosed }
    return ContributionReceipt(round: sending.round.id, attempt: sending.attempt, at: now, isRepeated: false)
  }

  func counts(
    of session: ID<Session>, in organisation: ID<Organisation>, at state: SessionState, now: Instant
  ) throws -> SessionCounts {
    let people = participants(in: session, of: organisation)
    var counts = try people.counts(at: now, since: state.steppedAt)
    counts.expected = try sessions(in: organisation).find(session).expected
    guard let standing = state.standing, standing.round.policy.needsContribution else { return counts }
    let box = contributions(to: session, of: organisation)
    let attempt = standing.progress.attempt
    (counts.handedIn, counts.proxies) = try box.count(standing.id, attempt: attempt)
    let slow = try people.withExtraTime()
    if !slow.isEmpty, let secret = try sessions(in: organisation).secret(of: session) {
      let names = slow.map { Pseudonyms(secret: secret).pseudonym(of: $0, in: standing.id) }
      counts.extraTimeOpen = slow.count - (try box.count(standing.id, attempt: attempt, pseudonyms: names))
    }
    return counts
  }
}
