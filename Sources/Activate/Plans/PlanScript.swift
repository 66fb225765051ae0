import Values

/// A plan as somebody reads it beforehand: every round in order, when it begins, and what is said and done, line by line. What is
/// skipped is not in it, and neither is what the research found.
public struct PlanScript: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public let title: Wording
    /// What people are asked; nothing where that depends on the results of the group that runs it.
    public let question: Wording?
    public let help: Wording?
    /// Minutes after the beginning.
    public let from: Int
    public let minutes: Int
    public let lines: [ScriptLine]
  }

  public let steps: [Step]
  public var minutes: Int { steps.last.map { $0.from + $0.minutes } ?? 0 }

  /// Of a plan that was filled for one group.
  public init(_ plan: SessionPlan) {
    self.init(
      plan.steps.filter { !$0.isSkipped }.map { step in
        (step.round.title, step.round.question, step.round.help, step.minutes, step.script)
      })
  }

  /// Of a kit, before it is filled: a line stands where its numbers and names will.
  public init(_ template: PlanTemplate) {
    let blank: [String: Message.Fact] = Dictionary(
      uniqueKeysWithValues: ["unit", "wave", "n", "days"].map { ($0, .text("…")) })
    self.init(
      template.steps.filter { !$0.isSkipped }.map { step in
        let slot = step.slot.rawValue
        return (
          step.own?.title ?? .phrase("rounds.title.\(slot)"), step.own?.question, step.own?.help, step.minutes,
          step.slot.script.enumerated().map { place, kind in
            ScriptLine(kind, .phrase("rounds.script.\(slot).\(place + 1)", blank))
          }
        )
      })
  }

  private init(_ parts: [(title: Wording, question: Wording?, help: Wording?, minutes: Int, lines: [ScriptLine])]) {
    var from = 0
    steps = parts.map { part in
      defer { from += part.minutes }
      return Step(
        title: part.title, question: part.question, help: part.help, from: from, minutes: part.minutes,
        lines: part.lines)
    }
  }
}
