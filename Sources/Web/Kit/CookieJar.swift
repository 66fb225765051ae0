import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// The three cookies of Kompas: who signed in, the language that was chosen, what to say once.
struct CookieJar: Sendable {
  let signIn: Token?
  let language: Language?
  let notice: Notice?
  private let site: Site

  init(_ request: Request, site: Site) {
    self.site = site
    let cookies = request.cookies
    signIn = cookies[Self.name("s", site)].flatMap { Token($0.value) }
    language = cookies[Self.name("l", site)].flatMap { Language(rawValue: $0.value) }
    notice = cookies[Self.name("n", site)].flatMap { Notice(cookie: $0.value, site: site) }
  }

  func forgetNotice(_ response: inout Response) {
    Self.set("n", to: "", for: 0, site, on: &response)
  }

  /// On a secure site the name itself forbids that another host or a plain page sets the cookie.
  private static func name(_ name: String, _ site: Site) -> String {
    site.origin.isSecure ? "__Host-" + name : name
  }

  /// - Parameter age: seconds; nothing for as long as the browser is open.
  fileprivate static func set(
    _ name: String, to value: String, for age: Int?, _ site: Site, on response: inout Response
  ) {
    response.setCookie(
      Cookie(
        name: Self.name(name, site), value: value, maxAge: age, path: "/", secure: site.origin.isSecure, httpOnly: true,
        sameSite: .lax
      )
    )
  }
}

extension Response {
  /// Carries a new sign-in away. It ends with the browser; its own limits are kept on our side.
  mutating func carry(signIn token: Token, _ visit: Visit) {
    CookieJar.set("s", to: token.secret, for: nil, visit.site, on: &self)
  }

  /// Ends the sign-in in this browser, and clears what it kept of these pages.
  mutating func forgetSignIn(_ visit: Visit) {
    CookieJar.set("s", to: "", for: 0, visit.site, on: &self)
    if let name = HTTPField.Name("Clear-Site-Data") { headers[name] = "\"cache\", \"storage\"" }
  }

  mutating func remember(language: Language, _ visit: Visit) {
    CookieJar.set("l", to: language.rawValue, for: 31_536_000, visit.site, on: &self)
  }

  /// To another page, as the answer to a form that did something; there it says what was done and how to undo it.
  static func redirect(
    to link: Link, saying message: Message? = nil, undo: Link? = nil, _ context: some VisitContext
  ) -> Response {
    var response = Response(status: .seeOther, headers: [.location: link.path, .contentLength: "0"])
    if let message {
      let notice = Notice(message: message, undo: undo)
      CookieJar.set("n", to: notice.cookie(context.visit.site), for: 60, context.visit.site, on: &response)
    }
    return response
  }
}
