import HTTPTypes
import Hummingbird
import People
import Values

struct UnitRoutes {
  let units: Units

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get("organisation", use: index)
      .get("organisation/units/new", use: new)
      .post("organisation/units", use: add)
      .get("organisation/units/:unit", use: show)
      .post("organisation/units/:unit", use: change)
      .post("organisation/units/:unit/place", use: move)
      .post("organisation/units/:unit/end", use: end)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    let asked = Form(query: request.uri.query)["day"]
    let today = context.today
    let day = asked.isEmpty ? today : Day(typed: asked)
    let problems = day == nil ? ["day": Message("people.form.noDay")] : [:]
    let tree = try await units.tree(on: day ?? today, by: context.member)
    let changes = try await units.changes(by: context.member)
    return try UnitsPage(tree, today: today, changes: changes, by: context.member, problems: problems)
      .response(context, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable func new(_ request: Request, _ context: MemberContext) async throws -> Response {
    try context.member.must(.manageOrganisation)
    let below = Form(query: request.uri.query)["below"]
    return try newPage(Form([("parent", below)]), [:], context).response(context)
  }

  @Sendable func add(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      let draft = try UnitDraft(name: form["name"], code: form["code"])
      guard let parent = form.id("parent", of: Unit.self) else { throw NotFound() }
      let unit = try await units.add(draft, below: parent, from: try form.day("day", context), by: context.member)
      return .redirect(
        to: .unit(unit.id), saying: Message("people.units.added", ["name": .text(unit.name)]), context)
    } catch let rejection as Rejection {
      return try newPage(form, rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(context).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      let draft = try UnitDraft(name: form["name"], code: form["code"])
      try await units.change(try context.parameters.id("unit"), to: draft, by: context.member)
      return try saved("people.units.saved", context)
    } catch let rejection as Rejection {
      return try await page(context, form, rejection.problems).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func move(_ request: Request, _ context: MemberContext) async throws -> Response {
    guard let parent = context.form.id("parent", of: Unit.self) else { throw NotFound() }
    let day = try context.form.day("move-day", context)
    try await units.move(try context.parameters.id("unit"), below: parent, from: day, by: context.member)
    return try saved("people.units.moved", context)
  }

  @Sendable func end(_ request: Request, _ context: MemberContext) async throws -> Response {
    let day = try context.form.day("end-day", context)
    try await units.end(try context.parameters.id("unit"), on: day, by: context.member)
    return .redirect(to: .units, saying: Message("people.units.ended", ["day": .day(day)]), context)
  }

  private func saved(_ key: String, _ context: MemberContext) throws -> Response {
    .redirect(to: .unit(try context.parameters.id("unit")), saying: Message(key), context)
  }

  private func page(
    _ context: MemberContext, _ form: Form = Form(), _ problems: [String: Message] = [:]
  ) async throws -> UnitPage {
    let portrait = try await units.find(try context.parameters.id("unit"), by: context.member)
    return UnitPage(portrait, today: context.today, by: context.member, form: form, problems: problems)
  }

  private func newPage(_ form: Form, _ problems: [String: Message], _ context: MemberContext) -> SheetPage {
    let member = context.member
    let places = member.tree.units.filter { member.may(.manageOrganisation, on: $0.id) }
    return SheetPage(
      title: Message("people.units.add"), lead: Message("people.units.addLead"),
      tabs: OrganisationTabs.tabs(.units, for: member),
      sheet: FormSheet(
        to: .addedUnits,
        [
          .field(Field("name", Message("people.units.name"), form: form, problems: problems, isRequired: true)),
          .choice(
            Choice(
              "parent", Message("people.units.below"), kind: .list, options: .units(places, of: member.tree),
              form: form, problems: problems, isRequired: true)),
          .field(
            Field(
              "code", Message("people.units.code"), form: form, hint: Message("people.units.codeHint"),
              problems: problems)),
          .field(
            Field(
              "day", Message("people.units.from"), kind: .date, form: form, or: context.today.text,
              problems: problems)),
        ], button: Message("people.units.add"), problems: problems, cancel: .units))
  }
}

extension MemberContext {
  /// The day in UTC, as the use cases count.
  var today: Day { visit.today }
}

extension Form {
  /// A day as a browser sends it or as somebody types it; today where it was left empty.
  func day(_ name: String, _ context: MemberContext) throws -> Day {
    let text = self[name]
    guard !text.isEmpty else { return context.today }
    guard let day = Day(typed: text), (1900...2200).contains(day.civil.year) else {
      throw Rejection(name, Message("people.form.noDay"))
    }
    return day
  }
}
