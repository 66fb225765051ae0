import Hummingbird
import Values

/// The cookie that a phone is known by in a session: a secret of its own, for a day. It opens nothing but the place of whoever holds it.
enum PhoneCookie {
  private static let age = 86_400

  static func token(_ request: Request, _ visit: Visit) -> Token? {
    request.cookies[name(visit.site)].flatMap { Token($0.value) }
  }

  static func set(_ token: Token, _ visit: Visit, on response: inout Response) {
    response.setCookie(
      Cookie(
        name: name(visit.site), value: token.secret, maxAge: age, path: "/", secure: visit.site.origin.isSecure,
        httpOnly: true, sameSite: .lax))
  }

  /// On a secure site the name itself forbids that another host or a plain page sets it.
  private static func name(_ site: Site) -> String { site.origin.isSecure ? "__Host-p" : "p" }
}
