import Testing
import Values

@testable import Activate

/// What the room sees after the close, by examples that can be checked by hand.
@Suite struct RevealTests {
  private func read(_ round: Round, _ form: KeyValuePairs<String, String>) throws -> Contribution {
    try Contribution(ContributionFields(form.map { ($0.key, $0.value) }), for: round, today: RandomRounds.today)
  }

  @Test func theGapIsTheMedianAgainstWhatCustomersSaid() throws {
    let round = RandomRounds.round(.guessScore)
    let given = try [("30", "5"), ("22", "4"), ("10", "2"), ("25", "1"), ("0", "3")].map {
      try read(round, ["value": $0.0, "confidence": $0.1])
    }

    guard case .guesses(let guesses) = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given]).result
    else { throw NotFound() }

    #expect(guesses.dots == [0, 10, 22, 25, 30])
    #expect(guesses.spread.median == 22)
    #expect(guesses.gap == 26)
    #expect(guesses.isGapCertain)
    #expect(guesses.sureButWrong == 0.4)
  }

  @Test func theSecondAttemptKeepsTheFirst() throws {
    let round = RandomRounds.round(.guessScore)
    let first = try ["40", "40", "50", "30", "40"].map { try read(round, ["value": $0]) }
    let second = try ["0", "-5", "10", "5", "0"].map { try read(round, ["value": $0]) }

    let reveal = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [first, second])

    #expect(reveal.attempts.count == 2)
    #expect(reveal.isNearerAfterTalking == true)
    #expect(reveal.result == reveal.attempts[1].result)
  }

  @Test func unitsWhoseMarginsOverlapAreTied() throws {
    let round = RandomRounds.round(.rankUnits)
    let truth = RoundTruth(options: [
      .init("o2", line: .init(value: 40, low: 30, high: 50, n: 100), bestRank: 1, worstRank: 1),
      .init("o0", line: .init(value: 20, low: 12, high: 28, n: 100), bestRank: 2, worstRank: 3),
      .init("o1", line: .init(value: 18, low: 10, high: 26, n: 100), bestRank: 2, worstRank: 3),
      .init("o3", line: .init(value: -10, low: -18, high: -2, n: 100), bestRank: 4, worstRank: 4),
    ])
    let order = try read(round, ["order": "o2", "order": "o1", "order": "o0", "order": "o3"])

    guard
      case .options(let lines) = Reveal(
        of: round, truth: truth, attempts: [[Contribution](repeating: order, count: 5)]
      ).result
    else { throw NotFound() }

    #expect(lines.map(\.option) == ["o2", "o1", "o0", "o3"])
    #expect(lines.map(\.isTiedWithAbove) == [false, true, false, false])
    #expect(lines.allSatisfy { $0.isRight == true })
  }

  @Test func aValueFewerThanFiveRatedStaysUnseen() throws {
    let round = RandomRounds.round(.values, options: 2)
    var given = try (0..<4).map { _ in try read(round, ["mark.o0": "8", "mark.o1": "3"]) }
    given.append(try read(round, ["mark.o0": "6"]))

    guard case .options(let lines) = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given]).result
    else { throw NotFound() }

    #expect(lines.map(\.option) == ["o0", "o1"])
    #expect(lines[0].gap == 0.5)
    #expect(lines[1].count == 0)
    #expect(lines[1].spread == nil)
  }

  @Test func ideasFarApartAskToBeTalkedAbout() throws {
    let round = RandomRounds.round(.impactEffort, options: 2)
    let given = try ["1", "1", "5", "5", "5"].map {
      try read(round, ["impact.o0": $0, "effort.o0": "2", "impact.o1": "4", "effort.o1": "4"])
    }

    guard case .placements(let placed) = Reveal(of: round, truth: nil, attempts: [given]).result else {
      throw NotFound()
    }

    #expect(placed[0].isDivided)
    #expect(placed[0].field == .doNow)
    #expect(!placed[1].isDivided)
    #expect(placed[1].field == .plan)
  }

  @Test func oneObjectionIsHeardAndHoldsConsent() throws {
    let round = RandomRounds.round(.consent, options: 1)
    var given = try (0..<5).map { _ in try read(round, ["fist.o0": "4"]) }
    func consent() throws -> RoundResult.ConsentResult {
      guard case .consent(let lines) = Reveal(of: round, truth: nil, attempts: [given]).result else { throw NotFound() }
      return lines[0]
    }
    #expect(try consent().isConsented)

    given.append(try read(round, ["fist.o0": "2", "reason.o0": "Wie betaalt dit?"]))

    #expect(try !consent().isConsented)
    #expect(try consent().objections == ["Wie betaalt dit?"])
    #expect(throws: ContributionRejection(problems: ["reason.o0": .reasonMissing])) {
      try read(round, ["fist.o0": "1"])
    }
  }

  @Test func onlyCommitmentsMeantForTheTeamAreShown() throws {
    let round = RandomRounds.round(.commitment)
    let given = try ["me", "buddy", "team"].map {
      try read(
        round,
        [
          "cue": "customerSignal", "when": "een klant zucht", "then": "vraag ik door", "confidence": "4",
          "visibility": $0, "buddy": "Sam",
        ])
    }

    guard case .commitments(let shown) = Reveal(of: round, truth: nil, attempts: [given]).result else {
      throw NotFound()
    }

    #expect(shown.count == 1)
    #expect(shown.first?.buddy == nil)
  }

  @Test func aCheckIsAtMostFourteenDaysAway() throws {
    let round = RandomRounds.round(.commitment)
    func plan(_ check: String) throws -> Contribution {
      try read(round, ["cue": "taskMoment", "when": "x", "then": "y", "confidence": "3", "check": check])
    }
    #expect(throws: Never.self) { try plan("2026-12-05") }
    #expect(throws: ContributionRejection(problems: ["check": .checkTooLate(days: 14)])) { try plan("2026-12-06") }
    #expect(throws: ContributionRejection(problems: ["check": .checkInThePast])) { try plan("2026-11-20") }
  }

  @Test func numbersAreReadAsPeopleTypeThem() throws {
    var round = RandomRounds.round(.guessScore)
    #expect(try read(round, ["value": "−12"]) == .guess(-12, confidence: nil))
    #expect(try read(round, ["value": "+8"]) == .guess(8, confidence: nil))
    #expect(throws: ContributionRejection(problems: ["value": .tooManyDecimals(0)])) {
      try read(round, ["value": "7,4"])
    }
    round.scale = RoundScale(1...10, decimals: 1)
    round.figure = .grade
    #expect(try read(round, ["value": "7,4"]) == .guess(7.4, confidence: nil))
    #expect(throws: ContributionRejection(problems: ["value": .outOfRange(low: 1, high: 10, decimals: 1)])) {
      try read(round, ["value": "11"])
    }
    #expect(throws: ContributionRejection(problems: ["value": .noNumber])) { try read(round, ["value": "zeven"]) }
  }

  @Test func mergedIdeasKeepWhereTheyCameFromAndComeApartAgain() {
    let words = RoundCounting.counted(["Bel terug", "bel terug", "Eén aanspreekpunt", "Vast nummer"])
    #expect(words.map(\.count) == [2, 1, 1])
    let ids = words.map(\.id)
    var board = IdeaBoard(
      words, moves: [.show(ids[0]), .show(ids[1]), .merge([ids[2]], into: ids[1], text: "Eén nummer")])

    #expect(board.shown.map(\.text) == ["Bel terug", "Eén nummer"])
    #expect(board.shown[1].madeOf.map(\.text) == ["Eén aanspreekpunt", "Vast nummer"])
    #expect(board.shown[1].count == 2)

    board.take(.hide(ids[0], reason: "naam van een klant"))
    board.take(.split(ids[1]))

    #expect(board.shown.map(\.text) == ["Eén aanspreekpunt", "Vast nummer"])
    #expect(board.waiting.isEmpty)
  }
}
