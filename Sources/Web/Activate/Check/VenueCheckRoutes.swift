import Hummingbird
import Values

/// The page that tries out a venue's network. What it tries is in `CheckRoutes`.
struct VenueCheckRoutes {
  /// Under `/check`.
  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self).get(use: show).post(use: sent).get("proxy", use: help)
  }

  @Sendable func help(_ request: Request, _ context: GuestContext) async throws -> Response {
    try ProxyHelpPage().response(context)
  }

  @Sendable func show(_ request: Request, _ context: GuestContext) async throws -> Response {
    try VenueCheckPage(at: context.visit.now).response(context)
  }

  /// A form came back, without a script.
  @Sendable func sent(_ request: Request, _ context: GuestContext) async throws -> Response {
    try VenueCheckPage(at: context.visit.now, isPosted: true).response(context)
  }
}
