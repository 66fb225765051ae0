import Act
import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Values

/// The improvement route: seen by everyone, changed by who may.
struct RouteRoutes {
  let rooms: RouteRooms

  var route: ImprovementRoute { rooms.route }
  var actions: Actions { rooms.actions }

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .get("units/:unit", use: show)
      .get("units/:unit/ambition", use: beginAmbition)
      .post("units/:unit/ambition", use: setAmbition)
      .get("units/:unit/action", use: beginAction)
      .post("units/:unit/action", use: takeAction)
      .get("ambitions/:ambition", use: ambition)
      .get("ambitions/:ambition/change", use: editAmbition)
      .post("ambitions/:ambition/change", use: changeAmbition)
      .post("ambitions/:ambition/end", use: endAmbition)
      .post("ambitions/:ambition/reopening", use: reopenAmbition)
      .get("ambitions/:ambition/units/:unit", use: editTranslation)
      .post("ambitions/:ambition/units/:unit", use: translate)
      .get("actions/:action", use: action)
      .get("actions/:action/change", use: editAction)
      .post("actions/:action/change", use: changeAction)
      .post("actions/:action/end", use: endAction)
      .post("actions/:action/reopening", use: reopenAction)
      .get("outcomes", use: pendingOutcomes)
      .get("outcomes/:session", use: outcome)
      .post("outcomes/:session", use: takeOutcome)
      .get("comments/:comment", use: trail)
      .post("comments/:comment", use: attach)
      .get("people/:person", use: chooseHeir)
      .post("people/:person", use: handOver)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    .redirect(to: .route(context.member.home), context)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let reading = try await route.reading(try context.parameters.id("unit"), by: context.member)
    let pending =
      context.member.may(.takeActions, on: reading.unit.id) ? try await route.pending(by: context.member) : []
    return try RoutePage(reading, pending: pending, by: context.member).response(context)
  }

  @Sendable func trail(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await trailPage(context).response(context)
  }

  private func trailPage(problems: [String: Message] = [:], _ context: MemberContext) async throws -> TrailPage {
    let trail = try await route.trail(of: try context.parameters.id("comment"), by: context.member)
    return TrailPage(trail, by: context.member, today: context.visit.today, problems: problems)
  }

  /// Says that a comment is what an ambition is about.
  @Sendable func attach(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Comment> = try context.parameters.id("comment")
    guard let ambition: ID<Ambition> = context.form.id("ambition") else {
      return try await trailPage(problems: ["ambition": Message("route.form.missing")], context)
        .response(context, status: .unprocessableContent)
    }
    try await route.attach(id, to: ambition, by: context.member)
    return .redirect(to: .trail(id), saying: Message("route.trail.isAttached"), context)
  }

  // MARK: Translations

  @Sendable func editTranslation(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await translationEditor(form: Form(), context).response(context)
  }

  @Sendable func translate(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    let unit: ID<Unit> = try context.parameters.id("unit")
    let seen = Int(context.form["seen"]).flatMap { $0 > 0 ? $0 : nil }
    do {
      try await route.translate(
        id, for: unit, as: RouteForms.translation(context.form), seen: seen, by: context.member)
      return .redirect(to: .ambition(id, from: unit), saying: Message("route.saved"), context)
    } catch let rejection as Rejection {
      return try await translationEditor(form: context.form, problems: rejection.problems, context)
        .response(context, status: .unprocessableContent)
    } catch let error as EditedMeanwhile {
      return try await translationEditor(form: context.form, edited: error, context)
        .response(context, status: .conflict)
    }
  }

  private func translationEditor(
    form: Form, problems: [String: Message] = [:], edited: EditedMeanwhile? = nil, _ context: MemberContext
  ) async throws -> RouteSheetPage {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    let unit: ID<Unit> = try context.parameters.id("unit")
    try context.member.must(.translateRoute)
    try context.member.must(.translateRoute, on: unit)
    let reading = try await route.ambition(id, from: unit, by: context.member)
    let known = reading.translation
    let forms = try await forms(unit, context)
    let typed = RouteForms.translation(form)
    let conflict = edited.flatMap { edition in
      known.map { known in
        ConflictNote(
          edition, by: forms.name(edition.by),
          [
            (
              Message("route.translate.says"), context.book.say("route.translate.\(known.kind.rawValue)"),
              typed.kind.map { context.book.say("route.translate.\($0.rawValue)") } ?? ""
            ), (Message("route.translate.text"), known.text, typed.text),
            (Message("route.form.owner"), forms.name(known.owner), forms.name(typed.owner)),
            (Message("route.form.until"), context.book.day(known.due), typed.due.map { context.book.day($0) } ?? ""),
          ])
      }
    }
    let seen = edited == nil && form.has("seen") ? Int(form["seen"]) : known?.edition.number
    return RouteSheetPage(
      Message("route.translate.title", ["unit": .text(reading.unit.name)]),
      above: [
        RouteSheetPage.Step(
          label: Message("route.sight.ambition"), text: reading.ambition.outcome, link: .ambition(id))
      ], conflict: conflict,
      sheet: forms.translation(of: reading.ambition, for: unit, known, form: form, seen: seen, problems: problems))
  }

  // MARK: Handing over

  @Sendable func chooseHeir(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await heirSheet([:], context).response(context)
  }

  @Sendable func handOver(_ request: Request, _ context: MemberContext) async throws -> Response {
    let leaver: ID<Person> = try context.parameters.id("person")
    guard let heir: ID<Person> = context.form.id("heir") else {
      return try await heirSheet(["heir": Message("route.form.missing")], context)
        .response(context, status: .unprocessableContent)
    }
    do {
      let count = try await route.handOver(from: leaver, to: heir, by: context.member)
      return .redirect(
        to: .route(context.member.home), saying: Message("route.handedOver", ["count": .count(count)]), context)
    } catch let rejection as Rejection {
      return try await heirSheet(rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  private func heirSheet(_ problems: [String: Message], _ context: MemberContext) async throws -> RouteSheetPage {
    guard context.member.may(.translateRoute) || context.member.may(.managePeople) else { throw NotAllowed() }
    let leaver: ID<Person> = try context.parameters.id("person")
    let holdings = try await route.holdings(of: leaver, by: context.member)
    let home = holdings.actions.first?.unit ?? context.member.home
    let owners = try await route.owners(in: home, by: context.member).filter { $0.id != leaver }
    return RouteSheetPage(
      Message("route.heir.title", ["name": .text(holdings.person.name)]),
      lead: Message("route.heir.lead", ["count": .count(holdings.count)]),
      above: holdings.actions.prefix(5).map {
        RouteSheetPage.Step(label: Message("route.sight.action"), text: $0.title, link: .action($0.id))
      },
      sheet: FormSheet(
        to: .handOver(leaver),
        [.person("heir", Message("route.heir.heir"), owners, form: context.form, or: nil, problems: problems)],
        button: Message("route.heir.button"), problems: problems, cancel: .route(home)))
  }

  func forms(_ unit: ID<Unit>, _ context: MemberContext) async throws -> RouteForms {
    RouteForms(
      member: context.member, owners: try await route.owners(in: unit, by: context.member),
      today: context.visit.today)
  }
}
