import Act
import Activate
import Hummingbird
import Localization
import People
import Values

/// From the phone with which somebody took part in a session to their own commitments: they alone can, for the session itself
/// doesn't know who they are.
struct PlanRoutes {
  let rooms: RouteRooms

  /// Under `/act/commitments`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("sessions/:code", use: show)
      .post("sessions/:code", use: keep)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(try await entrance(request, context), context)
  }

  @Sendable func keep(_ request: Request, _ context: MemberContext) async throws -> Response {
    let entrance = try await entrance(request, context)
    let form = context.form
    do {
      let isNew = try await rooms.commitments.keep(
        ID(form["plan"]), of: entrance, as: CommitmentsPage.draft(form), by: context.member)
      return .redirect(
        to: .commitments, saying: Message(isNew ? "commitments.isKept" : "commitments.wasKept"), context)
    } catch let rejection as Rejection {
      return try await page(entrance, form: form, problems: rejection.problems, context)
    } catch let refusal as RouteRefusal {
      return try await page(entrance, form: form, problems: ["if": refusal.message], context)
    }
  }

  private func page(
    _ entrance: Participants.Entrance, form: Form = Form(), problems: [String: Message] = [:], _ context: MemberContext
  ) async throws -> Response {
    let plans = try await rooms.commitments.plans(of: entrance, by: context.member)
    let open = plans.filter { !$0.isTaken }
    guard let plan = open.first(where: { $0.plan.id.text == form["plan"] }) ?? open.first else {
      return .redirect(to: .commitments, saying: Message("commitments.wasKept"), context)
    }
    let unit = context.member.home
    let people = try await rooms.route.owners(in: unit, by: context.member)
    let buddies = people.filter { $0.id != context.member.person }
    return try SheetPage.keeping(
      plan, rooms.commitments.draft(of: plan, among: buddies), of: entrance.session, buddies: buddies,
      tabs: RouteTabs.tabs(.commitments, unit: unit, for: context.member), form: form, problems: problems
    ).response(context, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func entrance(_ request: Request, _ context: MemberContext) async throws -> Participants.Entrance {
    guard let code = SessionCode(try context.parameters.require("code")) else { throw NotFound() }
    return try await rooms.participants.enter(code, with: PhoneCookie.token(request, context.visit))
  }
}

extension SheetPage {
  /// A plan of a session, to look over and to keep.
  static func keeping(
    _ plan: OwnPlan, _ draft: CommitmentDraft, of session: Session, buddies: [Person], tabs: [Tab],
    form: Form = Form(), problems: [String: Message] = [:]
  ) -> SheetPage {
    SheetPage(
      title: Message("commitments.keep.title"),
      lead: Message(
        plan.plan.words.buddy != nil && draft.buddy == nil
          ? "commitments.keep.leadBuddy" : "commitments.keep.lead",
        ["session": .text(session.title), "buddy": .text(plan.plan.words.buddy ?? "")]), tabs: tabs,
      sheet: FormSheet(
        to: .keeping(of: session.code),
        CommitmentsPage.parts(form, or: draft, buddies: buddies, problems: problems),
        button: Message("commitments.keep.button"), problems: problems, hidden: [("plan", plan.plan.id.text)],
        cancel: .commitments))
  }
}

extension Link {
  /// Where somebody who signed in takes along what they promised themselves in a session, with the phone that they had there.
  static func keeping(of code: SessionCode) -> Link { Link("act", "commitments", "sessions", code.text) }
}
