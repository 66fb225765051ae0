import Listen
import Values

/// Fills a template with what the research gives one group. The same material gives the same plan.
struct PlanMaking {
  let material: PlanMaterial
  private var used: Set<ID<Comment>> = []
  private var names: Set<ID<Round>> = []

  init(_ material: PlanMaterial) {
    self.material = material
  }

  /// The plan; what can't be filled is left out and named.
  mutating func plan(_ template: PlanTemplate) -> SessionPlan {
    (used, names) = ([], [])
    var plan = SessionPlan(level: template.level, steps: [], borrowedFrom: material.borrowedFrom)
    for step in template.steps {
      if step.slot == .own {
        if let round = step.own { plan.steps.append(ownStep(round, step)) }
        continue
      }
      switch filled(step.slot) {
      case .success(let filling):
        plan.steps.append(makeStep(step, filling))
      case .failure(let missing):
        plan.omissions.append(PlanOmission(slot: step.slot, reason: missing.reason, minutes: step.minutes))
      }
    }
    return plan
  }

  /// One step, to add to a plan that is there already; nothing where it can't be filled.
  mutating func step(_ slot: PlanSlot, minutes: Int) -> PlanStep? {
    guard case .success(let filling) = filled(slot) else { return nil }
    return makeStep(PlanTemplate.Step(slot, minutes), filling)
  }

  /// What a place in the plan is filled with.
  struct Filling {
    var question: Wording?
    var help: Wording?
    /// What the facilitator says first, where that is another than usual.
    var opening: Wording?
    /// The lines of the script, from 0, that these results make no sense of.
    var unsaid: Set<Int> = []
    var options: [RoundOption] = []
    var labels: [RoundOption] = []
    var optionsFrom: OptionsFrom?
    var cards: [RoundCard] = []
    var scale: RoundScale?
    var figure: RoundFigure?
    var limits: RoundLimits?
    var attempts = 1
    var truth: RoundTruth?
  }

  struct Missing: Error {
    let reason: PlanOmission.Reason

    init(_ reason: PlanOmission.Reason) {
      self.reason = reason
    }
  }

  /// What the phrases of a plan may tell: names and numbers of this group, and nothing that gives an answer away.
  var facts: [String: Message.Fact] {
    [
      "unit": .text(material.unitName), "wave": .text(material.waveName), "n": .count(material.responses),
      "days": .count(material.answerDays),
    ]
  }

  /// Where the truth comes from.
  var source: [String: String] {
    ["survey": material.survey.text, "wave": material.wave.text, "unit": material.unit.text]
  }

  mutating func take(_ comments: [PlanComment]) -> [PlanComment] {
    used.formUnion(comments.map(\.id))
    return comments
  }

  func unused(where isWanted: (PlanComment) -> Bool = { _ in true }) -> [PlanComment] {
    material.comments.filter { !used.contains($0.id) && isWanted($0) }
  }

  private mutating func makeStep(_ step: PlanTemplate.Step, _ filling: Filling) -> PlanStep {
    let slot = step.slot
    var policy = RoundPolicy(slot.kind, attempts: filling.attempts, softSeconds: step.minutes * 60)
    if slot == .ambition || slot == .levers { policy.attempts = 1 }
    let round = Round(
      id: name(slot.rawValue), kind: slot.kind, title: .phrase("rounds.title.\(slot.rawValue)"),
      question: filling.question ?? .phrase("rounds.question.\(slot.rawValue)", facts),
      help: filling.help ?? (slot.hasHelp ? .phrase("rounds.help.\(slot.rawValue)", facts) : nil),
      options: filling.options, labels: filling.labels, optionsFrom: filling.optionsFrom, cards: filling.cards,
      scale: filling.scale, figure: filling.figure, limits: filling.limits, policy: policy)
    let script = slot.script.enumerated().compactMap { place, kind in
      filling.unsaid.contains(place)
        ? nil : ScriptLine(kind, (place == 0 ? filling.opening : nil) ?? line(slot, place))
    }
    return PlanStep(
      slot: slot, round: round, truth: filling.truth, minutes: step.minutes, script: script, isSkipped: step.isSkipped)
  }

  private func line(_ slot: PlanSlot, _ place: Int) -> Wording {
    .phrase("rounds.script.\(slot.rawValue).\(place + 1)", facts)
  }

  private mutating func ownStep(_ round: Round, _ step: PlanTemplate.Step) -> PlanStep {
    PlanStep(slot: .own, round: round.named(name(round.id.text)), minutes: step.minutes, isSkipped: step.isSkipped)
  }

  /// A name that no other round of the plan has.
  private mutating func name(_ wanted: String) -> ID<Round> {
    var name = ID<Round>(wanted)
    var number = 2
    while names.contains(name) {
      name = ID("\(wanted)-\(number)")
      number += 1
    }
    names.insert(name)
    return name
  }
}
