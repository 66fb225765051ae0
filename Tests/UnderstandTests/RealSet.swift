import Foundation
import Listen
import People
import Persistence
import SQLiteDriver
import Schema
import Statistics
import Synchronization
import TestKit
import Testing
import Understand
import Values

/// A set of real answers that goes in as anyone would bring it in, and is read by the three readings.
struct RealSet: Sendable {
  let database: SQLiteDatabase
  let organisation: Organisation
  let top: People.Unit
  let imports: Imports
  let readings: Readings
  private let library: ResearchLibrary

  private static let today = Day(daysSince1970: 20_778)

  init(_ name: String) async throws {
    let database = try SQLiteDatabase()
    try await database.migrate(Schema.migrations)
    let world = World.test()
    let organisation = Organisation(id: "o1", name: name, language: .en, createdAt: world.now())
    let top = People.Unit(id: "u1", name: name, code: "top")
    try await database.write { db in
      try db.organisations.insert(organisation)
      try db.units(in: organisation.id).insert(top, below: nil, from: Self.today)
    }
    let library = ResearchLibrary(database: database)
    self.database = database
    self.organisation = organisation
    self.top = top
    self.library = library
    imports = Imports(
      database: database, world: world, folder: ImportFolder(path: TemporaryFolder.make().path),
      onApplied: { library.committed($0, in: $1) })
    readings = Readings(database: database, library: library, world: world)
  }

  /// Brings a file in with the mapping that lies in `docs/real-data/mappings`.
  func bring(
    _ file: String, mapping name: String, wave: String, day: Day? = nil, into survey: ID<Survey>? = nil
  ) async throws -> Import {
    let mapping = try #require(Project.root).appending(path: "docs/real-data/mappings/\(name).json")
    let place = try #require(Shared.folder(named: "data/\(file)"))
    let taken = try await imports.take(
      place.path, named: place.lastPathComponent, mapping: ImportMapping(json: Data(contentsOf: mapping)),
      by: .operator(organisation))
    let plan = ImportPlan(
      survey: survey, title: organisation.name, wave: wave, day: day, language: .en, makesUnits: true)
    return try await imports.apply(taken.id, plan: plan, by: .operator(organisation))
  }

  func board() async throws -> Member {
    let organisation = organisation.id
    let tree = try await database.read { try $0.units(in: organisation).tree(on: Self.today) }
    return Member(
      person: "p1", name: "Board", email: "board@example.nl", language: .en, organisation: self.organisation,
      grants: [Grant(.board, on: top.id)], tree: tree)
  }

  func strategic(_ done: Import) async throws -> StrategicReading {
    try await readings.strategic(place(done, top.id), by: board())
  }

  /// Everything that was answered, by question.
  func research(_ done: Import) async throws -> Research {
    try await readings.research(#require(done.survey), by: board())
  }

  private func place(_ done: Import, _ unit: ID<People.Unit>) throws -> ReadingPlace {
    ReadingPlace(survey: try #require(done.survey), wave: try #require(done.wave), unit: unit)
  }
}

/// The figures that somebody else computed for a set.
struct Reference: Sendable {
  private let json: Data

  init(_ set: String) throws {
    json = try Data(contentsOf: #require(Shared.folder(named: "data/\(set)/reference.json")))
  }

  /// The number at the end of a path, such as `["nps", "n"]`.
  func number(_ path: String...) throws -> Double {
    var value: Any = try JSONSerialization.jsonObject(with: json)
    for step in path { value = try #require((value as? [String: Any])?[step], "no \(step) in \(path)") }
    if let list = value as? [Any], let first = list.first { value = first }
    return try #require((value as? NSNumber)?.doubleValue)
  }

  func keys(_ path: String...) throws -> [String] {
    var value: Any = try JSONSerialization.jsonObject(with: json)
    for step in path { value = try #require((value as? [String: Any])?[step], "no \(step) in \(path)") }
    return try #require(value as? [String: Any]).keys.sorted()
  }
}

/// Every comparison that was made; written to `$KOMPAS_REAL_DATA` where that names a file.
enum RealFigures {
  private static let lines = Mutex<[String]>([])

  /// Expects two figures to be equal but for the sixth decimal, which is all that the references give.
  static func same(
    _ set: String, _ figure: String, _ ours: Double?, _ theirs: Double, within tolerance: Double = 1e-6,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isSame = ours.map { abs($0 - theirs) <= tolerance } ?? false
    let said = ours.map { String(format: "%.6f", $0) } ?? "-"
    #expect(isSame, "\(set), \(figure): \(said), and not \(theirs)", sourceLocation: sourceLocation)
    lines.withLock {
      $0.append("| \(set) | \(figure) | \(said) | \(String(format: "%.6f", theirs)) | \(isSame ? "✓" : "✗") |")
    }
    write()
  }

  private static func write() {
    guard let path = ProcessInfo.processInfo.environment["KOMPAS_REAL_DATA"], !path.isEmpty else { return }
    let head = ["| set | figure | Kompas | reference | |", "|---|---|---:|---:|---|"]
    let text = (head + lines.withLock { $0.sorted() }).joined(separator: "\n") + "\n"
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      Issue.record("\(path): \(error)")
    }
  }
}

extension AnswerKey {
  /// Whether this is the rating of a column: a question by itself, or a row of one.
  func isCalled(_ column: String) -> Bool { question.text == column || text.hasSuffix(".\(column)") }
}
