import Crypto
import Hummingbird
import Localization
public import People
public import Values

/// What every request needs: where the site lives, how it draws, who someone is.
public final class Site: Sendable {
  let origin: Origin
  let renderer: Renderer
  let world: World
  /// Shows the gallery at `/_pages`.
  let isDemo: Bool
  /// Where no cookie is read and so no proof of a form is asked: an answer, an API call, an unsubscription carry their own key.
  let cookieless: [String]
  /// Who signed in with this token; nothing when it ended.
  let member: @Sendable (Token) async throws -> Member?
  /// Errors that pass by themselves, so that the reader may try again.
  let passing: @Sendable (any Error) -> Passing?
  /// How many proxies of ours stand before the site, each of which adds an address to `X-Forwarded-For`.
  let proxies: Int
  let admission: Admission
  let turnstile = Turnstile()
  private let key: SymmetricKey

  /// - Parameter secret: 32 bytes at least that all nodes of an installation share; forms and notices are signed with it.
  public init(
    origin: Origin, secret: [UInt8], renderer: Renderer, world: World, isDemo: Bool = false,
    cookieless: [String] = ["/a/", "/api/", "/c/", "/o/", "/u/"],
    member: @escaping @Sendable (Token) async throws -> Member?,
    proxies: Int = 0, passing: @escaping @Sendable (any Error) -> Passing? = { _ in nil }
  ) {
    self.origin = origin
    self.renderer = renderer
    self.world = world
    self.isDemo = isDemo
    self.cookieless = cookieless
    self.member = member
    self.proxies = proxies
    self.passing = passing
    admission = Admission()
    key = SymmetricKey(data: secret)
  }

  /// 64 hexadecimal digits that only this installation can make for this text.
  func seal(_ text: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  func isSeal(_ seal: String, of text: String) -> Bool {
    let ours = Array(self.seal(text).utf8)
    let theirs = Array(seal.utf8)
    // Compared in constant time, so that the time taken tells nothing.
    return ours.count == theirs.count && zip(ours, theirs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// Why something can't be done now, and can be later.
public enum Passing: Sendable {
  case busy
  /// The disk is nearly full: what is there can be read.
  case full
}

/// Where the site is reached: scheme, host and port.
public struct Origin: Sendable, Hashable {
  /// `https://kompas.example.nl`
  public let text: String

  /// - Parameter text: scheme and host, with the port where it isn't the usual one; nothing when it is something else.
  public init?(_ text: String) {
    let lowered = text.lowercased()
    guard let host = ["https://", "http://"].first(where: lowered.hasPrefix).map({ lowered.dropFirst($0.count) }),
      !host.isEmpty, !host.contains("/")
    else { return nil }
    self.text = lowered
  }

  var isSecure: Bool { text.hasPrefix("https://") }
  var host: Substring { text.dropFirst(isSecure ? 8 : 7) }

  /// Whether a request to this host is meant for this site. On loopback, its three names are one.
  func answers(to asked: String) -> Bool {
    if asked == host { return true }
    let asked = asked.lowercased()
    if asked == host { return true }
    guard let ours = Self.loopbackPort(host), let theirs = Self.loopbackPort(asked[...]) else { return false }
    return ours == theirs
  }

  /// Whether a browser that says it stands on this origin stands on this site.
  func isSame(as asked: String) -> Bool {
    guard let other = Origin(asked) else { return false }
    return other.isSecure == isSecure && answers(to: String(other.host))
  }

  private static func loopbackPort(_ host: Substring) -> Substring? {
    for name in ["localhost", "127.0.0.1", "[::1]"] where host.hasPrefix(name) { return host.dropFirst(name.count) }
    return nil
  }
}
