public import People
public import Persistence
public import Values

/// What is written down in a session, and read from it afterwards.
public struct Outcomes: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// What a session left behind, or leaves so far: for its crew, and for those who run sessions of its unit.
  public func of(_ session: ID<Session>, by member: Member) async throws -> SessionOutcome {
    let today = member.today(world)
    return try await database.read { db in
      try db.outcome(of: try db.session(session, for: member), for: member, on: today)
    }
  }

  /// What there is to decide on in a session.
  public func table(of session: ID<Session>, by member: Member) async throws -> DecisionTable {
    let today = member.today(world)
    return try await database.read { db in
      let found = try db.session(session, for: member)
      let collecting = try db.collecting(found, for: member, on: today)
      return DecisionTable(
        outcome: try db.outcome(of: found, for: member, on: today), state: collecting.state,
        above: try db.decided(above: found.level, for: found.unit, in: found.programme, member),
        asked: collecting.asked,
        people: try db.people(in: member.organisation.id).holders(
          on: (member.tree.path(to: found.unit) + member.tree.children(of: found.unit)).map(\.id), on: today))
    }
  }

  /// Writes down a theme, the mandate, a focus, an action, an ask or a huddle; what has the same id is replaced.
  public func keep(_ item: OutcomeItem, in session: ID<Session>, by member: Member) async throws {
    try await keep([item], in: session, by: member)
  }

  /// Writes down several things at once, in the place of others. A round in which people decide on them shows them at once.
  public func keep(
    _ items: [OutcomeItem], inPlaceOf others: Set<String> = [], in session: ID<Session>, by member: Member
  ) async throws {
    for item in items { try item.check() }
    let now = world.now()
    let organisation = member.organisation.id
    try await database.write { db in
      let found = try db.session(session, writtenBy: member)
      let outcomes = db.outcomes(in: organisation)
      for id in others where try outcomes.item(id, in: session)?.isTaken == false {
        try outcomes.drop(id, of: session)
      }
      for item in items {
        if try outcomes.item(item.id, in: session)?.isTaken == true { throw OutcomeRefusal.isTakenUp }
        let before = try outcomes.of(session)
        try before.mustHaveRoom(for: item)
        if case .mandate(let mandate) = item, let other = before.mandate, other.id != mandate.id {
          try outcomes.drop(other.id.text, of: session)
        }
        try outcomes.save(item, of: session, at: now)
      }
      try db.show(decisionsOf: found, by: member, at: now)
    }
  }

  /// Takes something back that the improvement route has not taken up.
  public func drop(_ id: String, in session: ID<Session>, by member: Member) async throws {
    let now = world.now()
    try await database.write { db in
      let session = try db.session(session, writtenBy: member)
      let outcomes = db.outcomes(in: member.organisation.id)
      guard let found = try outcomes.item(id, in: session.id) else { throw NotFound() }
      if found.isTaken { throw OutcomeRefusal.isTakenUp }
      try outcomes.drop(id, of: session.id)
      try db.show(decisionsOf: session, by: member, at: now)
    }
  }

  /// Commits a session that was closed too early, once what it missed is written down: from then on the level below has its
  /// mandate. For those who prepare it or drove it; done twice, it is done.
  ///
  /// Throws `OutcomeRefusal.isUndecided` where something is still missing.
  public func commit(_ id: ID<Session>, by member: Member) async throws {
    let now = world.now()
    let organisation = member.organisation.id
    try await database.write { [world] db in
      let session = try db.session(id, preparedBy: member)
      guard session.phase == .ended else { throw SessionRefusal.stateIsOther }
      guard session.ending != .committed else { return }
      let gaps = try db.outcomes(in: organisation).of(id).gaps
      guard gaps.isEmpty else { throw OutcomeRefusal.isUndecided(gaps) }
      let sessions = db.sessions(in: organisation)
      var state = SessionState(replaying: try sessions.events(of: id))
      let event = SessionEvent(seq: state.seq + 1, at: now, actor: member.person, change: .ended(.committed))
      state.apply(event)
      guard try sessions.append(event, to: id, making: state) else { throw SessionRefusal.stateIsOther }
      try db.append(Event("session.committed", in: organisation, by: member.person, about: id, world: world))
      try db.announce(id.text, on: Sessions.topic)
    }
  }

  /// What the levels above decided for a unit: themes and mandate of the first level, and on the third the focus of the unit
  /// that it lies in. Empty where nothing above has committed.
  public func decided(
    above level: Level, for unit: ID<Unit>, in programme: ID<Programme>, by member: Member
  ) async throws -> DecidedAbove {
    try member.must(.readUnit, on: unit)
    return try await database.read { db in
      try db.decided(above: level, for: unit, in: programme, member)
    }
  }

  /// Thought beside real, of a unit over its waves.
  public func blindSpots(of unit: ID<Unit>, by member: Member) async throws -> [BlindSpot] {
    try member.must(.readUnit, on: unit)
    return try await database.read { try $0.outcomes(in: member.organisation.id).blindSpots(of: unit) }
  }
}

