public import People
public import Persistence
public import Values

/// What whoever prepares and leads a session can do.
public struct Sessions: Sendable {
  /// A session on the facilitator's table.
  public struct OnTable: Sendable {
    public let session: Session
    public let programme: Programme
    /// The plan as it was made; once people came in, the state holds it as it is now.
    public let plan: SessionPlan
    public let state: SessionState
    public let crew: [ID<Person>: SessionRole]
    /// What the member is in it.
    public let role: SessionRole?
  }

  /// Where announcements of sessions are made: a session's id, once something happened in it.
  static let topic = "sessions"

  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  public func find(_ id: ID<Session>, by member: Member) async throws -> OnTable {
    let organisation = member.organisation.id
    return try await database.read { db in
      let sessions = db.sessions(in: organisation)
      var session = try db.session(id, for: member)
      let crew = try sessions.crew(of: id)
      if session.phase == .planned {
        session.hasMandate = try db.hasMandate(session.level, on: session.unit, in: session.programme, of: member)
      }
      return OnTable(
        session: session, programme: try db.programmes(in: organisation).find(session.programme),
        plan: try sessions.plan(of: id), state: SessionState(replaying: try sessions.events(of: id)), crew: crew,
        role: crew[member.person])
    }
  }

  /// A session that is to come or goes on, for one person.
  public struct Upcoming: Sendable {
    public let session: Session
    /// What they are in it; nothing where it is their team's, or where they only have the right to run it.
    public let role: SessionRole?

    public init(_ session: Session, role: SessionRole? = nil) {
      self.session = session
      self.role = role
    }
  }

  /// Sessions that are to come or go on: those on whose crew the member is first, then those that they may prepare and those of their
  /// own team.
  public func upcoming(by member: Member, limit: Int = 3) async throws -> [Upcoming] {
    let teams = Set(member.grants.map(\.unit))
    return try await database.read { db in
      let sessions = db.sessions(in: member.organisation.id)
      let roles = try sessions.roles(of: member.person)
      let open = try sessions.open(limit: 500)
      let others = open.filter { session in
        roles[session.id] == nil
          && (member.may(.runSessions, on: session.unit) || teams.contains(session.unit) && session.phase != .planned)
      }
      return (open.filter { roles[$0.id] != nil } + others).prefix(limit).map { Upcoming($0, role: roles[$0.id]) }
    }
  }

  /// The session alone, for whoever may see it.
  public func session(_ id: ID<Session>, by member: Member) async throws -> Session {
    try await database.read { try $0.session(id, for: member) }
  }

  /// Prepares a session. Whoever does leads it, until they say otherwise.
  public func plan(
    _ draft: SessionDraft, of programme: ID<Programme>, with plan: SessionPlan, by member: Member
  ) async throws -> ID<Session> {
    let draft = try draft.validated(by: member)
    let organisation = member.organisation.id
    let id: ID<Session> = world.id()
    try await database.write { [world] db in
      let programme = try db.programmes(in: organisation).find(programme)
      let sessions = db.sessions(in: organisation)
      let session = Session(
        id: id, programme: programme.id, level: draft.level, unit: draft.unit, wave: programme.wave,
        title: draft.title, code: try db.freeCode(), expected: draft.expected, startsAt: draft.startsAt,
        hasMandate: try db.hasMandate(draft.level, on: draft.unit, in: programme.id, of: member))
      try sessions.insert(session, plan: plan)
      try sessions.setCrew(.lead, of: member.person, in: id)
      try db.append(Event("session.planned", in: organisation, by: member.person, about: id, world: world))
    }
    return id
  }

  /// Changes what a session is called and how many are expected.
  public func change(_ id: ID<Session>, to draft: SessionDraft, by member: Member) async throws {
    let draft = try draft.validated(by: member)
    let organisation = member.organisation.id
    try await database.write { db in
      var session = try db.session(id, preparedBy: member)
      session.title = draft.title
      session.expected = draft.expected
      session.startsAt = draft.startsAt
      try db.sessions(in: organisation).update(session)
      try db.announce(id.text, on: Self.topic)
    }
  }

