extension PlanStep {
  /// As the session runs it.
  public var planned: PlannedRound { PlannedRound(round: round, truth: truth, seconds: minutes * 60) }
}

extension SessionPlan {
  /// What the session runs: every step that isn't skipped.
  public var rounds: [PlannedRound] { steps.filter { !$0.isSkipped }.map(\.planned) }
}
