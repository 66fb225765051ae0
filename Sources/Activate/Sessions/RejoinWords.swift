import Crypto
import Foundation
import Values

/// Two made-up words by which somebody comes back with another phone: easy to say, mean nothing, and 31 million of them, so that
/// trying them out within a session leads nowhere.
public struct RejoinWords: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  private static let consonants = Array("bdfgklmnprstvwz")
  private static let vowels = Array("aeiou")

  /// What somebody typed.
  public init?(_ typed: String) {
    let letters = typed.lowercased().filter(\.isLetter)
    guard letters.utf8.count == 8 else { return nil }
    text = "\(letters.prefix(4)) \(letters.suffix(4))"
  }

  /// Follow from the session's key, so that they are kept nowhere and end with it.
  init(of participant: ID<Participant>, secret: String) {
    let bytes = Array(SHA256.hash(data: Array("words:\(participant):\(secret)".utf8)))
    var number = bytes.prefix(7).reduce(0) { $0 << 8 | Int($1) }
    var letters = ""
    for place in 0..<8 {
      let alphabet = place % 2 == 0 ? Self.consonants : Self.vowels
      letters.append(alphabet[number % alphabet.count])
      number /= alphabet.count
    }
    text = "\(letters.prefix(4)) \(letters.suffix(4))"
  }

  public var description: String { text }
}
