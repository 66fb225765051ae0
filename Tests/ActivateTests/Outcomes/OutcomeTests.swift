import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

@Suite struct OutcomeTests {
  @Test(arguments: Engine.all) func theBoardsDecisionsTravelDown(_ engine: Engine) async throws {
    let world = try await OutcomeWorld(engine)
    let id = try await world.board()

    let outcome = try await world.outcomes.of(id, by: world.room.anna)
    #expect(outcome.themes.first?.consent?.counts == [0, 0, 0, 0, 6, 0])
    #expect(outcome.themes.first?.state == .agreed)
    #expect(outcome.gaps.isEmpty)

    for level in [Level.tactical, .operational] {
      let decided = try await world.outcomes.decided(
        above: level, for: SessionWorld.north.id, in: world.room.programme, by: world.room.anna)
      #expect(decided.themes.map(\.id) == ["t1"])
      #expect(decided.mandate?.answerDays == 10)
    }
    let above = try await world.outcomes.decided(
      above: .strategic, for: SessionWorld.whole.id, in: world.room.programme, by: world.room.anna)
    #expect(above == DecidedAbove())
  }

  @Test func withoutACommittedBoardNothingTravels() async throws {
    let world = try await OutcomeWorld()
    let id = try await world.play(.strategic, [])
    try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: world.room.anna)
    try await world.room.send(.end(.unfinished), in: id)

