import Activate
import Hummingbird
import People
import Values

/// The script of a session or of a kit: for whoever may see the one or run the other.
struct ScriptRoutes {
  let rooms: ActivateRooms

  /// Under `/activate`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("sessions/:session/script", use: ofSession)
      .get("kits/:kit/script", use: ofKit)
  }

  @Sendable func ofSession(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    return try ScriptPage(
      found.session, unit: context.member.tree.unit(found.session.unit)?.name ?? "", plan: found.plan
    ).response(context)
  }

  @Sendable func ofKit(_ request: Request, _ context: MemberContext) async throws -> Response {
    let kit = try await rooms.kits.find(try context.parameters.id("kit"), by: context.member)
    return try ScriptPage(kit, unit: context.member.tree.unit(kit.unit)?.name ?? "–").response(context)
  }
}
