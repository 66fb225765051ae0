/// The relay that takes our mail, and who we are to it.
public struct RelaySettings: Sendable {
  public enum Security: String, Sendable {
    /// The line begins open and must become secret before anything else is said.
    case startTLS = "starttls"
    /// Secret from the first byte, port 465 as a rule.
    case implicitTLS = "tls"
    /// Open. Only for a relay on this machine.
    case plain
  }

  public var host: String
  public var port: Int
  public var security: Security
  public var user: String?
  public var password: String?
  public var fromAddress: String
  public var fromName: String
  /// Certificates to trust instead of the machine's own, as a file in PEM.
  public var certificates: String?
  /// Mails a second at most, over all.
  public var mailsPerSecond: Int

  public init(
    host: String, port: Int, security: Security = .startTLS, user: String? = nil, password: String? = nil,
    fromAddress: String, fromName: String, certificates: String? = nil, mailsPerSecond: Int = 10
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.user = user
    self.password = password
    self.fromAddress = fromAddress
    self.fromName = fromName
    self.certificates = certificates
    self.mailsPerSecond = mailsPerSecond
  }

  var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

  var url: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(security == .implicitTLS ? "smtps" : "smtp")://\(name):\(port)/\(fromDomain)"
  }

  var fromDomain: String { fromAddress.split(separator: "@").last.map(String.init) ?? "localhost" }
}
