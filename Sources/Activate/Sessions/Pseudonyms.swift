import Crypto
import Foundation
import Values

/// Names that hold for one round: an HMAC with the session's key, which is destroyed at the session's end. After that nobody can tell
/// which contributions of different rounds are one person's, nor whose they are.
struct Pseudonyms {
  private let key: SymmetricKey

  init(secret: String) {
    key = SymmetricKey(data: Array(secret.utf8))
  }

  func pseudonym(of participant: ID<Participant>, in round: ID<Round>) -> String {
    code("p:\(round):\(participant)")
  }

  /// The id of a contribution: the same for each sending of it, and nobody can take another's.
  func id(of key: String, by pseudonym: String, attempt: Int) -> String {
    code("c:\(pseudonym):\(attempt):\(key)")
  }

  private func code(_ text: String) -> String {
    Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key).prefix(16))
  }
}

/// What is stored of a secret that a phone keeps, in one session: elsewhere the same phone leaves another trace.
enum PhoneTrace {
  static func hash(_ token: Token, in session: ID<Session>) -> String {
    hash("phone:\(session):\(token.secret)")
  }

  static func hash(rejoin words: String, in session: ID<Session>) -> String {
    hash("rejoin:\(session):\(words)")
  }

  private static func hash(_ text: String) -> String { Hexadecimal.text(SHA256.hash(data: Array(text.utf8))) }
}

private enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
