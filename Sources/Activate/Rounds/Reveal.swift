public import Values

/// What everyone sees after the close: what the group handed in, beside what the research found. Made once, from rows alone, and
/// never changed: the same contributions in any order make the same reveal.
public struct Reveal: Hashable, Sendable, Codable {
  public struct Attempt: Hashable, Sendable, Codable {
    public let handedIn: Int
    public let result: RoundResult
  }

  public let round: ID<Round>
  public let kind: RoundKind
  public let figure: RoundFigure?
  public let truth: RoundTruth?
  /// One, or two where people answered again.
  public let attempts: [Attempt]

  /// - Parameters:
  ///   - truth: what the research found; nothing where the round has no answer.
  ///   - attempts: the contributions of each attempt.
  public init(of round: Round, truth: RoundTruth?, attempts: [[Contribution]]) {
    self.round = round.id
    kind = round.kind
    figure = round.figure
    self.truth = truth
    self.attempts = attempts.map { contributions in
      Attempt(
        handedIn: contributions.count,
        result: RoundCounting(round: round, truth: truth, contributions: contributions).result)
    }
  }

  /// The result that counts: that of the last attempt that has one.
  public var result: RoundResult? { attempts.last { $0.handedIn > 0 }?.result ?? attempts.last?.result }

  /// Whether the last attempt came nearer to what the research found; nothing where that can't be told.
  public var isNearerAfterTalking: Bool? {
    guard attempts.count > 1, case .guesses(let first) = attempts[0].result,
      case .guesses(let last) = attempts[1].result,
      let before = first.gap, let after = last.gap
    else { return nil }
    return abs(after) < abs(before)
  }
}
