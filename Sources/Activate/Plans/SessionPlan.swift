public import People
public import Values

/// What a session will do, step by step, filled from that group's own results.
public struct SessionPlan: Hashable, Sendable, Codable {
  public let level: Level
  public var steps: [PlanStep]
  /// What could not be filled, and why.
  public var omissions: [PlanOmission]
  /// The unit whose results these are, where the group itself has too few answers to show.
  public var borrowedFrom: String?

  public init(level: Level, steps: [PlanStep], omissions: [PlanOmission] = [], borrowedFrom: String? = nil) {
    self.level = level
    self.steps = steps
    self.omissions = omissions
    self.borrowedFrom = borrowedFrom
  }

  /// Everything that whoever prepares the session should know of how it was filled.
  public var remarks: [Message] {
    (borrowedFrom.map { [Message("rounds.borrowed", ["unit": .text($0)])] } ?? []) + omissions.map(\.message)
  }

  /// Planned minutes, without what is skipped.
  public var minutes: Int { steps.reduce(0) { $0 + ($1.isSkipped ? 0 : $1.minutes) } }

  public func step(_ id: ID<Round>) -> PlanStep? { steps.first { $0.round.id == id } }

  /// The plan without anybody's results, to keep as a kit.
  public var template: PlanTemplate {
    PlanTemplate(
      level: level,
      steps: steps.map { step in
        var own = step.slot == .own ? step.round : nil
        // Ideas and quotes of this session don't travel.
        if own?.optionsFrom != nil { own?.options = [] }
        return PlanTemplate.Step(step.slot, step.minutes, isSkipped: step.isSkipped, own: own)
      })
  }
}

/// One step of a plan: what is asked, how long it takes, and what the facilitator says.
public struct PlanStep: Hashable, Sendable, Codable {
  public let slot: PlanSlot
  public var round: Round
  /// For after the close only.
  public let truth: RoundTruth?
  public var minutes: Int
  public var script: [ScriptLine]
  public var isSkipped: Bool

  init(
    slot: PlanSlot, round: Round, truth: RoundTruth? = nil, minutes: Int, script: [ScriptLine] = [],
    isSkipped: Bool = false
  ) {
    self.slot = slot
    self.round = round
    self.truth = truth
    self.minutes = minutes
    self.script = script
    self.isSkipped = isSkipped
  }
}

/// A place that was left open, because the research holds nothing for it.
public struct PlanOmission: Hashable, Sendable, Codable {
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    case noScore
    case tooFewAnswers
    case noDrivers
    case noValues
    case noCompetitors
    case tooFewUnits
    case noComments
    case noTopics
    case noThemes
  }

  public let slot: PlanSlot
  public let reason: Reason
  /// The minutes that it would have taken.
  public let minutes: Int

  public init(slot: PlanSlot, reason: Reason, minutes: Int) {
    self.slot = slot
    self.reason = reason
    self.minutes = minutes
  }

  public var message: Message {
    Message("rounds.omission.\(reason.rawValue)", ["round": .phrase("rounds.title.\(slot.rawValue)")])
  }
}
