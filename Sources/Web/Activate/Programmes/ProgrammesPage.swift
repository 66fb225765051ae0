import Activate
import Listen
import People
import Values

/// All programmes, newest first.
struct ProgrammesPage: Page {
  static let template = "activate/programmes"
  static let verb: Verb? = .activate

  let title = Message("sessionplan.programmes.title")
  let programmes: [Line]
  let hasProgrammes: Bool
  let empty: EmptyState?
  let begin: Action?
  let check: Link
  /// Only for who may run sessions.
  let kits: Link?

  struct Line: ViewModel {
    let name: String
    let detail: Message
    let link: Link
  }

  init(_ programmes: [(programme: Programme, sessions: [Session])], mayRun: Bool = true) {
    let begin = Action(Message("sessionplan.programmes.begin"), .newProgramme)
    self.programmes = programmes.map { line in
      let ended = line.sessions.count { $0.phase == .ended }
      return Line(
        name: line.programme.name,
        detail: Message(
          "sessionplan.programmes.detail", ["count": .count(line.sessions.count), "ended": .count(ended)]),
        link: .programme(line.programme.id))
    }
    hasProgrammes = !programmes.isEmpty
    empty =
      programmes.isEmpty
      ? EmptyState(
        Message("sessionplan.programmes.emptyTitle"), Message("sessionplan.programmes.emptyText"), action: begin) : nil
    self.begin = programmes.isEmpty || !mayRun ? nil : begin
    check = .venueCheck
    kits = mayRun ? .kits : nil
  }

  static let examples: [String: ProgrammesPage] = [
    "none": ProgrammesPage([]),
    "one": ProgrammesPage([(ExampleProgramme.programme, ExampleProgramme.sessions)]),
  ]
}

/// A new programme: over which wave?
struct NewProgrammePage: Page {
  static let template = "activate/new-programme"
  static let verb: Verb? = .activate

  let title = Message("sessionplan.new.title")
  let back: Link
  let action: Link
  let wave: Choice
  let name: Field
  let problems: FormProblems?

  /// - Parameter waves: newest first, with the survey that each is of.
  init(
    waves: [(id: ID<Wave>, name: String, survey: LocalizedText)], form: Form = Form(), problems: [String: Message] = [:]
  ) {
    back = .programmes
    action = .programmes
    wave = Choice(
      "wave", Message("sessionplan.new.wave"), kind: .radio,
      options: waves.map {
        ($0.id.text, .verbatim($0.name), Message("kit.verbatim", ["text": .localized($0.survey)]))
      }, form: form, or: Set(waves.prefix(1).map(\.id.text)), hint: Message("sessionplan.new.waveHint"),
      problems: problems, isRequired: true)
    name = Field(
      "name", Message("sessionplan.new.name"), form: form, hint: Message("sessionplan.new.nameHint"),
      problems: problems, isRequired: true)
    self.problems = FormProblems(problems, of: [name], [wave])
  }

  static let examples: [String: NewProgrammePage] = [
    "two waves": NewProgrammePage(waves: waves),
    "name is missing": NewProgrammePage(
      waves: waves, form: Form([("wave", "w2"), ("name", "")]), problems: ["name": Message("kit.problems.missing")]),
  ]

  private static let waves: [(id: ID<Wave>, name: String, survey: LocalizedText)] = [
    ("w2", "Najaar 2026", LocalizedText(nl: "Klantonderzoek", en: "Customer survey")),
    ("w1", "Voorjaar 2026", LocalizedText(nl: "Klantonderzoek", en: "Customer survey")),
  ]
}

/// A programme for the examples.
enum ExampleProgramme {
  static let programme = Programme(id: "programme", wave: "wave-1", survey: "survey", name: "Najaar 2026")
  static let sessions: [Session] = [
    Session(
      id: "s1", programme: "programme", level: .strategic, unit: "whole", wave: "wave-1",
      title: "Niveau 1 · directie en MT", code: SessionCode("bcd234") ?? .random(), phase: .ended, ending: .committed),
    Session(
      id: "s2", programme: "programme", level: .tactical, unit: "south", wave: "wave-1",
      title: "Niveau 2 · regio Zuid", code: SessionCode("bcd235") ?? .random(), expected: 12, phase: .lobby),
    ExampleSession.session,
  ]
}
