public import People
public import Persistence
import Synchronization
public import Values

/// The sessions that are open in this process, and the ear through which they hear of what other nodes did.
public final class LiveSessions: Sendable {
  /// Makes the text of a snapshot for pages in one language: one line, without line ends.
  public typealias Drawing = @Sendable (SessionSnapshot, Language) throws -> [UInt8]

  private let database: any Database
  private let world: World
  private let draw: Drawing
  private let hubs = Mutex<[ID<Session>: SessionHub]>([:])
  private let ending = Ending()

  public init(database: any Database, world: World, draw: @escaping Drawing) {
    self.database = database
    self.world = world
    self.draw = draw
  }

  public func hub(of session: ID<Session>, in organisation: ID<Organisation>) -> SessionHub {
    hubs.withLock { hubs in
      if let hub = hubs[session] { return hub }
      let hub = SessionHub(
        session, in: organisation, database: database, world: world, draw: draw, ending: ending)
      hubs[session] = hub
      return hub
    }
  }

  /// The pages that are open in this process.
  public func openPages() async -> Int {
    var count = 0
    for hub in hubs.withLock({ Array($0.values) }) { count += await hub.openPages }
    return count
  }

  /// Follows what any node announces, until the database closes or this is cancelled. A session that nobody has open is only marked.
  public func follow(onFault: @escaping @Sendable (any Error) -> Void) async {
    for await announcement in database.announcements(on: Sessions.topic) {
      let concerned = hubs.withLock { hubs in
        switch announcement {
        case .said(let session): hubs[ID(session)].map { [$0] } ?? []
        case .mayHaveMissed: Array(hubs.values)
        }
      }
      for hub in concerned {
        do {
          try await hub.follow()
        } catch {
          onFault(error)
        }
      }
    }
  }

  /// Ends all open pages and opens no more; their phones come back by themselves, to this process or another.
  public func closeAll() async {
    ending.hasBegun.withLock { $0 = true }
    for hub in hubs.withLock({ Array($0.values) }) { await hub.closeAll() }
  }
}

/// Whether the program stops, and no page is opened any more.
final class Ending: Sendable {
  let hasBegun = Mutex(false)
}
