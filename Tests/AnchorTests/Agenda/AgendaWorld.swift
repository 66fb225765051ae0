import Act
import Anchor
import Listen
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

/// De Linde with a board, a region with its manager, and a team with one employee.
struct AgendaWorld: Sendable {
  let database: any Database
  let clock: TestClock
  let world: World
  let board: Member
  let north: Member
  let carla: Member

  static let organisation = ID<Organisation>("linde")

  init(_ engine: Engine) async throws {
    let database = try await engine.make(Schema.migrations)
    let clock = TestClock()
    let today = clock.now.day
    let members = try await database.write { db in
      try db.organisations.insert(
        Organisation(id: Self.organisation, name: "De Linde", language: .nl, createdAt: today.start))
      let units = db.units(in: Self.organisation)
      let day = today.adding(days: -400)
      try units.insert(Unit(id: "whole", name: "De Linde", code: "L"), below: nil, from: day)
      try units.insert(Unit(id: "north", name: "Regio Noord", code: "N"), below: "whole", from: day)
      try units.insert(Unit(id: "team", name: "Team Groningen", code: "G"), below: "north", from: day)
      let people = db.people(in: Self.organisation)
      for (id, role, unit) in [
        ("board", Role.board, "whole"), ("north", .manager, "north"), ("carla", .employee, "team"),
      ] as [(String, Role, ID<Unit>)] {
        try people.insert(Person(id: ID(id), name: id, email: "\(id)@linde.test", language: .nl))
        try people.grant(Grant(role, on: unit), to: ID(id), from: day)
      }
      return try ["board", "north", "carla"].map { try people.member(ID($0), on: today) }
    }
    let found = try members.map { try #require($0) }
    (board, north, carla) = (found[0], found[1], found[2])
    self.database = database
    self.clock = clock
    world = World.test(clock: clock)
  }

  var today: Day { clock.now.day }
  var route: ImprovementRoute { ImprovementRoute(database: database, world: world) }
  var actions: Actions { Actions(database: database, world: world) }
  var asks: Asks { Asks(database: database, world: world) }
  func agenda(_ database: (any Database)? = nil) -> Agenda {
    let used = database ?? self.database
    return Agenda(
      database: used,
      readings: Readings(database: used, library: ResearchLibrary(database: used), world: world), world: world)
  }

  func ambition() async throws -> ID<Ambition> {
    try await route.set(
      AmbitionDraft(
        outcome: "Dezelfde dag teruggebeld", measure: nil, sponsor: "board", stops: "Een rapport",
        due: today.adding(days: 200)), on: "whole", by: board)
  }

  /// Every four weeks, from today on.
  func series() async throws -> ID<MeetingSeries> {
    try await agenda().plan(
      SeriesDraft(name: "MT-overleg", firstOn: today, everyWeeks: 4, minute: 570), of: "whole", by: board)
  }

  func reading(_ series: ID<MeetingSeries>, on day: Day) async throws -> AgendaReading {
    try await agenda().reading(series, on: day, language: .nl, by: board)
  }
}
