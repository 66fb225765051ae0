import Activate
import People
import Values

extension Link {
  static func script(of session: ID<Session>) -> Link { .session(session, "script") }
  static func script(of kit: ID<Kit>) -> Link { .kit(kit, "script") }
}

/// The whole script of a plan on one page, to read beforehand or to print: for a facilitator, and for a team that runs a kit by itself.
struct ScriptPage: Page {
  static let template = "activate/script"
  static let verb: Verb? = .activate

  let title: Message
  let back: Link
  let backName: String
  let kicker: [Said]
  let lead: Message
  /// What whoever kept the kit wants whoever runs it to know.
  let note: String?
  /// Where the numbers of the group that runs it will stand.
  let blanks: Message?
  let steps: [Step]

  struct Step: ViewModel {
    let number: Int
    let title: Message
    let question: Message?
    let help: Message?
    /// Since the beginning, as on a clock that began at nought.
    let from: String
    let until: String
    let minutes: Message
    let lines: [Line]
    let hasLines: Bool
  }

  struct Line: ViewModel {
    let kind: Message
    let style: String
    let text: Message
  }

  /// Of a session.
  init(_ session: Session, unit: String, plan: SessionPlan) {
    self.init(
      name: session.title, back: .preparation(session.id), script: PlanScript(plan),
      kicker: [Message("sessionplan.level.\(session.level.rawValue)"), .verbatim(unit)])
  }

  /// Of a kit.
  init(_ kit: Kit, unit: String) {
    self.init(
      name: kit.name, back: .kit(kit.id), script: PlanScript(kit.template),
      kicker: [Message("sessionplan.level.\(kit.template.level.rawValue)"), .verbatim(unit)],
      note: kit.note.isEmpty ? nil : kit.note, blanks: Message("sessionscript.blanks"))
  }

  private init(
    name: String, back: Link, script: PlanScript, kicker: [Message], note: String? = nil, blanks: Message? = nil
  ) {
    title = Message("sessionscript.title", ["name": .text(name)])
    self.back = back
    backName = name
    self.kicker = kicker.map { Said($0) }
    lead = Message(
      "sessionscript.lead", ["count": .count(script.steps.count), "minutes": .count(script.minutes)])
    self.note = note
    self.blanks = blanks
    steps = script.steps.enumerated().map { place, step in
      let question = step.question?.message
      return Step(
        number: place + 1, title: step.title.message, question: question == step.title.message ? nil : question,
        help: step.help?.message, from: Self.clock(step.from), until: Self.clock(step.from + step.minutes),
        minutes: Message("sessionplan.minutes", ["count": .count(step.minutes)]),
        lines: step.lines.map {
          Line(kind: Message("session.script.\($0.kind.rawValue)"), style: $0.kind.rawValue, text: $0.text.message)
        }, hasLines: !step.lines.isEmpty)
    }
  }

  private static func clock(_ minutes: Int) -> String {
    "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  static let examples: [String: ScriptPage] = [
    "of a session": ScriptPage(ExampleSession.session, unit: "Team Zuid", plan: ExampleSession.plan),
    "of a kit": ScriptPage(ExampleKit.kit, unit: "De Linde"),
  ]
}
