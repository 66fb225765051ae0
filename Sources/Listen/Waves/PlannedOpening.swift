import Foundation

/// How a wave opens by itself on its first day.
public struct PlannedOpening: Hashable, Sendable, Codable {
  /// Whom it asks then, counted anew on that day; nothing where only the open link asks.
  public var choice: RosterChoice?

  public init(asking choice: RosterChoice?) {
    self.choice = choice
  }

  func document() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  init(document: String) throws {
    self = try JSONDecoder().decode(PlannedOpening.self, from: Data(document.utf8))
  }
}
