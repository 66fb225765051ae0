import Act
import Listen
import People
import TestKit
import Testing
import Understand
import Values

@Suite struct FollowUpRuleTests {
  @Test func aRuleLooksAtEverythingThatItNames() {
    let detractor = HeardResponse(score: 3, earlier: 8, promotership: .detractor, units: ["whole", "north"])
    #expect(FollowUpRule(classes: [.detractor], days: 2).matches(detractor))
    #expect(!FollowUpRule(classes: [.promoter], days: 2).matches(detractor))
    #expect(!FollowUpRule(classes: [.detractor], days: 2, isOn: false).matches(detractor))
    #expect(FollowUpRule(atMost: 3, atLeast: 3, days: 2).matches(detractor))
    #expect(!FollowUpRule(atMost: 2, days: 2).matches(detractor))
    #expect(FollowUpRule(fall: 5, days: 2).matches(detractor))
    #expect(!FollowUpRule(fall: 6, days: 2).matches(detractor))
    #expect(FollowUpRule(unit: "whole", days: 2).matches(detractor))
    #expect(!FollowUpRule(unit: "south", days: 2).matches(detractor))
    #expect(!FollowUpRule(topic: "reach", days: 2).matches(detractor))
    let unknown = HeardResponse(score: nil, promotership: nil)
    #expect(!FollowUpRule(classes: [.detractor], days: 2).matches(unknown))
    #expect(!FollowUpRule(atMost: 10, days: 2).matches(unknown))
    #expect(!FollowUpRule(fall: 1, days: 2).matches(unknown))
  }

  @Test(arguments: Engine.all) func rulesAreChangedByThoseWhoMayAndTheFirstDecides(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let (adam, eva, max) = (
      try await world.member("adam"), try await world.member("eva"), try await world.member("max")
    )
    #expect(try await world.rules.find(by: eva).rules == .usual)
    let rules = [
      FollowUpRule(topic: "reach", receiver: .manager, days: 1),
      FollowUpRule(classes: [.detractor, .passive], unit: CareWorld.south.id, days: 3),
    ]
    for member in [eva, max] {
      await #expect(throws: NotAllowed.self) {
        try await world.rules.replace(with: rules, askAfterDays: nil, version: 0, by: member)
      }
    }
    try await world.rules.replace(with: rules, askAfterDays: 14, version: 0, by: adam)
    try await world.rules.replace(with: rules, askAfterDays: 14, version: 0, by: adam)
    await #expect {
      try await world.rules.replace(with: [], askAfterDays: 7, version: 0, by: adam)
    } throws: { error in
      (error as? EditedMeanwhile).map { $0.number == 1 && $0.by == adam.person && $0.at != nil } == true
    }
    let kept = try await world.rules.find(by: adam)
    #expect(kept.rules.rules == rules && kept.rules.askAfterDays == 14 && kept.mayChange)

    try await world.hear(1, 4)
    try await world.hear(7, 8)
    try await world.hear(8, 9, why: "Jullie zijn slecht bereikbaar")

    #expect(try await world.followUps.own(by: eva).lines.isEmpty)
    #expect(try await world.only("zoe").customer == "c7")
    #expect(try await world.only("zeger").reason == .topic)
  }

  @Test(arguments: [Engine.sqlite]) func everyProblemOfTheRulesIsSaidBesideItsField(_ engine: Engine) async throws {
    let world = try await CareWorld(engine)
    let adam = try await world.member("adam")
    let wrong = [
      FollowUpRule(atMost: 3, atLeast: 5, days: 0), FollowUpRule(atMost: 11, days: 31),
      FollowUpRule(fall: 0, unit: "gone", days: 2),
    ]
    do {
      try await world.rules.replace(with: wrong, askAfterDays: 0, version: 0, by: adam)
      Issue.record("It was taken")
    } catch let rejection as Rejection {
      #expect(
        rejection.problems.keys.sorted() == [
          "askAfterDays", "rules.0.days", "rules.0.score", "rules.1.days", "rules.1.score", "rules.2", "rules.2.fall",
        ])
    }
  }

  @Test func workingDaysKnowTheWeekendAndTheHolidays() throws {
    func due(_ from: String, _ count: Int) throws -> String {
      WorkingDays.after(try #require(Day(text: from)), count).text
    }
    func isHoliday(_ day: String) throws -> Bool { WorkingDays.isHoliday(try #require(Day(text: day))) }

    for (from, count, expected) in [
      ("2026-11-20", 1, "2026-11-23"), ("2026-12-24", 1, "2026-12-28"), ("2026-11-20", 0, "2026-11-20"),
      // Good Friday is a working day, Easter Monday is not.
      ("2027-03-25", 1, "2027-03-26"), ("2027-03-26", 1, "2027-03-30"),
    ] {
      let found = try due(from, count)
      #expect(found == expected)
    }
    // The king's birthday on a Sunday is kept on Saturday; Liberation Day is a holiday each five years.
    for day in ["2025-04-26", "2026-04-27", "2025-05-05", "2026-05-14", "2026-05-25", "2026-01-01"] {
      let found = try isHoliday(day)
      #expect(found, "\(day)")
    }
    for day in ["2025-04-27", "2026-04-26", "2026-05-05", "2026-05-13"] {
      let found = try isHoliday(day)
      #expect(!found, "\(day)")
    }
  }

  @Test func theGuideIsFilledWithWhatThisCustomerAnswered() {
    let response = Response(
      id: "r", survey: "s", wave: "w", version: 1, submission: "x", customer: "c1",
      submittedAt: Day(daysSince1970: 20_778).start, language: .nl, mayBeNamed: true,
      answers: Answers([
        "recommend": .number(4), "drivers.reach": .number(3), "drivers.craft": .number(9), "why": .text("Geen gehoor"),
      ]))
    let guide = ConversationGuide(response, CareWorld.document, score: 4, earlier: nil)
    #expect(guide.kind == .detractor)
    #expect(guide.lowest.map(\.name.nl) == ["Bereikbaarheid"] && guide.highest.map(\.name.nl) == ["Vakmanschap"])
    #expect(guide.words.map(\.text) == ["Geen gehoor"])
  }

  @Test func aTalkThatIsWrongSaysWhatIsWrong() {
    let today = Day(daysSince1970: 20_778)
    for (outcome, promise, day, fields) in [
      (nil, "", nil, ["outcome"]), (.promised, "", nil, ["promise", "promiseOn"]),
      (.promised, "Bellen", today.adding(days: -1), ["promiseOn"]),
    ] as [(FollowUp.Outcome?, String, Day?, [String])] {
      do {
        _ = try TalkDraft(
          outcome: outcome, said: "x", promise: promise, promiseOn: day, asksWhetherSolved: false, today: today)
        Issue.record("It was taken")
      } catch {
        #expect(error.problems.keys.sorted() == fields)
      }
    }
  }
}
