import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Values

/// The way out of invitations (RFC 8058): a mail program posts here by itself, a person sees a button first.
struct UnsubscribeRoutes {
  let unsubscriptions: Unsubscriptions

  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self).get(":token", use: ask).post(":token", use: unsubscribe)
  }

  @Sendable func ask(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await answer(context) { try await unsubscriptions.find($0) }
  }

  @Sendable func unsubscribe(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await answer(context) { try await unsubscriptions.unsubscribe($0) }
  }

  private func answer(
    _ context: GuestContext, _ act: (Token) async throws -> Unsubscriptions.Place
  ) async throws -> Response {
    let desk = AnswerDesk(context, door: nil)
    return try await desk.guarding {
      guard let token = Token(try context.parameters.require("token")) else { throw NotFound() }
      let place = try await act(token)
      return try desk.respond(
        UnsubscribePage(place, action: .unsubscribe(token)), in: place.language)
    }
  }
}

struct UnsubscribePage: Page {
  static let template = "answers/unsubscribe"

  let title: Message
  let organisation: String
  let text: Message
  let action: Link
  let isDone: Bool

  init(_ place: Unsubscriptions.Place, action: Link) {
    self.init(organisation: place.organisation.name, isDone: place.isDone, action: action)
  }

  private init(organisation: String, isDone: Bool, action: Link) {
    title = Message(isDone ? "answer.unsubscribe.done.title" : "answer.unsubscribe.title")
    text = Message(
      isDone ? "answer.unsubscribe.done.text" : "answer.unsubscribe.ask", ["organisation": .text(organisation)])
    self.organisation = organisation
    self.action = action
    self.isDone = isDone
  }

  static let examples: [String: UnsubscribePage] = [
    "asked": UnsubscribePage(
      organisation: "De Linde Installatie", isDone: false, action: Link("u", "x")),
    "done": UnsubscribePage(
      organisation: "De Linde Installatie", isDone: true, action: Link("u", "x")),
  ]
}
