import DemoKit
import Listen
import People
import Persistence
import SQLiteDriver
import Statistics
import Testing
import Understand
import Values

/// The demo tells a story, and the three readings bring it out. If either changes, this shows.
@Suite struct DemoStoryTests {
  @Test func theReadingsBringOutWhatHappenedAtDeLinde() async throws {
    let world = try await DemoWorld.make()

    let reading = try await world.readings.strategic(world.place(), by: world.board)

    #expect((5_500...6_500).contains(try await world.responseCount()))
    #expect(reading.headline.map(\.name) == ["nps", "grade", "ninePlus.grade"])
    let reach = try #require(reading.drivers?.improvementPoints.first)
    #expect(reach.measure.key.text == "drivers.reach")
    #expect(reading.drivers?.strengths.map(\.measure.key.text) == ["drivers.craft"])
    #expect(reading.recommended == .yes)
    let units = try #require(reading.units)
    #expect(units.lines.first?.unit.name == "Regio Noord")
    #expect(units.lines.last?.unit.name == "Regio Zuid")
    #expect(units.lines.first?.verdict == .strong)
    #expect(units.ranking.map { $0.bands.count > 1 } == true)
  }

  @Test func aManagerSeesTheirUnitBesideTheRestAndNobodyElsesUnit() async throws {
    let world = try await DemoWorld.make()
    let south = try #require(world.board.tree.units.first { $0.name == "Regio Zuid" })
    let manager = try await world.member(.manager, on: south.id)

    let reading = try await world.readings.tactical(world.place(south.id), by: manager)

    #expect(reading.teams?.lines.last?.unit.name == "Team Eindhoven")
    #expect(reading.differences.contains { $0.figure.measure.key.text == "drivers.reach" })
    let north = try #require(world.board.tree.units.first { $0.name == "Regio Noord" })
    await #expect(throws: NotFound.self) { try await world.readings.tactical(world.place(north.id), by: manager) }
  }

  @Test func theFrontLineSeesOnlyCustomersWhoAgreedToBeNamed() async throws {
    let world = try await DemoWorld.make()
    let employee = try await world.member(.employee)

    let reading = try await world.readings.ownCustomers(world.survey, wave: world.wave, by: employee)

    #expect(reading.lines.count > 5)
    #expect(reading.unnamed > 0)
    #expect(reading.lines.allSatisfy { $0.customer.owner == employee.person })
    await #expect(throws: NotFound.self) {
      try await world.readings.unitCustomers(world.place(), by: employee)
    }
  }
}

/// The demo organisation in memory, with the latest wave at hand.
struct DemoWorld: Sendable {
  let database: SQLiteDatabase
  let readings: Readings
  let organisation: Organisation
  let survey: ID<Survey>
  let wave: ID<Wave>
  let board: Member

  private static let today = Day(daysSince1970: 20_778)
  static func make() async throws -> DemoWorld {
    let (database, organisation) = try await MadeDemo.shared()
    let world = World(
      now: { today.start }, newID: { "" }, newToken: { Token(bytes: [1]) }, send: { _ in throw NotAllowed() })
    let readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    let board = try await member(.board, nil, organisation.id, database)
    let shelf = try #require(try await readings.shelves(by: board).first)
    return DemoWorld(
      database: database, readings: readings, organisation: organisation, survey: shelf.survey.id,
      wave: try #require(shelf.waves.last).id, board: board)
  }

  func place(_ unit: ID<Unit>? = nil) -> ReadingPlace {
    ReadingPlace(survey: survey, wave: wave, unit: unit ?? board.tree.roots[0].id)
  }

  func member(_ role: Role, on unit: ID<Unit>? = nil) async throws -> Member {
    try await Self.member(role, unit, organisation.id, database)
  }

  func responseCount() async throws -> Int {
    try await readings.research(survey, by: board).responseCount
  }

  private static func member(
    _ role: Role, _ unit: ID<Unit>?, _ organisation: ID<Organisation>, _ database: SQLiteDatabase
  ) async throws -> Member {
    try await database.read { db in
      let people = db.people(in: organisation)
      let found = try people.grants(on: today).sorted { $0.key < $1.key }.first { _, grants in
        grants.contains { $0.role == role && (unit == nil || $0.unit == unit) }
      }
      let person = try #require(found).key
      return try #require(try people.member(person, on: today))
    }
  }
}
