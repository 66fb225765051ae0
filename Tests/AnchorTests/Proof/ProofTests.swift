import Act
import Anchor
import DemoKit
import Listen
import People
import Persistence
import SQLiteDriver
import Statistics
import TestKit
import Testing
import Understand
import Values

/// The demo's story has an action that worked, one that did not and one that can't be told: the product says so.
@Suite struct ProofTests {
  private struct Linde: Sendable {
    let database: SQLiteDatabase
    let world: World
    let board: Member
    let ambitions: [Ambition]
    let proofs: Proofs

    static func make() async throws -> Linde {
      let (database, organisation) = try await MadeDemo.shared()
      let world = World.test()
      let today = world.now().day
      let (board, ambitions) = try await database.read { db in
        let person = try db.people(in: organisation.id).all().first { $0.name == "Marijke van der Linde" }
        let member = try person.flatMap { try db.people(in: organisation.id).member($0.id, on: today) }
        return (member, try db.ambitions(in: organisation.id).all(.going))
      }
      return Linde(
        database: database, world: world, board: try #require(board), ambitions: ambitions,
        proofs: Proofs(database: database, library: ResearchLibrary(database: database), world: world))
    }

    func ambition(_ key: String) throws -> Ambition {
      try #require(ambitions.first { $0.measure?.key.text == "drivers.\(key)" })
    }

    func proof(_ key: String, _ unit: String) async throws -> Proof {
      let ambition = try ambition(key)
      let place = try #require(board.tree.units.first { $0.code == unit })
      let reading = try await ImprovementRoute(database: database, world: world)
        .ambition(ambition.id, from: place.id, by: board)
      let action = try #require(reading.actions.last)
      return try #require(try await proofs.actions([action], of: ambition, by: board).first).proof
    }
  }

  @Test func theActionThatWorkedIsSaidToHaveWorked() async throws {
    let linde = try await Linde.make()
    let proof = try await linde.proof("reach", "groningen")
    #expect(proof.verdict == .up)
    #expect(proof.change?.before?.name == "Voorjaar 2026" && proof.change?.after?.name == "Najaar 2026")
    let interval = try #require(proof.change?.figure?.movement?.difference.interval)
    #expect(interval.low > 0 && interval.high < 2.5)
  }

  @Test func theActionThatDidNotIsSaidNotToShow() async throws {
    let linde = try await Linde.make()
    for team in ["zwolle", "arnhem"] {
      let verdict = try await linde.proof("promises", team).verdict
      #expect([.notShown, .same].contains(verdict), "\(team): \(verdict)")
    }
  }

  @Test func theOneThatCannotBeToldIsSaidToHaveTooFewAnswers() async throws {
    let linde = try await Linde.make()
    let proof = try await linde.proof("thinking", "texel")
    #expect(proof.verdict == .tooFewAnswers)
    #expect((proof.change?.figure?.estimate.n ?? 0) > 0)
  }

  @Test func whatGoesOnHasNoProofYet() async throws {
    let linde = try await Linde.make()
    let ambition = try linde.ambition("reach")
    let reading = try await ImprovementRoute(database: linde.database, world: linde.world)
      .ambition(ambition.id, by: linde.board)
    let going = reading.actions.filter { $0.state == .going && $0.begins > Day(daysSince1970: 20_732) }
    #expect(!going.isEmpty)
    for proof in try await linde.proofs.actions(going, of: ambition, by: linde.board) {
      #expect(proof.proof.verdict == .notYet)
    }
    #expect(
      try await linde.proofs.actions(going, of: nil, by: linde.board).allSatisfy { $0.proof.verdict == .noMeasure })
  }

  @Test func unitsThatActedAreComparedWithUnitsThatDidNot() async throws {
    let linde = try await Linde.make()
    let reach = try await linde.proofs.ambition(try linde.ambition("reach").id, by: linde.board)
    let effect = try #require(reach.effect)
    #expect(effect.acted.map(\.code).sorted() == ["drenthe", "friesland", "groningen", "utrecht"])
    guard case .known(let known) = effect.outcome else {
      Issue.record("\(effect.outcome)")
      return
    }
    let interval = try #require(known.overall.interval)
    #expect(interval.low > 0 && known.overall.value > 0.4, "\(known.overall)")
    let placebo = try #require(known.placebo)
    #expect(placebo.p > 0.05, "before they acted they moved alike: \(placebo)")

    let promises = try await linde.proofs.ambition(try linde.ambition("promises").id, by: linde.board)
    guard case .known(let nothing) = promises.effect?.outcome else {
      Issue.record("\(String(describing: promises.effect?.outcome))")
      return
    }
    #expect(nothing.overall.interval?.contains(0) == true, "\(nothing.overall)")
    let face = try await linde.proofs.ambition(try linde.ambition("thinking").id, by: linde.board)
    #expect(face.effect?.outcome == .tooFewUnits || face.effect?.outcome == .nobodyActed)
    // The second asking is answered from what was kept.
    #expect(try await linde.proofs.ambition(reach.ambition.id, by: linde.board).effect == effect)
  }

  @Test func adoptionIsMeasuredPerLevel() async throws {
    let linde = try await Linde.make()
    let copy = try SQLiteDatabase(copyInMemoryOf: linde.database)
    let adoption = Adoption(database: copy, world: linde.world)
    let before = try await adoption.reading(by: linde.board)
    #expect(before.lines.map(\.level) == Level.allCases)
    let wave = try #require(before.wave)
    // Who read the results already is counted once.
    try await adoption.noteReading(of: wave.id, on: .strategic, by: linde.board)
    let lines = try await adoption.reading(by: linde.board).lines
    #expect(lines.map(\.read.count) == [2, 12, 14] && lines[0].read.of == 3)
    #expect(lines[1].translated == AdoptionReading.Share(7, of: 15))
    #expect(lines[2].finished.count == 7 && lines[2].finished.of >= 8)
    #expect(lines[2].huddled?.count == 1)
    #expect(lines[0].met == AdoptionReading.Share(5, of: 6))
  }
}
