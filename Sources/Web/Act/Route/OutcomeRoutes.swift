import Act
import Activate
import Hummingbird
import Localization
import People
import Values

/// From what a session decided to the route, with one button.
extension RouteRoutes {
  @Sendable func pendingOutcomes(_ request: Request, _ context: MemberContext) async throws -> Response {
    let pending = try await route.pending(by: context.member)
    return try OutcomesPage(pending, by: context.member, people: try await people(for: pending, context.member))
      .response(context)
  }

  @Sendable func outcome(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await outcomePage(try context.parameters.id("session"), context).response(context)
  }

  @Sendable func takeOutcome(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let taking = try await route.take(id, completing: Self.completions(context.form), by: context.member)
    guard taking.problems.isEmpty else {
      return try await outcomePage(id, form: context.form, problems: taking.problems, context)
        .response(context, status: .unprocessableContent)
    }
    let saying =
      taking.count > 0
      ? Message("route.outcomes.areTaken", ["count": .count(taking.count)])
      : Message(taking.incomplete.isEmpty ? "route.outcomes.wereTaken" : "route.outcomes.stillMissing")
    return .redirect(to: .outcomes(id), saying: saying, context)
  }

  private func outcomePage(
    _ id: ID<Session>, form: Form = Form(), problems: [String: Message] = [:], _ context: MemberContext
  ) async throws -> OutcomesPage {
    let outcome = try await route.decided(in: id, by: context.member)
    return OutcomesPage(
      [outcome], by: context.member, people: try await people(for: [outcome], context.member), form: form,
      problems: problems)
  }

  /// Owners and days by what they are for. What was left empty is for later.
  private static func completions(_ form: Form) -> [String: OutcomeCompletion] {
    var completions: [String: OutcomeCompletion] = [:]
    for field in form.fields where !form[field.name].isEmpty {
      let parts = field.name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "owner": completions[parts[1], default: OutcomeCompletion()].owner = form.id(field.name)
      case "until": completions[parts[1], default: OutcomeCompletion()].day = Day(text: form[field.name])
      case "stops": completions[parts[1], default: OutcomeCompletion()].stops = form[field.name]
      default: continue
      }
    }
    return completions
  }

  private func people(for outcomes: [DecidedOutcome], _ member: Member) async throws -> OutcomePeople {
    var people = OutcomePeople()
    for line in outcomes.flatMap(\.incomplete) where line.gaps.contains(.owner) {
      if line.kind == .ask {
        if people.answerers[line.unit] == nil {
          people.answerers[line.unit] = try await rooms.asks.answerers(for: line.unit, by: member)
        }
      } else if people.owners[line.unit] == nil {
        people.owners[line.unit] = try await route.owners(in: line.unit, by: member)
      }
    }
    return people
  }
}
