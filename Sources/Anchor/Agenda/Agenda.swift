import Act
import Listen
public import People
public import Persistence
public import Understand
public import Values

/// The route as a fixed item of meetings that recur: a ready page for each, the decision that is asked, and what was decided,
/// which flows back into the route.
public struct Agenda: Sendable {
  /// A series with its next meeting and those that were skipped lately.
  public struct Line: Hashable, Sendable {
    public let series: MeetingSeries
    public let unit: Unit
    public let next: Day?
    public let question: String?
    public let skipped: [Day]

    public init(series: MeetingSeries, unit: Unit, next: Day?, question: String?, skipped: [Day]) {
      self.series = series
      self.unit = unit
      self.next = next
      self.question = question
      self.skipped = skipped
    }
  }

  let database: any Database
  let readings: Readings
  let world: World

  public init(database: any Database, readings: Readings, world: World) {
    self.database = database
    self.readings = readings
    self.world = world
  }

  /// The meetings of the units where the member reads the figures.
  public func all(by member: Member) async throws -> [Line] {
    try member.must(.readUnit)
    let today = member.today(world)
    let organisation = member.organisation.id
    let units = member.units(for: .readUnit).flatMap { top in
      [top.id] + member.tree.children(of: top.id).map(\.id)
    }
    return try await database.read { db in
      try db.meetings(in: organisation).series(of: Array(Set(units)))
        .filter { $0.endedOn.map { today < $0 } ?? true }
        .compactMap { series in
          guard let unit = member.tree.unit(series.unit) else { return nil }
          let next = series.next(from: today)
          return Line(
            series: series, unit: unit, next: next,
            question: try next.flatMap { try db.meetings(in: organisation).find(series.id, on: $0)?.question },
            skipped: try db.skipped(series, before: today, in: organisation))
        }
    }
  }

  /// Plans a series of meetings. Throws a `Rejection` with the fields `name`, `firstOn`, `everyWeeks` and `time`.
  public func plan(_ draft: SeriesDraft, of unit: ID<Unit>, by member: Member) async throws -> ID<MeetingSeries> {
    try member.must(.keepAgenda)
    try member.must(.keepAgenda, on: unit)
    let (name, firstOn, everyWeeks, minute) = try draft.checked()
    let id = world.id(MeetingSeries.self)
    try await database.write { [world] db in
      try db.meetings(in: member.organisation.id).insert(
        MeetingSeries(
          id: id, unit: unit, name: name, firstOn: firstOn, everyWeeks: everyWeeks, minute: minute,
          minutes: min(max(5, draft.minutes), 480), keeper: member.person))
      try db.append(Event("meeting.planned", in: member.organisation.id, by: member.person, about: id, world: world))
    }
    return id
  }

  /// From that day on it isn't held any more.
  public func end(_ id: ID<MeetingSeries>, on day: Day, by member: Member) async throws {
    try await change(id, by: member) { db, series, _ in
      series.endedOn = day
      try db.meetings(in: member.organisation.id).update(series)
    }
  }

  /// Says which decision is asked of a meeting. `seen` is nothing where none was asked before.
  ///
  /// Throws `EditedMeanwhile` where somebody else asked another one since.
  public func ask(
    _ question: String, about subject: Meeting.Subject, of id: ID<MeetingSeries>, on day: Day, seen: Int?,
    by member: Member
  ) async throws {
    let text = question.filter { !$0.isNewline }
    guard !text.allSatisfy(\.isWhitespace), text.unicodeScalars.count <= 300 else {
      throw Rejection("question", Message("route.form.missing"))
    }
    try await change(id, by: member) { [world] db, series, now in
      guard series.falls(on: day) else { throw NotFound() }
      let organisation = member.organisation.id
      switch subject {
      case .ask(let ask): _ = try db.asks(in: organisation).find(ask)
      case .ambition(let ambition): _ = try db.ambitions(in: organisation).find(ambition)
      case .nothing: break
      }
      let known = try db.meetings(in: organisation).find(id, on: day)
      if let known {
        guard known.decision == nil else { throw AgendaRefusal.isDecided }
        guard known.edition.number == seen ?? 0 else { throw EditedMeanwhile(known.edition) }
      }
      try db.meetings(in: organisation).save(
        Meeting(
          series: id, day: day, question: text, subject: subject, isHeld: known?.isHeld ?? false,
          edition: Edition(number: (known?.edition.number ?? 0) + 1, by: member.person, at: now)))
      try db.append(Event("meeting.asked", in: organisation, by: member.person, about: id, world: world))
    }
  }

