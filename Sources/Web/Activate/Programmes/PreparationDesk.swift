import Activate
import Hummingbird
import People
import Values

/// Draws the preparation of a session.
struct PreparationDesk {
  let rooms: ActivateRooms
  let context: MemberContext

  /// - Parameters:
  ///   - form: what was typed to keep the plan, and not taken.
  ///   - touched: the round that was changed just now.
  func page(
    _ found: Sessions.OnTable, form: Form = Form(), problems: [String: Message] = [:], touched: ID<Round>? = nil
  ) async throws -> PreparationPage {
    let member = context.member
    let session = found.session
    let runs = member.may(.runSessions, on: session.unit)
    let mayPrepare = runs || found.role?.mayDrive == true
    let crew = try await rooms.sessions.crew(of: session.id, by: member)
    // From the unit itself up to the whole, as far as the member runs sessions.
    let units = member.tree.units.filter {
      member.may(.runSessions, on: $0.id) && member.tree.contains(session.unit, within: $0.id)
    }.sorted { (member.tree.depth(of: $0.id) ?? 0) > (member.tree.depth(of: $1.id) ?? 0) }
    return PreparationPage(
      session, in: found.programme, unit: member.tree.unit(session.unit)?.name ?? "", plan: found.plan,
      addable: runs ? PlanTemplate.addable(session.level) : [], mayPrepare: mayPrepare,
      mayWrite: mayPrepare || found.role?.mayWrite == true,
      crew: CrewPart(crew, of: session, mayPrepare: mayPrepare),
      keep: KitPart(
        of: session, units: units.map { ($0.id.text, .verbatim($0.name), nil) }, form: form, problems: problems),
      touched: touched)
  }
}

/// Who works on a session.
struct CrewRoutes {
  let rooms: ActivateRooms

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).post(":session/crew", use: change)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let form = context.form
    guard let person: ID<Person> = form.id("person") else { throw NotFound() }
    let role = SessionRole(rawValue: form["role"])
    guard role != nil || form["role"] == "none" else { throw NotFound() }
    do {
      try await rooms.sessions.setCrew(role, of: person, in: id, by: context.member)
    } catch let rejection as Rejection {
      guard let problem = rejection.problems["role"] else { throw rejection }
      return .redirect(to: .preparation(id), saying: problem, context)
    }
    return .redirect(
      to: .preparation(id), saying: Message(role == nil ? "sessioncrew.left" : "sessioncrew.asked"), context)
  }
}
