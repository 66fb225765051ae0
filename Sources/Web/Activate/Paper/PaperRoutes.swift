import Activate
import Hummingbird
import People
import Values

/// Where the scribe types in what came in on paper.
struct PaperRoutes {
  let rooms: ActivateRooms

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get(":session/paper", use: show).post(":session/paper", use: enter)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let rows = Int(Form(query: request.uri.query)["rows"]) ?? Ballots.usual
    return try await page(context, rows: rows).response(context)
  }

  @Sendable func enter(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let session = try await rooms.sessions.console(id, by: context.member)
    let form = context.form
    let hub = rooms.live.hub(of: session.id, in: context.member.organisation.id)
    guard let round: ID<Round> = form.id("round"), let standing = try await hub.current()[round] else {
      throw NotFound()
    }
    guard standing.round.policy.visibility != .named else { throw SessionRefusal.roundIsOther(standing.progress.state) }
    let key = form["key"].isEmpty ? context.visit.requestID : String(form["key"].prefix(80))
    do {
      let sendings = try Ballots(round: standing.round, form: form)
        .sendings(attempt: Int(form["attempt"]) ?? standing.progress.attempt, key: key, today: context.visit.today)
      let receipts = try await rooms.contributions.enter(sendings, way: .paper, in: id, by: context.member)
      return .redirect(
        to: .paper(id), saying: Message("sessionpaper.entered", ["count": .count(receipts.count)]), context)
    } catch let rejection as Rejection {
      return try await page(
        context, rows: Int(form["rows"]) ?? Ballots.usual, key: key, typed: form, problems: rejection.problems
      ).response(context, status: .unprocessableContent)
    }
  }

  private func page(
    _ context: MemberContext, rows: Int, key: String? = nil, typed: Form = Form(), problems: [String: Message] = [:]
  ) async throws -> PaperPage {
    let id: ID<Session> = try context.parameters.id("session")
    let session = try await rooms.sessions.console(id, by: context.member)
    let hub = rooms.live.hub(of: id, in: context.member.organisation.id)
    return PaperPage(
      session, try await hub.current().standing, entered: try await hub.countsNow().proxies,
      key: key ?? context.visit.site.world.newID(), rows: rows, typed: typed, problems: problems)
  }
}
