public import Activate
import Listen
public import People
public import Persistence
public import Values

extension ImprovementRoute {
  /// The most sessions that are shown at once.
  public static let pendingSessions = 5

  /// What sessions decided in units where the member works or reads, and the route hasn't taken up.
  public func pending(by member: Member, limit: Int = pendingSessions) async throws -> [DecidedOutcome] {
    try member.must(.takeActions)
    let today = member.today(world)
    return try await database.read { db in
      try db.outcomes(in: member.organisation.id).pending(limit: limit) { member.mayTakeUp($0) }
        .map { try db.decided($0, by: member, on: today) }
    }
  }

  /// What one session decided, whether the route has taken it up or not.
  public func decided(in session: ID<Session>, by member: Member) async throws -> DecidedOutcome {
    try member.must(.takeActions)
    let today = member.today(world)
    return try await database.read { db in
      let outcome = try db.outcomes(in: member.organisation.id).of(session)
      guard outcome.session.ending == .committed, member.mayTakeUp(outcome.session.unit) else { throw NotFound() }
      return try db.decided(outcome, by: member, on: today)
    }
  }

  /// Makes ambitions, translations, actions and asks of what a session decided: all in one step, and once however often and by
  /// whomever it is asked. What is made has the id of what was decided, so that the levels find each other.
  ///
  /// - Parameter completions: owners and days of what missed them, by id.
  public func take(
    _ session: ID<Session>, completing completions: [String: OutcomeCompletion] = [:], by member: Member
  ) async throws -> RouteTaking {
    try member.must(.takeActions)
    do {
      return try await makeRoute(of: session, completions, by: member)
    } catch let error as DatabaseError {
      // Somebody else pressed the same button at this moment, and theirs is stored: now it is seen.
      guard case .uniqueViolation = error.kind else { throw error }
      return try await makeRoute(of: session, completions, by: member)
    }
  }

  private func makeRoute(
    of session: ID<Session>, _ completions: [String: OutcomeCompletion], by member: Member
  ) async throws -> RouteTaking {
    let now = world.now()
    return try await database.write { [world] db in
      let outcome = try db.outcomes(in: member.organisation.id).of(session)
      guard outcome.session.ending == .committed, member.mayTakeUp(outcome.session.unit) else { throw NotFound() }
      return try db.take(outcome, completing: completions, by: member, at: now, world)
    }
  }
}

extension Member {
  /// Whether what a session of this unit decided is theirs to look at: they work there, or lead or guide those who do.
  fileprivate func mayTakeUp(_ unit: ID<Unit>) -> Bool { may(.takeActions, on: unit) || may(.readUnit, on: unit) }
}

extension Connection {
  func decided(_ outcome: SessionOutcome, by member: Member, on day: Day) throws -> DecidedOutcome {
    let lines = try OutcomeReading(db: self, member: member, day: day).lines(of: outcome)
    return DecidedOutcome(
      session: outcome.session, lines: lines,
      people: try people(in: member.organisation.id).those(lines.compactMap(\.owner)))
  }

  /// The same within a transaction that does more.
  public func take(
    _ outcome: SessionOutcome, completing completions: [String: OutcomeCompletion] = [:], by member: Member,
    at now: Instant, _ world: World
  ) throws -> RouteTaking {
    let organisation = member.organisation.id
    let reading = OutcomeReading(db: self, member: member, day: member.organisation.day(of: now))
    var taking = RouteTaking()
    for line in try reading.lines(of: outcome) {
      if line.isTaken {
        taking.taken.append(line.id)
      } else if line.gaps.contains(.authority) {
        taking.incomplete.append(line.text)
      } else if try make(line, of: outcome, completions[line.id], &taking, by: member, at: now, world) {
        taking.taken.append(line.id)
      } else {
        taking.incomplete.append(line.text)
      }
    }
    for huddle in outcome.huddles where member.may(.takeActions, on: huddle.unit) {
      if try huddles(in: organisation).rhythm(of: huddle.unit) == nil {
        try huddles(in: organisation).save(
          HuddleRhythm(weekday: huddle.weekday, minute: huddle.hour * 60 + huddle.minute), of: huddle.unit)
      }
      taking.taken.append(huddle.id.text)
    }
    // What was put away asks nothing of the route any more.
    taking.taken += outcome.themes.filter { $0.state == .parked }.map(\.id.text)
    try outcomes(in: organisation).take(taking.taken, at: now)
    if taking.count > 0 { try tell("session.takenUp", about: outcome.session.id, by: member, world) }
    return taking
  }

  /// One outcome by itself: what is incomplete is named and the rest goes on.
  private func make(
    _ line: DecidedOutcome.Line, of outcome: SessionOutcome, _ completion: OutcomeCompletion?,
    _ taking: inout RouteTaking, by member: Member, at now: Instant, _ world: World
  ) throws -> Bool {
    do {
      try attempt { try make(line, of: outcome, completion, by: member, at: now, world) }
    } catch let rejection as Rejection {
      if completion != nil {
        for (field, problem) in rejection.problems { taking.problems["\(Self.part(of: field)).\(line.id)"] = problem }
      }
      return false
    } catch is NotFound {
      return false
    } catch is RouteRefusal {
      return false
    }
    switch line.kind {
    case .ambition: taking.ambitions += 1
    case .translation, .notForUs: taking.translations += 1
    case .action: taking.actions += 1
    case .ask: taking.asks += 1
    }
    return true
  }

  private static func part(of field: String) -> String {
    switch field {
    case "sponsor", "carrier", "to": "owner"
    case "answerBy": "until"
    default: field
    }
  }

  private func make(
    _ line: DecidedOutcome.Line, of outcome: SessionOutcome, _ completion: OutcomeCompletion?, by member: Member,
    at now: Instant, _ world: World
  ) throws {
    let organisation = member.organisation.id
    let source = outcome.session.id.text
    let owner = line.owner ?? completion?.owner
    let due = line.due ?? completion?.day
    switch line.kind {
    case .ambition:
      let theme = outcome.agreed.first { $0.id.text == line.id }
      let survey = try waves(in: organisation).find(outcome.session.wave).survey
      let stops = theme?.stop ?? ""
      try set(
        AmbitionDraft(
          outcome: line.text, measure: theme?.measure.map { RouteMeasure(survey: survey, key: $0) }, sponsor: owner,
          stops: stops.allSatisfy(\.isWhitespace) ? completion?.stops ?? "" : stops, due: due, source: source),
        on: line.unit, as: ID(line.id), by: member, at: now, world)
    case .translation, .notForUs:
      guard let ambition = line.ambition else { throw NotFound() }
      let says = line.kind == .notForUs ? Translation.Kind.notForUs : .focus
      try translate(
        ambition, for: line.unit, as: TranslationDraft(kind: says, text: line.text, owner: owner, due: due),
        seen: nil, by: member, at: now, world)
    case .action:
      let ambition = try line.ambition.flatMap { try ambitions(in: organisation).those([$0])[$0] }
      try begin(
        ActionDraft(
          ambition: ambition?.id, title: String(line.text.prefix(200)), effect: ambition?.outcome ?? line.text,
          owner: owner, due: due, source: source), in: line.unit, as: ID(line.id), by: member, at: now, world)
    case .ask:
      try ask(
        AskDraft(text: line.text, to: owner, answerBy: due), from: line.unit, as: ID(line.id), by: member, at: now,
        world)
    }
  }
}
