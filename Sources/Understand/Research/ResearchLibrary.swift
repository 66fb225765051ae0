import Columns
public import Listen
public import People
public import Persistence
import Synchronization
public import Values

/// Keeps the columns of the surveys that are looked at. A cache of the database: it can always be made again, and it never knows
/// more than the database does.
public final class ResearchLibrary: Sendable {
  private struct Key: Hashable {
    let organisation: ID<Organisation>
    let survey: ID<Survey>
  }

  /// A survey in memory, and up to where it has read.
  private struct Shelf: Sendable {
    var loading: ResearchLoading
    var research: Research
    var newest: ID<Response>?
    /// Responses near the end, which commit in another order than their ids were made.
    var recent: Set<ID<Response>>
    let fingerprint: Fingerprint
  }

  /// What the columns depend on besides the responses: when it changes they are made anew.
  private struct Fingerprint: Hashable {
    let survey: Survey
    let waves: [Wave]
    let units: [Unit]
    let placements: [UnitPlacement]
  }

  private let database: any Database
  private let shelves = Mutex<[Key: Shelf]>([:])
  private let loads = Mutex<[Key: Task<Research, any Error>]>([:])

  public init(database: any Database) {
    self.database = database
  }

  /// A survey's research with everything that was committed before the call.
  public func research(_ survey: ID<Survey>, in organisation: ID<Organisation>) async throws -> Research {
    let key = Key(organisation: organisation, survey: survey)
    let running = loads.withLock { loads -> Task<Research, any Error> in
      if let load = loads[key] { return load }
      let load = Task { try await self.refresh(key) }
      loads[key] = load
      return load
    }
    defer { loads.withLock { $0[key] = nil } }
    return try await running.value
  }

  /// Something was erased or imported: the columns of this survey are made anew at the next question.
  public func forget(_ survey: ID<Survey>, in organisation: ID<Organisation>) {
    shelves.withLock { $0[Key(organisation: organisation, survey: survey)] = nil }
  }

  private func refresh(_ key: Key) async throws -> Research {
    let held = shelves.withLock { $0[key] }
    let shelf = try await database.read { db in
      let fingerprint = try Self.fingerprint(key, db)
      if let held, held.fingerprint == fingerprint, let caughtUp = try Self.catchUp(held, key, db) { return caughtUp }
      return try Self.load(key, fingerprint, db)
    }
    shelves.withLock { $0[key] = shelf }
    return shelf.research
  }

  private static func fingerprint(_ key: Key, _ db: any Connection) throws -> Fingerprint {
    Fingerprint(
      survey: try db.surveys(in: key.organisation).find(key.survey),
      waves: try db.waves(in: key.organisation).all(of: key.survey),
      units: try db.units(in: key.organisation).all(), placements: try db.units(in: key.organisation).placements())
  }

  private static func load(_ key: Key, _ fingerprint: Fingerprint, _ db: any Connection) throws -> Shelf {
    var loading = try ResearchLoading(key.survey, in: key.organisation, from: db)
    let frame = try loading.frame(from: db)
    let newest = try db.responses(in: key.organisation).newest(of: key.survey)
    let recent = try db.responses(in: key.organisation).ids(of: key.survey, after: newest.map(Self.margin))
    return Shelf(
      loading: loading, research: loading.research(frame), newest: newest, recent: Set(recent),
      fingerprint: fingerprint)
  }

  /// The shelf with what was committed since; nothing where its columns can't hold that.
  private static func catchUp(_ held: Shelf, _ key: Key, _ db: any Connection) throws -> Shelf? {
    let ids = try db.responses(in: key.organisation).ids(of: key.survey, after: held.newest.map(Self.margin))
    let new = ids.filter { !held.recent.contains($0) }
    guard !new.isEmpty else { return held }
    var shelf = held
    guard let batch = try shelf.loading.batch(of: new, from: db) else { return nil }
    let store = FrameStore(held.research.frame)
    try store.append(batch)
    shelf.research = shelf.loading.research(store.frame)
    shelf.newest = ids.last
    shelf.recent = Set(ids)
    return shelf
  }

  /// Ids are made up to half a minute before they are committed, on any node: from there on is looked at again.
  private static func margin(_ id: ID<Response>) -> ID<Response> {
    let digits = id.text.filter { $0 != "-" }.prefix(12)
    guard digits.utf8.count == 12, let moment = UInt64(digits, radix: 16), moment > 30_000 else { return ID("") }
    let earlier = String(moment - 30_000, radix: 16)
    let padded = String(repeating: "0", count: 12 - earlier.utf8.count) + earlier
    return ID("\(padded.prefix(8))-\(padded.suffix(4))")
  }
}
