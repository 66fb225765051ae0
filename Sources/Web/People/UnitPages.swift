import People
import Values

/// The unit tree as it was, is or will be on a day.
struct UnitsPage: Page {
  static let template = "people/units"
  let title = Message("people.units.title")
  let tabs: [Tab]
  let day: Field
  let dayLink: Link
  let isToday: Bool
  let shown: Day
  let changes: [Change]
  let units: [Line]
  let add: Action?

  struct Line: ViewModel {
    let name: String
    let code: String
    let link: Link
    /// `depth-0` at the top.
    let depth: String
  }

  struct Change: ViewModel {
    let day: Day
    let link: Link
  }

  init(_ tree: UnitTree, today: Day, changes: [Day], by member: Member, problems: [String: Message] = [:]) {
    tabs = OrganisationTabs.tabs(.units, for: member)
    day = Field(
      "day", Message("people.units.day"), kind: .date, or: tree.day.text, problems: problems, isRequired: true)
    dayLink = .units
    isToday = tree.day == today
    shown = tree.day
    self.changes = changes.filter { $0 != tree.day }.suffix(8).map {
      Change(day: $0, link: .units.with("day", $0.text))
    }
    units = tree.units.map { unit in
      Line(
        name: unit.name, code: unit.code, link: .unit(unit.id), depth: "depth-\(min(tree.depth(of: unit.id) ?? 0, 8))")
    }
    add = member.may(.manageOrganisation) ? Action(Message("people.units.add"), .newUnit) : nil
  }

  static let examples: [String: UnitsPage] = [
    "today": UnitsPage(.example, today: .example, changes: [], by: .example(.administrator)),
    "later": UnitsPage(
      .example, today: Day.example.adding(days: -40), changes: [.example, Day.example.adding(days: -400)],
      by: .example(.employee)),
  ]
}

/// One unit: who does what there, where it hangs, and changing that.
struct UnitPage: Page {
  static let template = "people/unit"
  let title: Message
  var window: [Message] { [title, Message("kit.window.unit")] }
  let tabs: [Tab]
  let path: [Above]
  let code: String
  let placements: [Placement]
  let roles: [RoleLine]
  let forms: Forms?

  struct Above: ViewModel {
    let name: String
    let link: Link
  }

  struct Placement: ViewModel {
    let parent: String?
    let from: Day
    let until: Day?
  }

  struct RoleLine: ViewModel {
    let name: String
    let role: Message
    let link: Link?
  }

  struct Forms: ViewModel {
    let name: FormSheet
    let move: FormSheet?
    let end: FormSheet?
    let add: Action
  }

  init(
    _ portrait: Units.Portrait, today: Day, by member: Member, form: Form = Form(), problems: [String: Message] = [:]
  ) {
    let unit = portrait.unit
    let tree = portrait.tree
    title = .verbatim(unit.name)
    tabs = OrganisationTabs.tabs(.units, for: member)
    code = unit.code
    path = tree.path(to: unit.id).dropLast().map { Above(name: $0.name, link: .unit($0.id)) }
    placements = portrait.placements.map { placement in
      Placement(
        parent: placement.parent.flatMap { tree.unit($0)?.name }, from: placement.validity.from,
        until: placement.validity.until)
    }
    roles = portrait.roles.map { role in
      RoleLine(
        name: role.person.name, role: Message("people.roles.\(role.role.rawValue)"),
        link: member.may(.managePeople, on: unit.id) ? .colleague(role.person.id) : nil)
    }
    forms =
      member.may(.manageOrganisation, on: unit.id)
      ? Self.forms(portrait, today: today, by: member, form, problems) : nil
  }

  private static func forms(
    _ portrait: Units.Portrait, today: Day, by member: Member, _ form: Form, _ problems: [String: Message]
  ) -> Forms {
    let unit = portrait.unit
    let tree = portrait.tree
    let isTop = tree.parent(of: unit.id) == nil
    let places = tree.units.filter {
      !tree.contains($0.id, within: unit.id) && member.may(.manageOrganisation, on: $0.id)
    }
    let day = Field("day", Message("people.units.from"), kind: .date, or: today.text, problems: problems)
    return Forms(
      name: FormSheet(
        to: .unit(unit.id),
        [
          .field(
            Field(
              "name", Message("people.units.name"), form: form, or: unit.name, problems: problems, isRequired: true)),
          .field(
            Field(
              "code", Message("people.units.code"), form: form, or: unit.code, hint: Message("people.units.codeHint"),
              problems: problems, isRequired: true)),
        ], button: Message("people.units.save"), problems: problems),
      move: isTop || places.isEmpty
        ? nil
        : FormSheet(
          to: .unit(unit.id, "place"),
          [
            .choice(
              Choice(
                "parent", Message("people.units.below"), kind: .list, options: .units(places, of: tree),
                or: [tree.parent(of: unit.id)?.id.text ?? ""], isRequired: true)), .field(day.named("move-day")),
          ], button: Message("people.units.move")),
      end: isTop
        ? nil
        : FormSheet(
          to: .unit(unit.id, "end"), [.field(day.named("end-day"))], button: Message("people.units.end")),
      add: Action(Message("people.units.addBelow"), .newUnit.with("below", unit.id.text)))
  }

  static let examples: [String: UnitPage] = [
    "seen": UnitPage(.example, today: .example, by: .example(.employee)),
    "managed": UnitPage(.example, today: .example, by: .example(.administrator)),
    "with a problem": UnitPage(
      .example, today: .example, by: .example(.administrator), form: Form([("name", ""), ("code", "zuid")]),
      problems: [
        "name": Message("people.form.missing"), "code": Message("people.units.codeTaken", ["code": .text("zuid")]),
      ]),
  ]
}

extension Units.Portrait {
  fileprivate static let example = Units.Portrait(
    unit: Unit(id: "u3", name: "Team wijkverpleging Groningen-Centrum en Haren", code: "noord-1"),
    placements: [
      UnitPlacement(
        unit: "u3", parent: "u2", validity: Validity(from: Day.example.adding(days: -400), until: .example)),
      UnitPlacement(unit: "u3", parent: "u4", validity: Validity(from: .example)),
    ], tree: .example, roles: [(.example, .manager), (.exampleNew, .employee)])
}

extension Field {
  /// The same field under another name, where a page has several forms.
  func named(_ name: String) -> Field {
    Field(name, label, kind: Kind(rawValue: type) ?? .text, or: value, hint: hint)
  }
}

extension [(value: String, label: Message, note: Message?)] {
  /// Units as options of a list, each below its parent.
  static func units(_ units: [Unit], of tree: UnitTree) -> Self {
    units.map { unit in
      let depth = tree.depth(of: unit.id) ?? 0
      return (unit.id.text, .verbatim(String(repeating: "– ", count: depth) + unit.name), nil)
    }
  }

  static func roles(_ roles: [Role] = Role.allCases) -> Self {
    roles.map { ($0.rawValue, Message("people.roles.\($0.rawValue)"), nil) }
  }

  static var languages: Self {
    Language.allCases.map { ($0.rawValue, Message("people.languages.\($0.rawValue)"), nil) }
  }
}