extension Connection {
  func decided(
    above level: Level, for unit: ID<Unit>, in programme: ID<Programme>, _ member: Member
  ) throws -> DecidedAbove {
    let outcomes = outcomes(in: member.organisation.id)
    guard level != .strategic else { return DecidedAbove() }
    // The board's session may be of the whole, which every unit lies in.
    let first = try outcomes.decided(in: programme, on: .strategic, above: unit, tree: member.tree)
    var decided = DecidedAbove(themes: first.flatMap(\.agreed), mandate: first.compactMap(\.mandate).last)
    guard level == .operational else { return decided }
    let second = try outcomes.decided(in: programme, on: .tactical, above: unit, tree: member.tree)
    decided.focus = second.flatMap(\.focus).filter { member.tree.contains(unit, within: $0.unit) }
    let chosen = Set(decided.focus.filter(\.isForUs).map(\.theme))
    if !chosen.isEmpty { decided.themes = decided.themes.filter { chosen.contains($0.id) } }
    return decided
  }

  /// What a session left, or what it leaves so far with what its rounds brought.
  func outcome(of session: Session, for member: Member, on day: Day) throws -> SessionOutcome {
    let stored = try outcomes(in: member.organisation.id).of(session.id)
    guard session.phase != .ended else { return stored }
    let collecting = try collecting(session, for: member, on: day)
    return SessionOutcome(
      session, items: collecting.joined(to: stored.items), blindSpots: collecting.blindSpots,
      takenUp: stored.takenUp)
  }

  /// Writes down what the rounds of a session brought: fingers and objections at the themes, if-then plans, asks, the huddle, the
  /// focus of units, the team's one action, and what was thought beside what is real.
  func collectOutcomes(of session: Session, for member: Member, at now: Instant) throws -> SessionOutcome {
    let outcomes = outcomes(in: member.organisation.id)
    let collecting = try collecting(session, for: member, on: member.organisation.day(of: now))
    for item in collecting.joined(to: try outcomes.of(session.id).items) {
      try outcomes.save(item, of: session.id, at: now)
    }
    try outcomes.save(collecting.blindSpots, of: session.id)
    return try outcomes.of(session.id)
  }

  /// Puts what was written down before the group that decides on it. While people hold up their fingers the words stay as they are;
  /// what was decided stays decided.
  fileprivate func show(decisionsOf session: Session, by member: Member, at now: Instant) throws {
    let sessions = sessions(in: member.organisation.id)
    let outcome = try outcomes(in: member.organisation.id).of(session.id)
    if session.ending == .committed, !outcome.gaps.isEmpty { throw OutcomeRefusal.isUndecided(outcome.gaps) }
    guard session.phase == .lobby || session.phase == .running else { return }
    var state = SessionState(replaying: try sessions.events(of: session.id))
    for change in try state.showing(themes: outcome.themes.map(\.option), mandate: outcome.mandate?.option) {
      let event = SessionEvent(seq: state.seq + 1, at: now, actor: member.person, change: change)
      state.apply(event)
      guard try sessions.append(event, to: session.id, making: state) else { throw SessionRefusal.stateIsOther }
    }
    try announce(session.id.text, on: Sessions.topic)
  }

  fileprivate func collecting(_ session: Session, for member: Member, on day: Day) throws -> OutcomeCollecting {
    let organisation = member.organisation.id
    let state = SessionState(replaying: try sessions(in: organisation).events(of: session.id))
    var named: [ID<Round>: [(maker: String, contribution: Contribution)]] = [:]
    for standing in state.rounds where standing.round.policy.visibility == .named {
      let handedIn = try contributions(to: session.id, of: organisation).all(in: standing.id)
      var last: [String: HandedIn] = [:]
      for one in handedIn.sorted(by: { $0.attempt < $1.attempt }) {
        last[one.participant?.text ?? one.pseudonym] = one
      }
      named[standing.id] = last.sorted { $0.key < $1.key }.map { ($0.key, $0.value.contribution) }
    }
    let above = try decided(above: session.level, for: session.unit, in: session.programme, member)
    let own = try outcomes(in: organisation).of(session.id).themes
    return OutcomeCollecting(
      session: session, state: state, named: named, day: state.begunAt.map(member.organisation.day) ?? day,
      answerDays: above.mandate?.answerDays ?? Mandate.usualAnswerDays,
      knownThemes: Set((above.themes + own).map(\.id)))
  }
}

extension ConsentRecord {
  /// Nobody held up fewer than three fingers.
  var isConsented: Bool { counts.prefix(3).allSatisfy { $0 == 0 } && counts.contains { $0 > 0 } }
}

extension SessionOutcome {
  fileprivate func mustHaveRoom(for item: OutcomeItem) throws(OutcomeRefusal) {
    switch item {
    case .theme(let theme):
      let others = agreed.filter { $0.id != theme.id }
      if theme.state == .agreed, others.count >= Theme.most { throw .tooManyThemes(most: Theme.most) }
    case .focus(let focus):
      let others = self.focus.filter { $0.unit == focus.unit && $0.id != focus.id && $0.isForUs }
      if focus.isForUs, others.count >= UnitFocus.most { throw .tooManyFocuses(most: UnitFocus.most) }
    case .ask(let ask):
      let most = SessionAsk.most(from: session.level)
      if asks.filter({ $0.id != ask.id }).count >= most { throw .tooManyAsks(most: most) }
    case .mandate, .action, .commitment, .huddle: return
    }
  }
}
