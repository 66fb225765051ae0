public import Hummingbird
import Values

extension Site {
  /// The router with what the kit itself serves. Features are mounted in `Policy.swift`.
  public func router() -> Router<SiteContext> {
    let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: Arrival(site: self))
    let guests = router.group(context: GuestContext.self)
    guests.post("language", use: chooseLanguage)
    if isDemo { guests.addRoutes(GalleryRoutes().routes, atPath: "_pages") }
    return router
  }

  @Sendable private func chooseLanguage(_ request: Request, _ context: GuestContext) throws -> Response {
    guard let language = Language(rawValue: context.form["language"]) else { throw NotFound() }
    var response = Response.redirect(to: Link(local: context.form["next"]) ?? .home, context)
    response.remember(language: language, context.visit)
    return response
  }
}
