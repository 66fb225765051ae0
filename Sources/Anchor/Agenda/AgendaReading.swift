import Persistence
public import Act
public import Listen
public import People
import Understand
public import Values

/// The ready page of one meeting.
public struct AgendaReading: Hashable, Sendable {
  public let series: MeetingSeries
  public let unit: Unit
  public let day: Day
  /// Nothing where nothing was asked or written down yet.
  public let meeting: Meeting?
  /// The last one that was held; nothing where this is the first.
  public let last: Meeting?
  /// Meetings that nobody held, lately.
  public let skipped: [Day]
  /// What was decided before, the latest first.
  public let decisions: [Meeting]
  /// Since the last one: actions that ended or began, the latest first.
  public let changed: [Act.Action]
  public let answered: [Ask]
  /// What the unit's route looks like now: with what is overdue, ownerless or waits for a unit.
  public let route: RouteReading
  public let toAnswer: [Ask]
  /// A promoter's and a detractor's words.
  public let words: [Comment]
  public let people: [ID<Person>: Person]
  public let mayDecide: Bool
  public let today: Day
}

extension Agenda {
  /// The page of the meeting on a day.
  public func reading(
    _ id: ID<MeetingSeries>, on day: Day, language: Language, by member: Member
  ) async throws -> AgendaReading {
    try member.must(.readUnit)
    let organisation = member.organisation.id
    let today = member.today(world)
    let series = try await database.read { try $0.meetings(in: organisation).series(id) }
    try member.must(.readUnit, on: series.unit)
    guard series.falls(on: day), let unit = member.tree.unit(series.unit) else { throw NotFound() }
    let route = try await ImprovementRoute(database: database, world: world).reading(series.unit, by: member)
    let words = try await words(series.unit, language, member)
    let reach = RouteReach(series.unit, in: member.tree)
    return try await database.read { db in
      let table = db.meetings(in: organisation)
      let earlier = try table.earlier(id, than: day, limit: 12)
      let last = earlier.first(where: \.isHeld)
      let since = last?.day ?? day.adding(days: -7 * series.everyWeeks)
      let changed = try db.actions(in: organisation).latest(
        reach, since: member.organisation.zone.moment(since.adding(days: 1)), limit: 12)
      let answered = try db.asks(in: organisation).answered(byUnit: series.unit, since: since, limit: 10)
      let toAnswer = try db.asks(in: organisation).open(toUnit: series.unit, limit: 10)
      let meeting = try table.find(id, on: day)
      return AgendaReading(
        series: series, unit: unit, day: day, meeting: meeting, last: last,
        skipped: try db.skipped(series, before: min(day, today), in: organisation),
        decisions: earlier.filter { $0.decision != nil }, changed: changed, answered: answered, route: route,
        toAnswer: toAnswer, words: words,
        people: try db.people(in: organisation).those(
          Array(route.people.keys) + changed.compactMap(\.owner)
            + (toAnswer + answered).flatMap { [$0.by, $0.to].compactMap(\.self) }
            + [series.keeper, meeting?.edition.by].compactMap(\.self)),
        mayDecide: member.may(.keepAgenda, on: series.unit), today: today)
    }
  }

  /// What was decided about an ambition, and the meeting behind an action: for the line of sight.
  public func decisions(
    about ambition: ID<Ambition>, by member: Member
  ) async throws -> [(meeting: Meeting, series: MeetingSeries)] {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    return try await database.read { db in
      try db.meetings(in: organisation).about(ambition).map {
        ($0, try db.meetings(in: organisation).series($0.series))
      }
    }
  }

  public func decision(
    behind action: ID<Act.Action>, by member: Member
  ) async throws -> (meeting: Meeting, series: MeetingSeries)? {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    return try await database.read { db in
      try db.meetings(in: organisation).behind(action).map { ($0, try db.meetings(in: organisation).series($0.series)) }
    }
  }

  /// One promoter's and one detractor's words of the latest wave that has answers.
  private func words(_ unit: ID<Unit>, _ language: Language, _ member: Member) async throws -> [Comment] {
    for shelf in try await readings.shelves(by: member) {
      guard let wave = shelf.waves.last(where: { $0.state == .closed }) else { continue }
      let place = ReadingPlace(survey: shelf.survey.id, wave: wave.id, unit: unit, organised: .asToday)
      let chosen = try await readings.comments.chosen(place, language: language, by: member)
      let promoter = chosen.first { ($0.recommendation ?? 0) >= 9 }
      let detractor = chosen.first { $0.recommendation.map { $0 <= 6 } ?? false }
      let words = [promoter, detractor].compactMap(\.self)
      if !words.isEmpty { return words }
    }
    return []
  }
}
