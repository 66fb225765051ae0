import Act
import Synchronization
import Values

/// The secrets in the mails of the demo, the same each time.
final class DemoTokens: Sendable {
  private struct Kept {
    var count = 0
    var isOffered = false
    var isGiven = false
    var asked: [(token: Token, ask: CustomerAsk)] = []
  }

  private let kept = Mutex(Kept())
  private let series: UInt8

  /// - Parameter series: keeps the secrets of one telling from those of another.
  init(series: UInt8) {
    self.series = series
  }

  /// The question that is left open for whoever looks around.
  static let first = Token(DemoOrganisation.askLink)

  func next() -> Token {
    kept.withLock { kept in
      kept.count += 1
      if let first = Self.first, kept.isOffered, !kept.isGiven {
        kept.isGiven = true
        return first
      }
      return Token(bytes: [UInt8](repeating: series, count: 28) + (0..<4).map { UInt8(kept.count >> (8 * $0) & 255) })
    }
  }

  /// The next question is the one that is left open.
  func offer() { kept.withLock { $0.isOffered = true } }

  func keep(_ token: Token, for ask: CustomerAsk) {
    kept.withLock { $0.asked.append((token, ask)) }
  }

  func take() -> [(token: Token, ask: CustomerAsk)] {
    kept.withLock { kept in
      defer { kept.asked = [] }
      return kept.asked
    }
  }
}
