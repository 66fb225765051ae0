public import Values

/// A round with what the plan knows of it. The truth stays on the server until it is revealed.
public struct PlannedRound: Codable, Sendable, Hashable, Identifiable {
  public var round: Round
  /// What the research found; nothing where the round has no answer.
  public let truth: RoundTruth?
  /// How long the whole of it is meant to take, talk included.
  public var seconds: Int

  public init(round: Round, truth: RoundTruth? = nil, seconds: Int) {
    self.round = round
    self.truth = truth
    self.seconds = seconds
  }

  public var id: ID<Round> { round.id }
}
