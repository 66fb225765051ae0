import Act
import Anchor
import Listen
import People
import Persistence
import Values

extension DemoCare {
  /// The weeks before today, day by day: what customers said after a contact, who called them back, and who still has to.
  func callBack(until today: Day) async throws {
    let named = try await namedAnswers()
    guard var day = named.keys.min() else { return }
    let people = Dictionary(try await members(on: day).map { ($0.person, $0) }) { first, _ in first }
    let stayers = Set(try await members(on: today).map(\.person))
    var random = DemoRandom(seed: 1_123)
    var planned: [Day: [(followUp: FollowUp, member: Member)]] = [:]
    var again: [Day: [ID<FollowUp>]] = [:]
    var promised: Set<ID<Person>> = []
    var waiting: Set<ID<Unit>> = []
    var number = 0
    while day < today {
      if day >= today.adding(days: -12) { tokens.offer() }
      clock.move(to: day, hour: 9)
      for id in again[day] ?? [] { try await speakAgain(id, people) }
      for talk in planned[day] ?? [] {
        let isPromise = day >= today.adding(days: -9) && promised.insert(talk.member.person).inserted
        try await speak(
          number, on: talk.followUp, by: talk.member,
          promiseOn: isPromise ? WorkingDays.after(today, 1 + number % 4) : nil)
        number += 1
      }
      again[day.adding(days: 2)] = try await answer(&random)
      clock.move(to: day, hour: 20)
      for followUp in try await hear(named[day] ?? []) {
        guard let member = followUp.owner.flatMap({ people[$0] }) else { continue }
        let usual = max(day.adding(days: 1), talkDay(of: followUp, by: member, lateBy: 2..<8, &random))
        // Who is about to leave leaves nobody waiting. In each region one customer slipped through.
        let region = member.tree.path(to: followUp.unit ?? "").dropFirst().first
        let isForgotten =
          today.adding(days: -9) <= day && day <= today.adding(days: -6) && stayers.contains(member.person)
          && region.map { waiting.insert($0.id).inserted } ?? false
        let talk = isForgotten ? today : stayers.contains(member.person) ? usual : day.adding(days: 1)
        planned[talk, default: []].append((followUp, member))
      }
      day = day.adding(days: 1)
    }
    clock.move(to: today, hour: 0)
    try await attach(planned.filter { $0.key >= today }.values.flatMap { $0.map(\.followUp) }, on: today)
    try await jobs.escalate()
    try await finish()
  }

  /// What customers wrote who are to be called now is heard by the board: it stands at the beginning of what is done about it, and
  /// in the guide for their talk.
  private func attach(_ waiting: [FollowUp], on today: Day) async throws {
    let board = try await members(on: today).first { $0.choosesIndicators && $0.may(.setAmbitions) }
    guard let board else { return }
    let route = ImprovementRoute(database: database, world: world)
    // Of the first teams first: there somebody looks first.
    let names = Dictionary(try await members(on: today).map { ($0.person, $0.name) }) { first, _ in first }
    let ordered = waiting.sorted { left, right in
      func place(_ followUp: FollowUp) -> (Int, String, String) {
        (
          followUp.unit.flatMap { board.tree.index(of: $0) } ?? .max, followUp.owner.flatMap { names[$0] } ?? "",
          followUp.id.text
        )
      }
      return place(left) < place(right)
    }
    let (ambitions, comments) = try await database.read { [organisation] db in
      let found = try ordered.flatMap { followUp in
        try db.responses(in: organisation).find(followUp.response).comments(recommendation: nil)
      }
      return (try db.ambitions(in: organisation).all(.going), found)
    }
    for driver in [DemoSurvey.reachability, DemoSurvey.promises] {
      let place = DemoSurvey.drivers.firstIndex(of: driver) ?? 0
      let said = Language.allCases.flatMap { DemoWords.complaint(place, $0) }
      guard let ambition = ambitions.first(where: { $0.measure?.key == AnswerKey("drivers", driver) }) else { continue }
      for comment in comments.filter({ said.contains($0.text) }).prefix(6) {
        try await route.attach(comment.id, to: ambition.id, by: board)
      }
    }
  }

  private func namedAnswers() async throws -> [Day: [Response]] {
    try await database.read { [organisation] db in
      var found: [Day: [Response]] = [:]
      for wave in try db.waves(in: organisation).all() where wave.kind == .continuous {
        try db.responses(in: organisation).forEach(of: wave.survey) { response in
          if response.mayBeNamed { found[response.submittedAt.day, default: []].append(response) }
        }
      }
      return found
    }
  }

  /// Those that are opened by what was said on one day.
  private func hear(_ responses: [Response]) async throws -> [FollowUp] {
    guard !responses.isEmpty else { return [] }
    try await FollowUpOpening(database: database, world: world).hear(
      responses.map { NamedResponse($0.id) }, in: organisation)
    return try await database.read { [organisation] db in
      let table = db.followUps(in: organisation)
      return try responses.compactMap(\.customer).flatMap { try table.all(of: $0) }.filter { $0.state == .open }
    }
  }
}
