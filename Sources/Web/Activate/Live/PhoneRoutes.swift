import Activate
import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import People
import Values

/// What phones and big screens ask of a session while it runs. Writing never needs the live channel: each form works without a script,
/// and sent twice it counts once.
struct PhoneRoutes {
  let rooms: ActivateRooms

  /// Under `/s`.
  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get(":code/events", use: events)
      .get(":code/state", use: state)
      .get(":code/recordings/:recording", use: phoneSound)
      .get(":code/screen/:token/recordings/:recording", use: screenSound)
      .get(":code/screen/:token/events", use: screenEvents)
      .get(":code/screen/:token/state", use: screenState)
      .post(":code/join", use: join)
      .post(":code/rejoin", use: rejoin)
      .post(":code/ready", use: ready)
      .post(":code/name", use: setName)
      .post(":code/time", use: setExtraTime)
      .post(":code/rounds/:round/contribution", use: handIn)
      .get(":code/rounds/:round/calendar", use: calendar)
  }

  // MARK: The live channel

  @Sendable func events(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    let face = face(.phone, entrance, context)
    return EventStream(hub: hub, face: face, participant: entrance.participant?.id).response(to: request)
  }

  @Sendable func state(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    return try await LiveAnswers.state(hub, face(.phone, entrance, context), request)
  }

  @Sendable func screenEvents(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await screen(request, context)
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    return EventStream(hub: hub, face: face(.screen, entrance, context)).response(to: request)
  }

  @Sendable func screenState(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await screen(request, context)
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    return try await LiveAnswers.state(hub, face(.screen, entrance, context), request)
  }

  // MARK: Coming in

  @Sendable func join(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    let form = context.form
    let phone = PhoneCookie.token(request, context.visit) ?? context.visit.site.world.newToken()
    let draft = JoinDraft(
      language: Language(rawValue: form["language"]) ?? context.visit.language,
      extraTime: Participant.ExtraTime(rawValue: form["extraTime"]) ?? .standard, table: Int(form["table"]),
      isObserver: form["observer"] == "yes")
    _ = try await rooms.participants.join(entrance, as: draft, with: phone)
    return back(to: entrance, draft.language, phone, context)
  }

  @Sendable func rejoin(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    guard let words = RejoinWords(context.form["words"]) else {
      throw Rejection("words", Message("live.problem.words"))
    }
    let phone = PhoneCookie.token(request, context.visit) ?? context.visit.site.world.newToken()
    let participant = try await rooms.participants.rejoin(entrance, saying: words, with: phone)
    return back(to: entrance, participant.language, phone, context)
  }

  @Sendable func ready(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    try await rooms.participants.setReady(
      context.form["ready"] != "no", try participant(entrance), in: entrance)
    if LiveAnswers.wantsJSON(request) { return Response(status: .noContent) }
    return .redirect(to: .session(entrance.session.code), context)
  }

  @Sendable func setName(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    try await rooms.participants.setName(context.form["name"], of: try participant(entrance), in: entrance)
    if LiveAnswers.wantsJSON(request) { return Response(status: .noContent) }
    return .redirect(to: .session(entrance.session.code), context)
  }

  @Sendable func setExtraTime(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    guard let extraTime = Participant.ExtraTime(rawValue: context.form["extraTime"]) else {
      throw Rejection("extraTime", Message("live.problem.extraTime"))
    }
    try await rooms.participants.setExtraTime(extraTime, of: try participant(entrance), in: entrance)
    if LiveAnswers.wantsJSON(request) { return Response(status: .noContent) }
    return .redirect(to: .session(entrance.session.code), context)
  }

  // MARK: Handing in

  /// Takes a contribution: a receipt once it is on disk. Too late is 409 with the state as it is now.
  @Sendable func handIn(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    let participant = try participant(entrance)
    let hub = rooms.live.hub(of: entrance.session.id, in: entrance.organisation)
    guard let standing = try await hub.current()[try context.parameters.id("round")] else { throw NotFound() }
    let form = context.form
    let contribution: Contribution
    do {
      contribution = try .of(form, for: standing.round, today: context.visit.today)
    } catch let rejection as Rejection {
      // What was typed stays in the form, with what is wrong with it.
      return try await PhoneDesk(rooms: rooms, context: context).page(
        of: participant, in: entrance, typed: form, problems: rejection.problems, status: .unprocessableContent)
    }
    let key = form["key"].isEmpty ? context.visit.requestID : String(form["key"].prefix(100))
    let sending = Contributions.Sending(
      round: standing.round, attempt: Int(form["attempt"]) ?? standing.progress.attempt, key: key,
      contribution: contribution)
    do {
      let receipt = try await rooms.contributions.handIn(sending, by: participant, in: entrance)
      guard LiveAnswers.wantsJSON(request) else {
        return .redirect(to: .session(entrance.session.code), saying: Message("live.receipt.said"), context)
      }
      return try ReceiptAnswer(receipt).response
    } catch SessionRefusal.roundIsClosed where LiveAnswers.wantsJSON(request) {
      return LiveAnswers.json(try await hub.message(for: face(.phone, entrance, context)), status: .conflict)
    }
  }

  /// The days on which somebody looks back on their own plan.
  @Sendable func calendar(_ request: Request, _ context: GuestContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    let participant = try participant(entrance)
    let round: ID<Round> = try context.parameters.id("round")
    let state = try await rooms.live.hub(of: entrance.session.id, in: entrance.organisation).current()
    guard let standing = state[round],
      let own = try await rooms.contributions.own(
        round, attempt: standing.progress.attempt, of: participant, in: entrance),
      case .commitment(let words) = own.contribution
    else { throw NotFound() }
    let plan = SessionCommitment(
      id: ID("\(entrance.session.id).\(round).\(participant.id)"), unit: entrance.session.unit,
      maker: participant.id.text, words: words)
    let text = Message(
      "sessionreport.calendar.ownText", ["when": .text(words.when), "then": .text(words.then)])
    return CalendarFile(
      plan, after: context.book.zone.day(of: state.begunAt ?? context.visit.now),
      title: context.book.say(Message("sessionreport.calendar.own")), text: context.book.say(text)
    ).response(named: "kompas", at: context.visit.now)
  }

  // MARK: Who asks

  func entrance(_ request: Request, _ context: GuestContext) async throws -> Participants.Entrance {
    guard let code = SessionCode(try context.parameters.require("code")) else { throw NotFound() }
    return try await rooms.participants.enter(code, with: PhoneCookie.token(request, context.visit))
  }

  func screen(_ request: Request, _ context: GuestContext) async throws -> Participants.Entrance {
    let entrance = try await entrance(request, context)
    guard let token = Token(try context.parameters.require("token")),
      try await rooms.participants.isScreen(token, of: entrance)
    else { throw NotFound() }
    return entrance
  }

  func participant(_ entrance: Participants.Entrance) throws -> Participant {
    guard let participant = entrance.participant else { throw SessionRefusal.notJoined }
    return participant
  }

  private func face(
    _ audience: SessionSnapshot.Audience, _ entrance: Participants.Entrance, _ context: GuestContext
  ) -> SessionHub.Face {
    SessionHub.Face(audience, entrance.participant?.language ?? context.visit.language)
  }

  private func back(
    to entrance: Participants.Entrance, _ language: Language, _ phone: Token, _ context: GuestContext
  ) -> Response {
    var response = Response.redirect(to: .session(entrance.session.code), context)
    PhoneCookie.set(phone, context.visit, on: &response)
    response.remember(language: language, context.visit)
    return response
  }
}

extension Contribution {
  /// Reads the fields of a round's form. Throws a `Rejection` with each problem beside its field.
  static func of(_ form: Form, for round: Round, today: Day) throws -> Contribution {
    do throws(ContributionRejection) {
      return try Contribution(ContributionFields(form.fields.map { ($0.name, $0.value) }), for: round, today: today)
    } catch {
      throw error.rejection
    }
  }
}

/// The receipt as a script reads it.
private struct ReceiptAnswer: Encodable {
  let round: ID<Round>
  let attempt: Int
  let at: Int64
  let isRepeated: Bool

  init(_ receipt: ContributionReceipt) {
    round = receipt.round
    attempt = receipt.attempt
    at = receipt.at.milliseconds
    isRepeated = receipt.isRepeated
  }

  var response: Response {
    get throws {
      let bytes = try JSONEncoder().encode(self)
      return Response(
        status: .ok,
        headers: [.contentType: "application/json", .cacheControl: "no-store", .contentLength: String(bytes.count)],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
  }
}
