import People
import Values

/// Everyone who works here, for who manages them.
struct ColleaguesPage: Page {
  static let template = "people/colleagues"
  let title: Message
  let tabs: [Tab]
  let add: Action
  let bring: Action?
  let people: [Line]

  struct Line: ViewModel {
    let name: String
    let email: String
    let link: Link
    let roles: [RoleLine]
    let isInvited: Bool
    let leftOn: Day?
  }

  struct RoleLine: ViewModel {
    let role: Message
    let unit: String
  }

  init(_ lines: [Colleagues.Line], by member: Member) {
    title = Message("people.people.count", ["count": .count(lines.count)])
    tabs = OrganisationTabs.tabs(.people, for: member)
    add = Action(Message("people.people.add"), .newColleague)
    bring =
      PeopleImport.kinds(for: member).isEmpty ? nil : Action(Message("people.import.button"), .peopleImport)
    people = lines.map { line in
      Line(
        name: line.person.name, email: line.person.email, link: .colleague(line.person.id),
        roles: line.grants.compactMap { grant in
          member.tree.unit(grant.unit).map {
            RoleLine(role: Message("people.roles.\(grant.role.rawValue)"), unit: $0.name)
          }
        }, isInvited: line.person.account == nil && line.person.leftOn == nil, leftOn: line.person.leftOn)
    }
  }

  static let examples: [String: ColleaguesPage] = [
    "one": ColleaguesPage(
      [Colleagues.Line(person: .example, grants: [Grant(.administrator, on: "u1")])], by: .example(.administrator)),
    "several": ColleaguesPage(
      [
        Colleagues.Line(person: .example, grants: [Grant(.administrator, on: "u1"), Grant(.manager, on: "u3")]),
        Colleagues.Line(person: .exampleNew, grants: [Grant(.employee, on: "u3")]),
        Colleagues.Line(person: .exampleLeft, grants: []),
      ], by: .example(.administrator)),
  ]
}

/// One person: roles now and before, and changing them.
struct ColleaguePage: Page {
  static let template = "people/colleague"
  let title: Message
  var window: [Message] { [title, Message("kit.window.colleague")] }
  let tabs: [Tab]
  let email: String
  let leftOn: Day?
  let customers: Message?
  let present: [RoleLine]
  let earlier: [RoleLine]
  let invitation: Action?
  let handOver: Action?
  let comeBack: Action?
  let forms: Forms?
  let erasure: Action?

  struct RoleLine: ViewModel {
    let role: Message
    let unit: String
    let from: Day
    let until: Day?
    let ending: Ending?
  }

  struct Ending: ViewModel {
    let link: Link
    let role: String
    let unit: String
  }

  struct Forms: ViewModel {
    let grant: FormSheet
    let change: FormSheet
    let leave: FormSheet
  }

  init(
    _ portrait: Colleagues.Portrait, today: Day, by member: Member, form: Form = Form(),
    problems: [String: Message] = [:]
  ) {
    let person = portrait.person
    title = .verbatim(person.name)
    tabs = member.may(.managePeople) ? OrganisationTabs.tabs(.people, for: member) : []
    email = person.email
    leftOn = person.leftOn
    customers =
      portrait.customers > 0 ? Message("people.people.customers", ["count": .count(portrait.customers)]) : nil
    let lines = portrait.periods.map { period -> (isOver: Bool, line: RoleLine) in
      let isOver = period.validity.until.map { $0 <= today } ?? false
      let mayEnd = !isOver && period.validity.until == nil && member.may(.managePeople, on: period.grant.unit)
      return (
        isOver,
        RoleLine(
          role: Message("people.roles.\(period.grant.role.rawValue)"),
          unit: portrait.tree.unit(period.grant.unit)?.name ?? "–", from: period.validity.from,
          until: period.validity.until,
          ending: mayEnd
            ? Ending(
              link: .colleague(person.id, "ended-roles"), role: period.grant.role.rawValue,
              unit: period.grant.unit.text) : nil)
      )
    }
    present = lines.filter { !$0.isOver }.map(\.line)
    earlier = lines.filter(\.isOver).map(\.line)
    let works = person.works(on: today)
    let mayChange = portrait.mayBeChanged
    invitation =
      mayChange && works && person.account == nil
      ? Action(Message("people.people.invite"), .colleague(person.id, "invitation"), isPost: true) : nil
    handOver = invitation.map { _ in
      Action(Message("people.people.handOver"), .colleague(person.id, "invitation-link"), isPost: true)
    }
    comeBack =
      mayChange && person.leftOn != nil
      ? Action(Message("people.people.comeBack"), .colleague(person.id, "return"), isPost: true) : nil
    let isOneself = person.id == member.person
    erasure =
      member.may(.managePeople) && (mayChange || !works) && !isOneself
      ? Action(Message("people.erasure.link"), .colleague(person.id, "erasure")) : nil
    forms = mayChange && person.leftOn == nil ? Self.forms(person, today: today, by: member, form, problems) : nil
  }

