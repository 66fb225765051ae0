import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// The first and last that every request passes: it finds out who asks and in which language, lets no foreign form in, turns
/// every error into a page, and sends every answer out with its security headers.
struct Arrival: RouterMiddleware {
  typealias Context = SiteContext

  let site: Site

  private static let longestAddress = 4_096

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.utf8.count <= Self.longestAddress else { return Response(status: .uriTooLong) }
    if let host = request.head.authority, !host.isEmpty, !site.origin.answers(to: host) {
      // Another site's name for this machine: nothing here is meant for it.
      return Response(status: .misdirectedRequest)
    }
    let jar = CookieJar(request, site: site)
    var request = request
    var context = context
    var visit = visit(by: nil, request, context, jar)
    var response: Response
    if let file = site.renderer.assets.response(at: request.uri.path) {
      response = file
      SecurityHeaders(site: site, visit: visit).add(to: &response)
      return response
    }
    let door = Admission.Door(request.uri.path)
    do {
      if let guess = Turn(guess: request, from: visit.address) {
        try pass(site.turnstile.wait(guess, at: visit.now), guess)
      }
      try await site.admission.enter(door)
      defer { site.admission.leave(door) }
      if let token = jar.signIn, !isCookieless(request) {
        visit = self.visit(by: try await site.member(token), request, context, jar)
      }
      if let turn = Turn(request, visit, phone: PhoneCookie.token(request, visit)?.secret) {
        try pass(site.turnstile.take(turn, at: visit.now), turn)
      }
      visit.form = try await FormProof(site: site, isCookieless: isCookieless(request)).check(&request, visit, context)
      context.visit = visit
      response = try await next(request, context)
    } catch {
      if error is NotFound, let guess = Turn(guess: request, from: visit.address) {
        _ = site.turnstile.take(guess, at: visit.now)
      }
      response = try ErrorPages(site: site).response(for: error, visit, request, context.logger)
    }
    if visit.notice != nil, response.headers[.contentType]?.hasPrefix("text/html") == true {
      jar.forgetNotice(&response)
    }
    SecurityHeaders(site: site, visit: visit).add(to: &response)
    return response
  }

  private func pass(_ wait: Int?, _ turn: Turn) throws {
    if let wait { throw ComesTooOften(pace: turn.pace, seconds: wait) }
  }

  private func visit(by member: Member?, _ request: Request, _ context: SiteContext, _ jar: CookieJar) -> Visit {
    let language = jar.language ?? member?.language ?? acceptedLanguage(request) ?? .nl
    return Visit(
      site: site,
      book: site.renderer.book(language, zone: member.flatMap { Zone($0.organisation.timeZone) } ?? .amsterdam),
      member: member,
      signIn: member == nil ? nil : jar.signIn,
      path: request.uri.string,
      requestID: context.id,
      address: ClientAddress.find(request, peer: context.peer, proxies: site.proxies),
      nonce: Self.nonce(),
      notice: jar.notice
    )
  }

  private func isCookieless(_ request: Request) -> Bool {
    site.cookieless.contains { request.uri.path.hasPrefix($0) }
  }

  /// The first language that the browser asks for and that Kompas speaks. Browsers list them by preference.
  private func acceptedLanguage(_ request: Request) -> Language? {
    for wish in (request.headers[.acceptLanguage] ?? "").prefix(200).split(separator: ",") {
      let code = wish.drop { $0 == " " }.prefix { $0.isLetter }.lowercased()
      if let language = Language(rawValue: code) { return language }
    }
    return nil
  }

  private static func nonce() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
