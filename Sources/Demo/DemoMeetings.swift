import Act
import Anchor
import Listen
import People
import Persistence
import Understand
import Values

/// The management team's meeting, every four weeks, with the route as a fixed item.
struct DemoMeetings {
  let route: DemoRoute
  let ambitions: DemoRoute.Ambitions

  func make() async throws {
    let agenda = Agenda(
      database: route.database,
      readings: Readings(
        database: route.database, library: ResearchLibrary(database: route.database), world: route.world),
      world: route.world)
    var now = try await route.scene(DemoRoute.day(11, 17))
    let board = try now.member(.board, "linde")
    let first = DemoRoute.day(4, 20)
    let series = try await agenda.plan(
      SeriesDraft(name: "MT-overleg", firstOn: first, everyWeeks: 4, minute: 9 * 60 + 30, minutes: 30),
      of: try now.unit("linde"), by: board)
    // All were held but the one in the middle of summer.
    for number in 0..<8 where number != 4 {
      let day = first.adding(days: 28 * number)
      if number == 7 {
        try await agenda.ask(
          "Gaat de ambitie over afspraken door, ook nu de meting van najaar niets liet zien?",
          about: .ambition(ambitions.promises), of: series, on: day, seen: nil, by: board)
      }
      try await agenda.decide(
        DecisionDraft(
          verdict: number == 7 ? .yes : nil,
          text: number == 7 ? "Ja. Oost houdt de ochtendplanning, Breda probeert het belletje vooraf." : ""),
        in: series, on: day, by: board)
    }
    now = try await route.scene(DemoRoute.day(11, 19))
    let waiting = try await route.asks.reading(try now.unit("linde"), by: board).toAnswer.first
    if let waiting {
      try await agenda.ask(
        "Mag Eindhoven voor januari twee vaste planners aannemen?", about: .ask(waiting.id), of: series,
        on: first.adding(days: 28 * 8), seen: nil, by: board)
    }
  }
}
