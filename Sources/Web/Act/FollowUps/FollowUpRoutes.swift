import Act
import HTTPTypes
import Hummingbird
import Localization
import People
import Values

/// Speaking with customers: whom, how, and what came of it.
struct FollowUpRoutes {
  let followUps: FollowUps
  let editors: Editors

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: own)
      .get("stuck", use: stuck)
      .get("share/:unit", use: share)
      .get(":followUp", use: show)
      .post(":followUp/talk", use: record)
      .post(":followUp/attempt", use: tried)
      .post(":followUp/promise", use: keepPromise)
      .post(":followUp/owner", use: hand)
      .post(":followUp/withdrawal", use: withdraw)
  }

  @Sendable func own(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = Form(query: request.uri.query)["after"]
    let list = try await followUps.own(after: FollowUpPlace(text: place), by: context.member)
    return try FollowUpsPage(
      own: list, talks: try await followUps.talks(by: context.member),
      for: CareTab.tabs(for: context.member, current: .own), today: context.visit.today
    ).response(context)
  }

  @Sendable func stuck(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = Form(query: request.uri.query)["after"]
    let list = try await followUps.stuck(after: FollowUpPlace(text: place), by: context.member)
    return try FollowUpsPage(
      stuck: list, for: CareTab.tabs(for: context.member, current: .stuck), today: context.visit.today
    ).response(context)
  }

  @Sendable func share(_ request: Request, _ context: MemberContext) async throws -> Response {
    let share = try await followUps.share(of: try context.parameters.id("unit"), by: context.member)
    let mayReadRules = context.member.may(.workWithCustomers) || context.member.may(.setFollowUpRules)
    return try FollowUpSharePage(
      share, for: CareTab.tabs(for: context.member, current: .share), rules: mayReadRules ? .followUpRules : nil
    ).response(context)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let dossier = try await followUps.find(try followUp(context), by: context.member)
    return try FollowUpPage(dossier, today: context.visit.today).response(context)
  }

  @Sendable func record(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try followUp(context)
    let today = context.visit.today
    let form = context.form
    do {
      let talk = try TalkDraft(
        outcome: FollowUp.Outcome(rawValue: form["outcome"]), said: form.text("said"), promise: form["promise"],
        promiseOn: Day(text: form["promiseOn"]), asksWhetherSolved: form.all("ask").contains("yes"), today: today)
      try await followUps.record(talk, on: id, version: version(context), by: context.member)
      return .redirect(
        to: .followUps, saying: Message("followUps.done.\(talk.promise == nil ? "talked" : "promised")"), context)
    } catch let rejection as Rejection {
      let dossier = try await followUps.find(id, by: context.member)
      return try FollowUpPage(dossier, today: today, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    } catch let edited as EditedMeanwhile {
      return try await conflict(id, edited, context)
    }
  }

  @Sendable func tried(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "followUps.done.tried") { id, version in
      try await followUps.tried(id, version: version, by: context.member)
    }
  }

  @Sendable func keepPromise(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await act(context, saying: "followUps.done.kept") { id, version in
      try await followUps.keepPromise(id, version: version, by: context.member)
    }
  }

  @Sendable func hand(_ request: Request, _ context: MemberContext) async throws -> Response {
    guard let person: ID<Person> = context.form.id("person") else { throw NotFound() }
    return try await act(context, saying: "followUps.done.handed") { id, version in
      try await followUps.hand(id, to: person, version: version, by: context.member)
    }
  }

  @Sendable func withdraw(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try followUp(context)
    try await followUps.withdraw(id, by: context.member)
    return .redirect(to: .followUp(id), saying: Message("followUps.done.withdrawn"), context)
  }

  private func act(
    _ context: MemberContext, saying key: String, _ body: (ID<FollowUp>, Int) async throws -> Void
  ) async throws -> Response {
    let id = try followUp(context)
    do {
      try await body(id, version(context))
      return .redirect(to: .followUp(id), saying: Message(key), context)
    } catch let edited as EditedMeanwhile {
      return try await conflict(id, edited, context)
    }
  }

  /// Somebody else was first: what stands now beside what was typed.
  private func conflict(
    _ id: ID<FollowUp>, _ edited: EditedMeanwhile, _ context: MemberContext
  ) async throws -> Response {
    let dossier = try await followUps.find(id, by: context.member)
    let (followUp, form) = (dossier.followUp, context.form)
    func line(_ label: String, _ text: Message) -> (Message, Message) { (Message("followUps.talk.\(label)"), text) }
    let typed = FollowUp.Outcome(rawValue: form["outcome"])
    return try ConflictPage(
      dossier.customer.name, RouteWords.saved(edited, by: try await editors.name(edited, for: context.member)),
      now: [
        line("owner", .verbatim(dossier.owner?.name ?? "")), line("outcome", FollowUpFacts.outcome(followUp.outcome)),
        line("said", .verbatim(followUp.said)), line("promise", .verbatim(followUp.promise?.text ?? "")),
      ],
      typed: [
        line("outcome", FollowUpFacts.outcome(typed)), line("said", .verbatim(form.text("said"))),
        line("promise", .verbatim(form["promise"])),
      ], form: form, version: edited.number,
      action: Link(local: context.visit.path) ?? .followUp(id), back: .followUp(id)
    ).response(context, status: .conflict)
  }

  private func followUp(_ context: MemberContext) throws -> ID<FollowUp> { try context.parameters.id("followUp") }
  private func version(_ context: MemberContext) -> Int { Int(context.form["version"]) ?? 0 }
}
