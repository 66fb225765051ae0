import Act
import Listen
import People
import Persistence
import Schema
import TestKit
import Testing
import Values

/// De Linde with a board, two regions with their managers, a team in Noord with two people, and a stranger elsewhere.
struct RouteWorld: Sendable {
  let database: any Database
  let clock: TestClock
  let world: World
  let board: Member
  let north: Member
  let south: Member
  let carla: Member
  let daan: Member
  let stranger: Member

  static let organisation = ID<Organisation>("linde")
  static let whole = Unit(id: "whole", name: "De Linde", code: "L")
  static let northUnit = Unit(id: "north", name: "Regio Noord", code: "N")
  static let southUnit = Unit(id: "south", name: "Regio Zuid", code: "Z")
  static let team = Unit(id: "team", name: "Team Groningen", code: "G")

  init(_ engine: Engine) async throws {
    let database = try await engine.make(Schema.migrations)
    let clock = TestClock()
    let today = clock.now.day
    let cast: [(id: String, role: Role, unit: ID<Unit>)] = [
      ("board", .board, "whole"), ("north", .manager, "north"), ("south", .manager, "south"),
      ("carla", .employee, "team"), ("daan", .employee, "team"),
    ]
    let members = try await database.write { db in
      for id in ["linde", "elders"] as [ID<Organisation>] {
        try db.organisations.insert(
          Organisation(id: id, name: id.text, language: .nl, createdAt: today.start))
      }
      let units = db.units(in: Self.organisation)
      try units.insert(Self.whole, below: nil, from: today.adding(days: -400))
      try units.insert(Self.northUnit, below: Self.whole.id, from: today.adding(days: -400))
      try units.insert(Self.southUnit, below: Self.whole.id, from: today.adding(days: -400))
      try units.insert(Self.team, below: Self.northUnit.id, from: today.adding(days: -400))
      try db.units(in: "elders").insert(Unit(id: "else", name: "Elders", code: "E"), below: nil, from: today)
      let people = db.people(in: Self.organisation)
      for person in cast {
        try people.insert(Person(id: ID(person.id), name: person.id, email: "\(person.id)@linde.test", language: .nl))
        try people.grant(Grant(person.role, on: person.unit), to: ID(person.id), from: today.adding(days: -400))
      }
      let elsewhere = db.people(in: "elders")
      try elsewhere.insert(Person(id: "mallory", name: "Mallory", email: "m@elders.test", language: .nl))
      try elsewhere.grant(Grant(.board, on: "else"), to: "mallory", from: today)
      return try cast.map { try people.member(ID($0.id), on: today) } + [elsewhere.member("mallory", on: today)]
    }
    let found = try members.map { try #require($0) }
    (board, north, south) = (found[0], found[1], found[2])
    (carla, daan, stranger) = (found[3], found[4], found[5])
    self.database = database
    self.clock = clock
    world = World.test(clock: clock)
  }

  var today: Day { clock.now.day }
  var route: ImprovementRoute { ImprovementRoute(database: database, world: world) }
  var actions: Actions { Actions(database: database, world: world) }
  var asks: Asks { Asks(database: database, world: world) }
  var commitments: Commitments { Commitments(database: database, world: world) }
  var huddles: Huddles { Huddles(database: database, world: world) }
  var digests: Digests {
    Digests(database: database, world: world) { digest in
      Mail(
        to: digest.person.email, toName: digest.person.name, subject: "\(digest.lines.count)", text: "-",
        messageID: digest.key.replacing("/", with: "."))
    }
  }

  func ambition(_ outcome: String = "Klanten worden dezelfde dag teruggebeld") -> AmbitionDraft {
    AmbitionDraft(
      outcome: outcome, measure: nil, sponsor: board.person, stops: "De wekelijkse rapportage",
      due: today.adding(days: 180))
  }

  func focus(_ text: String = "Terugbellen voor vijven", owner: Member) -> TranslationDraft {
    TranslationDraft(kind: .focus, text: text, owner: owner.person, due: today.adding(days: 90))
  }

  func action(_ title: String = "Belrooster", for ambition: ID<Ambition>? = nil, owner: Member? = nil) -> ActionDraft {
    ActionDraft(
      ambition: ambition, title: title, effect: "Een klant hoort dezelfde dag iets", owner: (owner ?? carla).person,
      due: today.adding(days: 21))
  }

  func seen(_ action: ID<Action>) async throws -> Int {
    try await actions.find(action, by: board).action.edition.number
  }
}
