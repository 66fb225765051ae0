import Activate
import HTTPTypes
import Hummingbird
import Localization
import Values

/// What people in a room look at: the way in, the phone's page, the big screen. Each is drawn whole from the session as it is now;
/// what changes it is posted to `PhoneRoutes`.
struct SessionPages {
  let rooms: ActivateRooms

  /// Under `/s`.
  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get(use: askCode)
      .post(use: takeCode)
      .get(":code", use: phone)
      .get(":code/screen/:token", use: screen)
  }

  @Sendable func askCode(_ request: Request, _ context: GuestContext) async throws -> Response {
    try JoinCodePage().response(context)
  }

  @Sendable func takeCode(_ request: Request, _ context: GuestContext) async throws -> Response {
    if let code = SessionCode(context.form["code"]) {
      do {
        let entrance = try await rooms.participants.enter(code, with: nil)
        return .redirect(to: .session(entrance.session.code), context)
      } catch is NotFound {}
    }
    return try JoinCodePage(form: context.form, problems: ["code": Message("session.join.unknown")])
      .response(context, status: .unprocessableContent)
  }

  @Sendable func phone(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let code = SessionCode(try context.parameters.require("code")) else { throw NotFound() }
    let entrance = try await rooms.participants.enter(code, with: PhoneCookie.token(request, context.visit))
    guard let participant = entrance.participant else {
      return try JoinPage(entrance.session, unit: entrance.unit, phase: entrance.session.phase).response(context)
    }
    return try await PhoneDesk(rooms: rooms, context: context).page(of: participant, in: entrance)
  }

  @Sendable func screen(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let code = SessionCode(try context.parameters.require("code")) else { throw NotFound() }
    let entrance = try await rooms.participants.enter(code, with: nil)
    let secret = try context.parameters.require("token")
    guard let token = Token(secret), try await rooms.participants.isScreen(token, of: entrance) else {
      throw NotFound()
    }
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    let snapshot = try await hub.snapshot(for: .screen)
    return try ScreenPage(
      snapshot, counts: try await hub.countsNow().forScreen, key: secret,
      groups: GroupCard.all(try await hub.groupsNow(), in: snapshot), origin: context.visit.site.origin.text,
      at: context.visit.now
    ).response(context)
  }
}

/// Draws the page of somebody who takes part.
struct PhoneDesk {
  let rooms: ActivateRooms
  let context: GuestContext

  /// - Parameters:
  ///   - typed: what was sent and not taken.
  ///   - problems: why, by field.
  func page(
    of participant: Participant, in entrance: Participants.Entrance, typed: Form? = nil,
    problems: [String: Message] = [:], isLate: Bool = false, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    let snapshot = try await hub.snapshot(for: .phone)
    var reader = PhoneReader(
      isObserver: participant.isObserver, phrase: entrance.rejoin?.text, extraTime: participant.extraTime.rawValue,
      isLate: isLate)
    reader.groups = GroupCard.own(
      try await hub.groupsNow(with: participant.id), of: participant.id, in: snapshot)
    if let view = snapshot.round, view.round.policy.needsContribution,
      let own = try await rooms.contributions.own(view.round.id, attempt: view.attempt, of: participant, in: entrance)
    {
      reader.contribution = own.contribution
      reader.handedInAt = own.at.map { context.book.time($0) } ?? ""
    }
    if snapshot.phase == .ended { reader.plans = try await rooms.participants.plans(of: entrance) }
    let problem = problems.sorted { $0.key < $1.key }.first?.value
    var response = try PhonePage(
      snapshot, reader: reader, key: context.visit.site.world.newID(), at: context.visit.now, typed: typed,
      problem: problem
    ).response(context, status: status)
    // Whoever looks something up on their phone and comes back finds the page as they left it at once, and it looks for what is new by
    // itself. Nobody else is given it.
    response.headers[.cacheControl] = "private, no-cache"
    response.headers[.vary] = "Cookie, Accept-Language"
    return response
  }
}
