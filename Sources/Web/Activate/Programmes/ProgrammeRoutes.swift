import Activate
import Hummingbird
import Localization
import Listen
import People
import Understand
import Values

/// Where sessions are prepared: programmes, their three levels, the plan of each session, and its console.
struct ProgrammeRoutes {
  let rooms: ActivateRooms
  let readings: Readings

  /// Under `/activate`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .get("programmes/new", use: askWave)
      .post(use: begin)
      .get("programmes/:programme", use: programme)
      .get("programmes/:programme/sessions/new", use: askSession)
      .post("programmes/:programme/sessions", use: makeSession)
      .get("sessions/:session", use: preparation)
      .post("sessions/:session/plan", use: changePlan)
      .post("sessions/:session/discarding", use: discard)
      .get("sessions/:session/console", use: console)
      .get("sessions/:session/report", use: report)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    let programmes = try await rooms.programmes.all(by: context.member)
    return try ProgrammesPage(
      programmes.map { ($0.programme, $0.sessions) }, mayRun: context.member.may(.runSessions)
    ).response(context)
  }

  @Sendable func askWave(_ request: Request, _ context: MemberContext) async throws -> Response {
    try context.member.must(.runSessions)
    return try NewProgrammePage(waves: try await waves(context)).response(context)
  }

  @Sendable func begin(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    try context.member.must(.runSessions)
    guard let wave: ID<Wave> = form.id("wave") else { throw NotFound() }
    do {
      let id = try await rooms.programmes.begin(form["name"], over: wave, by: context.member)
      return .redirect(to: .programme(id), context)
    } catch let rejection as Rejection {
      return try NewProgrammePage(waves: try await waves(context), form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func programme(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.programmes.find(try context.parameters.id("programme"), by: context.member)
    return try ProgrammePage(
      found.programme, found.sessions, travelling: try await travelling(found.sessions, context.member),
      mayRun: context.member.may(.runSessions)
    ).response(context)
  }

  /// What the sessions that ended hand on: themes and mandate down, asks up.
  private func travelling(
    _ sessions: [Session], _ member: Member
  ) async throws -> [Level: [(kind: String, text: Message)]] {
    var travelling: [Level: [(kind: String, text: Message)]] = [:]
    for session in sessions where session.phase == .ended {
      let outcome = try await rooms.outcomes.of(session.id, by: member)
      let decided =
        outcome.agreed.map { (kind: "theme", text: Message.verbatim($0.title)) }
        + (outcome.mandate.map { [(kind: "mandate", text: Message.verbatim($0.mayDecide))] } ?? [])
        + outcome.asks.map { (kind: "ask", text: Message.verbatim($0.words.what)) }
      travelling[session.level, default: []] += decided
    }
    return travelling
  }

  @Sendable func askSession(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.programmes.find(try context.parameters.id("programme"), by: context.member)
    try context.member.must(.runSessions)
    let query = Form(query: request.uri.query)
    let level = Level(rawValue: query["level"]) ?? .strategic
    return try await sessionPage(found, level, context, kit: query["kit"]).response(context)
  }

  @Sendable func makeSession(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.programmes.find(try context.parameters.id("programme"), by: context.member)
    let form = context.form
    let level = Level(rawValue: form["level"]) ?? .strategic
    do {
      guard let unit: ID<Unit> = form.id("unit") else { throw Rejection("unit", Message("kit.problems.missing")) }
      let draft = SessionDraft(title: form["title"], level: level, unit: unit, expected: Int(form["expected"]))
      let place = ReadingPlace(
        survey: found.programme.survey, wave: found.programme.wave, unit: unit, organised: .asMeasured)
      let template = try await template(form["length"], level, context)
      let decided = try await rooms.outcomes.decided(
        above: level, for: unit, in: found.programme.id, by: context.member)
      let plan = try await rooms.plans.make(template, at: place, decided: decided, by: context.member)
      let id = try await rooms.sessions.plan(draft, of: found.programme.id, with: plan, by: context.member)
      return .redirect(to: .preparation(id), context)
    } catch let rejection as Rejection {
      return try await sessionPage(found, level, context, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  /// A plan of Kompas, or one that somebody kept.
  private func template(_ length: String, _ level: Level, _ context: MemberContext) async throws -> PlanTemplate {
    guard length.hasPrefix("kit:") else { return PlanTemplate(level, PlanLength(rawValue: length) ?? .full) }
    let kit = try await rooms.kits.find(ID(String(length.dropFirst("kit:".count))), by: context.member)
    guard kit.template.level == level else { throw NotFound() }
    return kit.template
  }

  private func sessionPage(
    _ found: Programmes.OnTable, _ level: Level, _ context: MemberContext, form: Form = Form(),
    problems: [String: Message] = [:], kit: String = ""
  ) async throws -> NewSessionPage {
    let tree = context.member.tree
    // The board's session reads the whole; a team's session reads what lies lowest first.
    let able = tree.units.filter { context.member.may(.runSessions, on: $0.id) }
    let whole = Set(tree.roots.map(\.id))
    let fitting =
      switch level {
      case .strategic: able.filter { whole.contains($0.id) }
      case .tactical, .operational: able.filter { !whole.contains($0.id) }
      }
    let units = (fitting.isEmpty ? able : fitting).map { unit in
      (
        value: unit.id.text,
        label: Message.verbatim(String(repeating: "– ", count: max(0, (tree.depth(of: unit.id) ?? 1) - 1)) + unit.name),
        note: Message?.none
      )
    }
    let hasMandate = level.above.map { above in found.committed.contains(above) } ?? true
    let kits = try await rooms.kits.all(by: context.member).filter { $0.template.level == level }
    return NewSessionPage(
      found.programme, level: level, units: units, kits: kits.map { ($0.id.text, $0.name) }, chosen: kit,
      hasMandate: hasMandate, form: form, problems: problems)
  }

  private func waves(
    _ context: MemberContext
  ) async throws -> [(id: ID<Wave>, name: String, survey: LocalizedText)] {
    try await readings.shelves(by: context.member).flatMap { shelf in
      shelf.waves.reversed().map { (id: $0.id, name: $0.name, survey: shelf.survey.document.title) }
    }
  }
}

extension ProgrammeRoutes {
  // MARK: One session

  @Sendable func preparation(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    let touched = Form(query: request.uri.query)["round"]
    return try await PreparationDesk(rooms: rooms, context: context)
      .page(found, touched: touched.isEmpty ? nil : ID(touched)).response(context)
  }

  /// Rearranges, shortens, skips or adds, and comes back to the line that was touched.
  @Sendable func changePlan(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let found = try await rooms.sessions.find(id, by: context.member)
    let form = context.form
    let round = ID<Round>(form["round"])
    var plan = found.plan
    switch form["change"] {
    case "move": plan.move(round, to: Int(form["place"]) ?? 0)
    case "minutes": plan.plan(round, minutes: Int(form["minutes"]) ?? 5)
    case "skip": plan.skip(round)
    case "unskip": plan.unskip(round)
    case "add":
      do {
        guard let step = try await RoundMaking(rooms: rooms, member: context.member).step(form, for: found) else {
          return .redirect(to: .preparation(id), saying: Message("sessionplan.plan.noFill"), context)
        }
        plan.add(step, after: plan.steps.last?.round.id)
      } catch let rejection as Rejection {
        guard let problem = rejection.problems["question"] else { throw rejection }
        return .redirect(to: .preparation(id), saying: problem, context)
      }
    default: throw NotFound()
    }
    try await rooms.sessions.save(plan, of: id, by: context.member)
    let touched = form["change"] == "add" ? plan.steps.last?.round.id : round
    return .redirect(
      to: touched.map { .preparation(id, at: $0) } ?? .preparation(id), saying: Message("sessionplan.plan.changed"),
      context)
  }

  @Sendable func discard(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let found = try await rooms.sessions.find(id, by: context.member)
    try await rooms.sessions.discard(id, by: context.member)
    return .redirect(to: .programme(found.programme.id), context)
  }

  @Sendable func console(_ request: Request, _ context: MemberContext) async throws -> Response {
    _ = try await rooms.sessions.console(try context.parameters.id("session"), by: context.member)
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    return try await ConsoleDesk(rooms: rooms, context: context).page(found)
  }

  @Sendable func report(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    let session = found.session
    let tree = context.member.tree
    let unitName = { tree.unit($0)?.name ?? "" }
    var missing: [DecisionBoard.Gap]?
    if session.ending == .unfinished, context.member.may(.runSessions, on: session.unit) || found.role?.mayDrive == true
    {
      let table = try await rooms.outcomes.table(of: session.id, by: context.member)
      missing = DecisionBoard(table, unitName: unitName).gaps
    }
    return try SessionReportPage(
      try await rooms.outcomes.report(of: session.id, by: context.member), unitName: unitName,
      back: .programme(found.programme.id), backName: found.programme.name, missing: missing
    ).response(context)
  }
}

/// Draws the console.
struct ConsoleDesk {
  let rooms: ActivateRooms
  let context: MemberContext

  /// - Parameter busy: the people with extra time who are busy in the round that was to be closed.
  func page(_ found: Sessions.OnTable, busy: Int = 0) async throws -> Response {
    let hub = rooms.live.hub(of: found.session.id, in: context.member.organisation.id)
    let snapshot = try await hub.snapshot(for: .console)
    var reader = ConsoleReader(session: found.session, person: context.member.person)
    reader.key = context.visit.site.world.newID()
    reader.plan = found.plan
    reader.counts = try await hub.countsNow()
    let current = found.state.current ?? found.state.next?.id ?? found.plan.steps.first?.round.id
    let script = current.flatMap { found.plan.step($0)?.script ?? found.state[$0]?.planned.script } ?? []
    reader.script = script.map { (kind: $0.kind.rawValue, text: $0.text.message) }
    reader.role = found.role
    reader.busy = busy
    let member = context.member
    if member.may(.runSessions, on: found.session.unit) { reader.addable = PlanTemplate.addable(found.session.level) }
    if let wheel = found.state.wheel, wheel != member.person {
      reader.driver = try await rooms.sessions.crew(of: found.session.id, by: member)
        .places.first { $0.person.id == wheel }?.person.name
    }
    if found.state.phase == .lobby || found.state.phase == .running {
      let tree = context.member.tree
      reader.decisions = DecisionBoard(
        try await rooms.outcomes.table(of: found.session.id, by: context.member),
        unitName: { tree.unit($0)?.name ?? "" })
    }
    let book = context.book
    return try ConsolePage(found.state, snapshot, reader, time: { book.time($0) }, at: context.visit.now)
      .response(context)
  }
}
