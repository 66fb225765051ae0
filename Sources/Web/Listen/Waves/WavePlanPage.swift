import Listen
import People
import Values

/// A wave as it is planned: its name, its days, and whether there is an open link.
struct WavePlanPage: Page {
  static let template = "waves/plan"
  static let verb: Verb? = .listen

  let title: Message
  let back: Link
  let backName: LocalizedText
  let action: Link
  let problems: FormProblems?
  let name: Field
  let kind: Choice?
  let opensOn: Field
  let lastDay: Field
  let openLink: Choice
  let openLinkUnit: Choice

  init(
    of survey: Survey, tree: UnitTree, today: Day, form: Form = Form(), problems: [String: Message] = [:]
  ) {
    self.init(
      title: Message("listen.wave.new"), back: .survey(survey.id), action: .newWave(of: survey.id), survey,
      WaveDraft(name: "", opensOn: today, lastDay: today.adding(days: 21)), isOpen: false, tree, form, problems)
  }

  init(
    changing wave: Wave, of survey: Survey, tree: UnitTree, form: Form = Form(), problems: [String: Message] = [:]
  ) {
    self.init(
      title: Message("listen.wave.edit"), back: .wave(wave.id), action: .wave(wave.id, "plan"), survey,
      WaveDraft(wave), isOpen: wave.state != .planned, tree, form, problems)
  }

  private init(
    title: Message, back: Link, action: Link, _ survey: Survey, _ draft: WaveDraft, isOpen: Bool, _ tree: UnitTree,
    _ form: Form, _ problems: [String: Message]
  ) {
    self.title = title
    self.back = back
    backName = survey.document.title
    self.action = action
    self.problems = FormProblems(problems)
    name = Field(
      "name", Message("listen.wave.name"), form: form, or: draft.name, hint: Message("listen.wave.nameHint"),
      problems: problems, isRequired: true)
    kind =
      isOpen
      ? nil
      : Choice(
        "kind", Message("listen.wave.kind"), kind: .radio,
        options: [
          ("periodic", Message("listen.wave.kind.periodic"), Message("listen.wave.kindNote.periodic")),
          ("continuous", Message("listen.wave.kind.continuous"), Message("listen.wave.kindNote.continuous")),
        ], form: form, or: [draft.isContinuous ? "continuous" : "periodic"], isRequired: true)
    opensOn = Field(
      "opensOn", Message("listen.wave.opensOn"), kind: .date, form: form, or: draft.opensOn.text, problems: problems,
      isRequired: true)
    lastDay = Field(
      "lastDay", Message("listen.wave.lastDay"), kind: .date, form: form, or: draft.lastDay?.text ?? "",
      hint: Message("listen.wave.lastDayHint"), problems: problems)
    openLink = Choice(
      "openLink", Message("listen.wave.openLink"), kind: .boxes,
      options: [("yes", Message("listen.wave.hasOpenLink"), Message("listen.wave.openLinkNote"))], form: form,
      or: draft.hasOpenLink ? ["yes"] : [], isRequired: true)
    openLinkUnit = Choice(
      "openLinkUnit", Message("listen.wave.openLinkUnit"), kind: .list,
      options: [("", Message("listen.wave.noUnit"), nil)] + tree.options, form: form,
      or: [draft.openLinkUnit?.text ?? ""], problems: problems)
  }

  static let examples: [String: WavePlanPage] = [
    "new": WavePlanPage(
      of: ExampleSurvey.onTable().survey, tree: ExampleSurvey.tree, today: Day(daysSince1970: 20_778)),
    "with problems": WavePlanPage(
      of: ExampleSurvey.onTable().survey, tree: ExampleSurvey.tree, today: Day(daysSince1970: 20_778),
      form: Form([("name", ""), ("lastDay", "2020-01-01")]),
      problems: ["name": Message("listen.wave.noName"), "lastDay": Message("listen.wave.endsBeforeItBegins")]),
    "open": WavePlanPage(
      changing: ExampleSurvey.wave(number: 1), of: ExampleSurvey.onTable().survey, tree: ExampleSurvey.tree),
  ]
}

extension UnitTree {
  /// The units to choose from, each as deep as it hangs.
  var options: [(value: String, label: Message, note: Message?)] {
    units.map { unit in
      let depth = depth(of: unit.id) ?? 0
      return (unit.id.text, .verbatim(String(repeating: "\u{2003}", count: depth) + unit.name), nil)
    }
  }
}

extension ExampleSurvey {
  static let tree: UnitTree = {
    let day = Day(daysSince1970: 20_778)
    let whole = Unit(id: "whole", name: "De Linde", code: "L")
    let north = Unit(id: "north", name: "Regio Noord-Nederland en Waddeneilanden", code: "N")
    let south = Unit(id: "south", name: "Regio Zuid", code: "Z")
    return UnitTree(
      day: day, units: [whole, north, south],
      placements: [(whole, nil as ID<Unit>?), (north, whole.id), (south, whole.id)].map {
        UnitPlacement(unit: $0.0.id, parent: $0.1, validity: Validity(from: day))
      })
  }()
}