  /// Keeps the plan of a session that nobody joined yet.
  public func save(_ plan: SessionPlan, of id: ID<Session>, by member: Member) async throws {
    let organisation = member.organisation.id
    try await database.write { db in
      let session = try db.session(id, preparedBy: member)
      guard session.phase == .planned else { throw SessionRefusal.stateIsOther }
      try db.sessions(in: organisation).save(plan, of: id)
    }
  }

  /// Throws away a session that nobody joined yet.
  public func discard(_ id: ID<Session>, by member: Member) async throws {
    let organisation = member.organisation.id
    try await database.write { [world] db in
      let session = try db.session(id, preparedBy: member)
      guard session.phase == .planned else { throw SessionRefusal.stateIsOther }
      try db.sessions(in: organisation).delete(id)
      try db.append(Event("session.discarded", in: organisation, by: member.person, about: id, world: world))
    }
  }

  /// Somebody joins the crew, changes their part in it, or leaves it. The last lead stays.
  public func setCrew(_ role: SessionRole?, of person: ID<Person>, in id: ID<Session>, by member: Member) async throws {
    if let role, role == .screen || role == .participant { throw Rejection("role", Message("live.problem.role")) }
    let organisation = member.organisation.id
    try await database.write { db in
      _ = try db.session(id, preparedBy: member)
      _ = try db.people(in: organisation).find(person)
      let sessions = db.sessions(in: organisation)
      try sessions.setCrew(role, of: person, in: id)
      guard try sessions.crew(of: id).values.contains(where: \.mayDrive) else {
        throw Rejection("role", Message("live.problem.noLead"))
      }
    }
  }

  /// The secret of the big screen's link. The one before it no longer opens anything.
  public func makeScreenLink(of id: ID<Session>, by member: Member) async throws -> Token {
    let token = world.newToken()
    let organisation = member.organisation.id
    try await database.write { db in
      _ = try db.session(id, preparedBy: member)
      try db.sessions(in: organisation).setScreen(token.hash, of: id)
    }
    return token
  }

  /// Lets people in. From here on the plan is part of the story. A level above that has not committed is said on every page.
  public func openLobby(_ id: ID<Session>, by member: Member) async throws {
    let secret = world.newToken().secret
    let organisation = member.organisation.id
    try await database.write { [world] db in
      let session = try db.session(id, preparedBy: member)
      guard session.phase == .planned else { throw SessionRefusal.stateIsOther }
      let sessions = db.sessions(in: organisation)
      // The level above may have decided since this was prepared.
      var plan = try sessions.plan(of: id)
      plan.take(try db.decided(above: session.level, for: session.unit, in: session.programme, member))
      try sessions.save(plan, of: id)
      let change = SessionChange.lobbyOpened(
        plan: plan.rounds, wheel: member.person,
        hasMandate: try db.hasMandate(session.level, on: session.unit, in: session.programme, of: member))
      if try sessions.crew(of: id)[member.person]?.mayDrive != true {
        try sessions.setCrew(.coFacilitator, of: member.person, in: id)
      }
      try sessions.setSecret(secret, of: id)
      let event = SessionEvent(seq: 1, at: world.now(), actor: member.person, change: change)
      guard try sessions.append(event, to: id, making: SessionState().applying(event)) else {
        throw SessionRefusal.stateIsOther
      }
      try db.append(Event("session.opened", in: organisation, by: member.person, about: id, world: world))
      try db.announce(id.text, on: Self.topic)
    }
  }

