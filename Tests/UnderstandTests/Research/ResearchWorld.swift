import Columns
import Foundation
import Listen
import People
import Persistence
import TestKit
import Testing
@testable import Understand
import Values

/// An organisation that asks one survey itself and brings another in, with a library of columns that can be closed and opened.
final class ResearchWorld {
  static let migrations: [Migration] =
    .people + .listen + [.createEventsAndJobs, .createMails, .createImportDrafts] + .understand + [
      .letCommentsGo, .followResearch,
    ]

  let engine: Engine
  let address: String
  let folder: URL
  let clock = TestClock()
  let world: World
  let organisation: ID<Organisation> = "o1"
  private(set) var database: any Database
  private(set) var library: ResearchLibrary
  private(set) var member: Member
  private(set) var asked: ID<Survey> = ""
  private(set) var brought: ID<Survey>?

  var surveys: Surveys { Surveys(database: database, world: world, waves: open) }
  var waves: Waves { Waves(database: database, world: world, waves: open) }
  var units: Units { Units(database: database, world: world) }
  private var open: OpenWaves { OpenWaves(database: database, world: world) }

  init(_ engine: Engine) async throws {
    self.engine = engine
    address = try await engine.makeAddress(Self.migrations)
    folder = TemporaryFolder.make()
    world = World.test(clock: clock)
    database = try await engine.open(address)
    library = ResearchLibrary(database: database, folder: folder.appending(path: "columns").path)
    let (organisation, now) = (organisation, clock.now)
    try await database.write { db in
      try db.organisations.insert(Organisation(id: organisation, name: "De Linde", language: .nl, createdAt: now))
      try db.units(in: organisation).insert(Unit(id: "whole", name: "De Linde", code: "L"), below: nil, from: now.day)
      for name in ["north", "south"] {
        try db.units(in: organisation)
          .insert(Unit(id: ID(name), name: name, code: name), below: "whole", from: now.day)
      }
    }
    member = Member(
      person: "p1", name: "Ria", email: "ria@linde.test", language: .nl,
      organisation: Organisation(id: organisation, name: "De Linde", language: .nl, createdAt: now),
      grants: [Grant(.researcher, on: "whole"), Grant(.administrator, on: "whole")],
      tree: UnitTree(day: now.day, units: [], placements: []))
    try await look()
    asked = try await surveys.begin(from: .afterContact, by: member)
  }

  /// The member sees the units as they are now.
  func look() async throws {
    let (organisation, today) = (organisation, clock.now.day)
    let tree = try await database.read { try $0.units(in: organisation).tree(on: today) }
    member = Member(
      person: member.person, name: member.name, email: member.email, language: member.language,
      organisation: member.organisation, grants: member.grants, tree: tree)
  }

  func research(_ survey: ID<Survey>? = nil) async throws -> Research {
    try await library.research(survey ?? asked, in: organisation)
  }

  /// Ends the program, with its columns written or not, and starts it again.
  func restart(writing: Bool, budget: Int = 1 << 30) async throws {
    if writing { await library.saveAll() }
    try await database.close()
    database = try await engine.open(address)
    library = ResearchLibrary(database: database, folder: folder.appending(path: "columns").path, budget: budget)
  }

  /// An open wave that can be answered by link, at a unit.
  func openWave(_ name: String, at unit: ID<People.Unit> = "north") async throws -> Wave {
    let draft = WaveDraft(name: name, opensOn: clock.now.day, hasOpenLink: true, openLinkUnit: unit)
    let id = try await waves.plan(draft, of: asked, by: member)
    _ = try await waves.open(id, asking: nil, by: member)
    return try await waves.find(id, by: member).wave
  }

