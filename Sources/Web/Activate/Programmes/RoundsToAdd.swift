import Activate
import People
import Understand
import Values

/// The library of rounds from which a facilitator adds: places that Kompas fills from the group's own results, and rounds with a
/// question of one's own.
struct RoundsToAdd {
  let slots: [PlanSlot]

  /// The kinds of round in which the question itself is enough.
  static let ownKinds: [RoundKind] = [.talk, .brainstorm, .smallSteps]

  init(_ slots: [PlanSlot]) { self.slots = slots.filter { $0 != .own } }

  var options: [(value: String, label: Message, note: Message?)] {
    slots.map { ($0.rawValue, Message("rounds.title.\($0.rawValue)"), nil) }
      + Self.ownKinds.map { ("own:\($0.rawValue)", Message("sessionplan.own.\($0.rawValue)"), nil) }
  }

  static var question: Field {
    Field("question", Message("sessionplan.own.question"), hint: Message("sessionplan.own.hint"))
  }
}

/// Makes the round that a facilitator chose from the library.
struct RoundMaking {
  let rooms: ActivateRooms
  let member: Member

  /// Nothing where the results hold nothing for it.
  func step(_ form: Form, for found: Sessions.OnTable) async throws -> PlanStep? {
    let minutes = min(180, max(1, Int(form["minutes"]) ?? 8))
    if form["slot"].hasPrefix("own:") { return try own(form, minutes) }
    guard let slot = PlanSlot(rawValue: form["slot"]), PlanTemplate.addable(found.session.level).contains(slot) else {
      throw NotFound()
    }
    let session = found.session
    let place = ReadingPlace(
      survey: found.programme.survey, wave: found.programme.wave, unit: session.unit, organised: .asMeasured)
    let decided = try await rooms.outcomes.decided(
      above: session.level, for: session.unit, in: found.programme.id, by: member)
    return try await rooms.plans.step(
      slot, minutes: minutes, level: session.level, at: place, decided: decided, by: member)
  }

  private func own(_ form: Form, _ minutes: Int) throws -> PlanStep {
    guard let kind = RoundKind(rawValue: String(form["slot"].dropFirst("own:".count))),
      RoundsToAdd.ownKinds.contains(kind)
    else { throw NotFound() }
    let question = form["question"]
    guard (1...300).contains(question.count) else { throw Rejection("question", Message("sessionplan.own.missing")) }
    let round = Round(
      id: ID("own-\(kind.rawValue)"), kind: kind, title: .phrase(Message("sessionplan.own.\(kind.rawValue)")),
      question: .typed(LocalizedText(nl: question)),
      policy: RoundPolicy(kind, softSeconds: kind.takesContributions ? minutes * 30 : minutes * 60))
    return PlanStep(own: round, minutes: minutes)
  }
}
