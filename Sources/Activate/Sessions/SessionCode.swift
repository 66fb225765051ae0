public import Persistence

/// The short code by which people join: six characters that can't be mistaken for one another, typed in any case.
///
/// There are 28⁶ ≈ 480 million. A code is an address, not a secret: it opens what the room sees, nothing else.
public struct SessionCode: Hashable, Sendable, Codable, CustomStringConvertible {
  public let text: String

  /// No vowels, so no words; no 0 1 i l o, which look alike.
  static let alphabet = Array("23456789bcdfghjkmnpqrstvwxyz")
  static let length = 6

  /// What somebody typed or scanned; nothing when it can't be a code.
  public init?(_ typed: String) {
    guard typed.utf8.count <= 20 else { return nil }
    let text = typed.lowercased().filter { !" -".contains($0) }
    guard text.count == Self.length, text.allSatisfy({ Self.alphabet.contains($0) }) else { return nil }
    self.text = text
  }

  /// Any code.
  public static func random() -> SessionCode {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  static func random(using generator: inout some RandomNumberGenerator) -> SessionCode {
    SessionCode(
      drawn: String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }))
  }

  private init(drawn text: String) {
    self.text = text
  }

  /// In two halves, as it is read aloud: `k7m 2xp`.
  public var spoken: String { "\(text.prefix(3)) \(text.suffix(3))" }
  public var description: String { text }

  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension SessionCode: SQLColumn {
  public var sqlValue: SQLValue { .text(text) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self.init(text)
  }
}
