public import Values

/// A round with what the plan knows of it. The truth stays on the server until it is revealed.
public struct PlannedRound: Codable, Sendable, Hashable, Identifiable {
  public var round: Round
  /// What the research found; nothing where the round has no answer.
  public let truth: RoundTruth?
  /// How long the whole of it is meant to take, talk included.
  public var seconds: Int
  /// What the facilitator says and does, of a round that was added while the session ran; of the others the plan holds it.
  public let script: [ScriptLine]?

  public init(round: Round, truth: RoundTruth? = nil, seconds: Int, script: [ScriptLine]? = nil) {
    self.round = round
    self.truth = truth
    self.seconds = seconds
    self.script = script
  }

  public var id: ID<Round> { round.id }
}
