import Glibc
import HTTPTypes
import Hummingbird

/// From which network address somebody asks, for counting what strangers do.
enum ClientAddress {
  /// - Parameters:
  ///   - peer: the other end of the connection.
  ///   - proxies: how many proxies of ours stand before the site; each adds the address that it saw to `X-Forwarded-For`. What
  ///     stands further to the left was written by the client, and says nothing.
  /// - Returns: an IPv4 address, the network (/64) of an IPv6 address, or nothing where the other end is this machine itself and
  ///   no proxy is known: then all come from there.
  static func find(_ request: Request, peer: String, proxies: Int) -> String {
    guard proxies > 0 else { return isLoopback(peer) ? "" : network(peer) ?? "" }
    guard let name = HTTPField.Name("X-Forwarded-For") else { return network(peer) ?? "" }
    let said = request.headers[values: name].joined(separator: ",")
      .split(separator: ",", omittingEmptySubsequences: false)
    guard said.count >= proxies else { return network(peer) ?? "" }
    let text = said[said.count - proxies].drop { $0 == " " || $0 == "\t" }
    let address = text.prefix { $0 != " " && $0 != "\t" }
    guard text.dropFirst(address.count).allSatisfy({ $0 == " " || $0 == "\t" }) else { return network(peer) ?? "" }
    return network(String(address)) ?? network(peer) ?? ""
  }

  private static func isLoopback(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }

  /// Nothing where it is no address.
  private static func network(_ text: String) -> String? {
    guard text.utf8.count <= 45 else { return nil }
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return text }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes.suffix(4).map(String.init).joined(separator: ".")
    }
    return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
  }
}
