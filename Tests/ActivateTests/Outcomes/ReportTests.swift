import Foundation
import People
import TableFiles
import TestKit
import Testing
import Values

@testable import Activate

@Suite struct ReportTests {
  private func reveal(_ round: Round, _ forms: [[(String, String)]]) throws -> Reveal {
    Reveal(
      of: round, truth: RandomRounds.truth(round),
      attempts: [try forms.map { try Contribution(ContributionFields($0), for: round, today: RandomRounds.today) }])
  }

  private func say(_ wording: Wording) -> String {
    switch wording {
    case .typed(let text): text.text(in: .nl)
    case .phrase(let message): message.key
    }
  }

  @Test func whatPeopleWroteCanNotRunAsAFormula() throws {
    let round = RandomRounds.round(.smallSteps)
    let words = ["=cmd|'/c calc'!A0", "+31 bellen", "-1 + 1", "@SUM(A1)", "Gewoon bellen"]
    let export = RoundExport(round, try reveal(round, words.map { [("text", $0)] }), say: say)

    let csv = String(decoding: try export.csv(.plain), as: UTF8.self)

    for word in words.dropLast() {
      #expect(csv.contains("'" + word.replacing("\"", with: "\"\"")), "\(word)")
      #expect(!csv.contains("," + word))
    }
    #expect(csv.contains(",Gewoon bellen\r\n"))
    #expect(csv.split(separator: "\r\n").count == 1 + words.count)
  }

  @Test(arguments: RevealPropertyTests.asked) func everyRoundLeavesAsATable(_ kind: RoundKind) throws {
    var random = RandomRounds(seed: 9)
    let round = RandomRounds.round(kind)
    let given = try (0..<7).map { _ in try random.contribution(round) }
    let export = RoundExport(
      round, Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given, given]), say: say)

    #expect(!export.lines.isEmpty)
    let lines = try JSONDecoder().decode([RoundExport.Line].self, from: Data(export.json()))
    #expect(lines == export.lines)
    let rows = String(decoding: try export.csv(.dutchSpreadsheet), as: UTF8.self).split(separator: "\r\n")
    #expect(rows.count == 1 + export.lines.count)
  }

  /// Test 13 of the design, for what leaves Kompas.
  @Test(arguments: RevealPropertyTests.asked) func ofFourAnswersNoAggregateLeaves(_ kind: RoundKind) throws {
    var random = RandomRounds(seed: 10)
    let round = RandomRounds.round(kind)
    guard round.policy.minimumGroup > 1 else { return }
    let given = try (0..<4).map { _ in try random.contribution(round) }
    let export = RoundExport(round, Reveal(of: round, truth: nil, attempts: [given]), say: say)

    #expect(export.lines.count == 1)
    #expect(export.lines.first?.handedIn == 4)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(export.json())) as? [[String: Any]])
    #expect(object.first.map { Set($0.keys) } == ["round", "kind", "attempt", "handedIn"])
  }

  @Test func aReportHoldsBothAttemptsIdeasWithTheirOriginAndDecisions() async throws {
    let world = try await OutcomeWorld()
    let truth = RoundTruth(figure: .nps, value: .init(value: -4, low: -14, high: 6, n: 210), source: ["measure": "nps"])
    var guess = OutcomeWorld.planned(.guessScore, "guess", truth: truth)
    guess.round.policy.attempts = 2
    let id = try await world.play(
      .strategic,
      [
        (OutcomeWorld.planned(.practice, "practice"), { _ in [("rating", "4")] }),
        (guess, { [("value", "\(30 + $0)"), ("confidence", "5")] }),
        (OutcomeWorld.planned(.brainstorm, "brainstorm"), { [("text", "Idee \($0)"), ("picked", "Idee \($0 / 2)")] }),
        (
          OutcomeWorld.planned(.consent, "route", options: [OutcomeWorld.themeOption]), { _ in [("fist.t1", "4")] }
        ),
      ])
    let table = try await world.room.sessions.find(id, by: world.room.anna)
    let board = try #require(table.state["brainstorm"]?.board)
    let ids = board.entries.map(\.id)
    try await world.room.send(
      .moveIdea("brainstorm", .show(ids[0])), .moveIdea("brainstorm", .merge([ids[1]], into: ids[0], text: nil)),
      .moveIdea("brainstorm", .hide(ids[2], reason: "naam van een klant")), in: id)
    try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: world.room.anna)
    let outcome = try await world.outcomes.of(id, by: world.room.anna)
    let state = try await world.room.sessions.find(id, by: world.room.anna).state

    let report = SessionReport(
      of: table.session, state: state, outcome: outcome, joined: 6, proxies: 0, now: world.room.clock.now)

    #expect(report.parts.map(\.round.id) == ["guess", "brainstorm", "route"])
    #expect(report.predictions.map(\.round.id) == ["guess"])
    #expect(report.parts[1].ideas.map(\.madeOf.count) == [2])
    #expect(report.parts[1].hidden == ["naam van een klant"])
    #expect(report.outcome.themes.first?.consent?.counts[4] == 6)
    #expect(report.plannedMinutes == 20)
  }
}

@Suite struct CalendarFileTests {
  private let stamp = Day(daysSince1970: 20_778).start.adding(hours: 12)

  @Test func aHuddleRepeatsEveryWeekFromItsFirstDay() {
    // 21 November 2026 is a Saturday; the first Tuesday after it is the 24th.
    let huddle = SessionHuddle(
      id: "h1", unit: "u", weekday: 1, hour: 9, minute: 5, from: Day(daysSince1970: 20_778))
    let lines = CalendarFile(huddle, title: "Klantkwartier, Noord; elke week", text: "Eén\nverhaal").text(stamp: stamp)
      .components(separatedBy: "\r\n")

    #expect(huddle.firstOn.text == "2026-11-24")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.contains("METHOD:PUBLISH"))
    #expect(lines.contains("DTSTART:20261124T090500"))
    #expect(lines.contains("DURATION:PT15M"))
    #expect(lines.contains("RRULE:FREQ=WEEKLY"))
    #expect(lines.contains("DTSTAMP:20261121T120000Z"))
    #expect(lines.contains("SUMMARY:Klantkwartier\\, Noord\\; elke week"))
    #expect(lines.contains("DESCRIPTION:Eén\\nverhaal"))
    #expect(lines.suffix(2) == ["END:VCALENDAR", ""])
  }

  @Test func longLinesFoldWithoutCuttingACharacter() {
    let title = String(repeating: "é👩‍🔧 klant ", count: 40)
    let file = CalendarFile([.init(uid: "x", moment: .wholeDay(Day(daysSince1970: 20_800)), title: title)])
    let text = file.text(stamp: stamp)
    for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
    #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:" + title))
  }

  @Test func aPlanIsAskedAboutOnItsDayAndAfterAMonth() {
    let plan = SessionCommitment(
      id: "c1", unit: "u", maker: "p", words: CommitmentWords(cue: .taskMoment, when: "x", then: "y", confidence: 4))
    let day = Day(daysSince1970: 20_778)
    #expect(plan.checkDays(after: day).map(\.text) == ["2026-11-28", "2026-12-21"])
    let text = CalendarFile(plan, after: day, title: "Hoe ging het?", text: "Als x, dan y").text(stamp: stamp)
    #expect(text.contains("DTSTART;VALUE=DATE:20261128\r\nDTEND;VALUE=DATE:20261129"))
    #expect(text.contains("UID:c1.1@kompas") && text.contains("UID:c1.2@kompas"))
  }
}
