import Activate
import People
import Values

/// A session being prepared: its plan, line by line, which the facilitator rearranges, shortens, skips and adds to.
struct PreparationPage: Page {
  static let template = "activate/preparation"
  static let verb: Verb? = .activate

  let title: Message
  var window: [Message] { [title, Message("kit.window.preparation")] }
  let back: Link
  let backName: String
  let kicker: [Said]
  let withoutMandate: Message?
  let code: String
  let minutes: Message
  let script: Link
  let steps: [Step]
  let omissions: [Said]
  let hasOmissions: Bool
  let isEditable: Bool
  let addLink: Link
  let add: Choice?
  let own: Field?
  let report: Link?
  let discard: Link?
  let crew: CrewPart?
  let keep: KitPart?
  let voices: Link?
  let next: NextStep?

  struct Step: ViewModel {
    let id: String
    let number: Int
    let style: String
    let name: Message
    let question: Message
    let minutes: Message
    let answer: Message?
    let options: [Said]
    let hasOptions: Bool
    let script: [Line]
    let hasScript: Bool
    let tools: [CommandButton]
    let hasTools: Bool
    /// It was changed just now: one may want to change it further.
    let isOpen: Bool
  }

  /// What the facilitator says or does.
  struct Line: ViewModel {
    let kind: Message
    let text: Message
  }

  /// - Parameters:
  ///   - addable: places that can be added to this level's plan.
  ///   - mayPrepare: whether the reader may change it; who only types or watches along reads it.
  ///   - mayWrite: whether the reader sits at the console, as its scribe for example.
  ///   - touched: the round that was changed just now.
  init(
    _ session: Session, in programme: Programme, unit: String, plan: SessionPlan, addable: [PlanSlot],
    mayPrepare: Bool = true, mayWrite: Bool = true, crew: CrewPart? = nil, keep: KitPart? = nil,
    touched: ID<Round>? = nil
  ) {
    title = .verbatim(session.title)
    back = .programme(programme.id)
    backName = programme.name
    kicker = [Said(Message("sessionplan.level.\(session.level.rawValue)")), Said(.verbatim(unit))]
    withoutMandate = session.hasMandate ? nil : Message("session.withoutMandate")
    code = session.code.spoken
    minutes = Message(
      "sessionplan.plan.minutes",
      ["count": .count(plan.minutes), "rounds": .count(plan.steps.count { !$0.isSkipped })])
    let isEditable = session.phase == .planned && mayPrepare
    self.isEditable = isEditable
    steps = plan.steps.enumerated().map { place, step in
      Self.step(
        step, number: place + 1, last: plan.steps.count, of: session, isEditable: isEditable,
        isOpen: step.round.id == touched)
    }
    script = .script(of: session.id)
    omissions = plan.omissions.map { Said($0.message) }
    hasOmissions = !plan.omissions.isEmpty
    addLink = .session(session.id, "plan")
    add =
      isEditable && !addable.isEmpty
      ? Choice(
        "slot", Message("sessionplan.plan.add"), kind: .list,
        options: RoundsToAdd(addable).options, isRequired: true) : nil
    own = add == nil ? nil : RoundsToAdd.question
    report = session.phase == .ended ? .report(session.id) : nil
    discard = isEditable ? .session(session.id, "discarding") : nil
    self.crew = crew
    self.keep = keep
    voices =
      isEditable && plan.steps.contains { $0.round.kind == .voice } ? .session(session.id, "recordings") : nil
    next =
      session.phase == .ended || !mayPrepare && !mayWrite
      ? nil
      : NextStep(
        lead: Message(mayPrepare ? "sessionplan.plan.nextLead" : "sessioncrew.role.scribe"),
        text: Message(mayPrepare ? "sessionplan.plan.next" : "sessionplan.plan.nextScribe"),
        action: Action(Message("sessionplan.plan.console"), .console(session.id)))
  }

  private static func step(
    _ step: PlanStep, number: Int, last: Int, of session: Session, isEditable: Bool, isOpen: Bool
  ) -> Step {
    let round = step.round
    func tool(_ label: String, _ change: String, _ fields: [(String, String)] = []) -> CommandButton {
      CommandButton(
        Message("sessionplan.tool.\(label)"), .session(session.id, "plan"), seq: 0,
        fields: [("change", change), ("round", round.id.text)] + fields)
    }
    var tools: [CommandButton] = []
    if isEditable {
      if number > 1 { tools.append(tool("earlier", "move", [("place", "\(number - 2)")])) }
      if number < last { tools.append(tool("later", "move", [("place", "\(number)")])) }
      if step.minutes > 2 { tools.append(tool("shorter", "minutes", [("minutes", "\(step.minutes - 2)")])) }
      tools.append(tool("longer", "minutes", [("minutes", "\(step.minutes + 2)")]))
      tools.append(step.isSkipped ? tool("unskip", "unskip") : tool("skip", "skip"))
    }
    let options = round.options.filter { !$0.isAnswer }.map { Said($0.text.message) }
    let script = step.script.map { Line(kind: Message("session.script.\($0.kind.rawValue)"), text: $0.text.message) }
    return Step(
      id: round.id.text, number: number, style: step.isSkipped ? "skipped" : "", name: round.title.message,
      question: round.question.message, minutes: Message("sessionplan.minutes", ["count": .count(step.minutes)]),
      answer: round.kind == .rankUnits
        ? Message("sessionplan.plan.named")
        : round.kind == .ownPlace
          ? Message("sessionplan.plan.unnamed") : step.truth == nil ? nil : Message("sessionplan.plan.answer"),
      options: options,
      hasOptions: !options.isEmpty, script: script, hasScript: !script.isEmpty, tools: tools,
      hasTools: !tools.isEmpty, isOpen: isOpen)
  }

  static let examples: [String: PreparationPage] = {
    let plan = ExampleSession.plan
    func page(_ phase: Session.Phase, hasMandate: Bool, mayPrepare: Bool = true) -> PreparationPage {
      var session = ExampleSession.session
      (session.phase, session.hasMandate) = (phase, hasMandate)
      return PreparationPage(
        session, in: ExampleProgramme.programme, unit: "Team Zuid", plan: plan,
        addable: PlanTemplate.addable(.operational), mayPrepare: mayPrepare,
        crew: CrewPart(ExampleSession.crew, of: session, mayPrepare: mayPrepare),
        keep: KitPart(
          of: session, units: [("south", .verbatim("Team Zuid"), nil), ("whole", .verbatim("De Linde"), nil)]))
    }
    return [
      "being prepared": page(.planned, hasMandate: true), "without a mandate": page(.planned, hasMandate: false),
      "ended": page(.ended, hasMandate: true), "as scribe": page(.running, hasMandate: true, mayPrepare: false),
    ]
  }()
}

extension ExampleSession {
  static let plan: SessionPlan = {
    var plan = SessionPlan(
      level: .operational, steps: [],
      omissions: [PlanOmission(slot: .competition, reason: .noCompetitors, minutes: 10)])
    for round in rounds { plan.add(own: round, minutes: 8, after: plan.steps.last?.round.id) }
    plan.skip(rounds[4].id)
    return plan
  }()
}
