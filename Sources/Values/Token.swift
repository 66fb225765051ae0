/// A secret in a link or a cookie: 256 random bits as 43 characters. Only its hash is ever stored.
public struct Token: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  /// The secret itself, for the link or the cookie that carries it away.
  public let secret: String

  /// Takes what came in with a request. Nothing when it can't be a token.
  public init?(_ text: String) {
    guard (20...100).contains(text.utf8.count),
      text.utf8.allSatisfy({ Self.alphabet.contains($0) })
    else { return nil }
    secret = text
  }

  public init(bytes: [UInt8]) {
    secret = Self.encode(bytes)
  }

  /// Never the secret: tokens end up in logs by accident.
  public var description: String { "•••" }
  public var debugDescription: String { "•••" }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Base64 for URLs, without padding.
  private static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(buffer >> bits & 63)])
      }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << (6 - bits) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
