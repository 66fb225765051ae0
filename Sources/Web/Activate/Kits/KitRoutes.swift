import Activate
import Hummingbird
import People
import Values

/// Plans that were kept: the list, one of them, and keeping the plan of a session.
struct KitRoutes {
  let rooms: ActivateRooms

  /// Under `/activate`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("kits", use: index)
      .get("kits/:kit", use: show)
      .post("kits/:kit", use: change)
      .post("kits/:kit/removal", use: putAway)
      .post("sessions/:session/kit", use: keep)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    let kits = try await rooms.kits.all(by: context.member)
    return try KitsPage(kits.map { ($0, name(of: $0.unit, context)) }).response(context)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(try context.parameters.id("kit"), context).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Kit> = try context.parameters.id("kit")
    let form = context.form
    do {
      try await rooms.kits.change(
        id, to: try KitDraft(name: form["name"], note: form.text("note")), by: context.member)
      return .redirect(to: .kit(id), saying: Message("sessionkit.changed"), context)
    } catch let rejection as Rejection {
      return try await page(id, context, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func putAway(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await rooms.kits.putAway(try context.parameters.id("kit"), by: context.member)
    return .redirect(to: .kits, saying: Message("sessionkit.gone"), context)
  }

  /// Keeps the plan of a session as it is now, rounds that were added included.
  @Sendable func keep(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    let form = context.form
    do {
      guard let unit: ID<Unit> = form.id("unit") else { throw Rejection("unit", Message("kit.problems.missing")) }
      let kit = try await rooms.kits.keep(
        found.plan, as: try KitDraft(name: form["name"], note: form.text("note")), for: unit, by: context.member)
      return .redirect(to: .kit(kit), saying: Message("sessionkit.kept"), context)
    } catch let rejection as Rejection {
      return try await PreparationDesk(rooms: rooms, context: context)
        .page(found, form: form, problems: rejection.problems).response(context, status: .unprocessableContent)
    }
  }

  private func page(
    _ id: ID<Kit>, _ context: MemberContext, form: Form = Form(), problems: [String: Message] = [:]
  ) async throws -> KitPage {
    let member = context.member
    let kit = try await rooms.kits.find(id, by: member)
    let programmes = try await rooms.programmes.all(by: member).prefix(5).map { ($0.programme.id, $0.programme.name) }
    return KitPage(
      kit, unit: name(of: kit.unit, context), programmes: programmes, mayChange: member.may(.runSessions, on: kit.unit),
      form: form, problems: problems)
  }

  private func name(of unit: ID<Unit>, _ context: MemberContext) -> String {
    context.member.tree.unit(unit)?.name ?? "–"
  }
}
