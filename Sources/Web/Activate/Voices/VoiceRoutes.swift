import Activate
import Foundation
import Hummingbird
import Logging
import People
import Values

/// Customers' voices: brought in while a session is prepared, heard in the round that holds them.
struct VoiceRoutes {
  let rooms: ActivateRooms
  /// Where uploads lie while they are read.
  let folder: URL

  /// Somewhat more than a recording may hold, so that who sends too much reads so beside the form.
  private static let limit = Recording.mostBytes * 3

  /// Under `/activate/sessions`.
  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(":session/recordings", use: index)
      .post(":session/recordings", use: bring)
      .post(":session/recordings/:recording/use", use: hear)
      .post(":session/recordings/:recording/removal", use: remove)
      .get(":session/recordings/:recording/sound", use: sound)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(try await found(context), context).response(context)
  }

  @Sendable func bring(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    let upload = try await request.upload(to: folder, limit: Self.limit, newID: context.visit.site.world.newID)
    defer { forget(upload, context) }
    let form = upload.form
    do {
      let bytes = try upload.file("file").map { Array(try Data(contentsOf: $0.place)) } ?? []
      let draft = try RecordingDraft(
        file: bytes, language: Language(rawValue: form["language"]) ?? .nl, transcript: form.text("transcript"),
        permission: form["permission"])
      let recording = try await rooms.recordings.bring(draft, for: found.session.unit, by: context.member)
      let rounds = Self.rounds(found)
      // Where there is one place for it, it goes there.
      if rounds.count == 1, let round = rounds.first { try await put(recording, into: round.id, of: found, context) }
      return .redirect(to: .voices(found.session.id), saying: Message("sessionvoice.brought"), context)
    } catch let rejection as Rejection {
      return try await page(found, context, form: form, problems: rejection.problems)
        .response(context, status: .unprocessableContent)
    }
  }

  @Sendable func hear(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    let id: ID<Recording> = try context.parameters.id("recording")
    guard let round: ID<Round> = context.form.id("round"), Self.rounds(found).contains(where: { $0.id == round }),
      let recording = try await rooms.recordings.all(for: found.session.unit, by: context.member)
        .first(where: { $0.id == id })
    else { throw NotFound() }
    try await put(recording, into: round, of: found, context)
    return .redirect(to: .voices(found.session.id), saying: Message("sessionvoice.used"), context)
  }

  /// Gone for good, also from the plan.
  @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Response {
    let found = try await found(context)
    let id: ID<Recording> = try context.parameters.id("recording")
    try await rooms.recordings.remove(id, by: context.member)
    var plan = found.plan
    for step in plan.steps {
      for option in step.round.options where option.recording == id { plan.remove(option.id, from: step.round.id) }
    }
    if plan != found.plan { try await rooms.sessions.save(plan, of: found.session.id, by: context.member) }
    return .redirect(to: .voices(found.session.id), saying: Message("sessionvoice.removed"), context)
  }

  @Sendable func sound(_ request: Request, _ context: MemberContext) async throws -> Response {
    let id: ID<Session> = try context.parameters.id("session")
    let recording: ID<Recording> = try context.parameters.id("recording")
    _ = try await rooms.sessions.console(id, by: context.member)
    let (format, bytes) = try await rooms.recordings.sound(of: recording, by: context.member)
    return SoundAnswer(format: format, bytes: bytes).response(to: request)
  }

  private func put(
    _ recording: Recording, into round: ID<Round>, of found: Sessions.OnTable, _ context: MemberContext
  ) async throws {
    var plan = found.plan
    plan.bring(recording, into: round)
    try await rooms.sessions.save(plan, of: found.session.id, by: context.member)
  }

  private func found(_ context: MemberContext) async throws -> Sessions.OnTable {
    let found = try await rooms.sessions.find(try context.parameters.id("session"), by: context.member)
    try context.member.must(.runSessions, on: found.session.unit)
    guard found.session.phase == .planned else { throw SessionRefusal.stateIsOther }
    return found
  }

  private static func rounds(_ found: Sessions.OnTable) -> [Round] {
    found.plan.steps.map(\.round).filter { $0.kind == .voice }
  }

  private func page(
    _ found: Sessions.OnTable, _ context: MemberContext, form: Form = Form(), problems: [String: Message] = [:]
  ) async throws -> VoicesPage {
    VoicesPage(
      try await rooms.recordings.all(for: found.session.unit, by: context.member), of: found.session,
      rounds: Self.rounds(found), form: form, problems: problems)
  }

  /// What was read is no longer needed as a file; that it stays can only be told.
  private func forget(_ upload: Upload, _ context: MemberContext) {
    do { try upload.discard() } catch { context.logger.error("An upload could not be removed: \(error)") }
  }
}
