import Activate
import HTTPTypes
import Hummingbird
import People
import Values

/// What the console asks of a session while it runs. Each command carries the number of the last event that its page showed; where
/// something happened since, nothing is done and the answer is 409 with the state as it is now.
struct ConsoleRoutes {
  let rooms: ActivateRooms

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":session/events", use: events)
      .get(":session/state", use: state)
      .post(":session/lobby", use: openLobby)
      .post(":session/commands", use: command)
      .post(":session/proxies", use: enterProxy)
      .post(":session/screen", use: makeScreenLink)
  }

  @Sendable func events(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (hub, face) = try await hub(context)
    return EventStream(hub: hub, face: face).response(to: request)
  }

  @Sendable func state(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (hub, face) = try await hub(context)
    return try await LiveAnswers.state(hub, face, request)
  }

  @Sendable func openLobby(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    try await rooms.sessions.openLobby(id, by: context.member)
    return .redirect(to: .console(id), context)
  }

  @Sendable func command(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    _ = try await rooms.sessions.session(id, by: context.member)
    guard let seq = Int(context.form["seq"]), let command = try await command(in: id, context) else {
      throw Rejection("command", Message("live.problem.command"))
    }
    // People who take more time are not cut off by accident.
    if case .close = command, context.form["anyway"] != "yes" {
      let busy = try await rooms.live.hub(of: id, in: context.member.organisation.id).countsNow().extraTimeOpen
      if busy > 0 {
        let found = try await rooms.sessions.find(id, by: context.member)
        return try await ConsoleDesk(rooms: rooms, context: context).page(found, busy: busy)
      }
    }
    do {
      try await rooms.sessions.command(command, expecting: seq, in: id, by: context.member)
    } catch SessionRefusal.stateIsOther where LiveAnswers.wantsJSON(request) {
      let (hub, face) = try await hub(context)
      return LiveAnswers.json(try await hub.message(for: face), status: .conflict)
    }
    guard LiveAnswers.wantsJSON(request) else { return .redirect(to: .console(id), context) }
    return Response(status: .noContent)
  }

  private func command(in id: ID<Session>, _ context: MemberContext) async throws -> SessionCommand? {
    let form = context.form
    guard form["command"] == SessionCommand.Name.add.rawValue else { return SessionCommand(form) }
    let found = try await rooms.sessions.find(id, by: context.member)
    guard let step = try await RoundMaking(rooms: rooms, member: context.member).step(form, for: found) else {
      throw Rejection("slot", Message("sessionplan.plan.noFill"))
    }
    return .add(step.planned(beside: found.state.rounds), after: form.id("after"))
  }

  /// A contribution of somebody without a phone, typed in by the scribe or from a paper ballot.
  @Sendable func enterProxy(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let form = context.form
    let (hub, _) = try await hub(context)
    let round: ID<Round> = ID(form["round"])
    guard let standing = try await hub.current()[round] else { throw NotFound() }
    let key = form["key"].isEmpty ? context.visit.requestID : String(form["key"].prefix(100))
    let sending = Contributions.Sending(
      round: standing.round, attempt: Int(form["attempt"]) ?? standing.progress.attempt, key: key,
      contribution: try .of(form, for: standing.round, today: context.visit.today))
    _ = try await rooms.contributions.enter(
      [sending], way: form["way"] == "paper" ? .paper : .scribe, in: id, by: context.member)
    if LiveAnswers.wantsJSON(request) { return Response(status: .noContent) }
    return .redirect(to: .console(id), saying: Message("live.receipt.proxy"), context)
  }

  /// A new link for the big screen; the one before it is withdrawn. The browser goes there.
  @Sendable func makeScreenLink(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let token = try await rooms.sessions.makeScreenLink(of: id, by: context.member)
    let session = try await rooms.sessions.find(id, by: context.member).session
    return .redirect(to: .screen(session.code, key: token.secret), context)
  }

  private func hub(_ context: MemberContext) async throws -> (SessionHub, SessionHub.Face) {
    let id: ID<Session> = try context.parameters.id("session")
    _ = try await rooms.sessions.console(id, by: context.member)
    return (
      rooms.live.hub(of: id, in: context.member.organisation.id), SessionHub.Face(.console, context.visit.language)
    )
  }
}

extension SessionCommand {
  /// Reads a console's form: `command`, and with it `round`, `seconds`, `step`, `order` (repeated), `shown`, `ending`, and for ideas
  /// `move`, `idea` (repeated), `into`, `text`. Nothing where it is none. A round that is added is made from the library: see
  /// `RoundMaking`.
  init?(_ form: Form) {
    guard let name = Name(rawValue: form["command"]) else { return nil }
    let round = ID<Round>(form["round"])
    let seconds = Int(form["seconds"])
    switch name {
    case .brief: self = .brief(round)
    case .open: self = .open(round)
    case .pause: self = .pause(round)
    case .resume: self = .resume(round)
    case .addTime: self = .addTime(round, seconds: seconds ?? 60)
    case .close: self = .close(round)
    case .reveal: self = .reveal(round)
    case .discuss: self = .discuss(round)
    case .settle: self = .settle(round)
    case .skip: self = .skip(round)
    case .void: self = .void(round)
    case .voidReference: self = .voidReference(round)
    case .undo: self = .undo(seq: Int(form["step"]))
    case .takeWheel: self = .takeWheel
    case .reorder: self = .reorder(form.all("order").map { ID($0) })
    case .shorten:
      guard let seconds else { return nil }
      self = .shorten(round, seconds: seconds)
    case .showJoin: self = .showJoin(form["shown"] != "no")
    case .end:
      guard let ending = Session.Ending(rawValue: form["ending"]) else { return nil }
      self = .end(ending)
    case .moveIdea:
      guard let move = IdeaBoard.Move(form) else { return nil }
      self = .moveIdea(round, move)
    case .add: return nil
    }
  }
}

extension IdeaBoard.Move {
  init?(_ form: Form) {
    let ideas = form.all("idea").map { ID<Idea>($0) }
    guard let idea = ideas.first else { return nil }
    let text = form["text"]
    switch form["move"] {
    case "show": self = .show(idea)
    case "hold": self = .hold(idea)
    case "hide": self = .hide(idea, reason: text)
    case "merge": self = .merge(ideas, into: ID(form["into"]), text: text.isEmpty ? nil : text)
    case "split": self = .split(idea)
    case "reword": self = .reword(idea, text: text)
    default: return nil
    }
  }
}