    let decided = try await world.outcomes.decided(
      above: .tactical, for: SessionWorld.north.id, in: world.room.programme, by: world.room.anna)
    #expect(decided == DecidedAbove())
    #expect(try await world.outcomes.pending(by: world.room.anna).isEmpty)
  }

  @Test func aThemeWithAnObjectionIsParked() async throws {
    let world = try await OutcomeWorld()
    let id = try await world.play(
      .strategic,
      [
        (
          OutcomeWorld.planned(.consent, "route", options: [OutcomeWorld.themeOption]),
          { $0 == 0 ? [("fist.t1", "1"), ("reason.t1", "Wie betaalt dit?")] : [("fist.t1", "5")] }
        )
      ])
    try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: world.room.anna)

    let outcome = try await world.outcomes.collect(id, by: world.room.anna)

    #expect(outcome.themes.first?.state == .parked)
    #expect(outcome.themes.first?.consent?.objections == ["Wie betaalt dit?"])
    #expect(outcome.gaps.contains(.noTheme))
    #expect(outcome.gaps.contains(.noMandate))
  }

  @Test(arguments: Engine.all) func aTeamsPlansAsksAndHuddleAreTakenTogether(_ engine: Engine) async throws {
    let world = try await OutcomeWorld(engine)
    _ = try await world.board()
    let truth = RoundTruth(
      figure: .nps, value: .init(value: -4, low: -14, high: 6, n: 210), source: ["measure": "nps"])
    let id = try await world.play(
      .operational, on: SessionWorld.north.id,
      [
        (OutcomeWorld.planned(.guessScore, "guess", truth: truth), { [("value", "\(20 + $0)")] }),
        (
          OutcomeWorld.planned(.commitment, "myPlan", options: [OutcomeWorld.themeOption]),
          { number in
            [
              ("cue", "taskMoment"), ("when", "ik een offerte stuur"), ("then", "bel ik \(number)"),
              ("confidence", "4"),
              ("theme", "t1"), ("visibility", number == 0 ? "team" : "me"), ("rehearsed", "on"),
            ]
          }
        ),
        (OutcomeWorld.planned(.huddle, "huddle"), { [("weekday", $0 < 4 ? "1" : "3"), ("time", "09:15")] }),
      ])

    let outcome = try await world.outcomes.collect(id, by: world.room.anna)

    #expect(outcome.commitments.made == 6)
    #expect(outcome.commitments.rehearsed == 6)
    #expect(outcome.commitments.byTheme == ["t1": 6])
    #expect(outcome.shared.map(\.then) == ["bel ik 0"])
    #expect(outcome.huddles.first.map { [$0.weekday, $0.hour, $0.minute] } == [1, 9, 15])
    #expect(outcome.blindSpots.map(\.measure) == ["nps"])
    #expect(outcome.blindSpots.first.map { [$0.thought, $0.real] } == [22.5, -4])
    let again = try await world.outcomes.collect(id, by: world.room.anna)
    #expect(again == outcome)
    let spots = try await world.outcomes.blindSpots(of: SessionWorld.north.id, by: world.room.anna)
    #expect(spots == outcome.blindSpots)
  }

  @Test func asksGoUpWithTheDayThatTheMandatePromises() async throws {
    let world = try await OutcomeWorld()
    _ = try await world.board()
    let id = try await world.play(
      .tactical, on: SessionWorld.north.id,
      [
        (
          OutcomeWorld.planned(.ask, "asks"),
          { [("what", "Vraag \($0)"), ("why", "Dan kunnen we door"), ("otherwise", "Dan wacht de klant")] }
        )
      ], people: 2)

    let outcome = try await world.outcomes.collect(id, by: world.room.anna)

    #expect(outcome.asks.map(\.words.what) == ["Vraag 0", "Vraag 1"])
    #expect(outcome.asks.allSatisfy { $0.to == .strategic && $0.from == .tactical })
    #expect(outcome.asks.first?.answerBy == world.room.clock.now.day.adding(days: 10))
    #expect(outcome.gaps == [.noFocus])
  }

  @Test func moreAsksThanMayGoUpWaitForAChoice() async throws {
    let world = try await OutcomeWorld()
    let id = try await world.play(
      .operational, on: SessionWorld.north.id,
      [(OutcomeWorld.planned(.ask, "upward"), { [("what", "Vraag \($0)"), ("why", "Daarom")] })], people: 5)
    #expect(try await world.outcomes.collect(id, by: world.room.anna).asks.isEmpty)

    func ask(_ id: ID<SessionAsk>) -> OutcomeItem {
      .ask(
        SessionAsk(
          id: id, unit: SessionWorld.north.id, from: .operational, to: .tactical,
          words: AskWords(what: "Vraag", why: "Daarom"), answerBy: Day(daysSince1970: 20_800)))
    }
    try await world.outcomes.keep(ask("a1"), in: id, by: world.room.anna)
    try await world.outcomes.keep(ask("a2"), in: id, by: world.room.anna)
    await #expect(throws: OutcomeRefusal.tooManyAsks(most: 2)) {
      try await world.outcomes.keep(ask("a3"), in: id, by: world.room.anna)
    }
  }

  @Test(arguments: Engine.all) func whatTheRouteTookUpIsNoLongerPendingAndStays(_ engine: Engine) async throws {
    let world = try await OutcomeWorld(engine)
    let id = try await world.board()
    #expect(try await world.outcomes.pending(by: world.room.anna).map(\.session.id) == [id])

    let now = world.room.clock.now
    try await world.room.database.write { db in
      try db.outcomes(in: SessionWorld.organisation.id).take(["t1"], at: now)
    }

    #expect(try await world.outcomes.pending(by: world.room.anna).isEmpty)
    #expect(try await world.outcomes.of(id, by: world.room.anna).takenUp == ["t1"])
    await #expect(throws: OutcomeRefusal.isTakenUp) {
      try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: world.room.anna)
    }
    await #expect(throws: OutcomeRefusal.isTakenUp) {
      try await world.outcomes.drop("t1", in: id, by: world.room.anna)
    }
  }

  @Test func theUnitsFocusReachesItsTeams() async throws {
    let world = try await OutcomeWorld()
    let board = try await world.board()
    var other = OutcomeWorld.theme
    other = Theme(id: "t2", title: "Eén vast gezicht")
    try await world.outcomes.keep(.theme(other), in: board, by: world.room.anna)
    let id = try await world.play(
      .tactical, on: SessionWorld.north.id,
      [
        (
          OutcomeWorld.planned(
            .translation, "translation",
            options: [
              OutcomeWorld.themeOption, RoundOption(id: "t2", text: .typed(LocalizedText(nl: "Eén vast gezicht"))),
            ]), { _ in [("mark.t1", "3"), ("mark.t2", "1"), ("focus", "t1")] }
        )
      ])
    let outcome = try await world.outcomes.collect(id, by: world.room.anna)
    #expect(outcome.focus.map(\.theme) == ["t1"])
    #expect(outcome.focus.first?.contribution == 3)
    try await world.room.send(.end(.committed), in: id)

    let decided = try await world.outcomes.decided(
      above: .operational, for: SessionWorld.north.id, in: world.room.programme, by: world.room.anna)
    #expect(decided.themes.map(\.id) == ["t1"])
    #expect(decided.focus.count == 1)
  }

  @Test func anEmptyThemeIsSentBackWithItsFields() async throws {
    let world = try await OutcomeWorld()
    let id = try await world.room.plan(.strategic, on: SessionWorld.whole.id)
    await #expect(throws: Rejection("title", ContributionProblem.missing.message)) {
      try await world.outcomes.keep(.theme(Theme(id: "x", title: " ")), in: id, by: world.room.anna)
    }
  }
}
