import Act
import Anchor
import Hummingbird
import Localization
import People
import Values

/// Two people at one meeting, or one at the meeting and one elsewhere: what can be done once was done while somebody typed.
extension AgendaRoutes {
  /// What was first.
  enum Overtaking {
    /// The meeting's own decision.
    case decision
    /// The ask that the meeting was to answer was answered elsewhere.
    case answer
    /// The ambition about which it was to decide came to an end.
    case end
  }

  /// What stands now beside what was typed, which is there to be taken along.
  func overtaken(by first: Overtaking, _ context: MemberContext) async throws -> Response {
    let (series, day) = try place(context)
    let reading = try await agenda.reading(series, on: day, language: context.book.language, by: context.member)
    let meeting = reading.meeting
    var now: [(Message, Message)] = [(Message("agenda.meeting.question"), .verbatim(meeting?.question ?? ""))]
    var who = Message("route.conflict.look")
    switch (first, meeting?.subject) {
    case (.answer, .ask(let id)):
      let (ask, people) = try await rooms.asks.find(id, by: context.member)
      who = RouteWords.did(ask.answer?.by.flatMap { people[$0]?.name }, on: ask.answer?.on)
      now += Self.lines(ask.answer?.verdict, ask.answer?.text ?? "")
    case (.end, .ambition(let id)):
      let route = try await rooms.route.ambition(id, by: context.member)
      let edition = route.ambition.edition
      who = RouteWords.saved(EditedMeanwhile(edition), by: edition.by.flatMap { route.people[$0]?.name })
      now += [
        (Message("agenda.meeting.ends"), Message("agenda.ends.\(route.ambition.state.rawValue)")),
        (Message("route.asks.answerText"), .verbatim(route.ambition.closing ?? "")),
      ]
    default:
      if let edition = meeting?.edition {
        who = RouteWords.saved(EditedMeanwhile(edition), by: edition.by.flatMap { reading.people[$0]?.name })
      }
      now += Self.lines(meeting?.decision?.verdict, meeting?.decision?.text ?? "")
    }
    let owners = try await rooms.route.owners(in: reading.unit.id, by: context.member)
    return try ConflictPage(
      reading.series.name, who, now: now, typed: Self.typed(context.form, owners), back: .meeting(series, day)
    ).response(context, status: .conflict)
  }

  private static func lines(_ verdict: Ask.Verdict?, _ text: String) -> [(Message, Message)] {
    [
      (
        Message("route.asks.verdict"), verdict.map { Message("route.verdicts.\($0.rawValue)") } ?? .verbatim("")
      ), (Message("route.asks.answerText"), .verbatim(text)),
    ]
  }

  private static func typed(_ form: Form, _ owners: [Person]) -> [(Message, Message)] {
    if form.has("question") { return [(Message("agenda.meeting.question"), .verbatim(form["question"]))] }
    var typed = lines(Ask.Verdict(rawValue: form["verdict"]), form.text("text"))
    if let ends = Ambition.State(rawValue: form["ends"]) {
      typed.append((Message("agenda.meeting.ends"), Message("agenda.ends.\(ends.rawValue)")))
    }
    if let carrier: ID<Person> = form.id("carrier") {
      typed.append((Message("route.form.owner"), .verbatim(owners.first { $0.id == carrier }?.name ?? "")))
    }
    if let until = Day(text: form["until"]) {
      typed.append((Message("route.form.until"), Message("home.today", ["day": .day(until)])))
    }
    return typed
  }
}
