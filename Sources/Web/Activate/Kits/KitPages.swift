import Activate
import People
import Values

extension Link {
  static let kits = Link("activate", "kits")
  static func kit(_ id: ID<Kit>) -> Link { Link("activate", "kits", id.text) }
  static func kit(_ id: ID<Kit>, _ part: String) -> Link { Link("activate", "kits", id.text, part) }
}

/// Keeps the plan of a session for others to run: a part of its preparation.
struct KitPart: ViewModel {
  let action: Link
  let name: Field
  let note: Field
  let unit: Choice
  let problems: FormProblems?

  /// - Parameter units: those for which the reader may keep it, the whole last.
  init?(
    of session: Session, units: [(value: String, label: Message, note: Message?)], form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    guard !units.isEmpty else { return nil }
    action = .session(session.id, "kit")
    name = Field(
      "name", Message("sessionkit.name"), form: form, hint: Message("sessionkit.nameHint"), problems: problems,
      isRequired: true)
    note = Field(
      "note", Message("sessionkit.note"), kind: .area, form: form, hint: Message("sessionkit.noteHint"),
      problems: problems)
    unit = Choice(
      "unit", Message("sessionkit.unit"), kind: .list, options: units, form: form,
      or: Set(units.suffix(1).map(\.value)), isRequired: true)
    self.problems = FormProblems(problems, of: [name, note])
  }
}

/// Plans that were kept, for teams to run by themselves.
struct KitsPage: Page {
  static let template = "activate/kits"
  static let verb: Verb? = .activate

  let title = Message("sessionkit.title")
  let back: Link
  let kits: [Line]
  let hasKits: Bool
  let empty: EmptyState?

  struct Line: ViewModel {
    let name: String
    let detail: Message
    let link: Link
  }

  /// - Parameter kits: with the name of the unit for which each was kept.
  init(_ kits: [(kit: Kit, unit: String)]) {
    back = .programmes
    self.kits = kits.map { kit, unit in
      Line(
        name: kit.name,
        detail: Message(
          "sessionkit.detail",
          [
            "level": .count(kit.template.level.number), "unit": .text(unit),
            "count": .count(kit.template.minutes),
          ]), link: .kit(kit.id))
    }
    hasKits = !kits.isEmpty
    empty =
      kits.isEmpty
      ? EmptyState(Message("sessionkit.emptyTitle"), Message("sessionkit.emptyText"), action: nil) : nil
  }

  static let examples: [String: KitsPage] = [
    "none": KitsPage([]), "two": KitsPage([(ExampleKit.kit, "De Linde"), (ExampleKit.kit, "Regio Zuid")]),
  ]
}

/// One kit: what is in it, how to run it, and where to begin.
struct KitPage: Page {
  static let template = "activate/kit"
  static let verb: Verb? = .activate

  let title: Message
  var window: [Message] { [title, Message("kit.window.kit")] }
  let back: Link
  let kicker: [Said]
  let note: String?
  let script: Link
  let steps: [Step]
  let begin: [Action]
  let hasBegin: Bool
  let change: KitForm?

  struct Step: ViewModel {
    let number: Int
    let name: Message
    let minutes: Message
    let style: String
  }

  struct KitForm: ViewModel {
    let action: Link
    let removal: Link
    let name: Field
    let note: Field
    let problems: FormProblems?
  }

  /// - Parameters:
  ///   - programmes: in which a session can be begun with it.
  ///   - mayChange: whether the reader may change it or put it away.
  init(
    _ kit: Kit, unit: String, programmes: [(id: ID<Programme>, name: String)], mayChange: Bool, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    title = .verbatim(kit.name)
    back = .kits
    kicker = [
      Said(Message("sessionplan.level.\(kit.template.level.rawValue)")), Said(.verbatim(unit)),
      Said(Message("sessionplan.minutes", ["count": .count(kit.template.minutes)])),
    ]
    note = kit.note.isEmpty ? nil : kit.note
    script = .script(of: kit.id)
    steps = kit.template.steps.enumerated().map { place, step in
      Step(
        number: place + 1,
        name: step.own?.title.message ?? Message("rounds.title.\(step.slot.rawValue)"),
        minutes: Message("sessionplan.minutes", ["count": .count(step.minutes)]),
        style: step.isSkipped ? "skipped" : "")
    }
    begin = programmes.map { programme in
      Action(
        Message("sessionkit.begin", ["programme": .text(programme.name)]),
        .newSession(of: programme.id).with("level", kit.template.level.rawValue).with("kit", kit.id.text))
    }
    hasBegin = !programmes.isEmpty
    let name = Field(
      "name", Message("sessionkit.name"), form: form, or: kit.name, problems: problems, isRequired: true)
    let words = Field("note", Message("sessionkit.note"), kind: .area, form: form, or: kit.note, problems: problems)
    change =
      mayChange
      ? KitForm(
        action: .kit(kit.id), removal: .kit(kit.id, "removal"), name: name, note: words,
        problems: FormProblems(problems, of: [name, words])) : nil
  }

  static let examples: [String: KitPage] = [
    "to run": KitPage(ExampleKit.kit, unit: "De Linde", programmes: [("p", "Najaar 2026")], mayChange: false),
    "to change": KitPage(
      ExampleKit.kit, unit: "De Linde", programmes: [("p", "Najaar 2026"), ("q", "Voorjaar 2026")], mayChange: true,
      form: Form([("name", ""), ("note", "")]), problems: ["name": Message("kit.problems.missing")]),
  ]
}

/// A kit for the examples.
enum ExampleKit {
  static let kit = Kit(
    id: "kit", name: "Het gesprek in een half uur, met veel oefenen",
    note: "Lees elke regel hardop voor. Neem voor het oefenen een ruimte met plek om in drietallen te staan.",
    template: PlanTemplate(.operational, .compact), unit: "whole", madeBy: ExampleSession.anna,
    madeAt: ExampleSession.begin)
}
