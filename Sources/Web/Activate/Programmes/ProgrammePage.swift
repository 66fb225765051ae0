import Activate
import People
import Values

/// One programme: three levels in order, what each decided, and what travels to the next.
struct ProgrammePage: Page {
  static let template = "activate/programme"
  static let verb: Verb? = .activate

  let title: Message
  var window: [Message] { [title, Message("kit.window.programme")] }
  let back: Link
  let levels: [LevelLine]
  let next: NextStep?

  struct LevelLine: ViewModel {
    let number: Int
    let style: String
    let name: Message
    let text: Message
    let state: Message
    let sessions: [SessionLine]
    let hasSessions: Bool
    let travels: [Travelling]
    let hasTravels: Bool
    let add: Action?
  }

  struct SessionLine: ViewModel {
    let name: String
    let state: Message
    let link: Link
    let report: Link?
    /// Where what it decided comes onto the route.
    let route: Link?
  }

  /// A theme, mandate or ask that goes to another level.
  struct Travelling: ViewModel {
    let kind: Message
    let text: Message
  }

  /// - Parameter mayRun: whether the reader may prepare sessions; who is only on a crew may not.
  init(
    _ programme: Programme, _ sessions: [Session], travelling: [Level: [(kind: String, text: Message)]] = [:],
    mayRun: Bool = true
  ) {
    title = .verbatim(programme.name)
    back = .programmes
    let committed = Set(sessions.filter { $0.ending == .committed }.map(\.level))
    levels = [Level.strategic, .tactical, .operational].map { level in
      let own = sessions.filter { $0.level == level }
      let mayBegin = level.above.map(committed.contains) ?? true
      let travels = (travelling[level] ?? []).map {
        Travelling(kind: Message("sessionplan.travels.\($0.kind)"), text: $0.text)
      }
      return LevelLine(
        number: level.number, style: mayBegin ? "" : "waiting", name: Message("sessionplan.level.\(level.rawValue)"),
        text: Message("sessionplan.levelText.\(level.rawValue)"),
        state: committed.contains(level)
          ? Message("sessionplan.state.committed")
          : own.contains { $0.phase == .ended }
            ? Message("sessionplan.state.unfinished")
            : Message(mayBegin ? "sessionplan.state.ready" : "sessionplan.state.waiting"),
        sessions: own.map(Self.line), hasSessions: !own.isEmpty, travels: travels, hasTravels: !travels.isEmpty,
        add: mayRun
          ? Action(
            Message("sessionplan.add.\(level.rawValue)"),
            .newSession(of: programme.id).with("level", level.rawValue)) : nil)
    }
    let first = [Level.strategic, .tactical, .operational].first { !committed.contains($0) }
    next = first.flatMap { level in
      guard mayRun else { return nil }
      let open = sessions.first { $0.level == level && $0.phase != .ended }
      return NextStep(
        lead: Message("sessionplan.next.lead"), text: Message("sessionplan.next.\(level.rawValue)"),
        action: open.map { Action(Message("sessionplan.next.open"), .preparation($0.id)) }
          ?? Action(
            Message("sessionplan.add.\(level.rawValue)"),
            .newSession(of: programme.id).with("level", level.rawValue)))
    }
  }

  static func line(_ session: Session) -> SessionLine {
    SessionLine(
      name: session.title, state: Message("sessionplan.phase.\(session.ending?.rawValue ?? session.phase.rawValue)"),
      link: .preparation(session.id), report: session.phase == .ended ? .report(session.id) : nil,
      route: session.ending == .committed ? .outcomes(session.id) : nil)
  }

  static let examples: [String: ProgrammePage] = [
    "new": ProgrammePage(ExampleProgramme.programme, []),
    "on a crew": ProgrammePage(ExampleProgramme.programme, [ExampleSession.session], mayRun: false),
    "halfway": ProgrammePage(
      ExampleProgramme.programme, ExampleProgramme.sessions,
      travelling: [
        .strategic: [
          ("theme", .verbatim("Bereikbaar: klanten krijgen binnen een minuut iemand aan de lijn")),
          ("mandate", .verbatim("Onderdelen beslissen zelf over roosters en over uitgaven tot € 2.500")),
        ]
      ]),
  ]
}

/// A new session: on which unit, how long, how many people?
struct NewSessionPage: Page {
  static let template = "activate/new-session"
  static let verb: Verb? = .activate

  let title: Message
  let back: Link
  let backName: String
  let action: Link
  let level: String
  let withoutMandate: Message?
  let problems: FormProblems?
  let name: Field
  let unit: Choice
  let length: Choice
  let expected: Field

  /// - Parameters:
  ///   - kits: plans that were kept, by their name.
  ///   - kit: the one that is chosen beforehand; empty for none.
  init(
    _ programme: Programme, level: Level, units: [(value: String, label: Message, note: Message?)],
    kits: [(id: String, name: String)] = [], chosen kit: String = "", hasMandate: Bool, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    title = Message("sessionplan.add.\(level.rawValue)")
    back = .programme(programme.id)
    backName = programme.name
    action = .sessions(of: programme.id)
    self.level = level.rawValue
    withoutMandate = hasMandate ? nil : Message("session.withoutMandate")
    name = Field(
      "title", Message("sessionplan.session.name"), form: form, hint: Message("sessionplan.session.nameHint"),
      problems: problems, isRequired: true)
    unit = Choice(
      "unit", Message("sessionplan.session.unit"), kind: .list, options: units, form: form,
      or: Set(units.prefix(1).map(\.value)), problems: problems, isRequired: true)
    length = Choice(
      "length", Message("sessionplan.session.length"), kind: .radio,
      options: PlanLength.allCases.map { length in
        (
          length.rawValue, Message("sessionplan.length.\(length.rawValue)"),
          Message("sessionplan.minutes", ["count": .count(PlanTemplate(level, length).minutes)])
        )
      } + kits.map { ("kit:\($0.id)", .verbatim($0.name), Message("sessionplan.length.kit")) }, form: form,
      or: [kits.contains { $0.id == kit } ? "kit:\(kit)" : PlanLength.full.rawValue], isRequired: true)
    expected = Field("expected", Message("sessionplan.session.expected"), kind: .number, form: form, problems: problems)
    self.problems = FormProblems(problems, of: [name, expected], [unit])
  }

  static let examples: [String: NewSessionPage] = [
    "operational": NewSessionPage(
      ExampleProgramme.programme, level: .operational, units: units, hasMandate: false),
    "name is missing": NewSessionPage(
      ExampleProgramme.programme, level: .strategic, units: units, kits: [("k1", "Kort, met veel oefenen")],
      hasMandate: true, form: Form([("title", "")]), problems: ["title": Message("kit.problems.missing")]),
  ]

  private static let units: [(value: String, label: Message, note: Message?)] = [
    ("south", .verbatim("Team Zuid"), nil), ("north", .verbatim("Team wijkverpleging Groningen-Centrum"), nil),
  ]
}
