import Act
import Activate
import Anchor
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import People
import Understand
import Values

/// The agenda: meetings that recur, their ready pages, and what they decide.
struct AgendaRoutes {
  let rooms: RouteRooms

  var agenda: Agenda { rooms.agenda }

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .post("units/:unit", use: plan)
      .post(":series/end", use: end)
      .get(":series/:day", use: show)
      .get(":series/:day/meeting.ics", use: calendar)
      .post(":series/:day/question", use: ask)
      .post(":series/:day/decision", use: decide)
  }

  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await page(context).response(context)
  }

  private func page(problems: [String: Message] = [:], _ context: MemberContext) async throws -> AgendaPage {
    let member = context.member
    return AgendaPage(
      try await agenda.all(by: member), units: member.units(for: .keepAgenda), by: member,
      today: context.visit.today, form: context.form, problems: problems)
  }

  @Sendable func plan(_ request: Request, _ context: MemberContext) async throws -> Response {
    let form = context.form
    do {
      let draft = SeriesDraft(
        name: form["name"], firstOn: Day(text: form["firstOn"]), everyWeeks: Int(form["everyWeeks"]),
        minute: ClockTime.minute(form["time"]))
      _ = try await agenda.plan(draft, of: try context.parameters.id("unit"), by: context.member)
      return .redirect(to: .agenda, saying: Message("agenda.isPlanned"), context)
    } catch let rejection as Rejection {
      return try await page(problems: rejection.problems, context).response(context, status: .unprocessableContent)
    }
  }

  @Sendable func end(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await agenda.end(
      try context.parameters.id("series"), on: context.visit.today.adding(days: 1), by: context.member)
    return .redirect(to: .agenda, saying: Message("agenda.isOver"), context)
  }

  @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Response {
    try await meeting(context).response(context)
  }

  private func meeting(
    problems: [String: Message] = [:], edited: EditedMeanwhile? = nil, _ context: MemberContext
  ) async throws -> MeetingPage {
    let (series, day) = try place(context)
    let reading = try await agenda.reading(series, on: day, language: context.book.language, by: context.member)
    return MeetingPage(
      reading,
      MeetingPage.Surroundings(
        member: context.member, book: context.book, proofs: try await rooms.proofs.all(by: context.member),
        owners: try await rooms.route.owners(in: reading.unit.id, by: context.member), form: context.form,
        problems: problems, edited: edited))
  }

  @Sendable func ask(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (series, day) = try place(context)
    let seen = Int(context.form["seen"]).flatMap { $0 > 0 ? $0 : nil }
    do {
      try await agenda.ask(
        context.form["question"], about: Self.subject(context.form["about"]), of: series, on: day, seen: seen,
        by: context.member)
      return .redirect(to: .meeting(series, day), saying: Message("agenda.isAsked"), context)
    } catch let rejection as Rejection {
      return try await meeting(problems: rejection.problems, context).response(context, status: .unprocessableContent)
    } catch let error as EditedMeanwhile {
      return try await meeting(edited: error, context).response(context, status: .conflict)
    } catch AgendaRefusal.isDecided {
      return try await overtaken(by: .decision, context)
    }
  }

  @Sendable func decide(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (series, day) = try place(context)
    let form = context.form
    do {
      try await agenda.decide(
        DecisionDraft(
          verdict: Ask.Verdict(rawValue: form["verdict"]), text: form.text("text"),
          ends: Ambition.State(rawValue: form["ends"]), owner: form.id("carrier"), due: Day(text: form["until"])),
        in: series, on: day, seen: Int(form["seen"]), by: context.member)
      return .redirect(to: .meeting(series, day), saying: Message("agenda.isDecided"), context)
    } catch let rejection as Rejection {
      return try await meeting(problems: rejection.problems, context).response(context, status: .unprocessableContent)
    } catch let error as EditedMeanwhile {
      return try await meeting(edited: error, context).response(context, status: .conflict)
    } catch AgendaRefusal.isDecided {
      return try await overtaken(by: .decision, context)
    } catch RouteRefusal.askIsAnswered {
      return try await overtaken(by: .answer, context)
    } catch RouteRefusal.ambitionHasEnded {
      return try await overtaken(by: .end, context)
    }
  }

  @Sendable func calendar(_ request: Request, _ context: MemberContext) async throws -> Response {
    let (id, day) = try place(context)
    let reading = try await agenda.reading(id, on: day, language: context.book.language, by: context.member)
    return CalendarFile(reading.series, on: day, link: context.visit.site.origin.text + Link.meeting(id, day).path)
      .response(named: "kompas.ics", made: context.visit.now)
  }

  func place(_ context: MemberContext) throws -> (ID<MeetingSeries>, Day) {
    guard let day = context.parameters.get("day").flatMap({ Day(text: $0) }) else { throw NotFound() }
    return (try context.parameters.id("series"), day)
  }

  private static func subject(_ text: String) -> Meeting.Subject {
    let parts = text.split(separator: "~", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return .nothing }
    return parts[0] == "ask" ? .ask(ID(parts[1])) : parts[0] == "ambition" ? .ambition(ID(parts[1])) : .nothing
  }
}

extension CalendarFile {
  /// A meeting, on the clock of whoever sits there.
  init(_ series: MeetingSeries, on day: Day, link: String) {
    self.init([
      Entry(
        uid: "\(series.id).\(day.text)",
        moment: .at(day, hour: series.minute / 60, minute: series.minute % 60, minutes: series.minutes),
        title: series.name, text: link)
    ])
  }

  func response(named name: String, made: Instant) -> Response {
    let bytes = ByteBuffer(string: text(stamp: made))
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/calendar; charset=utf-8", .contentLength: String(bytes.readableBytes),
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ], body: ResponseBody(byteBuffer: bytes))
  }
}

/// Proof and adoption.
struct ProofRoutes {
  let rooms: RouteRooms

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self).get("proof", use: proof).get("adoption", use: adoption)
  }

  @Sendable func proof(_ request: Request, _ context: MemberContext) async throws -> Response {
    try ProofPage(try await rooms.proofs.all(by: context.member), book: context.book, by: context.member)
      .response(context)
  }

  @Sendable func adoption(_ request: Request, _ context: MemberContext) async throws -> Response {
    try AdoptionPage(try await rooms.adoption.reading(by: context.member), by: context.member).response(context)
  }
}