  private static func forms(
    _ person: Person, today: Day, by member: Member, _ form: Form, _ problems: [String: Message]
  ) -> Forms {
    let units = member.tree.units.filter { member.may(.managePeople, on: $0.id) }
    return Forms(
      grant: FormSheet(
        to: .colleague(person.id, "roles"),
        [
          .choice(
            Choice(
              "role", Message("people.people.role"), kind: .list, options: .roles(), or: ["employee"], isRequired: true)
          ),
          .choice(
            Choice(
              "unit", Message("people.people.unit"), kind: .list, options: .units(units, of: member.tree),
              isRequired: true)),
          .field(Field("role-day", Message("people.units.from"), kind: .date, or: today.text)),
        ], button: Message("people.people.grant")),
      change: FormSheet(
        to: .colleague(person.id), Self.parts(person, form, problems), button: Message("people.units.save"),
        problems: problems),
      leave: FormSheet(
        to: .colleague(person.id, "leaving"),
        [
          .field(
            Field(
              "leave-day", Message("people.people.leaveDay"), kind: .date, or: today.text,
              hint: Message("people.people.leaveHint")))
        ], button: Message("people.people.leave")))
  }

  static func parts(_ person: Person?, _ form: Form, _ problems: [String: Message]) -> [FormSheet.Part] {
    [
      .field(
        Field(
          "name", Message("people.people.name"), form: form, or: person?.name ?? "", problems: problems,
          isRequired: true)),
      .field(
        Field(
          "email", Message("people.signIn.email"), kind: .email, form: form, or: person?.email ?? "",
          problems: problems, isRequired: true)),
      .choice(
        Choice(
          "language", Message("people.people.language"), kind: .radio, options: .languages, form: form,
          or: [person?.language.rawValue ?? "nl"], isRequired: true)),
    ]
  }

  static let examples: [String: ColleaguePage] = [
    "managed": ColleaguePage(.example(.example), today: .example, by: .example(.administrator)),
    "with a problem": ColleaguePage(
      .example(.exampleNew), today: .example, by: .example(.administrator), form: Form([("name", ""), ("email", "x")]),
      problems: ["name": Message("people.form.missing"), "email": Message("people.form.noAddress")]),
    "left": ColleaguePage(.example(.exampleLeft), today: .example, by: .example(.administrator)),
    "oneself": ColleaguePage(
      Colleagues.Portrait(person: .example, periods: [], tree: .example, mayBeChanged: false, customers: 0),
      today: .example, by: .example(.employee)),
  ]
}

extension Colleagues.Portrait {
  fileprivate static func example(_ person: Person) -> Colleagues.Portrait {
    let long = Day.example.adding(days: -300)
    return Colleagues.Portrait(
      person: person,
      periods: [
        RolePeriod(grant: Grant(.manager, on: "u3"), validity: Validity(from: long)),
        RolePeriod(grant: Grant(.employee, on: "u2"), validity: Validity(from: long, until: .example)),
      ], tree: .example, mayBeChanged: true, customers: 12)
  }
}
