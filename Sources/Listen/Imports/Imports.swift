import Foundation
public import People
public import Persistence
import Synchronization
public import Values

/// Brings in the results of other tools: keeps the file, says what it takes each column for, lets that be changed, and then
/// lets the responses in, once.
public struct Imports: Sendable {
  let database: any Database
  let world: World
  let folder: ImportFolder
  /// Called when all responses went in and before it is said that they did: what was kept of the survey elsewhere is out of date.
  let onApplied: @Sendable (ID<Survey>, ID<Organisation>) async -> Void
  /// After how long it is looked whether there is room again on a disk that was nearly full; nothing means that the import ends.
  let pause: Duration?
  let running = Running()

  /// The imports that this process is bringing in.
  final class Running: Sendable {
    let ids = Mutex<Set<ID<Import>>>([])
  }

  /// - Parameters:
  ///   - pause: after how long it is looked whether there is room again on a disk that was nearly full. Without it an import
  ///     ends there with `ImportStop.noRoom`, and goes on when it is applied again.
  ///   - onApplied: called when all responses went in. The import is done once it returns.
  public init(
    database: any Database, world: World, folder: ImportFolder, pause: Duration? = nil,
    onApplied: @escaping @Sendable (ID<Survey>, ID<Organisation>) async -> Void
  ) {
    self.pause = pause
    self.database = database
    self.world = world
    self.folder = folder
    self.onApplied = onApplied
  }

  /// Whether a file of that many bytes can come in, and its answers with it: a twentieth of the disk stays free.
  public func hasRoom(for bytes: Int = 0) -> Bool { folder.hasRoom(for: 2 * bytes) }

  /// Newest first.
  public func all(by importer: Importer) async throws -> [Import] {
    try importer.mustImport()
    return try await database.read { try $0.imports(in: importer.organisation.id).all() }
  }

  public func find(_ id: ID<Import>, by importer: Importer) async throws -> Import {
    try importer.mustImport()
    return try await database.read { try $0.imports(in: importer.organisation.id).find(id) }
  }

  /// Those of the same file that went in before, newest first.
  public func earlier(than found: Import, by importer: Importer) async throws -> [Import] {
    try importer.mustImport()
    return try await database.read { db in
      try db.imports(in: importer.organisation.id).all(ofFile: found.fileHash)
        .filter { $0.id != found.id && $0.state != .proposed }
    }
  }

  /// The surveys that an import can extend, newest first.
  public func surveys(by importer: Importer) async throws -> [Survey] {
    try importer.mustImport()
    return try await database.read { try $0.surveys(in: importer.organisation.id).all() }
  }

  /// Keeps a file and makes the dry run. A file that is waiting for somebody's word already is not taken twice.
  ///
  /// - Parameters:
  ///   - file: where it lies now; a copy is kept.
  ///   - mapping: what a person made of it before; nothing makes a proposal.
  /// - Throws: `TableFileError`, `ImportRefusal` where it holds no results; then it is not kept.
  public func take(
    _ file: String, named name: String, mapping: ImportMapping? = nil, by importer: Importer
  ) async throws -> Import {
    try importer.mustImport()
    let organisation = importer.organisation.id
    let folder = folder
    let (run, kept) = try await Self.onThread {
      (try DryRun(try ImportFile(path: file, sheet: mapping?.sheet), mapping: mapping), try folder.keep(file))
    }
    let id: ID<Import> = world.id()
    let now = world.now()
    let person = importer.person
    return try await database.write { db in
      let waiting = try db.imports(in: organisation).all(ofFile: kept.hash).first { $0.state == .proposed }
      var found =
        waiting
        ?? Import(
          id: id, fileName: name, fileHash: kept.hash, fileSize: kept.size, state: .proposed, mapping: run.mapping,
          findings: ImportFindings(run), rowsRead: 0, broughtBy: person, createdAt: now)
      if waiting == nil {
        try db.imports(in: organisation).insert(found)
      } else if mapping != nil {
        found.mapping = run.mapping
        found.findings = ImportFindings(run)
        try db.imports(in: organisation).update(found)
      }
      return found
    }
  }

  /// Takes another mapping and makes the dry run anew.
  @discardableResult
  public func change(_ id: ID<Import>, to mapping: ImportMapping, by importer: Importer) async throws -> Import {
    let known = try await find(id, by: importer)
    guard known.state == .proposed else { throw ImportStop.done }
    let run = try await Self.onThread { try DryRun(try open(known, sheet: mapping.sheet), mapping: mapping) }
    let organisation = importer.organisation.id
    return try await database.write { db in
      var found = try db.imports(in: organisation).find(id)
      guard found.state == .proposed else { throw ImportStop.done }
      found.mapping = mapping
      found.findings = ImportFindings(run)
      try db.imports(in: organisation).update(found)
      return found
    }
  }

  /// Forgets a file of which nothing went in.
  public func discard(_ id: ID<Import>, by importer: Importer) async throws {
    try importer.mustImport()
    let organisation = importer.organisation.id
    let hash = try await database.write { db -> String? in
      let found = try db.imports(in: organisation).find(id)
      guard found.state == .proposed else { throw ImportStop.done }
      try db.imports(in: organisation).delete(id)
      return try db.isFileNeeded(found.fileHash) ? nil : found.fileHash
    }
    if let hash { try folder.removeOriginal(hash) }
  }

  /// Stops one that is going in. What went in stays; applying it again goes on.
  public func stop(_ id: ID<Import>, by importer: Importer) async throws {
    try importer.mustImport()
    let organisation = importer.organisation.id
    _ = try await database.write { try $0.imports(in: organisation).stop(id) }
  }

  /// Reads a file on a thread of its own: a large one takes seconds, in which others are answered.
  static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result(catching: body)) }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func open(_ found: Import, sheet: String?) throws -> ImportFile {
    guard folder.has(found.fileHash) else { throw ImportStop.fileGone(found.fileName) }
    return try ImportFile(path: folder.place(of: found.fileHash), sheet: sheet)
  }
}
