public import Values

/// Planned beside real minutes, and what can be done about the difference.
public struct PlanTiming: Hashable, Sendable, Codable {
  public struct Step: Hashable, Sendable, Codable {
    public let round: ID<Round>
    /// Minutes after the beginning at which it is planned to begin.
    public let startsAt: Int
    public let planned: Int
    /// Nothing where it hasn't begun.
    public let real: Double?
  }

  /// What helps to be in time again.
  public enum Advice: Hashable, Sendable, Codable {
    case shorten(ID<Round>, to: Int)
    case skip(ID<Round>, saves: Int)
  }

  public let steps: [Step]
  /// How many minutes the session is behind; negative where it is ahead.
  public let drift: Double
  /// Enough to make up for the drift, the least harmful first; empty where the session is less than three minutes behind.
  public let advice: [Advice]

  /// - Parameters:
  ///   - real: the seconds that each round has taken so far, of those that began.
  ///   - current: the round that is on; those after it are still to come.
  public init(of plan: SessionPlan, real: [ID<Round>: Int], current: ID<Round>?) {
    var clock = 0
    var steps: [Step] = []
    var drift = 0.0
    let held = plan.steps.filter { !$0.isSkipped || real[$0.round.id] != nil }
    for step in held {
      let planned = step.isSkipped ? 0 : step.minutes
      let minutes = real[step.round.id].map { Double($0) / 60 }
      steps.append(Step(round: step.round.id, startsAt: clock, planned: planned, real: minutes))
      clock += planned
      guard let minutes else { continue }
      // A round that is still on isn't early yet.
      drift += step.round.id == current ? max(0, minutes - Double(planned)) : minutes - Double(planned)
    }
    self.steps = steps
    self.drift = drift
    let place = held.firstIndex { $0.round.id == current } ?? -1
    advice = Self.advice(for: drift, among: held[(place + 1)...].filter { real[$0.round.id] == nil && !$0.isSkipped })
  }

  private static func advice(for drift: Double, among coming: [PlanStep]) -> [Advice] {
    guard drift >= 3 else { return [] }
    var missing = drift
    var advice: [Advice] = []
    // First a quarter off what can be shorter, the longest first, and only then a round as a whole.
    for step in coming.sorted(by: { $0.minutes > $1.minutes }) where missing > 0 && step.minutes >= 8 {
      let saved = step.minutes / 4
      advice.append(.shorten(step.round.id, to: step.minutes - saved))
      missing -= Double(saved)
    }
    for step in coming where missing > 0 && step.slot.canBeSkipped {
      let left = advice.contains { if case .shorten(step.round.id, _) = $0 { true } else { false } }
      advice.removeAll { if case .shorten(step.round.id, _) = $0 { true } else { false } }
      advice.append(.skip(step.round.id, saves: step.minutes))
      missing -= Double(step.minutes - (left ? step.minutes / 4 : 0))
    }
    return advice
  }
}

extension PlanSlot {
  /// Whether a session still reaches its end without it.
  var canBeSkipped: Bool {
    switch self {
    case .split, .values, .competition, .driverBet, .sortComments, .ourPlace, .ownPlace, .customers, .ambition, .levers,
      .practice:
      true
    default: false
    }
  }
}
