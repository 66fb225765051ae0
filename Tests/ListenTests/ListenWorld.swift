import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// De Linde with three units, a researcher and five customers, on one engine.
struct ListenWorld: Sendable {
  static let migrations: [Migration] = .people + [.createEventsAndJobs] + .listen

  let database: any Database
  let clock: TestClock
  let outbox: TestOutbox
  let world: World
  let open: OpenWaves
  let researcher: Member
  let surveys: Surveys
  let waves: Waves
  let responses: Responses

  static let organisation = Organisation.linde
  static let whole = Unit(id: "whole", name: "De Linde", code: "L")
  static let north = Unit(id: "north", name: "Noord", code: "N")
  static let south = Unit(id: "south", name: "Zuid", code: "Z")

  init(_ engine: Engine, onCommitted: @escaping @Sendable (Response) -> Void = { _ in }) async throws {
    let database = try await engine.make(Self.migrations)
    let clock = TestClock()
    let outbox = TestOutbox()
    let world = World.test(clock: clock, outbox: outbox)
    let today = clock.now.day
    let person = Person(id: "ria", name: "Ria", email: "ria@linde.test", language: .nl)
    researcher = try await database.write { db in
      try db.organisations.insert(Self.organisation)
      let units = db.units(in: Self.organisation.id)
      try units.insert(Self.whole, below: nil, from: today)
      try units.insert(Self.north, below: Self.whole.id, from: today)
      try units.insert(Self.south, below: Self.whole.id, from: today)
      let people = db.people(in: Self.organisation.id)
      try people.insert(person)
      try people.grant(Grant(.researcher, on: Self.whole.id), to: person.id, from: today)
      for number in 1...5 {
        try db.customers(in: Self.organisation.id).save(
          Customer(
            id: ID("c\(number)"), kind: number == 5 ? .person : .organisation, name: "Klant \(number)",
            email: number == 4 ? nil : "klant\(number)@voorbeeld.test", language: number == 2 ? .en : .nl,
            code: "K\(number)", owner: person.id, unit: number < 3 ? Self.north.id : Self.south.id))
      }
      guard let member = try people.member(person.id, on: today) else { throw NotFound() }
      return member
    }
    self.database = database
    self.clock = clock
    self.outbox = outbox
    self.world = world
    open = OpenWaves(database: database, world: world)
    surveys = Surveys(database: database, world: world, waves: open)
    waves = Waves(database: database, world: world, waves: open)
    responses = Responses(database: database, world: world, waves: open) { response, _ in onCommitted(response) }
  }

  /// An open wave of the survey after contact, with an open link.
  func openWave(
    asking choice: RosterChoice? = nil, isContinuous: Bool = false
  ) async throws -> (survey: ID<Survey>, wave: Wave, link: String) {
    let survey = try await surveys.begin(from: .afterContact, by: researcher)
    let draft = WaveDraft(
      name: "Najaar", isContinuous: isContinuous, opensOn: clock.now.day, hasOpenLink: true,
      openLinkUnit: Self.north.id)
    let id = try await waves.plan(draft, of: survey, by: researcher)
    _ = try await waves.open(id, asking: choice, by: researcher)
    let wave = try await waves.find(id, by: researcher).wave
    return (survey, wave, try #require(wave.openLink))
  }

  static let answers = Answers([
    "solved": .choice(["no"], other: nil), "open": .text("Bel me terug over de klacht"), "effort": .number(3),
    "grade": .number(5), "drivers.wait": .number(2), "drivers.friendly": .notApplicable,
    "why": .text("Het duurde <b>lang</b>"),
  ])

  func key() -> Token { world.newToken() }
}
