import Act
import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Values

/// Where respondents answer: by the link of their invitation, or by an open link. No cookie is needed and no script.
struct AnswerRoutes {
  let responses: Responses
  let asks: CustomerAsks

  var invited: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get(":token", use: showInvited)
      .post(":token", use: answerInvited)
      .post(":token/withdrawal", use: withdraw)
  }

  var open: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get(":link", use: begin)
      .get(":link/:key", use: showOpen)
      .post(":link/:key", use: answerOpen)
  }

  @Sendable func showInvited(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await show(try invitation(context), request, context)
  }

  @Sendable func answerInvited(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await take(try invitation(context), request, context)
  }

  /// Who agreed to be named thinks better of it, where they did so: on the page of their receipt.
  @Sendable func withdraw(_ request: Request, _ context: GuestContext) async throws -> Response {
    let door = try invitation(context)
    let desk = AnswerDesk(context, door: door)
    return try await desk.guarding {
      guard let door else { throw NotFound() }
      let entrance = try await responses.enter(door)
      guard let receipt = try await responses.receipt(of: entrance) else { throw NotFound() }
      try await asks.withdraw(receipt, in: entrance.asked.organisation.id)
      return try desk.notice(
        title: Message("followUps.ask.withdrawn.title"), text: Message("followUps.ask.withdrawn.text"),
        from: entrance.asked.organisation.name, in: entrance.asked.language(nearest: receipt.language))
    }
  }

  /// A new respondent, or one who comes back within the day in the same browser.
  @Sendable func begin(_ request: Request, _ context: GuestContext) async throws -> Response {
    let link = try context.parameters.require("link")
    if let key = request.cookies[Self.cookie].flatMap({ Token($0.value) }) {
      let door = Door.openLink(link, key: key)
      let desk = AnswerDesk(context, door: door)
      return try await desk.guarding {
        let entrance = try await responses.enter(door)
        if try await responses.unfinished(of: entrance) != nil { return .redirect(to: .openAnswer(link, key), context) }
        return try await show(.openLink(link, key: context.visit.site.world.newToken()), request, context)
      }
    }
    return try await show(.openLink(link, key: context.visit.site.world.newToken()), request, context)
  }

  @Sendable func showOpen(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await show(try openLink(context), request, context)
  }

  @Sendable func answerOpen(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await take(try openLink(context), request, context)
  }

  private func invitation(_ context: GuestContext) throws -> Door? {
    Token(try context.parameters.require("token")).map(Door.invitation)
  }

  private func openLink(_ context: GuestContext) throws -> Door? {
    let link = try context.parameters.require("link")
    return Token(try context.parameters.require("key")).map { .openLink(link, key: $0) }
  }

  /// Remembers for a day, in this browser and for this link only, where somebody was.
  fileprivate static let cookie = "answers"
}

extension AnswerRoutes {
  /// Shows the page where the respondent is, or that there is nothing left to answer.
  fileprivate func show(_ door: Door?, _ request: Request, _ context: GuestContext) async throws -> Response {
    let desk = AnswerDesk(context, door: door)
    return try await desk.guarding {
      guard let door else { throw NotFound() }
      let entrance = try await responses.enter(door)
      if let receipt = try await responses.receipt(of: entrance) {
        return try desk.thanks(entrance, receipt, again: request.uri.queryParameters["again"] != nil)
      }
      guard entrance.asked.isOpen(at: context.visit.now) else { return try desk.closed(entrance) }
      let unfinished = try await responses.unfinished(of: entrance)
      let language = desk.language(of: entrance, unfinished)
      let flow = entrance.asked.flow.answering(unfinished?.answers ?? Answers())
      let place = request.uri.queryParameters["at"].map { ID<Question>(String($0)) } ?? unfinished?.place
      return try desk.page(entrance, flow, at: place, in: language, isResumed: unfinished != nil)
    }
  }

  /// Takes the fields of one page: keeps them and goes on, or sends everything off.
  fileprivate func take(_ door: Door?, _ request: Request, _ context: GuestContext) async throws -> Response {
    let desk = AnswerDesk(context, door: door)
    return try await desk.guarding {
      guard let door else { throw NotFound() }
      let entrance = try await responses.enter(door)
      if entrance.invitation?.answeredAt != nil { return desk.goOn(at: nil, again: true) }
      let unfinished = try await responses.unfinished(of: entrance)
      let sheet = AnswerSheet(context.form, from: entrance.asked.flow.answering(unfinished?.answers ?? Answers()))
      var language = desk.language(of: entrance, unfinished)
      switch sheet.wish {
      case .restart:
        try await responses.forget(entrance)
        return desk.restart()
      case .speak(let other):
        language = other
        return try await keep(sheet, at: sheet.place, in: language, entrance, desk)
      case .goBack:
        let page = sheet.flow.page(before: sheet.page)
        return try await keep(sheet, at: page?.first?.id, in: language, entrance, desk)
      case .goOn:
        guard sheet.problems.isEmpty else {
          return try desk.page(
            entrance, sheet.flow, at: sheet.place, in: language, isResumed: true, problems: sheet.problems, sheet: sheet
          )
        }
        if let place = sheet.next(asksToBeNamed: entrance.asksToBeNamed) {
          return try await keep(sheet, at: place, in: language, entrance, desk)
        }
        return try await send(sheet, in: language, entrance, desk)
      }
    }
  }

  private func keep(
    _ sheet: AnswerSheet, at place: ID<Question>?, in language: Language, _ entrance: Entrance, _ desk: AnswerDesk
  ) async throws -> Response {
    let unfinished = UnfinishedAnswers(language: language, place: place, answers: sheet.flow.answers)
    let isKept = try await responses.keep(unfinished, of: entrance)
    return desk.goOn(at: isKept ? place : nil, again: !isKept, remembering: Self.cookie)
  }

  private func send(
    _ sheet: AnswerSheet, in language: Language, _ entrance: Entrance, _ desk: AnswerDesk
  ) async throws -> Response {
    do {
      let receipt = try await responses.submit(
        sheet.flow.answers, language: language, mayBeNamed: sheet.mayBeNamed, through: entrance)
      return desk.goOn(at: nil, again: receipt.differs)
    } catch let rejection as Rejection {
      // A second tap: the first one took the earlier pages along.
      if try await responses.receipt(of: entrance) != nil { return desk.goOn(at: nil) }
      let place = sheet.flow.pages.first { page in
        page.contains { $0.answerKeys.contains { rejection.problems[$0.text] != nil } }
      }?.first?.id
      return try desk.page(
        entrance, sheet.flow, at: place, in: language, isResumed: true, problems: rejection.problems, sheet: sheet)
    }
  }
}
