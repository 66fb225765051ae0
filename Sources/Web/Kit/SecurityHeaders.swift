import HTTPTypes
import Hummingbird

/// What a browser may do with our answers: as little as the pages need.
struct SecurityHeaders {
  let site: Site
  let visit: Visit

  func add(to response: inout Response) {
    var headers = response.headers
    headers[.contentSecurityPolicy] = policy
    headers.append(contentsOf: Self.fixed)
    if let name = Self.requestID { headers[name] = visit.requestID }
    if site.origin.isSecure { headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    // Whatever isn't said to be for everyone is for this reader alone.
    if headers[.cacheControl] == nil {
      headers[.cacheControl] = "no-store"
      headers[.vary] = "Cookie, Accept-Language"
    }
    response.headers = headers
  }

  private var policy: String {
    """
    default-src 'none'; script-src 'nonce-\(visit.nonce)' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'
    """
  }

  private static let fixed: HTTPFields = {
    var fields: HTTPFields = [.xContentTypeOptions: "nosniff"]
    for (name, value) in [
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      (
        "Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
      ),
    ] {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }()

  private static let requestID = HTTPField.Name("X-Request-Id")
}
