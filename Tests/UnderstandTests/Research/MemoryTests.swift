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

/// What comes into memory from where, what leaves it, and what stays behind on disk.
@Suite struct MemoryTests {
  @Test(arguments: Engine.all) func aStartDoesNotReadWhatTheFileHas(engine: Engine) async throws {
    let house = try await ResearchWorld(engine)
    let wave = try await house.openWave("Najaar")
    for _ in 1...5 { try await house.submit(FollowingTests.answers, to: wave) }
    _ = try await house.research()
    await house.library.saveAll()
    // Behind the back of the changes: whoever reads the responses again reads other marks.
    try await house.behindTheBack { try await house.run("UPDATE responses SET answers = '{\"grade\":9}'") }
    try await house.restart(writing: false)
    try await house.submit(FollowingTests.answers, to: wave)
    let research = try await house.research()
    let grade = try #require(research.measure(.grade))
    let marks = try research.histogram(grade, Selection(waves: [wave.id])).tallies
    #expect(marks.map(\.value) == [5] && marks.map(\.count) == [6])
    #expect(try await house.library.examine(house.organisation).map(\.different) == [5])
  }

  @Test func whoeverWasAskedAboutLongestAgoLeavesFirst() async throws {
    let house = try await ResearchWorld(.sqlite)
    let others = try await house.copies(["o2", "o3", "o4"])
    _ = try await house.library.research(others[0].survey, in: others[0].organisation)
    let size = house.library.byteCount
    #expect(size > 0)
    let library = ResearchLibrary(
      database: house.database, folder: house.folder.appending(path: "few").path, budget: 2 * size + size / 2)
    func ask(_ place: Int) async throws -> Int {
      try await library.research(others[place].survey, in: others[place].organisation).responseCount
    }
    #expect(try await ask(0) == 5)
    #expect(try await ask(1) == 5)
    #expect(Set(library.keys.map(\.organisation)) == ["o2", "o3"])
    #expect(try await ask(0) == 5)
    #expect(try await ask(2) == 5)
    #expect(Set(library.keys.map(\.organisation)) == ["o2", "o4"])
    #expect(library.byteCount <= 2 * size + size / 2)
    // Who left comes back from the file, and pushes the next one out.
    #expect(try await ask(1) == 5)
    #expect(Set(library.keys.map(\.organisation)) == ["o3", "o4"])
  }

  @Test func whatIsErasedLeavesAlsoTheFilesThatNobodyAsksAbout() async throws {
    let house = try await ResearchWorld(.sqlite)
    let wave = try await house.openWave("Najaar")
    let receipt = try await house.submit(FollowingTests.answers, to: wave)
    try await house.submit(FollowingTests.answers, to: wave)
    _ = try await house.research()
    try await house.restart(writing: true)
    try await house.erase(receipt.response)
    #expect(house.library.keys.isEmpty)
    try await house.library.tidy()
    let file = try #require(house.library.files).path(house.organisation)
    let kept = try KeptColumns.all(in: SnapshotFile.read(at: file))
    #expect(kept.map(\.frame.rowCount) == [1])
    #expect(try kept.first?.frame.rows(limit: 10).ids.contains(UInt128(number: receipt.response.text)) == false)
  }

  @Test func whatAnotherProcessBroughtInIsReadAtTheNextLookAndOnDiskWhenItIsSaidToBeIn() async throws {
    let house = try await ResearchWorld(.sqlite)
    await house.library.prepare { Issue.record($0) }
    #expect(house.library.keys.isEmpty)
    let (organisation, survey) = try #require(try await house.copies(["o2"]).first)
    // As `kompas import` does it, beside a server that runs.
    let other = ResearchLibrary(database: house.database, folder: house.folder.appending(path: "other").path)
    await other.imported(survey, in: organisation)
    let file = try #require(other.files).path(organisation)
    #expect(try KeptColumns.all(in: SnapshotFile.read(at: file)).map(\.frame.rowCount) == [5])
    await house.library.prepare { Issue.record($0) }
    #expect(house.library.isRead(.init(organisation: organisation, survey: survey)))
  }

  @Test func whatIsKeptReadyIsInMemoryBeforeAnyoneAsksAndOnDiskWhenItStops() async throws {
    let house = try await ResearchWorld(.sqlite)
    let wave = try await house.openWave("Najaar")
    for _ in 1...3 { try await house.submit(FollowingTests.answers, to: wave) }
    let library = house.library
    let keeping = Task { await library.keepReady { Issue.record($0) } }
    let file = try #require(library.files).path(house.organisation)
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: file) {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(library.keys.map(\.survey) == [house.asked])
    let kept = await library.held(library.keys[0])?.kept
    #expect(kept?.frame.rowCount == 3)
    keeping.cancel()
    await keeping.value
    #expect(try KeptColumns.all(in: SnapshotFile.read(at: file)).map(\.frame.rowCount) == [3])
  }
}

extension ResearchWorld {
  /// Does something that the numbered changes don't tell of, as a fault of ours would.
  fileprivate func behindTheBack(_ body: () async throws -> Void) async throws {
    let before = try await lastChange()
    try await body()
    try await run("DELETE FROM research_changes WHERE number > \(before)")
  }

  private func lastChange() async throws -> Int64 {
    try #require(
      await database.read { try $0.value("SELECT MAX(number) FROM research_changes", as: Int64.self) })
  }

  /// Organisations with the same survey, in which five answered.
  fileprivate func copies(
    _ organisations: [ID<Organisation>]
  ) async throws -> [(organisation: ID<Organisation>, survey: ID<Survey>)] {
    let (own, survey, now) = (organisation, asked, clock.now)
    return try await database.write { db in
      let document = try db.surveys(in: own).find(survey).document
      return try organisations.map { id in
        try db.organisations.insert(Organisation(id: id, name: id.text, language: .nl, createdAt: now))
        let (copy, wave) = (ID<Survey>("survey of \(id)"), ID<Wave>("wave of \(id)"))
        try db.surveys(in: id).insert(Survey(id: copy, state: .inUse, document: document, createdAt: now))
        try db.waves(in: id).insert(
          Wave(id: wave, survey: copy, version: 1, name: "Najaar", kind: .periodic, state: .closed, opensOn: now.day))
        for number in 1...5 {
          try db.responses(in: id).insert(
            Response(
              id: ID("\(id)-\(number)"), survey: copy, wave: wave, version: 1, submission: "\(number)",
              submittedAt: now, language: .nl, answers: FollowingTests.answers))
        }
        return (id, copy)
      }
    }
  }
}
