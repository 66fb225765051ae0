public import People
public import Persistence
import Synchronization
public import Values

/// The waves that are being asked, kept in memory with their wording: a survey page and a submission read them thousands of
/// times for each time that they change.
///
/// Another node's changes show within `lifetime`; whether a wave still takes answers is asked of the database at every
/// submission.
public final class OpenWaves: Sendable {
  private struct Kept {
    let asked: AskedWave
    let until: Instant
  }

  private struct Memory {
    var byWave: [ID<Wave>: Kept] = [:]
    var byLink: [String: (organisation: ID<Organisation>, wave: ID<Wave>)] = [:]
  }

  private static let lifetime = 10
  private static let most = 500
  private let database: any Database
  private let world: World
  private let memory = Mutex(Memory())

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// The wave behind an open link. Throws `NotFound` where there is none.
  public func asked(behind openLink: String) async throws -> AskedWave {
    if let known = memory.withLock({ $0.byLink[openLink] }) {
      let asked = try await asked(known.wave, in: known.organisation)
      // The link may have been withdrawn since.
      guard asked.wave.openLink == openLink else { throw NotFound() }
      return asked
    }
    let found = try await database.read { try $0.wave(behind: openLink) }
    guard let found else { throw NotFound() }
    memory.withLock { memory in
      if memory.byLink.count >= Self.most { memory.byLink.removeAll() }
      memory.byLink[openLink] = found
    }
    return try await asked(found.wave, in: found.organisation)
  }

  public func asked(_ wave: ID<Wave>, in organisation: ID<Organisation>) async throws -> AskedWave {
    let now = world.now()
    if let kept = memory.withLock({ $0.byWave[wave] }), kept.until > now, kept.asked.organisation.id == organisation {
      return kept.asked
    }
    let asked = try await database.read { db in
      let wave = try db.waves(in: organisation).find(wave)
      return AskedWave(
        organisation: try db.organisations.find(organisation), wave: wave,
        document: try db.surveys(in: organisation).document(of: wave.survey, version: wave.version))
    }
    memory.withLock { memory in
      if memory.byWave.count >= Self.most { memory.byWave.removeAll() }
      memory.byWave[wave] = Kept(asked: asked, until: now.adding(seconds: Self.lifetime))
    }
    return asked
  }

  /// Reads anew: the wave or its wording has changed.
  func forget(_ wave: ID<Wave>) {
    memory.withLock { _ = $0.byWave.removeValue(forKey: wave) }
  }

  func forget(_ survey: ID<Survey>) {
    memory.withLock { memory in memory.byWave = memory.byWave.filter { $0.value.asked.wave.survey != survey } }
  }
}
