import Columns
import Foundation
import Listen
import People
import Persistence
import Statistics
import TestKit
import Testing
@testable import Understand
import Values

/// The columns follow the database through all that its own use cases do to it.
@Suite struct FollowingTests {
  static let answers = Answers([
    "solved": .choice(["no"], other: nil), "open": .text("Bel me \"terug\" {over} [de] klacht"), "effort": .number(3),
    "grade": .number(5), "drivers.wait": .number(2), "drivers.friendly": .notApplicable,
  ])

  @Test(arguments: Engine.all) func aCommittedResponseIsInTheNextAnswer(engine: Engine) async throws {
    let house = try await ResearchWorld(engine)
    let wave = try await house.openWave("Najaar")
    #expect(try await house.research().responseCount == 0)
    for count in 1...3 {
      try await house.submit(Self.answers, to: wave)
      let research = try await house.research()
      #expect(research.responseCount == count)
      let grade = try #require(research.measure(.grade))
      #expect(try research.histogram(grade, Selection(units: ["north"], waves: [wave.id])).count == count)
      #expect(try research.histogram(grade, Selection(units: ["south"], waves: [wave.id])).count == 0)
      #expect(try research.histogram(grade, Selection(waves: [])).count == 0)
    }
  }

  @Test(arguments: Engine.all) func whatIsErasedLeavesMemoryAndTheFile(engine: Engine) async throws {
    let house = try await ResearchWorld(engine)
    let wave = try await house.openWave("Najaar")
    let receipt = try await house.submit(Self.answers, to: wave)
    try await house.submit(Self.answers, to: wave)
    #expect(try await house.research().responseCount == 2)
    await house.library.saveAll()
    try await house.erase(receipt.response)
    #expect(try await house.research().responseCount == 1)
    let file = try #require(house.library.files).path(house.organisation)
    let kept = try KeptColumns.all(in: SnapshotFile.read(at: file))
    #expect(kept.map(\.frame.rowCount) == [1])
    #expect(try kept.first?.frame.rows(limit: 10).ids.contains(UInt128(number: receipt.response.text)) == false)
  }

  @Test(arguments: Engine.all) func aStartFromTheFileReadsOnlyWhatCameSince(engine: Engine) async throws {
    let house = try await ResearchWorld(engine)
    let wave = try await house.openWave("Najaar")
    for _ in 1...5 { try await house.submit(Self.answers, to: wave) }
    _ = try await house.research()
    try await house.restart(writing: true)
    try await house.submit(Self.answers, to: wave)
    await house.library.open(house.organisation)
    let found = house.library.columns(of: house.organisation)
    #expect(await found.first?.kept?.frame.rowCount == 5)
    #expect(try await house.research().responseCount == 6)
    #expect(try await house.research().portrait() == house.portraitOfDatabase(house.asked))
  }

  @Test(arguments: Engine.all) func aFileOfAnotherDatabaseIsNotBelieved(engine: Engine) async throws {
    let house = try await ResearchWorld(engine)
    let wave = try await house.openWave("Najaar")
    for _ in 1...3 { try await house.submit(Self.answers, to: wave) }
    _ = try await house.research()
    await house.library.saveAll()
    // As after a restored backup: the last change is another one.
    try await house.run("DELETE FROM research_changes WHERE number > 5")
    try await house.run("DELETE FROM responses")
    try await house.run("INSERT INTO research_changes (response_id) VALUES ('another')")
    try await house.restart(writing: false)
    #expect(try await house.research().responseCount == 0)
  }

  @Test(arguments: [0, 7, 3_000, 4_097, 9_000]) func aDamagedFileIsMadeAnew(place: Int) async throws {
    let house = try await ResearchWorld(.sqlite)
    let wave = try await house.openWave("Najaar")
    for _ in 1...20 { try await house.submit(Self.answers, to: wave) }
    _ = try await house.research()
    await house.library.saveAll()
    let file = try #require(house.library.files).path(house.organisation)
    var bytes = try Data(contentsOf: URL(filePath: file))
    bytes[min(place, bytes.count - 1)] ^= 0x40
    try bytes.write(to: URL(filePath: file))
    try await house.restart(writing: false)
    #expect(try await house.research().responseCount == 20)
    #expect(try await house.research().portrait() == house.portraitOfDatabase(house.asked))
  }

  @Test func organisationsLeaveMemoryWhenItIsFullAndComeBackTheSame() async throws {
    let house = try await ResearchWorld(.sqlite)
    let wave = try await house.openWave("Najaar")
    for _ in 1...5 { try await house.submit(Self.answers, to: wave) }
    let other: ID<Organisation> = "o2"
    let now = house.clock.now
    try await house.database.write { db in
      try db.organisations.insert(Organisation(id: other, name: "De Es", language: .nl, createdAt: now))
      try db.surveys(in: other).insert(
        Survey(
          id: "s2", state: .inUse,
          document: SurveyDocument(title: LocalizedText(nl: "Leeg"), languages: [.nl], questions: []), createdAt: now))
    }
    let library = ResearchLibrary(
      database: house.database, folder: house.folder.appending(path: "columns").path, budget: 1)
    #expect(try await library.research(house.asked, in: house.organisation).responseCount == 5)
    _ = try await library.research("s2", in: other)
    #expect(library.keys.map(\.organisation) == [other])
    try await house.submit(Self.answers, to: wave)
    #expect(try await library.research(house.asked, in: house.organisation).responseCount == 6)
    #expect(library.keys.map(\.organisation) == [house.organisation])
  }

  @Test(arguments: Engine.all) func theDoctorSaysWhatIsAmiss(engine: Engine) async throws {
    let house = try await ResearchWorld(engine)
    let wave = try await house.openWave("Najaar")
    for _ in 1...4 { try await house.submit(Self.answers, to: wave) }
    _ = try await house.research()
    #expect(try await house.library.examine(house.organisation).map(\.isEqual) == [true])
    // Behind the back of the triggers, as a fault of ours would.
    let ids = try await house.ids(of: house.asked)
    try await house.erase(ids[0])
    try await house.run("UPDATE responses SET answers = '{\"grade\":9}' WHERE id = \(ids[1])")
    let last = try await house.database.read {
      try $0.value("SELECT MAX(number) FROM research_changes", as: Int64.self)
    }
    let number = try #require(last)
    try await house.run("DELETE FROM research_changes WHERE number > \(number - 2)")
    try await house.run("INSERT INTO research_changes (number, response_id) VALUES (\(number), 'x')")
    let found = try await house.library.examine(house.organisation)
    #expect(found.map(\.surplus) == [1])
    #expect(found.map(\.different) == [1])
    #expect(found.map(\.missing) == [0])
    await house.library.putAside(house.organisation)
    #expect(try await house.research().responseCount == 3)
  }

  @Test func nobodySeesTheColumnsOfAnotherOrganisation() async throws {
    let house = try await ResearchWorld(.sqlite)
    _ = try await house.research()
    await #expect(throws: NotFound.self) { try await house.library.research(house.asked, in: "o2") }
    #expect(house.library.keys.map(\.organisation) == [house.organisation])
  }
}
