import HTTPTypes
import Hummingbird
import Listen
import Localization
import People
import Values

/// Waves: planned, opened, followed and closed by the maker.
struct WaveRoutes {
  let surveys: Surveys
  let waves: Waves

  var ofSurvey: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get(":survey/waves", use: begin).post(":survey/waves", use: plan)
  }

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":wave", use: show)
      .get(":wave/plan", use: edit)
      .post(":wave/plan", use: change)
      .get(":wave/opening", use: chooseRoster)
      .post(":wave/opening", use: open)
      .post(":wave/invitations", use: add)
      .post(":wave/reminder", use: remind)
      .post(":wave/closing", use: close)
      .get(":wave/qr.svg", use: code)
  }

  @Sendable func begin(_ request: Request, _ context: MemberContext) async throws -> Response {
    let survey = try await surveys.find(try context.parameters.id("survey"), by: context.member)
    return try WavePlanPage(of: survey.survey, tree: context.member.tree, today: context.visit.today)
      .response(context)
  }

  @Sendable func plan(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Survey> = try context.parameters.id("survey")
    do {
      let draft = try WaveForm.draft(context.form)
      let wave = try await waves.plan(draft, of: id, by: context.member)
      return .redirect(to: .wave(wave), saying: Message("listen.wave.planned"), context)
    } catch let rejection as Rejection {
      let survey = try await surveys.find(id, by: context.member)
      return try WavePlanPage(
        of: survey.survey, tree: context.member.tree, today: context.visit.today, form: context.form,
        problems: rejection.problems
      ).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    let progress = try await waves.find(try wave(context), by: context.member)
    let origin = context.visit.site.origin.text
    return try WavePage(progress, tree: context.member.tree, today: context.visit.today, origin: origin)
      .response(context)
  }

  @Sendable func edit(_ request: Request, _ context: MemberContext) async throws -> Response {
    let progress = try await waves.find(try wave(context), by: context.member)
    return try WavePlanPage(changing: progress.wave, of: progress.survey, tree: context.member.tree).response(context)
  }

  @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try wave(context)
    do {
      try await waves.change(id, to: try WaveForm.draft(context.form), by: context.member)
      return .redirect(to: .wave(id), saying: Message("listen.wave.changed"), context)
    } catch let rejection as Rejection {
      let progress = try await waves.find(id, by: context.member)
      return try WavePlanPage(
        changing: progress.wave, of: progress.survey, tree: context.member.tree, form: context.form,
        problems: rejection.problems
      ).response(context, status: .unprocessableContent)
    }
  }

  /// Counts who would be asked, before anyone is.
  @Sendable func chooseRoster(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try wave(context)
    let progress = try await waves.find(id, by: context.member)
    let form = Form(query: request.uri.query)
    let choice = WaveForm.choice(form)
    let roster = try await waves.roster(of: id, choice, by: context.member)
    return try RosterPage(
      progress, choice, roster, tree: context.member.tree, today: context.visit.today, form: form
    ).response(context)
  }

  @Sendable func open(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try wave(context)
    let choice = context.form["nobody"] == "yes" ? nil : WaveForm.choice(context.form)
    if context.form["when"] == "later" {
      try await waves.openLater(id, asking: choice, by: context.member)
      return .redirect(to: .wave(id), saying: Message("listen.wave.scheduled"), context)
    }
    let roster = try await waves.open(id, asking: choice, by: context.member)
    let message =
      roster.map { Message("listen.wave.opened", ["count": .count($0.customers.count)]) }
      ?? Message("listen.wave.openedByLink")
    return .redirect(to: .wave(id), saying: message, context)
  }

  @Sendable func add(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try wave(context)
    let roster = try await waves.add(WaveForm.choice(context.form), to: id, by: context.member)
    return .redirect(
      to: .wave(id), saying: Message("listen.wave.opened", ["count": .count(roster.customers.count)]), context)
  }

  @Sendable func remind(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try wave(context)
    let count = try await waves.remind(id, by: context.member)
    return .redirect(to: .wave(id), saying: Message("listen.wave.reminded", ["count": .count(count)]), context)
  }

  @Sendable func close(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id = try wave(context)
    try await waves.close(id, by: context.member)
    return .redirect(to: .wave(id), saying: Message("listen.wave.closed"), context)
  }

  /// The open link as a QR code, for paper and screens.
  @Sendable func code(_ request: Request, _ context: MemberContext) async throws -> Response {
    let progress = try await waves.find(try wave(context), by: context.member)
    guard let link = progress.wave.openLink else { throw NotFound() }
    let code = try QRCode(context.visit.site.origin.text + Link.openAnswer(link).path)
    return Response(
      status: .ok, headers: [.contentType: "image/svg+xml"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: code.svg)))
  }

  private func wave(_ context: MemberContext) throws -> ID<Wave> { try context.parameters.id("wave") }
}

/// The forms around a wave, read.
enum WaveForm {
  static func draft(_ form: Form) throws -> WaveDraft {
    var problems: [String: Message] = [:]
    let opensOn = Day(text: form["opensOn"])
    let lastDay = Day(text: form["lastDay"])
    if opensOn == nil { problems["opensOn"] = Message("listen.wave.noDay") }
    if lastDay == nil, !form["lastDay"].isEmpty { problems["lastDay"] = Message("listen.wave.noDay") }
    guard problems.isEmpty, let opensOn else { throw Rejection(problems) }
    return WaveDraft(
      name: form["name"], isContinuous: form["kind"] == "continuous", opensOn: opensOn, lastDay: lastDay,
      hasOpenLink: form.all("openLink").contains("yes"), openLinkUnit: form.id("openLinkUnit"))
  }

  static func choice(_ form: Form) -> RosterChoice {
    RosterChoice(
      units: form.all("unit").filter { !$0.isEmpty }.map { ID<Unit>($0) },
      kind: Customer.Kind(rawValue: form["customers"]),
      quietDays: min(max(0, Int(form["quietDays"]) ?? 90), 3_650))
  }
}
