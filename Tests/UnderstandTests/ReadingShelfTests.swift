import Listen
import People
import Persistence
import TestKit
import Testing
@testable import Understand
import Values

/// Which research is read where nobody chose.
@Suite struct ReadingShelfTests {
  private static func shelf(
    _ name: String, made: Int, _ waves: [(from: Int, until: Int?)], answered: Set<ID<Wave>>
  ) throws -> ReadingShelf {
    let survey = Survey(
      id: ID(name), state: .inUse,
      document: SurveyDocument(
        title: LocalizedText(nl: name), languages: [.nl], asksToBeNamed: false, questions: []),
      createdAt: Day(daysSince1970: made).start)
    let held = waves.enumerated().map { place, days in
      Wave(
        id: ID("\(name)\(place)"), survey: survey.id, version: 1, name: "\(place)", kind: .periodic,
        state: days.until == nil ? .open : .closed, opensOn: Day(daysSince1970: days.from),
        closesOn: days.until.map(Day.init(daysSince1970:)))
    }
    return try #require(ReadingShelf(survey, waves: held, answered: answered))
  }

  @Test func whatWasMeasuredLastIsReadFirstHoweverLateTheRestCameIn() throws {
    let own = try Self.shelf("own", made: 100, [(200, 220), (400, 420)], answered: ["own0", "own1"])
    let brought = try Self.shelf("brought", made: 900, [(300, 301)], answered: ["brought0"])
    #expect(own.isNewer(than: brought) && !brought.isNewer(than: own))
    #expect(own.latest.id == "own1")
  }

  @Test func aWaveThatNobodyAnsweredYetIsNotReadFirst() throws {
    let begun = try Self.shelf("begun", made: 900, [(800, nil)], answered: [])
    let old = try Self.shelf("old", made: 100, [(200, 220), (400, nil)], answered: ["old0"])
    #expect(old.isNewer(than: begun) && !begun.isNewer(than: old))
    #expect(old.latest.id == "old0" && begun.latest.id == "begun0")
  }

  @Test func aWaveThatGoesOnCountsFromItsFirstDay() throws {
    let going = try Self.shelf("going", made: 100, [(390, nil)], answered: ["going0"])
    let over = try Self.shelf("over", made: 100, [(380, 400)], answered: ["over0"])
    let past = try Self.shelf("past", made: 900, [(300, 320)], answered: ["past0"])
    #expect([past, going, over].sorted { $0.isNewer(than: $1) }.map(\.survey.id) == ["over", "going", "past"])
  }

  @Test(arguments: Engine.all) func shelvesAskTheDatabaseForNoMoreThanOneResponseOfEachWave(engine: Engine) async throws
  {
    let house = try await ResearchWorld(engine)
    let plans = QueryPlans()
    let readings = Readings(
      database: PlannedDatabase(house.database, plans), library: house.library, world: house.world)
    try await house.bring(["r1,north,k1,1,9,8", "r2,south,k2,1,3,5"], wave: "Oud")
    house.clock.advance(days: 400)
    let wave = try await house.openWave("Nieuw")
    let brought = try #require(house.brought)
    #expect(try await readings.shelves(by: house.member).map(\.survey.id) == [brought, house.asked])
    try await house.submit(FollowingTests.answers, to: wave)
    let shelves = try await readings.shelves(by: house.member)
    #expect(shelves.map(\.survey.id) == [house.asked, brought])
    #expect(shelves.first?.latest.id == wave.id)
    #expect(plans.growing(small: ["surveys", "s", "waves"]) == [])
  }
}
