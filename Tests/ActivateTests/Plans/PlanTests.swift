import Foundation
import Listen
import People
import Persistence
import SQLiteDriver
import Statistics
import TestKit
import Testing
import Understand
import Values

@testable import Activate

@Suite struct PlanTests {
  @Test func everyTemplateTakesTheMinutesThatWerePromised() {
    let minutes: [(Level, PlanLength, Int)] = [
      (.strategic, .full, 165), (.strategic, .compact, 100), (.tactical, .full, 150), (.tactical, .compact, 90),
      (.operational, .full, 90), (.operational, .compact, 60),
    ]
    for (level, length, sum) in minutes { #expect(PlanTemplate(level, length).minutes == sum, "\(level) \(length)") }
  }

  @Test func theBoardOfDeLindeGetsItsOwnResults() async throws {
    let world = try await PlanWorld.demo()
    let plan = try await world.plan(.strategic, .full)

    #expect(plan.omissions.isEmpty)
    #expect(plan.minutes == 165)
    let reading = try await world.readings.strategic(world.place(), by: world.member)
    let guess = try #require(plan.step("guess"))
    #expect(guess.round.figure == .nps)
    #expect(guess.truth?.value?.value == reading.headline.first?.estimate.value)
    #expect(guess.truth?.value?.n == reading.headline.first?.estimate.n)
    let split = try #require(plan.step("split")?.truth)
    #expect(abs(split.options.reduce(0) { $0 + ($1.line?.value ?? 0) } - 100) < 1e-9)
    let strengths = try #require(plan.step("strengths")?.truth)
    #expect(strengths.options.contains { $0.label == RoundTruth.Label.improvement && $0.option == "drivers.reach" })
    #expect(strengths.options.contains { $0.label == RoundTruth.Label.strength && $0.option == "drivers.craft" })
    #expect(plan.step("values")?.round.options.count == 4)
    #expect(plan.step("competition")?.round.options.count == 3)
    #expect(plan.step("voice")?.round.options.count == 2)
    #expect(plan.steps.allSatisfy { $0.round.kind == $0.slot.kind && !$0.script.isEmpty })
  }

  @Test func aUnitGetsItsOwnResultsAndWhatWasDecidedAbove() async throws {
    let world = try await PlanWorld.demo()
    let plan = try await world.plan(.tactical, .full, "Regio Zuid")

    #expect(plan.omissions.isEmpty)
    #expect(plan.minutes == 150)
    #expect(plan.step("translation")?.round.options.map(\.id) == ["t1", "t2"])
    #expect(plan.step("routeInShort")?.round.cards.map(\.id) == ["t1", "t2", "mandate"])
    let place = try #require(plan.step("ourPlace"))
    // Units by name only where that was agreed.
    #expect(place.isSkipped)
    #expect(place.round.options.count >= 2)
    #expect(place.truth?.options.count == place.round.options.count)
    // Without that agreement it plays without names: letters from high to low, and nothing by which a unit could be known.
    let unnamed = try #require(plan.step("ownPlace"))
    #expect(!unnamed.isSkipped && unnamed.round.options.isEmpty)
    #expect(unnamed.round.scale?.steps == Array(1...place.round.options.count))
    let letters = try #require(unnamed.truth?.options)
    #expect(letters.map(\.option.text) == Array(["A", "B", "C", "D", "E"].prefix(letters.count)))
    #expect(letters.compactMap(\.line?.value) == place.truth?.options.compactMap(\.line?.value))
    #expect(
      letters.allSatisfy { $0.line?.low == nil && $0.line?.margin == nil } && Set(letters.map(\.line?.n)).count == 1)
    let stored = String(decoding: try JSONEncoder().encode(unnamed), as: UTF8.self)
    for unit in place.round.options {
      if case .typed(let name) = unit.text { #expect(!stored.contains(name.text(in: .nl))) }
      #expect(!stored.contains(unit.id.text))
    }
    let cards = try #require(plan.step("dataDive")).round.cards
    #expect((2...6).contains(cards.count))
    let comments = try #require(plan.step("sortComments"))
    #expect(comments.round.options.count == 12)
    #expect(Set(comments.truth?.options.compactMap(\.label) ?? []).count == 3)
  }

  @Test func aTeamGetsItsOwnResults() async throws {
    let world = try await PlanWorld.demo()
    for length in PlanLength.allCases {
      let plan = try await world.plan(.operational, length, "Team Eindhoven")
      #expect(plan.omissions.isEmpty)
      #expect(plan.step("ourScore")?.round.figure == .grade)
      let read = try #require(plan.step("readScore"))
      #expect(read.round.options.count == 9)
      #expect(read.truth?.answer == "margin-unsure")
      #expect(read.round.policy.attempts == 2)
      #expect(plan.step("conversation")?.round.cards.count == 3)
      #expect(plan.step("myPlan")?.round.options.map(\.id) == ["t1", "t2"])
    }
  }

  /// The answer of a round is never part of what a phone is sent before the close.
  @Test func noRoundHoldsItsOwnAnswer() async throws {
    let world = try await PlanWorld.demo()
    for (level, unit) in [(Level.strategic, nil), (.tactical, "Regio Zuid"), (.operational, "Team Eindhoven")] {
      let plan = try await world.plan(level, .full, unit)
      for step in plan.steps {
        guard let truth = step.truth, step.round.kind != .readScore else { continue }
        let sent = String(decoding: try JSONEncoder().encode(step.round), as: UTF8.self)
        let figures = ([truth.value?.value] + truth.options.map { $0.line?.value }).compactMap { $0 }
        for figure in figures where figure != figure.rounded() {
          #expect(!sent.contains("\(figure)"), "\(step.slot) tells \(figure)")
        }
        if step.round.kind == .strengths || step.round.kind == .driverBet {
          let names = step.round.options.map { option -> String in
            if case .typed(let text) = option.text { text.text(in: .nl).folded } else { "" }
          }
          #expect(names == names.sorted(), "\(step.slot) stands in the order of its answer")
        }
      }
    }
  }

  @Test(.enabled(if: Shared.has("data/sfo-airport-2017"), "\(Shared.missing)"))
  func anAirportWithoutRecommendationsGuessesItsMeanFromOneToFive() async throws {
    let world = try await PlanWorld.airport()
    let plan = try await world.plan(.strategic, .full)

    let guess = try #require(plan.step("guess"))
    #expect(guess.round.figure == .mean)
    #expect(guess.round.scale == RoundScale(1...5, decimals: 1))
    #expect(guess.truth?.value.map { (3.5...4.5).contains($0.value) } == true)
    let split = try #require(plan.step("split")?.truth)
    #expect(split.options.map(\.option) == ["high", "middle", "low"])
    #expect(abs(split.options.reduce(0) { $0 + ($1.line?.value ?? 0) } - 100) < 1e-9)
    #expect(plan.step("strengths") != nil)
    let missing = Dictionary(uniqueKeysWithValues: plan.omissions.map { ($0.slot, $0.reason) })
    #expect(missing[.competition] == .noCompetitors)
    #expect(missing[.values] == .noValues)
    #expect(missing[.voice] == .noComments)
    #expect(plan.minutes == 165 - plan.omissions.reduce(0) { $0 + $1.minutes })

    let area = try await world.plan(.tactical, .compact, "Boarding area B")
    #expect(area.step("ourUnit")?.round.figure == .mean)
    let team = try await world.plan(.operational, .full, "Boarding area B")
    #expect(team.step("ourScore")?.round.figure == .mean)
    let read = try #require(team.step("readScore"))
    #expect(read.round.options.allSatisfy { $0.isAnswer })
    // Without comments nobody asks who wrote them, and without a recommendation nobody explains promoters.
    #expect(read.round.question.fact == .phrase("rounds.question.readScoreAlone"))
    #expect(read.script.count == PlanSlot.readScore.script.count - 1)
  }

  @Test func withTooFewAnswersThePlanSaysSoInsteadOfGuessing() {
    var material = PlanMaterial(
      level: .operational, unit: "u", unitName: "Klein team", survey: "s", wave: "w", waveName: "2026", responses: 4)
    material.scores = [
      .init(
        measure: "grade", name: LocalizedText(nl: "Cijfer"), figure: .grade, low: 1, high: 10,
        line: .init(value: 7, low: 4, high: 10, n: 4))
    ]
    var making = PlanMaking(material)
    let plan = making.plan(PlanTemplate(.operational, .full))

    #expect(plan.step("ourScore") == nil)
    #expect(plan.omissions.contains(PlanOmission(slot: .ourScore, reason: .tooFewAnswers, minutes: 8)))
    #expect(plan.omissions.contains(PlanOmission(slot: .voice, reason: .noComments, minutes: 6)))
    #expect(plan.step("smallSteps") != nil)
  }

  @Test func aSmallTeamWorksWithTheResultsOfTheUnitAboveIt() async throws {
    let world = try await PlanWorld.demo()
    let south = try #require(world.member.tree.units.first { $0.name == "Regio Zuid" })
    let small = People.Unit(id: "small", name: "Team Nieuw", code: "nieuw")
    let day = world.member.tree.day
    let database = try SQLiteDatabase(copyInMemoryOf: world.database)
    let tree = try await database.write { db in
      try db.units(in: world.organisation.id).insert(small, below: south.id, from: Day(daysSince1970: 20_148))
      return try db.units(in: world.organisation.id).tree(on: day)
    }
    let copy = try await PlanWorld(database, world.organisation, tree)

    let plan = try await copy.plan(.operational, .full, "Team Nieuw")

    #expect(plan.borrowedFrom == "Regio Zuid")
    #expect(plan.remarks.first?.key == "rounds.borrowed")
    let above = try await copy.plan(.tactical, .full, "Regio Zuid")
    #expect(plan.step("readScore")?.truth?.value == above.step("ourUnit")?.truth?.value)
  }

  /// What goes to a room holds no name of anyone who works there or buys there.
  @Test func noTeamHearsANameOfACustomerOrColleagueNorAWayToOne() async throws {
    let world = try await PlanWorld.demo()
    let organisation = world.organisation.id
    let names = try await world.database.read { db in
      try db.people(in: organisation).all().map(\.name.folded) + db.customers(in: organisation).all().map(\.name.folded)
    }
    let research = try await world.readings.research(world.survey, by: world.member)
    let responses = try await world.database.read {
      try $0.responses(in: organisation).ids(of: research.survey.id, after: nil)
    }
    for unit in world.member.tree.units.filter({ $0.name.hasPrefix("Team") }).prefix(2) {
      let sent = String(
        decoding: try JSONEncoder().encode(try await world.plan(.operational, .full, unit.name)), as: UTF8.self)
      #expect(!responses.contains { sent.contains($0.text) }, "\(unit.name) can be followed to a response")
      for step in try await world.plan(.operational, .full, unit.name).steps {
        for case .typed(let text) in step.round.options.map(\.text) + step.round.cards.flatMap(\.lines) {
          let said = text.text(in: .nl).folded
          #expect(!names.contains { said.contains($0) }, "\(unit.name), \(step.slot)")
        }
      }
    }
  }

  @Test func theSameMaterialGivesTheSamePlanAndItComesBackFromStorage() async throws {
    let world = try await PlanWorld.demo()
    let plan = try await world.plan(.strategic, .compact)
    #expect(try await world.plan(.strategic, .compact) == plan)
    #expect(try JSONDecoder().decode(SessionPlan.self, from: JSONEncoder().encode(plan)) == plan)
    #expect(plan.template == PlanTemplate(.strategic, .compact))
  }

  @Test func whatFansWriteAboutCanBeAdded() async throws {
    let world = try await PlanWorld.demo()
    let step = try #require(
      try await world.plans.step(.levers, minutes: 10, level: .strategic, at: world.place(), by: world.member))
    #expect(step.round.options.count >= 2)
    #expect(step.truth?.options.allSatisfy { ($0.line?.value ?? -1) >= 0 && ($0.second ?? -1) >= 0 } == true)
  }

  @Test func whoMayNotReadAUnitMakesNoPlanOfIt() async throws {
    let world = try await PlanWorld.demo()
    let south = try #require(world.member.tree.units.first { $0.name == "Regio Zuid" })
    let elsewhere = Member(
      person: "p2", name: "Bo", email: "bo@example.nl", language: .nl, organisation: world.organisation,
      grants: [Grant(.facilitator, on: south.id)], tree: world.member.tree)
    await #expect(throws: NotFound.self) {
      try await world.plans.make(PlanTemplate(.tactical, .full), at: world.place("Regio Noord"), by: elsewhere)
    }
  }
}
