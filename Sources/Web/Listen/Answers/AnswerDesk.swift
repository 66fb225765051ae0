import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Values

/// Answers one request of a respondent, in their language, with pages that say what happened and nothing more.
struct AnswerDesk {
  let context: GuestContext
  let door: Door?

  init(_ context: GuestContext, door: Door?) {
    self.context = context
    self.door = door
  }

  /// The language that the respondent chose, else that of the invitation, else that of the browser; as far as the survey
  /// speaks it.
  func language(of entrance: Entrance, _ unfinished: UnfinishedAnswers?) -> Language {
    entrance.asked.language(nearest: unfinished?.language ?? entrance.invitation?.language ?? context.visit.language)
  }

  /// A link that leads nowhere and a wave that closed are told kindly; faults go on to the site's own pages.
  func guarding(_ body: () async throws -> Response) async throws -> Response {
    do {
      return try await body()
    } catch is NotFound {
      return try notice(
        title: Message("answer.unknown.title"), text: Message("answer.unknown.text"), in: context.visit.language,
        status: .notFound)
    } catch ListenRefusal.waveIsClosed {
      return try notice(
        title: Message("answer.closed.title"), text: Message("answer.closed.late"), in: context.visit.language,
        status: .conflict)
    }
  }

  func page(
    _ entrance: Entrance, _ flow: AnswerFlow, at place: ID<Question>?, in language: Language, isResumed: Bool,
    problems: [String: Message] = [:], sheet: AnswerSheet? = nil
  ) throws -> Response {
    guard let door else { throw NotFound() }
    let document = entrance.asked.document
    let organisation = entrance.asked.organisation.name
    let title = Message.verbatim(document.title.text(in: language))
    guard let page = flow.page(at: place) ?? (entrance.asksToBeNamed && place != nil ? nil : flow.pages.last) else {
      let form = EndForm(document, organisation: organisation, language: language, action: .answer(through: door))
      return try respond(AnswerEndPage(title: title, form: form), in: language)
    }
    let form = AnswerForm(
      flow, page, organisation: organisation, language: language, action: .answer(through: door),
      asksToBeNamed: entrance.asksToBeNamed, problems: problems, canRestart: isResumed && entrance.invitation == nil,
      typed: { sheet?.typed($0) })
    return try respond(
      AnswerPage(title: title, form: form), in: language,
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  func thanks(_ entrance: Entrance, _ receipt: Receipt, again: Bool) throws -> Response {
    let language = entrance.asked.language(nearest: receipt.language)
    let words = entrance.asked.document.thanks?.text(in: language) ?? ""
    return try notice(
      title: Message("answer.thanks.title"), text: words.isEmpty ? Message("answer.thanks.text") : .verbatim(words),
      more: Message(again ? "answer.thanks.again" : "answer.thanks.done"), from: entrance.asked.organisation.name,
      withdrawal: receipt.mayBeNamed ? withdrawal : nil, in: language)
  }

  /// Where somebody who was invited takes back that they may be named.
  private var withdrawal: Link? {
    if case .invitation(let token) = door { .answerWithdrawal(token) } else { nil }
  }

  func closed(_ entrance: Entrance) throws -> Response {
    let asked = entrance.asked
    let language = asked.language(nearest: entrance.invitation?.language ?? context.visit.language)
    let organisation = asked.organisation.name
    return asked.wave.state == .planned
      ? try notice(
        title: Message("answer.early.title"), text: Message("answer.early.text", ["day": .day(asked.wave.opensOn)]),
        from: organisation, in: language)
      : try notice(
        title: Message("answer.closed.title"), text: Message("answer.closed.text"), from: organisation, in: language,
        status: .gone)
  }

  /// To the next page; there the browser's back button does what one expects.
  func goOn(at place: ID<Question>?, again: Bool = false, remembering cookie: String? = nil) -> Response {
    guard let door else { return Response(status: .notFound) }
    var response = Response.redirect(
      to: Link.answer(through: door).with("at", place?.text).with("again", again ? "1" : nil), context)
    if let cookie, case .openLink(let link, let key) = door {
      response.setCookie(remember(cookie, key.secret, for: 86_400, link))
    }
    return response
  }

  func restart() -> Response {
    guard let door else { return Response(status: .notFound) }
    guard case .openLink(let link, _) = door else { return .redirect(to: .answer(through: door), context) }
    return .redirect(to: .openAnswer(link), context)
  }

  private func remember(_ name: String, _ value: String, for seconds: Int, _ link: String) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: seconds, path: Link.openAnswer(link).path,
      secure: context.visit.site.origin.isSecure, httpOnly: true, sameSite: .lax)
  }

  func notice(
    title: Message, text: Message, more: Message? = nil, from organisation: String? = nil, withdrawal: Link? = nil,
    in language: Language, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    try respond(
      AnswerNoticePage(title: title, organisation: organisation, text: text, more: more, withdrawal: withdrawal),
      in: language, status: status)
  }

  func respond(_ page: any Page, in language: Language, status: HTTPResponse.Status = .ok) throws -> Response {
    var visit = context.visit
    visit.book = visit.site.renderer.book(language, zone: visit.book.zone)
    return try visit.respond(with: page, status: status, logger: context.logger)
  }
}
