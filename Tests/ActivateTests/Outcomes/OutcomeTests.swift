import Listen
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
    #expect(try await world.pending().isEmpty)
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

    let outcome = try await world.outcomes.of(id, by: world.room.anna)

    #expect(outcome.themes.first?.state == .parked)
    #expect(outcome.themes.first?.consent?.objections == ["Wie betaalt dit?"])
    #expect(outcome.gaps == [.noTheme, .noMandate])
    // What the fingers said is written down when the session ends, and stays.
    try await world.room.send(.end(.unfinished), in: id)
    #expect(try await world.outcomes.of(id, by: world.room.anna).themes == outcome.themes)
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

    let outcome = try await world.outcomes.of(id, by: world.room.anna)

    #expect(outcome.commitments.made == 6)
    #expect(outcome.commitments.rehearsed == 6)
    #expect(outcome.commitments.byTheme == ["t1": 6])
    #expect(outcome.shared.map(\.then) == ["bel ik 0"])
    #expect(outcome.huddles.first.map { [$0.weekday, $0.hour, $0.minute] } == [1, 9, 15])
    #expect(outcome.blindSpots.map(\.measure) == ["nps"])
    #expect(outcome.blindSpots.first.map { [$0.thought, $0.real] } == [22.5, -4])
    try await world.room.send(.end(.committed), in: id)
    let again = try await world.outcomes.of(id, by: world.room.anna)
    #expect(Set(again.items) == Set(outcome.items) && again.blindSpots == outcome.blindSpots)
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

    let outcome = try await world.outcomes.of(id, by: world.room.anna)

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
    #expect(try await world.outcomes.of(id, by: world.room.anna).asks.isEmpty)

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
    #expect(try await world.pending().map(\.session.id) == [id])

    let now = world.room.clock.now
    try await world.room.database.write { db in
      try db.outcomes(in: SessionWorld.organisation.id).take(["t1"], at: now)
    }

    #expect(try await world.pending().isEmpty)
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
    other = Theme(
      id: "t2", title: "Eén vast gezicht", measure: "drivers.face", sponsorName: "Bram", by: other.by)
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
    let outcome = try await world.outcomes.of(id, by: world.room.anna)
    #expect(outcome.focus.map(\.theme) == ["t1"])
    #expect(outcome.focus.first?.contribution == 3)
    try await world.room.send(.end(.committed), in: id)

    let decided = try await world.outcomes.decided(
      above: .operational, for: SessionWorld.north.id, in: world.room.programme, by: world.room.anna)
    #expect(decided.themes.map(\.id) == ["t1"])
    #expect(decided.focus.count == 1)
  }

  /// Six people of one unit say one thing together: what most of them chose, each theme once.
  @Test func aUnitSaysOneThingHoweverManyOfItAreThere() async throws {
    let world = try await OutcomeWorld()
    _ = try await world.board()
    var planned = OutcomeWorld.planned(.translation, "translation", options: [OutcomeWorld.themeOption])
    planned.round.labels = [RoundOption(id: ID(SessionWorld.north.id.text), text: .typed(LocalizedText(nl: "Noord")))]
    let id = try await world.play(
      .tactical, on: SessionWorld.north.id,
      [
        (
          planned,
          { [("unit", SessionWorld.north.id.text), ("mark.t1", "\([1, 3, 3, 2, 3, 1][$0])"), ("focus", "t1")] }
        )
      ])

    let focus = try await world.outcomes.of(id, by: world.room.anna).focus

    #expect(focus.map(\.theme) == ["t1"])
    #expect(focus.first?.contribution == 3)
    #expect(try await world.outcomes.table(of: id, by: world.room.anna).outcome.focus == focus)
  }

  @Test(arguments: Engine.all) func theBoardEndsAsDecidedOnceEveryThemeIsWhole(_ engine: Engine) async throws {
    let world = try await OutcomeWorld(engine)
    let id = try await world.play(.strategic, [])
    var theme = Theme(id: "t1", title: "Binnen een dag terugbellen")
    try await world.outcomes.keep(.theme(theme), in: id, by: world.room.anna)
    try await world.outcomes.keep(.mandate(OutcomeWorld.mandate), in: id, by: world.room.anna)
    let gap = SessionOutcome.Gap.themeMisses("t1", title: theme.title, [.sponsor, .measure, .day])

    await #expect(throws: OutcomeRefusal.isUndecided([gap])) {
      try await world.room.send(.end(.committed), in: id)
    }
    #expect(try await world.room.sessions.find(id, by: world.room.anna).session.phase != .ended)

    (theme.sponsorName, theme.measureName, theme.by) = (
      "Marijke", LocalizedText(nl: "Onze eigen telling"), OutcomeWorld.theme.by
    )
    try await world.outcomes.keep(.theme(theme), in: id, by: world.room.anna)
    try await world.room.send(.end(.committed), in: id)
    // Decided stays decided: nobody takes the day out afterwards.
    theme.by = nil
    await #expect(throws: OutcomeRefusal.self) {
      try await world.outcomes.keep(.theme(theme), in: id, by: world.room.anna)
    }
  }

  @Test(arguments: Engine.all) func aSessionThatWasClosedTooEarlyIsCommittedOnceItIsWhole(_ engine: Engine) async throws
  {
    let world = try await OutcomeWorld(engine)
    let anna = world.room.anna
    let id = try await world.play(.strategic, [])
    try await world.outcomes.keep(.theme(Theme(id: "t1", title: "Terugbellen")), in: id, by: anna)
    await #expect(throws: SessionRefusal.stateIsOther, "it goes on") { try await world.outcomes.commit(id, by: anna) }
    try await world.room.send(.end(.unfinished), in: id)
    let endedAt = try await world.room.sessions.find(id, by: anna).state.endedAt
    world.room.clock.advance(hours: 3)

    let gap = SessionOutcome.Gap.themeMisses("t1", title: "Terugbellen", [.sponsor, .measure, .day])
    await #expect(throws: OutcomeRefusal.isUndecided([gap, .noMandate])) {
      try await world.outcomes.commit(id, by: anna)
    }
    try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: anna)
    try await world.outcomes.keep(.mandate(OutcomeWorld.mandate), in: id, by: anna)
    await #expect(throws: NotFound.self, "who doesn't lead sessions sees none") {
      try await world.outcomes.commit(id, by: try await world.room.member("ria"))
    }
    try await world.outcomes.commit(id, by: anna)
    try await world.outcomes.commit(id, by: world.room.bram)

    let found = try await world.room.sessions.find(id, by: anna)
    #expect(found.session.ending == .committed && found.state.ending == .committed)
    #expect(found.state.endedAt == endedAt, "the room went apart when it did")
    #expect(found.state.seq == (try await world.room.rows("SELECT COUNT(*) FROM session_events")))
    #expect(try await world.pending().map(\.session.id) == [id], "the route can take it up")
    let next = try await world.room.plan(.tactical, rounds: [])
    #expect(try await world.room.sessions.find(next, by: anna).session.hasMandate, "the level below has its mandate")
  }

  @Test func aThemeIsOnTheScreenAsSoonAsItIsWrittenDown() async throws {
    let world = try await OutcomeWorld()
    var planned = OutcomeWorld.planned(.consent, "route")
    planned.round.optionsFrom = .themes
    let id = try await world.room.plan(.strategic, on: SessionWorld.whole.id, rounds: [planned])
    try await world.room.sessions.openLobby(id, by: world.room.anna)
    try await world.room.send(.brief("route"), in: id)
    try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: world.room.anna)

    let option = try #require(
      try await world.room.sessions.find(id, by: world.room.anna).state["route"]?.round.options.first)
    #expect(
      option.id == "t1"
        && option.note == .typed(LocalizedText(nl: "Ik weet waar ik aan toe ben", en: "Ik weet waar ik aan toe ben")))
    #expect(option.more?.contains(.phrase("rounds.theme.sponsor", ["name": .text("Marijke")])) == true)

    // While people hold up their fingers the words stay; who stands for it may still be filled in.
    try await world.room.send(.open("route"), in: id)
    var other = OutcomeWorld.theme
    other.sponsorName = "Bram"
    try await world.outcomes.keep(.theme(other), in: id, by: world.room.anna)
    other.title = "Iets anders"
    await #expect(throws: OutcomeRefusal.isBeingDecided) {
      try await world.outcomes.keep(.theme(other), in: id, by: world.room.anna)
    }
    #expect(try await world.outcomes.of(id, by: world.room.anna).themes.first?.sponsorName == "Bram")
  }

  @Test func whatWasPreparedEarlierTakesInWhatTheBoardDecidedSince() async throws {
    let world = try await OutcomeWorld()
    let read = PlanStep(
      slot: .routeInShort, round: OutcomeWorld.planned(.talk, "routeInShort").round, minutes: 5)
    let translate = PlanStep(
      slot: .translation, round: OutcomeWorld.planned(.translation, "translation").round, minutes: 15)
    let id = try await world.room.sessions.plan(
      SessionDraft(title: "Regio", level: .tactical, unit: SessionWorld.north.id), of: world.room.programme,
      with: SessionPlan(level: .tactical, steps: [read, translate]), by: world.room.anna)
    #expect(try await !world.room.sessions.find(id, by: world.room.anna).session.hasMandate)
    _ = try await world.board()
    #expect(try await world.room.sessions.find(id, by: world.room.anna).session.hasMandate)
    try await world.room.sessions.openLobby(id, by: world.room.anna)

    let state = try await world.room.sessions.find(id, by: world.room.anna).state
    #expect(state.hasMandate)
    #expect(state["routeInShort"]?.round.cards.map(\.id) == ["t1", "mandate"])
    #expect(state["translation"]?.round.options.map(\.id) == ["t1"])
  }

  @Test func whatAUnitWritesDownCountsAndAReasonIsPartOfIt() async throws {
    let world = try await OutcomeWorld()
    _ = try await world.board()
    let id = try await world.play(
      .tactical, on: SessionWorld.north.id,
      [
        (
          OutcomeWorld.planned(.translation, "translation", options: [OutcomeWorld.themeOption]),
          { _ in [("mark.t1", "2"), ("focus", "t1")] }
        )
      ])
    let focusID = UnitFocus.id(of: SessionWorld.north.id, for: "t1", in: id)
    var focus = UnitFocus(id: focusID, unit: SessionWorld.north.id, theme: "t1", contribution: 0)
    #expect(try await world.outcomes.of(id, by: world.room.anna).focus.map(\.contribution) == [2])
    await #expect(throws: Rejection("note", ContributionProblem.missing.message)) {
      try await world.outcomes.keep(.focus(focus), in: id, by: world.room.anna)
    }
    focus.note = "Wij hebben geen telefoon"
    try await world.outcomes.keep(.focus(focus), in: id, by: world.room.anna)

    #expect(try await world.outcomes.of(id, by: world.room.anna).focus == [focus])
    try await world.room.send(.end(.committed), in: id)
    let outcome = try await world.outcomes.of(id, by: world.room.anna)
    #expect(outcome.focus == [focus])
  }

  @Test func theGroupChoosesWhichAsksGoUp() async throws {
    let world = try await OutcomeWorld()
    _ = try await world.board()
    let id = try await world.play(
      .tactical, on: SessionWorld.north.id,
      [(OutcomeWorld.planned(.ask, "asks"), { [("what", "Vraag \($0)"), ("why", "Daarom")] })], people: 5)
    let table = try await world.outcomes.table(of: id, by: world.room.anna)
    #expect(table.asked.count == 5 && table.outcome.asks.isEmpty)
    let chosen = Array(table.asked.suffix(2))

    try await world.outcomes.keep(chosen.map { .ask($0) }, in: id, by: world.room.anna)
    try await world.outcomes.keep(
      [.ask(chosen[0])], inPlaceOf: [chosen[1].id.text], in: id, by: world.room.anna)

    let asks = try await world.outcomes.of(id, by: world.room.anna).asks
    #expect(asks == [chosen[0]])
    #expect(asks.first?.answerBy == world.room.clock.now.day.adding(days: 10))
  }

  @Test func whoOnlyWatchesWritesNothingDown() async throws {
    let world = try await OutcomeWorld()
    let id = try await world.play(.strategic, [])
    let today = world.room.clock.now.day
    let cas = try await world.room.database.write { db in
      let people = db.people(in: SessionWorld.organisation.id)
      try people.insert(Person(id: "cas", name: "Cas", email: "cas@linde.test", language: .nl))
      try people.grant(Grant(.employee, on: SessionWorld.whole.id), to: "cas", from: today)
      return try #require(try people.member("cas", on: today))
    }
    try await world.room.sessions.setCrew(.sponsor, of: "cas", in: id, by: world.room.anna)
    await #expect(throws: NotAllowed.self) {
      try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: cas)
    }
    try await world.room.sessions.setCrew(.scribe, of: "cas", in: id, by: world.room.anna)
    try await world.outcomes.keep(.theme(OutcomeWorld.theme), in: id, by: cas)
  }

  @Test func whatTheGroupPutFirstIsWhatThemesAreMadeFrom() async throws {
    let world = try await OutcomeWorld()
    let options = ["a", "b", "c"].map { RoundOption(id: ID($0), text: .typed(LocalizedText(nl: $0))) }
    let id = try await world.play(
      .strategic,
      [
        (OutcomeWorld.planned(.dots, "dots", options: options), { _ in [("mark.c", "2"), ("mark.b", "1")] }),
        (
          OutcomeWorld.planned(.impactEffort, "grid", options: Array(options.prefix(2))),
          { _ in [("impact.a", "4"), ("effort.a", "5"), ("impact.b", "4"), ("effort.b", "1")] }
        ),
      ])
    #expect(try await world.outcomes.table(of: id, by: world.room.anna).suggestions.map(\.id) == ["b", "a"])
    try await world.room.send(.void("grid"), in: id)
    #expect(try await world.outcomes.table(of: id, by: world.room.anna).suggestions.map(\.id) == ["c", "b"])
  }

  @Test func anEmptyThemeIsSentBackWithItsFields() async throws {
    let world = try await OutcomeWorld()
    let id = try await world.room.plan(.strategic, on: SessionWorld.whole.id)
    await #expect(throws: Rejection("title", ContributionProblem.missing.message)) {
      try await world.outcomes.keep(.theme(Theme(id: "x", title: " ")), in: id, by: world.room.anna)
    }
  }
}