  /// Does what somebody at the console asks, exactly when nothing happened since they looked.
  ///
  /// - Parameter seq: the number of the last event that they saw. Throws `SessionRefusal.stateIsOther` where it is another by now,
  ///   and then nothing has changed.
  @discardableResult
  public func command(
    _ command: SessionCommand, expecting seq: Int, in id: ID<Session>, by member: Member
  ) async throws -> SessionState {
    let organisation = member.organisation.id
    return try await database.write { [world] db in
      let sessions = db.sessions(in: organisation)
      guard let role = try sessions.crew(of: id)[member.person], role.mayDrive || command.isForScribe && role.mayWrite
      else {
        _ = try db.session(id, for: member)
        throw NotAllowed()
      }
      guard try sessions.seq(of: id) == seq else { throw SessionRefusal.stateIsOther }
      var state = SessionState(replaying: try sessions.events(of: id))
      let now = world.now()
      let change = try state.change(for: command, by: member.person, at: now) { standing in
        try db.contributions(to: id, of: organisation).reveal(standing)
      }
      if case .ended(let ending) = change {
        // Who made which commitment is forgotten at the end, so what the rounds brought is written down before it.
        let outcome = try db.collectOutcomes(of: try sessions.find(id), for: member, at: now)
        if ending == .committed, !outcome.gaps.isEmpty { throw OutcomeRefusal.isUndecided(outcome.gaps) }
      }
      for change in [state.filling(before: change), change].compactMap({ $0 }) {
        let event = SessionEvent(seq: state.seq + 1, at: now, actor: member.person, change: change)
        state.apply(event)
        guard try sessions.append(event, to: id, making: state) else { throw SessionRefusal.stateIsOther }
      }
      if case .ended(let ending) = change {
        try db.finish(id, state, in: organisation)
        try db.append(
          Event(
            "session.ended", in: organisation, by: member.person, about: id, facts: ["ending": ending.rawValue],
            world: world))
      }
      try db.announce(id.text, on: Self.topic)
      return state
    }
  }
}

extension SessionCommand {
  /// What needs a hand and not the wheel.
  var isForScribe: Bool {
    if case .moveIdea = self { return true }
    return false
  }
}

extension ContributionTable {
  /// What came in of this attempt and those before it, beside what the research found.
  func reveal(_ standing: RoundStanding) throws -> Reveal {
    let rows = try all(in: standing.id)
    let attempts = (1...standing.progress.attempt).map { attempt in
      rows.filter { $0.attempt == attempt }.map(\.contribution)
    }
    return Reveal(of: standing.round, truth: standing.planned.truth, attempts: attempts)
  }
}

extension Connection {
  /// A session that the member may see: on its crew, or with the right to run sessions on its unit.
  func session(_ id: ID<Session>, for member: Member) throws -> Session {
    let sessions = sessions(in: member.organisation.id)
    let session = try sessions.find(id)
    guard try member.may(.runSessions, on: session.unit) || sessions.crew(of: id)[member.person] != nil else {
      throw NotFound()
    }
    return session
  }

  /// A session that the member may prepare, open and give away: with the right to run sessions on its unit, or as one who drives it.
  /// Whoever types, watches along or gets the report only sees it.
  func session(_ id: ID<Session>, preparedBy member: Member) throws -> Session {
    let session = try session(id, for: member)
    guard
      try member.may(.runSessions, on: session.unit)
        || sessions(in: member.organisation.id).crew(of: id)[member.person]?.mayDrive == true
    else { throw NotAllowed() }
    return session
  }

  /// A session in which the member may write for the group: those who prepare it, and its scribe.
  func session(_ id: ID<Session>, writtenBy member: Member) throws -> Session {
    let session = try session(id, for: member)
    guard
      try member.may(.runSessions, on: session.unit)
        || sessions(in: member.organisation.id).crew(of: id)[member.person]?.mayWrite == true
    else { throw NotAllowed() }
    return session
  }

  /// At the end the key goes, and with it every way to tell whose an anonymous contribution is; what was practice goes as well.
  fileprivate func finish(_ id: ID<Session>, _ state: SessionState, in organisation: ID<Organisation>) throws {
    try sessions(in: organisation).setSecret(nil, of: id)
    let contributions = contributions(to: id, of: organisation)
    for standing in state.rounds where !standing.round.policy.isKept { try contributions.forget(standing.id) }
    try contributions.forgetTraces()
  }

  fileprivate func hasMandate(
    _ level: Level, on unit: ID<Unit>, in programme: ID<Programme>, of member: Member
  ) throws -> Bool {
    Programme.hasMandate(
      level, on: unit, after: try sessions(in: member.organisation.id).all(of: programme), in: member.tree)
  }

  /// One that no session has. A wave of the hand: of 480 million hardly any are taken.
  fileprivate func freeCode() throws -> SessionCode {
    while true {
      let code = SessionCode.random()
      if try session(with: code) == nil { return code }
    }
  }
}
