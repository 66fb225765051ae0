import Foundation
public import Values

/// What somebody filled in about a gesture.
public struct GestureDraft: Hashable, Sendable {
  public let words: String
  /// In cents.
  public let cost: Int
  public let plannedOn: Day
  public let isShared: Bool
  public let idea: ID<GestureIdea>?

  /// Throws a `Rejection` with the fields `words`, `cost` and `plannedOn`.
  ///
  /// - Parameter cost: euros as people type them: `12`, `12,50`, `€ 12.50`; empty is nothing.
  public init(
    words: String, cost: String, plannedOn: Day?, isShared: Bool, idea: ID<GestureIdea>? = nil
  ) throws(Rejection) {
    var problems: [String: Message] = [:]
    self.words = words.trimmingCharacters(in: .whitespacesAndNewlines)
    if self.words.isEmpty { problems["words"] = Message("gestures.problem.noWords") }
    if self.words.unicodeScalars.count > 1_000 {
      problems["words"] = Message("followUps.problem.tooLong", ["count": .count(1_000)])
    }
    let cents = Self.cents(cost)
    if cents == nil { problems["cost"] = Message("gestures.problem.noAmount") }
    self.cost = cents ?? 0
    if plannedOn == nil { problems["plannedOn"] = Message("gestures.problem.noDay") }
    self.plannedOn = plannedOn ?? Day(daysSince1970: 0)
    self.isShared = isShared
    self.idea = idea
    guard problems.isEmpty else { throw Rejection(problems) }
  }

  /// Euros as typed, in cents; at most ten thousand euros.
  public static func cents(_ text: String) -> Int? {
    let typed = text.filter { !$0.isWhitespace && $0 != "€" }.replacing(",", with: ".")
    guard !typed.isEmpty else { return 0 }
    let parts = typed.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let euros = Int(parts[0]), (0...10_000).contains(euros), !parts[0].hasPrefix("+") else {
      return nil
    }
    guard parts.count == 2 else { return euros * 100 }
    // A dash stands for no cents: 12,-
    if ["", "-", "–"].contains(parts[1]) { return euros * 100 }
    guard parts[1].count <= 2, parts[1].allSatisfy(\.isASCII), let fraction = Int(parts[1]), fraction >= 0 else {
      return nil
    }
    return euros * 100 + (parts[1].count == 1 ? fraction * 10 : fraction)
  }
}
