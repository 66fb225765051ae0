import Act
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct RouteTests {
  @Test(arguments: Engine.all) func progressRollsUpFromActionsToTheAmbition(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    try await world.route.translate(
      ambition, for: "north", as: world.focus(owner: world.north), seen: nil, by: world.north)
    try await world.route.translate(
      ambition, for: "south",
      as: TranslationDraft(
        kind: .notForUs, text: "Wij bellen al terug", owner: world.south.person, due: world.today.adding(days: 30)),
      seen: nil, by: world.south)
    let first = try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    _ = try await world.actions.begin(world.action("Tweede lijn", for: ambition), in: "north", by: world.north)

    world.clock.advance(days: 15)
    try await world.actions.end(
      first, as: .done, saying: "Klanten zeggen dat het scheelt", seen: 1, by: world.carla)

    let whole = try await world.route.reading("whole", by: world.carla)
    let line = try #require(whole.lines.first)
    #expect(line.tally == RouteTally(focuses: 1, refusals: 1, going: 1, done: 1, lastMoved: world.today))
    #expect(line.answered == 2 && line.waiting == [])
    let north = try await world.route.reading("north", by: world.north)
    #expect(north.lines.first?.tally.done == 1 && north.lines.first?.translation?.text == "Terugbellen voor vijven")
    let south = try await world.route.reading("south", by: world.south)
    #expect(south.lines.first?.tally.actions == 0)
    let down = try await world.route.ambition(ambition, by: world.board)
    #expect(down.units.map(\.tally.actions) == [2, 0] && down.actions.first?.id == first)
    let up = try await world.actions.find(first, by: world.carla)
    #expect(up.ambition?.id == ambition && up.translation?.unit == "north")
    #expect(up.events.map(\.kind) == ["action.done", "action.begun"])
  }

  @Test func nothingIsOnTheRouteWithoutAnOwnerAndADate() async throws {
    let world = try await RouteWorld(.sqlite)
    await #expect(throws: Rejection.self) {
      try await world.route.set(
        AmbitionDraft(outcome: " ", measure: nil, sponsor: nil, stops: "", due: nil), on: "whole", by: world.board)
    }
    var draft = world.action()
    draft.owner = nil
    draft.due = nil
    await #expect { try await world.actions.begin(draft, in: "team", by: world.carla) } throws: { error in
      (error as? Rejection)?.problems.keys.sorted() == ["carrier", "until"]
    }
    for days in [13, 43] {
      draft = world.action()
      draft.due = world.today.adding(days: days)
      await #expect { try await world.actions.begin(draft, in: "team", by: world.carla) } throws: { error in
        (error as? Rejection)?.problems["until"]?.key == "route.form.twoToSixWeeks"
      }
    }
  }

  @Test(arguments: Engine.all) func whoSavesAnOlderEditionIsToldAndChangesNothing(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    try await world.route.change(ambition, to: world.ambition("Van Anna"), seen: 1, by: world.board)
    await #expect {
      try await world.route.change(ambition, to: world.ambition("Van Wim"), seen: 1, by: world.board)
    } throws: { error in (error as? EditedMeanwhile)?.number == 2 }
    #expect(try await world.route.ambition(ambition, by: world.board).ambition.outcome == "Van Anna")

    let focus = world.focus(owner: world.north)
    try await world.route.translate(ambition, for: "north", as: focus, seen: nil, by: world.north)
    await #expect(throws: EditedMeanwhile.self) {
      try await world.route.translate(ambition, for: "north", as: focus, seen: nil, by: world.board)
    }
    let action = try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    try await world.actions.change(action, to: world.action("Anders", for: ambition), seen: 1, by: world.north)
    await #expect(throws: EditedMeanwhile.self) {
      try await world.actions.end(action, as: .done, saying: "Klaar", seen: 1, by: world.carla)
    }
  }

  @Test(arguments: Engine.all) func ofTwoWhoSaveAtOnceOneIsTold(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<6 {
        group.addTask {
          do {
            try await world.route.change(ambition, to: world.ambition("Versie \(number)"), seen: 1, by: world.board)
            return true
          } catch { return false }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 } == 1)
    #expect(try await world.route.ambition(ambition, by: world.board).ambition.edition.number == 2)
  }

  @Test func aRoleDoesWhatTheTableOfAbilitiesSaysAndNoMore() async throws {
    let world = try await RouteWorld(.sqlite)
    await #expect(throws: NotAllowed.self) {
      try await world.route.set(world.ambition(), on: "whole", by: world.carla)
    }
    await #expect(throws: NotAllowed.self) {
      try await world.route.set(world.ambition(), on: "north", by: world.north)
    }
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    await #expect(throws: NotFound.self) {
      try await world.route.translate(
        ambition, for: "north", as: world.focus(owner: world.south), seen: nil, by: world.south)
    }
    await #expect(throws: NotFound.self) {
      try await world.actions.begin(world.action(for: ambition), in: "south", by: world.carla)
    }
    let action = try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    await #expect(throws: NotAllowed.self) {
      try await world.actions.end(action, as: .done, saying: "Klaar", seen: 1, by: world.daan)
    }
    await #expect(throws: NotFound.self) { try await world.route.ambition(ambition, by: world.stranger) }
    await #expect(throws: NotFound.self) { try await world.actions.find(action, by: world.stranger) }
    await #expect(throws: Rejection.self) {
      var draft = world.ambition()
      draft.sponsor = world.stranger.person
      _ = try await world.route.set(draft, on: "whole", by: world.board)
    }
  }

  @Test func whatHasEndedTakesNothingMoreUntilItGoesOn() async throws {
    let world = try await RouteWorld(.sqlite)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    try await world.route.end(ambition, isReached: false, saying: "Te groot", seen: 1, by: world.board)
    await #expect(throws: RouteRefusal.ambitionHasEnded) {
      try await world.route.translate(
        ambition, for: "north", as: world.focus(owner: world.north), seen: nil, by: world.north)
    }
    await #expect(throws: RouteRefusal.ambitionHasEnded) {
      try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    }
    try await world.route.reopen(ambition, seen: 2, by: world.board)
    let action = try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    try await world.actions.end(action, as: .stopped, saying: "Geen tijd", seen: 1, by: world.carla)
    await #expect(throws: RouteRefusal.actionHasEnded) {
      try await world.actions.end(action, as: .done, saying: "Toch", seen: 2, by: world.carla)
    }
    try await world.actions.reopen(action, seen: 2, by: world.carla)
    #expect(try await world.route.reading("whole", by: world.board).lines.first?.tally.going == 1)
  }

  @Test(arguments: Engine.all) func overdueAndOwnerlessThingsAreSeenAndHandedOver(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    let action = try await world.actions.begin(world.action(for: ambition), in: "team", by: world.carla)
    world.clock.advance(days: 22)
    let today = world.today
    try await world.database.write { db in
      var carla = try db.people(in: RouteWorld.organisation).find("carla")
      carla.leftOn = today
      try db.people(in: RouteWorld.organisation).update(carla)
    }
    let reading = try await world.route.reading("north", by: world.north)
    #expect(reading.overdue.map(\.id) == [action] && reading.ownerless.map(\.id) == [action])
    #expect(try await world.route.reading("south", by: world.south).overdue == [])
    await #expect(throws: NotAllowed.self) {
      try await world.route.handOver(from: "carla", to: "daan", by: world.daan)
    }
    await #expect(throws: NotFound.self) {
      try await world.route.handOver(from: "carla", to: "daan", by: world.south)
    }
    #expect(try await world.route.handOver(from: "carla", to: "daan", by: world.north) == 1)
    let after = try await world.route.reading("north", by: world.north)
    #expect(after.ownerless == [] && after.overdue.first?.owner == "daan")
  }

  @Test(arguments: Engine.all) func anAskHasADayAndGetsOneAnswer(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let draft = AskDraft(text: "Mogen we zelf een fitting vergoeden?", to: "board", answerBy: nil)
    let ask = try await world.asks.ask(draft, from: "team", by: world.carla)
    let reading = try await world.asks.reading("whole", by: world.board)
    #expect(reading.toAnswer.map(\.id) == [ask])
    #expect(reading.toAnswer.first?.answerBy == world.today.adding(days: 14))
    world.clock.advance(days: 15)
    #expect(try await world.asks.find(ask, by: world.carla).ask.isLate(on: world.today))
    await #expect(throws: NotAllowed.self) {
      try await world.asks.answer(ask, .yes, saying: "Ja", by: world.south)
    }
    try await world.asks.answer(ask, .yes, saying: "Tot 25 euro, zonder vragen", by: world.board)
    await #expect(throws: RouteRefusal.askIsAnswered) {
      try await world.asks.answer(ask, .no, saying: "Nee", by: world.board)
    }
    #expect(try await world.asks.reading("team", by: world.carla).own.first?.answer?.verdict == .yes)
    await #expect(throws: Rejection.self) {
      try await world.asks.ask(AskDraft(text: "?", to: "daan", answerBy: nil), from: "team", by: world.carla)
    }
  }

  @Test(arguments: Engine.all) func talliesAreWhatOneWouldCount(_ engine: Engine) async throws {
    let world = try await RouteWorld(engine)
    let ambition = try await world.route.set(world.ambition(), on: "whole", by: world.board)
    var generator = SystemRandomNumberGenerator()
    var known: [ID<Action>] = []
    for _ in 0..<40 {
      if known.isEmpty || Bool.random(using: &generator) {
        known.append(try await world.actions.begin(world.action(for: ambition), in: "team", by: world.north))
      } else if let one = known.randomElement(using: &generator) {
        let reading = try await world.actions.find(one, by: world.north)
        let seen = reading.action.edition.number
        if reading.action.state == .going {
          let state = [Action.State.done, .learned, .stopped].randomElement(using: &generator) ?? .done
          try await world.actions.end(one, as: state, saying: "Klaar", seen: seen, by: world.north)
        } else {
          try await world.actions.reopen(one, seen: seen, by: world.north)
        }
      }
    }
    var counted = RouteTally()
    for one in known {
      switch try await world.actions.find(one, by: world.north).action.state {
      case .going: counted.going += 1
      case .done: counted.done += 1
      case .learned: counted.learned += 1
      case .stopped: counted.stopped += 1
      }
    }
    for unit in ["whole", "north", "team"] as [ID<Unit>] {
      var tally = try #require(try await world.route.reading(unit, by: world.board).lines.first).tally
      tally.lastMoved = nil
      #expect(tally == counted, "\(unit)")
    }
  }
}
