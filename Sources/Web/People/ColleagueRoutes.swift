import HTTPTypes
import Hummingbird
import People
import Values

struct ColleagueRoutes {
  let colleagues: Colleagues

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("organisation/people", use: index)
      .get("organisation/people/new", use: new)
      .post("organisation/people", use: add)
      .get("organisation/people/:person", use: show)
      .post("organisation/people/:person", use: change)
      .post("organisation/people/:person/roles", use: grant)
      .post("organisation/people/:person/ended-roles", use: revoke)
      .post("organisation/people/:person/leaving", use: leave)
      .post("organisation/people/:person/return", use: comeBack)
      .post("organisation/people/:person/invitation", use: invite)
      .post("organisation/people/:person/invitation-link", use: handOver)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try ColleaguesPage(try await colleagues.all(by: context.member), by: context.member).response(context)
  }

  @Sendable func new(_ request: Request, _ context: MemberContext) async throws -> Response {
    try context.member.must(.managePeople)
    return try newPage(Form(), [:], context).response(context)
  }

  @Sendable func add(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      let draft = try form.person
      let invites = form.all("invite").contains("yes")
      let person = try await colleagues.add(
        draft, as: try form.grant, from: context.today, invite: invites, by: context.member)
      let said = invites ? "people.people.addedInvited" : "people.people.added"
      return .redirect(to: .colleague(person.id), saying: Message(said, ["name": .text(person.name)]), context)
    } catch let rejection as Rejection {
      return try newPage(form, rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(context).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    do {
      try await colleagues.change(try context.person, to: try context.form.person, by: context.member)
      return try saved("people.people.saved", context)
    } catch let rejection as Rejection {
      return try await page(context, context.form, rejection.problems).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func grant(_ request: Request, _ context: MemberContext) async throws -> Response {
    let day = try context.form.day("role-day", context)
    try await colleagues.grant(try context.form.grant, to: try context.person, from: day, by: context.member)
    return try saved("people.people.granted", context)
  }

  @Sendable func revoke(_ request: Request, _ context: MemberContext) async throws -> Response {
    let grant = try context.form.grant
    try await colleagues.revoke(grant, from: try context.person, on: context.today, by: context.member)
    return try saved("people.people.revoked", context)
  }

  @Sendable func leave(_ request: Request, _ context: MemberContext) async throws -> Response {
    let day = try context.form.day("leave-day", context)
    try await colleagues.leave(try context.person, on: day, by: context.member)
    return try saved("people.people.leaves", context, undo: "return")
  }

  @Sendable func comeBack(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await colleagues.comeBack(try context.person, by: context.member)
    return try saved("people.people.isBack", context)
  }

  @Sendable func invite(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await colleagues.invite(try context.person, by: context.member)
    return try saved("people.people.invited", context)
  }

  /// Shown once: only its hash is kept.
  @Sendable func handOver(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (person, link, until) = try await colleagues.invitationLink(of: try context.person, by: context.member)
    return try InvitationLinkPage(
      person, address: context.visit.site.origin.text + Link.invitation(link).path, until: until, by: context.member
    ).response(context)
  }

  private func saved(_ key: String, _ context: MemberContext, undo: String? = nil) throws -> Response {
    let person = try context.person
    return .redirect(
      to: .colleague(person), saying: Message(key), undo: undo.map { .colleague(person, $0) }, context)
  }

  private func page(
    _ context: MemberContext, _ form: Form = Form(), _ problems: [String: Message] = [:]
  ) async throws -> ColleaguePage {
    let portrait = try await colleagues.find(try context.person, by: context.member)
    return ColleaguePage(portrait, today: context.today, by: context.member, form: form, problems: problems)
  }

  private func newPage(_ form: Form, _ problems: [String: Message], _ context: MemberContext) -> SheetPage {
    let member = context.member
    let units = member.tree.units.filter { member.may(.managePeople, on: $0.id) }
    return SheetPage(
      title: Message("people.people.add"), lead: nil, tabs: OrganisationTabs.tabs(.people, for: member),
      sheet: FormSheet(
        to: .colleagues,
        ColleaguePage.parts(nil, form, problems) + [
          .choice(
            Choice(
              "role", Message("people.people.role"), kind: .list, options: .roles(), form: form, or: ["employee"],
              problems: problems, isRequired: true)),
          .choice(
            Choice(
              "unit", Message("people.people.unit"), kind: .list, options: .units(units, of: member.tree), form: form,
              problems: problems, isRequired: true)),
          .choice(
            Choice(
              "invite", Message("people.people.start"), kind: .boxes,
              options: [("yes", Message("people.people.sendInvitation"), Message("people.people.sendHint"))],
              form: form, or: ["yes"])),
        ], button: Message("people.people.add"), problems: problems, cancel: .colleagues))
  }
}

extension MemberContext {
  fileprivate var person: ID<Person> { get throws { try parameters.id("person") } }
}

extension Form {
  fileprivate var person: PersonDraft {
    get throws {
      try PersonDraft(name: self["name"], email: self["email"], language: Language(rawValue: self["language"]) ?? .nl)
    }
  }

  /// Role and unit; what isn't one of the lists was not sent by our form.
  fileprivate var grant: Grant {
    get throws {
      guard let role = Role(rawValue: self["role"]), let unit = id("unit", of: Unit.self) else { throw NotFound() }
      return Grant(role, on: unit)
    }
  }
}
