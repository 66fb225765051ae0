import DemoKit
import Foundation
import Listen
import People
import Persistence
import SQLiteDriver
import Schema
import TestKit
import Testing
import Understand
import Values

@testable import Activate

/// An organisation with research to make plans from.
struct PlanWorld: Sendable {
  let database: SQLiteDatabase
  let organisation: Organisation
  let plans: Plans
  let readings: Readings
  let survey: ID<Survey>
  let wave: ID<Wave>
  let member: Member

  static let today = Day(daysSince1970: 20_778)

  /// Made once: what was computed of its numbers is kept with them.
  private static let linde = Task { () -> PlanWorld in
    let (database, organisation) = try await MadeDemo.shared()
    let tree = try await database.read { try $0.units(in: organisation.id).tree(on: today) }
    return try await PlanWorld(database, organisation, tree)
  }

  /// De Linde, seen by somebody who facilitates for the whole.
  static func demo() async throws -> PlanWorld { try await linde.value }

  /// San Francisco airport, brought in by the mapping that asks how the airport is as a whole: no recommendation, no grade.
  static func airport() async throws -> PlanWorld {
    let database = try SQLiteDatabase()
    try await database.migrate(Schema.migrations)
    let organisation = Organisation(id: "o1", name: "SFO", language: .en, createdAt: today.start)
    try await database.write { db in
      try db.organisations.insert(organisation)
      try db.units(in: organisation.id).insert(Unit(id: "u1", name: "SFO", code: "top"), below: nil, from: today)
    }
    let imports = Imports(
      database: database, world: World.test(), folder: ImportFolder(path: TemporaryFolder.make().path),
      onApplied: { _, _ in })
    let mapping = try #require(Project.root).appending(path: "docs/real-data/mappings/sfo-2017-whole.json")
    let file = try #require(Shared.folder(named: "data/sfo-airport-2017/sfo_2017.csv"))
    let taken = try await imports.take(
      file.path, named: file.lastPathComponent, mapping: ImportMapping(json: Data(contentsOf: mapping)),
      by: .operator(organisation))
    _ = try await imports.apply(
      taken.id,
      plan: ImportPlan(
        survey: nil, title: "SFO", wave: "2017", day: Day(year: 2017, month: 5, day: 15), language: .en,
        makesUnits: true),
      by: .operator(organisation))
    let tree = try await database.read { try $0.units(in: organisation.id).tree(on: today) }
    return try await PlanWorld(database, organisation, tree)
  }

  init(_ database: SQLiteDatabase, _ organisation: Organisation, _ tree: UnitTree) async throws {
    self.database = database
    self.organisation = organisation
    let world = World(
      now: { Self.today.start }, newID: { "" }, newToken: { Token(bytes: [1]) }, send: { _ in throw NotAllowed() })
    readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    plans = Plans(database: database, readings: readings)
    member = Member(
      person: "p1", name: "Ada", email: "ada@example.nl", language: .nl, organisation: organisation,
      grants: [Grant(.facilitator, on: tree.roots[0].id)], tree: tree)
    let shelf = try #require(try await readings.shelves(by: member).first)
    survey = shelf.survey.id
    wave = try #require(shelf.waves.last).id
  }

  func place(_ name: String? = nil) throws -> ReadingPlace {
    let unit = try #require(name == nil ? member.tree.roots.first : member.tree.units.first { $0.name == name })
    return ReadingPlace(survey: survey, wave: wave, unit: unit.id)
  }

  func plan(_ level: Level, _ length: PlanLength, _ unit: String? = nil) async throws -> SessionPlan {
    try await plans.make(
      PlanTemplate(level, length), at: place(unit),
      decided: level == .strategic ? DecidedAbove() : Self.decided, by: member)
  }

  static let decided = DecidedAbove(
    themes: [
      Theme(id: "t1", title: "Binnen een dag terugbellen", customerOutcome: "Klanten weten waar ze aan toe zijn"),
      Theme(id: "t2", title: "Eén vast gezicht", customerOutcome: "Klanten hoeven hun verhaal maar één keer te doen"),
    ], mandate: Mandate(id: "m1", mayDecide: "Alles tot 250 euro per klant", answerDays: 10))
}