  @discardableResult
  func submit(_ answers: Answers, to wave: Wave) async throws -> Receipt {
    let (library, open) = (library, open)
    let responses = Responses(database: database, world: world, waves: open) { library.committed($0.survey, in: $1) }
    let entrance = try await responses.enter(.openLink(try #require(wave.openLink), key: world.newToken()))
    return try await responses.submit(answers, language: .nl, mayBeNamed: false, through: entrance)
  }

  /// Brings in rows of: number, unit, customer, weight, recommendation, service.
  func bring(_ rows: [String], wave: String) async throws {
    let library = library
    let imports = Imports(
      database: database, world: world, folder: ImportFolder(path: folder.appending(path: "kept").path),
      onApplied: { library.committed($0, in: $1) })
    let file = folder.appending(path: "\(wave).csv")
    let header = "id,unit,customer,weight,How likely are you to recommend us? (0-10),Rate us on service (1-10)"
    try Data(([header] + rows).joined(separator: "\n").utf8).write(to: file)
    let importer = Importer.operator(member.organisation)
    let taken = try await imports.take(file.path, named: "\(wave).csv", by: importer)
    var mapping = taken.mapping
    let roles: [ColumnRole] = [.responseID, .unit, .customerKey, .weight, .recommendation, .rating]
    for (place, role) in roles.enumerated() { mapping.columns[place].takenFor = role }
    mapping.columns[5].scale = ImportScale(min: 1, max: 10)
    try await imports.change(taken.id, to: mapping, by: importer)
    let plan = ImportPlan(
      survey: brought, title: "Elders", wave: wave, day: clock.now.day, language: .nl, makesUnits: true,
      makesCustomers: true)
    brought = try await imports.apply(taken.id, plan: plan, by: importer).survey
  }

  func ids(of survey: ID<Survey>) async throws -> [ID<Response>] {
    let organisation = organisation
    return try await database.read { try $0.responses(in: organisation).ids(of: survey, after: nil) }
  }

  func erase(_ response: ID<Response>) async throws {
    let organisation = organisation
    try await database.write { try $0.responses(in: organisation).delete(response) }
  }

  func run(_ sql: SQL) async throws {
    try await database.write { _ = try $0.run(sql) }
  }

  /// Every count of a survey in words, as a library says it that has just read the database.
  func portraitOfDatabase(_ survey: ID<Survey>) async throws -> [String] {
    try await ResearchLibrary(database: database).research(survey, in: organisation).portrait()
  }
}

extension Research {
  /// Every count in words: by measure, option, wave and unit, and how measures go together.
  func portrait() throws -> [String] {
    var lines = ["\(survey.document.title) \(survey.version) \(responseCount) \(isWeighted)"]
    lines += waves.map { "\($0.id) \($0.state)" } + units.map { "\($0.id) \($0.name)" }
    lines += placements.map { "\($0.unit) \($0.parent?.text ?? "-") \($0.validity)" }
    for measure in measures.indices {
      let table = try tabulation(measure, waves: waves.map(\.id))
      for (unit, waves) in table {
        for (wave, histogram) in waves { lines.append("\(measures[measure].key) \(unit) \(wave) \(histogram)") }
      }
      lines.append("\(measures[measure].key) \(try histogram(measure, Selection(waves: waves.map(\.id))))")
    }
    for code in frame.schema.codes.indices {
      for wave in waves {
        let filter = try filter(Selection(waves: [wave.id]))
        let tally = try tabulation(of: .code(code), by: .init(), where: filter).tally()
        lines.append("\(frame.schema.codes[code].name) \(wave.id) \(tally.counts) \(tally.missing)")
      }
    }
    for wave in waves {
      let filter = try filter(Selection(waves: [wave.id]))
      let moments = try frame.moments(of: Array(measures.indices), where: filter, weighted: isWeighted)
      for first in measures.indices {
        for second in measures.indices where first <= second {
          let pair = moments.pair(first, second)
          lines.append("\(measures[first].key) \(measures[second].key) \(wave.id) \(pair.n)")
        }
      }
    }
    return lines.sorted()
  }
}
