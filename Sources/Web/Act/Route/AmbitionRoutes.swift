import Act
import Anchor
import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// Ambitions: set, seen, changed and ended.
extension RouteRoutes {
  @Sendable func beginAmbition(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit = try context.parameters.id("unit", of: Unit.self)
    try context.member.must(.setAmbitions)
    try context.member.must(.setAmbitions, on: unit)
    return try await ambitionSheet(unit, Form(query: request.uri.query), [:], context).response(context)
  }

  @Sendable func setAmbition(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit = try context.parameters.id("unit", of: Unit.self)
    do {
      let id = try await route.set(RouteForms.ambition(context.form), on: unit, by: context.member)
      return .redirect(to: .ambition(id), saying: Message("route.ambition.isSet"), context)
    } catch let rejection as Rejection {
      return try await ambitionSheet(unit, context.form, rejection.problems, context)
        .response(context, status: .unprocessableContent)
    }
  }

  private func ambitionSheet(
    _ unit: ID<Unit>, _ form: Form, _ problems: [String: Message], _ context: MemberContext
  ) async throws -> RouteSheetPage {
    let forms = try await forms(unit, context)
    return RouteSheetPage(
      Message("route.ambition.new"), lead: Message("route.ambition.newLead"),
      sheet: forms.ambition(
        to: .newAmbition(unit), nil, measures: try await rooms.readings.routeMeasures(by: context.member, context.book),
        form: form, seen: nil, problems: problems, cancel: .route(unit)))
  }

  @Sendable func ambition(_ request: Request, _ context: MemberContext) async throws -> Response {
    let unit: ID<Unit>? = Form(query: request.uri.query).id("unit")
    return try await ambitionPage(from: unit, context).response(context)
  }

  private func ambitionPage(
    from unit: ID<Unit>? = nil, problems: [String: Message] = [:], _ context: MemberContext
  ) async throws -> AmbitionPage {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    let member = context.member
    let reading = try await route.ambition(id, from: unit, by: member)
    let proof = try await rooms.proofs.ambition(id, by: member)
    let actions = try await rooms.proofs.actions(reading.actions, of: reading.ambition, by: member)
    let decisions = try await rooms.agenda.decisions(about: id, by: member)
    let measures = try await rooms.readings.routeMeasures(by: member, context.book)
    let measure = measures.first { $0.0 == reading.ambition.measure }?.1
    return AmbitionPage(
      reading,
      AmbitionPage.Surroundings(
        member: member, book: context.book, proof: proof, actions: actions, decisions: decisions,
        measure: measure.map { .verbatim($0) }, form: context.form, problems: problems))
  }

  @Sendable func editAmbition(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await ambitionEditor(form: Form(), context).response(context)
  }

  @Sendable func changeAmbition(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    do {
      try await route.change(
        id, to: RouteForms.ambition(context.form), seen: Int(context.form["seen"]) ?? 0, by: context.member)
      return .redirect(to: .ambition(id), saying: Message("route.saved"), context)
    } catch let rejection as Rejection {
      return try await ambitionEditor(form: context.form, problems: rejection.problems, context)
        .response(context, status: .unprocessableContent)
    } catch let error as EditedMeanwhile {
      return try await ambitionEditor(form: context.form, edited: error, context)
        .response(context, status: .conflict)
    }
  }

  private func ambitionEditor(
    form: Form, problems: [String: Message] = [:], edited: EditedMeanwhile? = nil, _ context: MemberContext
  ) async throws -> RouteSheetPage {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    let reading = try await route.ambition(id, by: context.member)
    let ambition = reading.ambition
    guard context.member.may(.setAmbitions, on: ambition.unit) else { throw NotAllowed() }
    let forms = try await forms(ambition.unit, context)
    let measures = try await rooms.readings.routeMeasures(by: context.member, context.book)
    let typed = RouteForms.ambition(form)
    let conflict = edited.map { edition in
      ConflictNote(
        edition, by: edition.by.flatMap { reading.people[$0]?.name },
        [
          (Message("route.ambition.outcome"), ambition.outcome, typed.outcome),
          (Message("route.ambition.sponsor"), forms.name(ambition.sponsor), forms.name(typed.sponsor)),
          (Message("route.ambition.stops"), ambition.stops, typed.stops),
          (
            Message("route.form.until"), context.book.day(ambition.due), typed.due.map { context.book.day($0) } ?? ""
          ),
        ])
    }
    let seen = edited == nil && form.has("seen") ? Int(form["seen"]) : ambition.edition.number
    return RouteSheetPage(
      Message("route.ambition.change"), conflict: conflict,
      sheet: forms.ambition(
        to: .ambition(id, "change"), AmbitionDraft(ambition), measures: measures, form: form, seen: seen,
        problems: problems, cancel: .ambition(id)))
  }

  @Sendable func endAmbition(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    do {
      try await route.end(
        id, isReached: context.form["reached"] == "yes", saying: context.form.text("closing"),
        seen: Int(context.form["seen"]) ?? 0, by: context.member)
      return .redirect(to: .ambition(id), saying: Message("route.ambition.isEnded"), context)
    } catch let rejection as Rejection {
      return try await ambitionPage(problems: rejection.problems, context)
        .response(context, status: .unprocessableContent)
    } catch is EditedMeanwhile {
      return try await ambitionPage(problems: ["closing": Message("route.conflict.look")], context)
        .response(context, status: .conflict)
    }
  }

  @Sendable func reopenAmbition(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Ambition> = try context.parameters.id("ambition")
    do {
      try await route.reopen(id, seen: Int(context.form["seen"]) ?? 0, by: context.member)
      return .redirect(to: .ambition(id), saying: Message("route.ambition.isReopened"), context)
    } catch is EditedMeanwhile {
      return .redirect(to: .ambition(id), saying: Message("route.conflict.look"), context)
    }
  }
}
