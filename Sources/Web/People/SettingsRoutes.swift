import HTTPTypes
import Hummingbird
import People
import Values

/// What the organisation promises its customers, in its own order.
struct ValuesPage: Page {
  static let template = "people/values"
  static let verb: Verb? = .anchor
  let title = Message("people.values.title")
  let tabs: [Tab]
  let empty: EmptyState?
  let values: [Line]
  let sheet: FormSheet?

  struct Line: ViewModel {
    let name: LocalizedText
    let other: String?
    let raise: Link?
    let retire: Link?
  }

  init(_ values: [CustomerValue], by member: Member, form: Form = Form(), problems: [String: Message] = [:]) {
    tabs = OrganisationTabs.tabs(.values, for: member)
    let manages = member.managesTheWhole
    empty =
      values.isEmpty ? EmptyState(Message("people.values.emptyTitle"), Message("people.values.emptyText")) : nil
    self.values = values.enumerated().map { place, value in
      Line(
        name: value.name, other: value.name.nl == nil ? nil : value.name.en,
        raise: manages && place > 0 ? .customerValue(value.id, "raise") : nil,
        retire: manages ? .customerValue(value.id, "retirement") : nil)
    }
    sheet =
      manages
      ? FormSheet(
        to: .customerValues,
        [
          .field(Field("nl", Message("people.values.nl"), form: form, problems: problems)),
          .field(Field("en", Message("people.values.en"), form: form, problems: problems)),
        ], button: Message("people.values.add"), problems: problems) : nil
  }

  static let examples: [String: ValuesPage] = [
    "empty": ValuesPage([], by: .example(.administrator)),
    "seen": ValuesPage([CustomerValue(id: "v", name: LocalizedText(nl: "dichtbij"))], by: .example(.employee)),
    "managed": ValuesPage(
      [
        CustomerValue(id: "v", name: LocalizedText(nl: "dichtbij", en: "close by")),
        CustomerValue(id: "w", name: LocalizedText(en: "fair")),
      ], by: .example(.administrator), form: Form([("nl", "")]), problems: ["nl": Message("people.form.missing")]),
  ]
}

/// The organisation's settings and its values.
struct SettingsRoutes {
  let organisations: Organisations
  let values: CustomerValues

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("organisation/settings", use: show)
      .post("organisation/settings", use: change)
      .get("organisation/values", use: index)
      .post("organisation/values", use: add)
      .post("organisation/values/:value/raise", use: raise)
      .post("organisation/values/:value/retirement", use: retire)
      .post("organisation/values/:value/return", use: bringBack)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try context.member.mustManageTheWhole()
    return try page(context).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      let draft = try OrganisationDraft(
        name: form["name"], language: Language(rawValue: form["language"]) ?? .nl, timeZone: form["timeZone"])
      try await organisations.change(to: draft, by: context.member)
      return .redirect(to: .settings, saying: Message("people.organisation.saved"), context)
    } catch let rejection as Rejection {
      return try page(context, form, rejection.problems).response(context, status: .unprocessableContent)
    }
  }

  private func page(
    _ context: MemberContext, _ form: Form = Form(), _ problems: [String: Message] = [:]
  ) -> SheetPage {
    let organisation = context.member.organisation
    return SheetPage(
      title: Message("people.organisation.title"), lead: nil,
      tabs: OrganisationTabs.tabs(.settings, for: context.member),
      sheet: FormSheet(
        to: .settings,
        [
          .field(
            Field(
              "name", Message("people.organisation.name"), form: form, or: organisation.name, problems: problems,
              isRequired: true)),
          .choice(
            Choice(
              "language", Message("people.organisation.language"), kind: .radio, options: .languages, form: form,
              or: [organisation.language.rawValue], isRequired: true)),
          .field(
            Field(
              "timeZone", Message("people.organisation.timeZone"), form: form, or: organisation.timeZone,
              hint: Message("people.organisation.timeZoneHint"), problems: problems, isRequired: true)),
        ], button: Message("people.units.save"), problems: problems))
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try ValuesPage(try await values.all(by: context.member), by: context.member).response(context)
  }

  @Sendable func add(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      try await values.add(LocalizedText(nl: form["nl"], en: form["en"]), by: context.member)
      return .redirect(to: .customerValues, saying: Message("people.values.added"), context)
    } catch let rejection as Rejection {
      let page = ValuesPage(
        try await values.all(by: context.member), by: context.member, form: form, problems: rejection.problems)
      return try page.response(context, status: .unprocessableContent)
    }
  }

  @Sendable func raise(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await values.raise(try context.value, by: context.member)
    return .redirect(to: .customerValues, context)
  }

  @Sendable func retire(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try context.value
    try await values.retire(id, by: context.member)
    return .redirect(
      to: .customerValues, saying: Message("people.values.retired"), undo: .customerValue(id, "return"), context)
  }

  @Sendable func bringBack(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await values.bringBack(try context.value, by: context.member)
    return .redirect(to: .customerValues, saying: Message("people.values.broughtBack"), context)
  }
}

extension MemberContext {
  fileprivate var value: ID<CustomerValue> { get throws { try parameters.id("value") } }
}
