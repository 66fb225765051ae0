import Foundation
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// An organisation that brings in files, on one of the engines.
struct ImportWorld: Sendable {
  let database: any Database
  let imports: Imports
  let organisation: Organisation
  let top: People.Unit
  let folder: URL
  let clock = TestClock()

  /// - Parameters:
  ///   - space: what is free of the disk, and its size.
  ///   - pause: after how long an import looks whether there is room again.
  init(
    _ engine: Engine = .sqlite, keptFree: Int = 0, pause: Duration? = nil,
    space: @escaping @Sendable () -> (free: Int, size: Int)? = { (1 << 40, 1 << 40) },
    onApplied: @escaping @Sendable (any Database, ID<Survey>) async -> Void = { _, _ in }
  ) async throws {
    let database = try await engine.make(.people + [.createEventsAndJobs] + .listen)
    let world = World.test(clock: clock)
    let now = clock.now
    let organisation = Organisation(id: "o1", name: "De Linde", language: .nl, createdAt: now)
    let top = People.Unit(id: "u1", name: "De Linde", code: "linde")
    try await database.write { db in
      try db.organisations.insert(organisation)
      try db.units(in: organisation.id).insert(top, below: nil, from: now.day)
    }
    folder = TemporaryFolder.make()
    self.database = database
    self.organisation = organisation
    self.top = top
    imports = Imports(
      database: database, world: world,
      folder: ImportFolder(path: folder.appending(path: "kept").path, keptFree: keptFree, space: space), pause: pause,
      onApplied: { survey, _ in await onApplied(database, survey) })
  }

  var importer: Importer { .operator(organisation) }

  /// Writes a file of the person's own.
  func file(_ text: String, named name: String = "results.csv") throws -> String {
    let place = folder.appending(path: name)
    try Data(text.utf8).write(to: place)
    return place.path
  }

  func take(_ text: String, named name: String = "results.csv") async throws -> Import {
    try await imports.take(file(text, named: name), named: name, by: importer)
  }

  var plan: ImportPlan { ImportPlan(title: "Onderzoek", wave: "2025", language: .nl) }

  func responses(of survey: ID<Survey>?) async throws -> [Response] {
    let organisation = organisation.id
    return try await database.read { db in
      var all: [Response] = []
      guard let survey else { return all }
      try db.responses(in: organisation).forEach(of: survey) { all.append($0) }
      return all
    }
  }

  func survey(_ id: ID<Survey>?) async throws -> Survey {
    let organisation = organisation.id
    guard let id else { throw NotFound() }
    return try await database.read { try $0.surveys(in: organisation).find(id) }
  }

  func wave(_ id: ID<Wave>?) async throws -> Wave {
    let organisation = organisation.id
    guard let id else { throw NotFound() }
    return try await database.read { try $0.waves(in: organisation).find(id) }
  }

  func count(_ table: String) async throws -> Int {
    try await database.read { try $0.value(SQL(stringLiteral: "SELECT COUNT(*) FROM \(table)")) ?? 0 }
  }
}
