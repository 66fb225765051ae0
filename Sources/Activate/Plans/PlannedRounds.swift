import Values

extension PlanStep {
  /// As the session runs it.
  public var planned: PlannedRound { PlannedRound(round: round, truth: truth, seconds: minutes * 60) }

  /// As it is added to a session that runs, under a name that no round of it has.
  public func planned(beside rounds: [RoundStanding]) -> PlannedRound {
    let taken = Set(rounds.map(\.id))
    var name = round.id
    var number = 2
    while taken.contains(name) {
      name = ID("\(round.id.text)-\(number)")
      number += 1
    }
    return PlannedRound(round: round.named(name), truth: truth, seconds: minutes * 60, script: script)
  }

  /// A round that the facilitator wrote.
  public init(own round: Round, minutes: Int) {
    self.init(slot: .own, round: round, minutes: min(180, max(1, minutes)))
  }
}

extension SessionPlan {
  /// What the session runs: every step that isn't skipped.
  public var rounds: [PlannedRound] { steps.filter { !$0.isSkipped }.map(\.planned) }
}
