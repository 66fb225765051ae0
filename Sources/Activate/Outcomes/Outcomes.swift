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

  /// What a session left behind: for its crew, and for those who run sessions of its unit.
  public func of(_ session: ID<Session>, by member: Member) async throws -> SessionOutcome {
    try await database.read { db in
      _ = try db.session(session, for: member)
      return try db.outcomes(in: member.organisation.id).of(session)
    }
  }

  /// What the improvement route can take up, of units that the member reads, from the first level down.
  public func pending(by member: Member) async throws -> [SessionOutcome] {
    try await database.read { db in
      try db.outcomes(in: member.organisation.id).pending().filter { member.may(.readUnit, on: $0.session.unit) }
    }
  }

  /// Writes down a theme, the mandate, a focus, an action, an ask or a huddle; what has the same id is replaced.
  public func keep(_ item: OutcomeItem, in session: ID<Session>, by member: Member) async throws {
    try item.check()
    let now = world.now()
    try await database.write { db in
      _ = try db.session(session, for: member)
      let outcomes = db.outcomes(in: member.organisation.id)
      if try outcomes.item(item.id, in: session)?.isTaken == true { throw OutcomeRefusal.isTakenUp }
      let before = try outcomes.of(session)
      try before.mustHaveRoom(for: item)
      if case .mandate(let mandate) = item, let other = before.mandate, other.id != mandate.id {
        try outcomes.drop(other.id.text, of: session)
      }
      try outcomes.save(item, of: session, at: now)
    }
  }

  /// Takes something back that the improvement route has not taken up.
  public func drop(_ id: String, in session: ID<Session>, by member: Member) async throws {
    try await database.write { db in
      _ = try db.session(session, for: member)
      let outcomes = db.outcomes(in: member.organisation.id)
      guard let found = try outcomes.item(id, in: session) else { throw NotFound() }
      if found.isTaken { throw OutcomeRefusal.isTakenUp }
      try outcomes.drop(id, of: session)
    }
  }

  /// Takes together what the rounds brought: fingers and objections at the themes, if-then plans, asks, the huddle, the focus of
  /// units, the team's one action, and what was thought beside what is real. Doing it again adds what came since.
  public func collect(_ session: ID<Session>, by member: Member) async throws -> SessionOutcome {
    let now = world.now()
    let organisation = member.organisation.id
    return try await database.write { db in
      let found = try db.session(session, for: member)
      let outcomes = db.outcomes(in: organisation)
      let collecting = try db.collecting(found, for: member, on: now.day)
      for item in collecting.items { try outcomes.add(item, of: session, at: now) }
      let consents = collecting.consents
      for var theme in try outcomes.of(session).themes {
        guard let consent = consents[theme.id.text] else { continue }
        theme.consent = consent
        theme.state = consent.isConsented ? .agreed : .parked
        try outcomes.save(.theme(theme), of: session, at: now)
      }
      try outcomes.save(collecting.blindSpots, of: session)
      return try outcomes.of(session)
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
  fileprivate func decided(
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
    let chosen = Set(decided.focus.map(\.theme))
    if !chosen.isEmpty { decided.themes = decided.themes.filter { chosen.contains($0.id) } }
    return decided
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
      session: session, state: state, named: named, day: state.begunAt?.day ?? day,
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
      let others = self.focus.filter { $0.unit == focus.unit && $0.id != focus.id }
      if others.count >= UnitFocus.most { throw .tooManyFocuses(most: UnitFocus.most) }
    case .ask(let ask):
      let most = SessionAsk.most(from: session.level)
      if asks.filter({ $0.id != ask.id }).count >= most { throw .tooManyAsks(most: most) }
    case .mandate, .action, .commitment, .huddle: return
    }
  }
}
