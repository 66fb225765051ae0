import Act
import Anchor
import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// Small actions: begun, seen, changed and ended.
extension RouteRoutes {
  @Sendable func beginAction(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit: ID<Unit> = try context.parameters.id("unit")
    try context.member.must(.takeActions)
    try context.member.must(.takeActions, on: unit)
    return try await actionSheet(unit, Form(query: request.uri.query), [:], context).response(context)
  }

  @Sendable func takeAction(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit: ID<Unit> = try context.parameters.id("unit")
    do {
      let id = try await actions.begin(RouteForms.action(context.form), in: unit, by: context.member)
      return .redirect(to: .action(id), saying: Message("route.action.isBegun"), context)
    } catch let rejection as Rejection {
      return try await actionSheet(unit, context.form, rejection.problems, context)
        .response(context, status: .unprocessableContent)
    }
  }

  private func actionSheet(
    _ unit: ID<Unit>, _ form: Form, _ problems: [String: Message], _ context: MemberContext
  ) async throws -> RouteSheetPage {
    let reading = try await route.reading(unit, by: context.member)
    let above = reading.lines.map(\.ambition).filter { context.member.tree.contains(unit, within: $0.unit) }
    return RouteSheetPage(
      Message("route.action.new", ["unit": .text(reading.unit.name)]), lead: Message("route.action.newLead"),
      sheet: try await forms(unit, context).action(
        to: .newAction(unit), nil, ambitions: above, form: form, seen: nil, problems: problems, cancel: .route(unit)))
  }

  @Sendable func action(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await actionPage(context).response(context)
  }

  private func actionPage(
    problems: [String: Message] = [:], edited: EditedMeanwhile? = nil, _ context: MemberContext
  ) async throws -> ActionPage {
    let reading = try await actions.find(try context.parameters.id("action"), by: context.member)
    let proof = try await rooms.proofs.actions([reading.action], of: reading.ambition, by: context.member).first
    let decision = try await rooms.agenda.decision(behind: reading.action.id, by: context.member)
    let conflict = edited.map { edition in
      ConflictNote(
        edition, by: edition.by.flatMap { reading.people[$0]?.name },
        [
          (
            Message("route.action.how"), context.book.say("route.states.\(reading.action.state.rawValue)"),
            RouteAction.State(rawValue: context.form["state"]).map { context.book.say("route.states.\($0.rawValue)") }
              ?? ""
          ), (Message("route.action.title"), reading.action.title, ""),
          (Message("route.action.result"), reading.action.result ?? "", ""),
        ])
    }
    return ActionPage(
      reading,
      ActionPage.Surroundings(
        member: context.member, book: context.book, proof: proof, decision: decision, form: context.form,
        problems: problems, conflict: conflict))
  }

  @Sendable func editAction(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await actionEditor(form: Form(), context).response(context)
  }

  @Sendable func changeAction(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<RouteAction> = try context.parameters.id("action")
    do {
      try await actions.change(
        id, to: RouteForms.action(context.form), seen: Int(context.form["seen"]) ?? 0, by: context.member)
      return .redirect(to: .action(id), saying: Message("route.saved"), context)
    } catch let rejection as Rejection {
      return try await actionEditor(form: context.form, problems: rejection.problems, context)
        .response(context, status: .unprocessableContent)
    } catch let error as EditedMeanwhile {
      return try await actionEditor(form: context.form, edited: error, context)
        .response(context, status: .conflict)
    }
  }

  private func actionEditor(
    form: Form, problems: [String: Message] = [:], edited: EditedMeanwhile? = nil, _ context: MemberContext
  ) async throws -> RouteSheetPage {
    let id: ID<RouteAction> = try context.parameters.id("action")
    let reading = try await actions.find(id, by: context.member)
    let action = reading.action
    guard context.member.mayChange(action) else { throw NotAllowed() }
    let forms = try await forms(action.unit, context)
    let typed = RouteForms.action(form)
    let conflict = edited.map { edition in
      ConflictNote(
        edition, by: edition.by.flatMap { reading.people[$0]?.name },
        [
          (Message("route.action.title"), action.title, typed.title),
          (Message("route.action.effect"), action.effect, typed.effect),
          (Message("route.form.owner"), forms.name(action.owner), forms.name(typed.owner)),
          (Message("route.form.until"), context.book.day(action.due), typed.due.map { context.book.day($0) } ?? ""),
        ])
    }
    let seen = edited == nil && form.has("seen") ? Int(form["seen"]) : action.edition.number
    return RouteSheetPage(
      Message("route.action.change"), conflict: conflict,
      sheet: forms.action(
        to: .action(id, "change"), action, ambitions: [], form: form, seen: seen, problems: problems,
        cancel: .action(id)))
  }

  @Sendable func endAction(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<RouteAction> = try context.parameters.id("action")
    do {
      try await actions.end(
        id, as: RouteAction.State(rawValue: context.form["state"]) ?? .going, saying: context.form.text("result"),
        seen: Int(context.form["seen"]) ?? 0, by: context.member)
      return .redirect(to: .action(id), saying: Message("route.action.isEnded"), context)
    } catch let rejection as Rejection {
      return try await actionPage(problems: rejection.problems, context)
        .response(context, status: .unprocessableContent)
    } catch let error as EditedMeanwhile {
      return try await actionPage(edited: error, context).response(context, status: .conflict)
    }
  }

  @Sendable func reopenAction(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<RouteAction> = try context.parameters.id("action")
    do {
      try await actions.reopen(id, seen: Int(context.form["seen"]) ?? 0, by: context.member)
      return .redirect(to: .action(id), saying: Message("route.action.isReopened"), context)
    } catch is EditedMeanwhile {
      return .redirect(to: .action(id), saying: Message("route.conflict.look"), context)
    }
  }
}
