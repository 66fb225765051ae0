public import Values
import Crypto

extension Token {
  /// SHA-256 in hexadecimal: what is stored of a token, from which it can't be made again.
  public var hash: String {
    Self.hexadecimal(SHA256.hash(data: Array(secret.utf8)))
  }

  /// The token that a form carries, so that only our own pages can post with this sign-in (CSRF). It follows from the
  /// sign-in's secret (HMAC-SHA-256 with the secret as key) and so needs no storage, and ends with the sign-in.
  public var formToken: String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("form".utf8), using: SymmetricKey(data: Array(secret.utf8)))
    return Self.hexadecimal(code)
  }

  /// Compares in a time that tells nothing about where the two differ.
  public func confirms(formToken given: String) -> Bool {
    let expected = Array(formToken.utf8)
    let given = Array(given.utf8)
    guard expected.count == given.count else { return false }
    return zip(expected, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// SHA-256 of any text, for keys of tables that need not know what they count.
  static func fingerprint(_ text: String) -> String {
    hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
