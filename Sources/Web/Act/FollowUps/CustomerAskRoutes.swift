import Act
import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// One question to a customer, one tap, no account. A mail program that looks changes nothing.
struct CustomerAskRoutes {
  let asks: CustomerAsks

  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get(":token", use: ask)
      .post(":token", use: answer)
      .post(":token/withdrawal", use: withdraw)
  }

  @Sendable func ask(_ request: Request, _ context: GuestContext) async throws -> Response {
    try await page(context) { try await asks.find($0) }
  }

  @Sendable func answer(_ request: Request, _ context: GuestContext) async throws -> Response {
    guard let answer = CustomerAsk.Answer(rawValue: context.form["answer"]) else { throw NotFound() }
    return try await page(context) {
      try await asks.answer($0, answer, words: context.form.text("words"))
    }
  }

  @Sendable func withdraw(_ request: Request, _ context: GuestContext) async throws -> Response {
    let desk = AnswerDesk(context, door: nil)
    return try await desk.guarding {
      let place = try await asks.withdraw(try token(context))
      return try desk.notice(
        title: Message("followUps.ask.withdrawn.title"), text: Message("followUps.ask.withdrawn.text"),
        from: place.organisation.name, in: place.language)
    }
  }

  private func page(
    _ context: GuestContext, _ act: (Token) async throws -> CustomerAsks.Place
  ) async throws -> Response {
    let desk = AnswerDesk(context, door: nil)
    return try await desk.guarding {
      let token = try token(context)
      do {
        let place = try await act(token)
        return try desk.respond(CustomerAskPage(place, token), in: place.language)
      } catch is CustomerAskIsOver {
        let place = try await asks.find(token)
        return try desk.respond(CustomerAskPage(place, token), in: place.language, status: .gone)
      }
    }
  }

  private func token(_ context: GuestContext) throws -> Token {
    guard let token = Token(try context.parameters.require("token")) else { throw NotFound() }
    return token
  }
}

struct CustomerAskPage: Page {
  static let template = "followUps/ask"
  let title: Message
  let organisation: String
  let text: Message
  let action: Link
  let taps: [Tap]
  let isOpen: Bool
  let isAnswered: Bool
  let answer: String
  let words: String
  let withdrawal: Link

  struct Tap: ViewModel {
    let value: String
    let label: Message
    let isChosen: Bool
  }

  init(_ place: CustomerAsks.Place, _ token: Token) {
    self.init(
      organisation: place.organisation.name, place.kind, colleague: place.colleague, place.answer, place.words,
      isExpired: place.isExpired, action: .customerAsk(token), withdrawal: .withdrawal(token))
  }

  private init(
    organisation: String, _ kind: CustomerAsk.Kind, colleague: String?, _ answer: CustomerAsk.Answer?,
    _ words: String, isExpired: Bool, action: Link, withdrawal: Link
  ) {
    let facts: [String: Message.Fact] = [
      "organisation": .text(organisation), "colleague": .text(colleague ?? organisation),
    ]
    title =
      isExpired
      ? Message("followUps.ask.over.title")
      : answer.map { Message("followUps.ask.thanks.\($0.rawValue)") } ?? Message("followUps.ask.\(kind.rawValue).title")
    text =
      isExpired
      ? Message("followUps.ask.isOver")
      : answer == nil
        ? Message("followUps.ask.\(kind.rawValue).text", facts) : Message("followUps.ask.change", facts)
    self.organisation = organisation
    self.action = action
    taps = CustomerAsk.Answer.allCases.filter { $0.kind == kind }.map { choice in
      Tap(value: choice.rawValue, label: Message("followUps.tap.\(choice.rawValue)"), isChosen: choice == answer)
    }
    isOpen = !isExpired
    isAnswered = answer != nil && !isExpired
    self.answer = answer?.rawValue ?? ""
    self.words = words
    self.withdrawal = withdrawal
  }

  static let examples: [String: CustomerAskPage] = {
    func page(
      _ kind: CustomerAsk.Kind, _ answer: CustomerAsk.Answer? = nil, _ words: String = "", isExpired: Bool = false
    ) -> CustomerAskPage {
      CustomerAskPage(
        organisation: "De Linde Installatietechniek", kind, colleague: "Eva de Vries", answer, words,
        isExpired: isExpired, action: Link("c", "x"), withdrawal: Link("c", "x", "withdrawal"))
    }
    var pages = ["solved": page(.solved), "gesture": page(.gesture), "over": page(.solved, isExpired: true)]
    for answer in CustomerAsk.Answer.allCases {
      pages["answered \(answer)"] = page(answer.kind, answer, answer == .unsolved ? "Het lekt <nog> steeds" : "")
    }
    return pages
  }()
}
