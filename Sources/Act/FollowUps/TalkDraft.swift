import Foundation
public import Values

/// What an employee filled in after a talk with a customer.
public struct TalkDraft: Hashable, Sendable {
  public let outcome: FollowUp.Outcome
  public let said: String
  public let promise: FollowUp.Promise?
  /// Whether the customer is asked, after a while, if it was solved.
  public let asksWhetherSolved: Bool

  public static let longest = 4_000

  /// Throws a `Rejection` with the fields `outcome`, `said`, `promise` and `promiseOn`.
  public init(
    outcome: FollowUp.Outcome?, said: String, promise: String, promiseOn: Day?, asksWhetherSolved: Bool, today: Day
  ) throws(Rejection) {
    var problems: [String: Message] = [:]
    if outcome == nil { problems["outcome"] = Message("followUps.problem.noOutcome") }
    self.outcome = outcome ?? .nothingNeeded
    self.said = said.trimmingCharacters(in: .whitespacesAndNewlines)
    if self.said.unicodeScalars.count > Self.longest {
      problems["said"] = Message("followUps.problem.tooLong", ["count": .count(Self.longest)])
    }
    let words = promise.trimmingCharacters(in: .whitespacesAndNewlines)
    if self.outcome == .promised {
      if words.isEmpty { problems["promise"] = Message("followUps.problem.noPromise") }
      if promiseOn == nil { problems["promiseOn"] = Message("followUps.problem.noPromiseDay") }
    }
    if words.unicodeScalars.count > 500 {
      problems["promise"] = Message("followUps.problem.tooLong", ["count": .count(500)])
    }
    if self.outcome == .promised, let promiseOn, promiseOn < today {
      problems["promiseOn"] = Message("followUps.problem.pastDay")
    }
    self.promise =
      self.outcome == .promised ? promiseOn.map { FollowUp.Promise(words, on: $0) } : nil
    self.asksWhetherSolved = asksWhetherSolved
    guard problems.isEmpty else { throw Rejection(problems) }
  }

  /// Whether this is what stands already: a form that was sent twice.
  func isSame(as followUp: FollowUp) -> Bool {
    followUp.outcome == outcome && followUp.said == said && followUp.promise == promise
  }
}
