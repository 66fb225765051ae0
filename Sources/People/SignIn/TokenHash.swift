public import Values
import Crypto

extension Token {
  /// SHA-256 in hexadecimal: what is stored of a token, from which it can't be made again.
  public var hash: String {
    Self.hexadecimal(SHA256.hash(data: Array(secret.utf8)))
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