  /// Writes down what the meeting decided; it flows into the route: an ask gets its answer, an ambition goes on or ends, anything
  /// else becomes an action with an owner and a day.
  ///
  /// Throws a `Rejection` with the fields `verdict`, `text`, `carrier` and `until`; `AgendaRefusal.isDecided`; `EditedMeanwhile`
  /// where another decision was asked since.
  ///
  /// - Parameter seen: the edition of the question that was read; nothing where no question was.
  public func decide(
    _ draft: DecisionDraft, in id: ID<MeetingSeries>, on day: Day, seen: Int? = nil, by member: Member
  ) async throws {
    let made = world.id(Act.Action.self)
    try await change(id, by: member) { [world] db, series, now in
      guard series.falls(on: day) else { throw NotFound() }
      guard day <= member.organisation.day(of: now) else { throw AgendaRefusal.isToCome }
      let organisation = member.organisation.id
      var meeting =
        try db.meetings(in: organisation).find(id, on: day)
        ?? Meeting(series: id, day: day, edition: Edition(number: 0, by: nil, at: now))
      guard meeting.decision == nil else { throw AgendaRefusal.isDecided }
      if let seen, seen != meeting.edition.number { throw EditedMeanwhile(meeting.edition) }
      meeting.isHeld = true
      if meeting.question != nil {
        let verdict = try draft.checkedVerdict()
        let action = try db.carry(draft, verdict, from: meeting, of: series, as: made, by: member, at: now, world)
        meeting.decision = Meeting.Decision(verdict, draft.text, action: action)
      }
      meeting.edition = Edition(number: meeting.edition.number + 1, by: member.person, at: now)
      try db.meetings(in: organisation).save(meeting)
      try db.append(Event("meeting.held", in: organisation, by: member.person, about: id, world: world))
    }
  }

  private func change(
    _ id: ID<MeetingSeries>, by member: Member,
    _ body: @escaping @Sendable (any Connection, inout MeetingSeries, Instant) throws -> Void
  ) async throws {
    try member.must(.keepAgenda)
    let now = world.now()
    try await database.write { db in
      var series = try db.meetings(in: member.organisation.id).series(id)
      try member.must(.keepAgenda, on: series.unit)
      try body(db, &series, now)
    }
  }
}

extension DecisionDraft {
  fileprivate func checkedVerdict() throws(Rejection) -> Ask.Verdict {
    var problems: [String: Message] = [:]
    if verdict == nil { problems["verdict"] = Message("route.form.missing") }
    if text.allSatisfy(\.isWhitespace) { problems["text"] = Message("route.form.missing") }
    if text.unicodeScalars.count > 1_000 {
      problems["text"] = Message("kit.problems.tooLong", ["count": .count(1_000)])
    }
    guard problems.isEmpty, let verdict else { throw Rejection(problems) }
    return verdict
  }
}

extension Connection {
  /// The meetings of the last half year that nobody wrote down.
  func skipped(_ series: MeetingSeries, before day: Day, in organisation: ID<Organisation>) throws -> [Day] {
    let held = Set(try meetings(in: organisation).earlier(series.id, than: day, limit: 26).filter(\.isHeld).map(\.day))
    return series.earlier(than: day, count: 6).filter { !held.contains($0) }
  }

  /// Carries a decision into the route. Gives the action that was made of it.
  fileprivate func carry(
    _ draft: DecisionDraft, _ verdict: Ask.Verdict, from meeting: Meeting, of series: MeetingSeries,
    as made: ID<Act.Action>, by member: Member, at now: Instant, _ world: World
  ) throws -> ID<Act.Action>? {
    switch meeting.subject {
    case .ask(let ask):
      try answer(ask, verdict, saying: draft.text, by: member, at: now, world)
      return nil
    case .ambition(let id):
      guard let state = draft.ends, state != .going else { return nil }
      var ambition = try ambitions(in: member.organisation.id).find(id)
      guard ambition.state == .going else { throw RouteRefusal.ambitionHasEnded }
      ambition.state = state
      ambition.closing = draft.text
      ambition.endedOn = member.organisation.day(of: now)
      ambition.edition = Edition(number: ambition.edition.number + 1, by: member.person, at: now)
      try ambitions(in: member.organisation.id).update(ambition)
      try append(Event("ambition.ended", in: member.organisation.id, by: member.person, about: id, world: world))
      return nil
    case .nothing:
      guard verdict != .no else { return nil }
      try begin(
        ActionDraft(
          title: String(draft.text.prefix(200)), effect: meeting.question ?? draft.text, owner: draft.owner,
          due: draft.due),
        in: series.unit, as: made, by: member, at: now, world)
      return made
    }
  }
}
