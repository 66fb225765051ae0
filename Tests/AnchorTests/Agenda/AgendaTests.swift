import Act
import Anchor
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct AgendaTests {
  @Test(arguments: Engine.all) func thePageHasWhatChangedWhatIsStuckAndWhatIsAsked(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let (ambition, series, first) = (try await world.ambition(), try await world.series(), world.today)
    try await world.agenda().decide(
      DecisionDraft(verdict: nil, text: ""), in: series, on: first, by: world.board)
    world.clock.advance(days: 2)
    let draft = ActionDraft(
      ambition: ambition, title: "Belrooster", effect: "Dezelfde dag", owner: "carla", due: world.today.adding(days: 14)
    )
    let late = try await world.actions.begin(draft, in: "team", by: world.carla)
    let done = try await world.actions.begin(draft, in: "team", by: world.carla)
    let ask = try await world.asks.ask(
      AskDraft(text: "Mag dit?", to: "board", answerBy: nil), from: "team", by: world.carla)
    world.clock.advance(days: 20)
    try await world.actions.end(done, as: .done, saying: "Gemerkt", seen: 1, by: world.carla)

    let page = try await world.reading(series, on: first.adding(days: 28))
    #expect(page.last?.day == first && page.skipped == [])
    #expect(Set(page.changed.map(\.id)) == [done, late] && page.changed.first?.id == done)
    #expect(page.route.overdue.map(\.id) == [late])
    #expect(page.route.lines.first?.waiting.map(\.id) == ["north"])
    #expect(page.toAnswer.map(\.id) == [ask])
    await #expect(throws: NotFound.self) { try await world.reading(series, on: first.adding(days: 27)) }
    await #expect(throws: NotAllowed.self) {
      try await world.agenda().reading(series, on: first, language: .nl, by: world.carla)
    }
    await #expect(throws: NotFound.self) {
      try await world.agenda().reading(series, on: first, language: .nl, by: world.north)
    }
  }

  @Test(arguments: Engine.all) func aDecisionFlowsIntoTheRoute(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let (ambition, series) = (try await world.ambition(), try await world.series())
    let ask = try await world.asks.ask(
      AskDraft(text: "Mag dit?", to: "board", answerBy: nil), from: "team", by: world.carla)
    let agenda = world.agenda()
    let days = (0..<3).map { world.today.adding(days: 28 * $0) }
    try await agenda.ask("Mag het?", about: .ask(ask), of: series, on: days[0], seen: nil, by: world.board)
    try await agenda.ask("Stoppen?", about: .ambition(ambition), of: series, on: days[1], seen: nil, by: world.board)
    try await agenda.ask("Wie belt?", about: .nothing, of: series, on: days[2], seen: nil, by: world.board)

    await #expect(throws: AgendaRefusal.isToCome) {
      try await agenda.decide(DecisionDraft(verdict: .yes, text: "Ja"), in: series, on: days[1], by: world.board)
    }
    await #expect(throws: Rejection.self) {
      try await agenda.decide(DecisionDraft(verdict: nil, text: ""), in: series, on: days[0], by: world.board)
    }
    try await agenda.decide(DecisionDraft(verdict: .yes, text: "Ja hoor"), in: series, on: days[0], by: world.board)
    #expect(try await world.asks.find(ask, by: world.carla).ask.answer?.text == "Ja hoor")
    await #expect(throws: AgendaRefusal.isDecided) {
      try await agenda.decide(DecisionDraft(verdict: .no, text: "Nee"), in: series, on: days[0], by: world.board)
    }
    world.clock.advance(days: 28)
    try await agenda.decide(
      DecisionDraft(verdict: .yes, text: "Klaar", ends: .reached), in: series, on: days[1], by: world.board)
    #expect(try await world.route.ambition(ambition, by: world.board).ambition.state == .reached)
    #expect(try await agenda.decisions(about: ambition, by: world.carla).map(\.meeting.day) == [days[1]])

    world.clock.advance(days: 28)
    await #expect(throws: Rejection.self) {
      try await agenda.decide(DecisionDraft(verdict: .yes, text: "Zoek uit"), in: series, on: days[2], by: world.board)
    }
    try await agenda.decide(
      DecisionDraft(verdict: .yes, text: "Zoek uit", owner: "north", due: world.today.adding(days: 20)), in: series,
      on: days[2], by: world.board)
    let made = try #require(try await world.reading(series, on: days[2]).meeting?.decision?.action)
    #expect(try await world.actions.find(made, by: world.north).action.owner == "north")
    #expect(try await agenda.decision(behind: made, by: world.north)?.series.name == "MT-overleg")
  }

  @Test(arguments: Engine.all) func aMeetingThatNobodyHeldIsSeen(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let (series, first) = (try await world.series(), world.today)
    world.clock.advance(days: 60)
    #expect(try await world.agenda().all(by: world.board).first?.skipped == [56, 28, 0].map(first.adding(days:)))
    try await world.agenda().decide(
      DecisionDraft(verdict: nil, text: ""), in: series, on: first.adding(days: 28), by: world.board)
    let line = try #require(try await world.agenda().all(by: world.board).first)
    #expect(line.skipped == [first.adding(days: 56), first] && line.next == first.adding(days: 84))
    try await world.agenda().end(series, on: world.today, by: world.board)
    #expect(try await world.agenda().all(by: world.board) == [])
  }

  @Test func whoAsksAnotherDecisionMeanwhileIsTold() async throws {
    let world = try await AgendaWorld(.sqlite)
    let series = try await world.series()
    try await world.agenda().ask("Eén?", about: .nothing, of: series, on: world.today, seen: nil, by: world.board)
    await #expect(throws: EditedMeanwhile.self) {
      try await world.agenda().ask("Twee?", about: .nothing, of: series, on: world.today, seen: nil, by: world.board)
    }
    try await world.agenda().ask("Twee?", about: .nothing, of: series, on: world.today, seen: 1, by: world.board)
    await #expect(throws: NotFound.self) {
      try await world.agenda().ask("X", about: .nothing, of: series, on: world.today, seen: 2, by: world.north)
    }
  }

  @Test(arguments: Engine.all) func whoSitsThereIsMailedOnceBeforeIt(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    world.clock.advance(days: 1)
    _ = try await world.agenda().plan(
      SeriesDraft(name: "MT", firstOn: world.today.adding(days: 5), everyWeeks: 2, minute: 540), of: "whole",
      by: world.board)
    let mails = AgendaMails(database: world.database, world: world.world) { mail in
      Mail(
        to: mail.to.email, toName: "", subject: mail.series.name, text: "",
        messageID: mail.key.replacing("/", with: "."))
    }
    func queued() async throws -> [String] {
      try await world.database.read { try $0.queuedMails(in: AgendaWorld.organisation.text, .queued).map(\.mail.to) }
    }
    try await mails.mail()
    #expect(try await queued() == [])
    world.clock.advance(days: 2)
    try await mails.mail()
    try await mails.mail()
    #expect(try await queued() == ["board@linde.test"])
    world.clock.advance(days: 14)
    try await mails.mail()
    #expect(try await queued().count == 2)
  }

  @Test(arguments: Engine.all) func noQueryOfTheAgendaGrowsWithTheWholeTable(_ engine: Engine) async throws {
    let world = try await AgendaWorld(engine)
    let (ambition, series, first) = (try await world.ambition(), try await world.series(), world.today)
    try await world.database.write { db in
      for number in 0..<1_500 {
        try db.actions(in: AgendaWorld.organisation).insert(
          Act.Action(
            id: ID("a\(number)"), unit: number % 2 == 0 ? "team" : "north", ambition: ambition, title: "Actie",
            effect: "Merkbaar", owner: "carla", begins: first, due: first.adding(days: number % 30 + 14),
            edition: Edition(by: nil, at: first.start.adding(seconds: number))))
      }
      if engine == .postgres { try db.run("ANALYZE") }
    }
    let plans = QueryPlans()
    let agenda = world.agenda(PlannedDatabase(world.database, plans))
    _ = try await agenda.reading(series, on: first, language: .nl, by: world.board)
    _ = try await agenda.all(by: world.board)
    #expect(plans.all.count > 8)
    // An organisation has a handful of surveys, waves and topics, and its tree is read whole.
    #expect(plans.growing(small: ["surveys", "waves", "topics", "units", "unit_placements", "s"]) == [])
  }
}
