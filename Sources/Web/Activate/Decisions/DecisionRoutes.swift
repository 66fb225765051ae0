import Activate
import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

/// Where a group's decisions are written down while it decides. What is wrong with a form stands in it, with everything that was typed.
struct DecisionRoutes {
  let rooms: ActivateRooms
  let readings: Readings

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":session/decisions/:decision", use: ask)
      .post(":session/decisions/:decision", use: keep)
      .post(":session/commitment", use: commit)
  }

  @Sendable func ask(_ request: Request, _ context: MemberContext) async throws -> Response {
    let desk = try await desk(context)
    return try desk.page(try kind(context), asked: Form(query: request.uri.query)).response(context)
  }

  @Sendable func keep(_ request: Request, _ context: MemberContext) async throws -> Response {
    let kind = try kind(context)
    let form = context.form
    let desk = try await desk(context)
    let session = desk.forms.session
    let back = session.phase == .ended ? Link.report(session.id) : .console(session.id)
    do {
      if form["change"] == "drop" {
        try await rooms.outcomes.drop(form["id"], in: session.id, by: context.member)
        return .redirect(to: back, saying: Message("sessiondecision.dropped"), context)
      }
      let (items, others) = try desk.read(kind, form)
      try await rooms.outcomes.keep(items, inPlaceOf: others, in: session.id, by: context.member)
      return .redirect(to: back, saying: Message("sessiondecision.kept"), context)
    } catch let rejection as Rejection {
      return try desk.page(kind, asked: form, typed: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    } catch let refusal as OutcomeRefusal {
      return try desk.page(kind, asked: form, typed: form, problems: [kind.first(form): refusal.message])
        .response(context, status: .unprocessableContent)
    } catch let refusal as SessionRefusal {
      return try desk.page(kind, asked: form, typed: form, problems: [kind.first(form): refusal.message])
        .response(context, status: .conflict)
    }
  }

  /// A session that was closed too early has what it missed by now.
  @Sendable func commit(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    try await rooms.outcomes.commit(id, by: context.member)
    return .redirect(to: .report(id), saying: Message("sessionreport.completing.done"), context)
  }

  private func kind(_ context: MemberContext) throws -> DecisionKind {
    guard let kind = DecisionKind(rawValue: try context.parameters.require("decision")) else { throw NotFound() }
    return kind
  }

  private func desk(_ context: MemberContext) async throws -> DecisionDesk {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    let table = try await rooms.outcomes.table(of: found.session.id, by: context.member)
    let research = try await readings.research(found.programme.survey, by: context.member)
    return DecisionDesk(
      table: table,
      forms: DecisionForms(
        session: found.session, people: table.people,
        measures: research.measures.compactMap { measure in
          if case .competitor = measure.kind { return nil }
          return (measure.key, measure.name)
        }, today: context.visit.today), newID: context.visit.site.world.newID,
      unitName: { context.member.tree.unit($0)?.name ?? "" })
  }
}

/// Draws and reads the forms of one session.
struct DecisionDesk {
  let table: DecisionTable
  let forms: DecisionForms
  let newID: @Sendable () -> String
  let unitName: (ID<Unit>) -> String

  private var outcome: SessionOutcome { table.outcome }

  /// - Parameters:
  ///   - asked: names what it is about: `id`, `unit`, or `from`, an option that the group put first.
  ///   - typed: what was sent and not taken.
  func page(
    _ kind: DecisionKind, asked: Form, typed: Form = Form(), problems: [String: Message] = [:]
  ) throws -> DecisionPage {
    let id = asked["id"]
    let seed = table.suggestions.first { $0.id.text == asked["from"] }.flatMap(\.typed)
    let session = outcome.session
    switch kind {
    case .theme:
      let known = outcome.themes.first { $0.id.text == id }
      let theme = known ?? seed.map { Theme(id: ID(id), title: String($0.prefix(120))) }
      return DecisionPage(
        kind, forms.theme(theme, id: id.isEmpty ? newID() : id, form: typed, problems: problems), in: session,
        dropping: known?.id.text)
    case .mandate:
      return DecisionPage(
        kind, forms.mandate(outcome.mandate, id: outcome.mandate?.id.text ?? newID(), form: typed, problems: problems),
        in: session)
    case .focus:
      guard let unit: ID<Unit> = asked.id("unit"), table.units.contains(unit) else { throw NotFound() }
      return DecisionPage(
        kind,
        forms.focus(
          table.themes, of: unit, known: outcome.focus.filter { $0.unit == unit }, form: typed, problems: problems),
        in: session, about: unitName(unit))
    case .action:
      let known = outcome.actions.first { $0.id.text == id }
      let action = known ?? seed.map { TeamAction(id: ID(id), unit: session.unit, what: $0) }
      return DecisionPage(
        kind,
        forms.action(action, id: id.isEmpty ? newID() : id, themes: table.themes, form: typed, problems: problems),
        in: session, dropping: known?.id.text)
    case .asks:
      return DecisionPage(
        kind, forms.asks(table.asked, chosen: Set(outcome.asks.map(\.id.text)), form: typed, problems: problems),
        in: session)
    }
  }

  /// What a form says, and what it stands in the place of.
  func read(_ kind: DecisionKind, _ form: Form) throws -> ([OutcomeItem], Set<String>) {
    let isNamed = kind == .focus || kind == .asks || !form["id"].isEmpty
    guard isNamed, form["id"].utf8.count <= 200 else { throw NotFound() }
    switch kind {
    case .theme:
      return ([.theme(try forms.theme(form, known: outcome.themes.first { $0.id.text == form["id"] }))], [])
    case .mandate: return ([.mandate(try forms.mandate(form))], [])
    case .focus:
      guard let unit: ID<Unit> = form.id("unit"), table.units.contains(unit) else { throw NotFound() }
      let focus = try forms.focus(form, themes: table.themes, of: unit)
      return (focus.map { .focus($0) }, Set(outcome.focus.filter { $0.unit == unit }.map(\.id.text)))
    case .action:
      return (
        [.action(try forms.action(form, unit: outcome.session.unit, themes: table.themes))], []
      )
    case .asks:
      let chosen = Set(form.all("ask"))
      guard !chosen.isEmpty else { throw Rejection("ask", Message("kit.problems.missing")) }
      return (
        table.asked.filter { chosen.contains($0.id.text) }.map { .ask($0) }, Set(outcome.asks.map(\.id.text))
      )
    }
  }
}

extension DecisionKind {
  /// The field at which a no of the rules stands.
  fileprivate func first(_ form: Form) -> String {
    switch self {
    case .theme: "title"
    case .mandate: "mayDecide"
    case .focus: form.fields.first { $0.name.hasPrefix("mark.") }?.name ?? "unit"
    case .action: "what"
    case .asks: "ask"
    }
  }
}

extension RoundOption {
  /// What somebody typed.
  fileprivate var typed: String? { if case .typed(let text) = text { text.text(in: .nl) } else { nil } }
}
