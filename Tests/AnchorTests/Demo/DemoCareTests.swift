import Act
import Demo
import DemoKit
import Listen
import People
import Persistence
import SQLiteDriver
import TestKit
import Testing
import Values

/// Who looks around in the demo finds the work of these days: customers to call today and this week, some who were called in
/// time, a few who wait too long, and nothing that lies there for months.
@Suite struct DemoCareTests {
  @Test func whoLooksAroundHasTheCallsOfTheseDays() async throws {
    let (database, organisation) = try await MadeDemo.shared()
    try await Self.expectCalls(of: DemoOrganisation.storyEnds, database, organisation)
  }

  /// A demo that is made weeks later tells the same story, and its calls are of its own days.
  @Test func theCallsFollowTheDayOnWhichItIsMadeAndTheStoryStays() async throws {
    let (database, organisation) = try await MadeDemo.shared()
    let today = DemoOrganisation.storyEnds.adding(days: 38)
    let (later, again) = try await MadeDemo.make(DemoOrganisation(today: today))
    try await Self.expectCalls(of: today, later, again)
    let told = try await database.read { try $0.ambitions(in: organisation.id).all(.going) }
    #expect(try await later.read { try $0.ambitions(in: again.id).all(.going) } == told)
  }

  private static func expectCalls(
    of today: Day, _ database: SQLiteDatabase, _ organisation: Organisation
  ) async throws {
    let clock = TestClock(today.start.adding(hours: 9))
    let followUps = FollowUps(database: database, world: World.test(clock: clock))
    let members = try await database.read { db in
      let people = db.people(in: organisation.id)
      return try people.grants(on: today).keys.sorted().compactMap { try people.member($0, on: today) }
    }
    let workers = members.filter { $0.may(.workWithCustomers) && $0.level == .operational }
    var (own, promised): ([FollowUp], Int) = ([], 0)
    var busy = 0
    for member in workers {
      let lines = try await followUps.own(by: member).lines.map(\.followUp)
      own += lines
      busy += lines.isEmpty ? 0 : 1
      promised += lines.contains { $0.state == .promised } ? 1 : 0
    }
    #expect(busy * 5 > workers.count * 3, "most have somebody to call")
    #expect(busy < workers.count, "and some see what it is to have nobody")
    #expect(promised > 3)
    #expect(own.allSatisfy { $0.due.map { today.adding(days: -10) <= $0 && $0 <= today.adding(days: 10) } == true })

    func first(_ ability: Ability, on code: String) throws -> Member {
      try #require(
        members.first { member in member.tree.units.contains { $0.code == code && member.may(ability, on: $0.id) } })
    }
    let south = try first(.readNamed, on: "zuid")
    let stuck = try await followUps.stuck(by: south)
    #expect(stuck.late >= 1 && stuck.late <= 8)
    #expect(stuck.lines.contains { $0.followUp.isEscalated })
    let board = try first(.readUnit, on: "linde")
    let share = try await followUps.share(of: board.tree.roots[0].id, by: board)
    let kept = Dictionary(uniqueKeysWithValues: share.lines.map { ($0.unit.code, $0.count) })
    #expect(share.total.ended > 40 && share.lines.count == 5)
    let (noord, zuid) = (try #require(kept["noord"]), try #require(kept["zuid"]))
    #expect(noord.kept * zuid.ended > zuid.kept * noord.ended, "Noord calls in time, Zuid doesn't")
  }
}
