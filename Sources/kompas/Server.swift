import Foundation
import Hummingbird
import Listen
import Logging
import NIOPosix
import People
import Persistence
import SQLiteDriver
import Schema
import ServiceLifecycle
import Understand
import UnixSignals
import Values
import Web

/// A running Kompas: the one place where everything is made and handed over.
struct Server {
  let settings: Settings
  let database: any Database
  let logger: Logger

  /// Serves until the process is told to stop.
  func run(onReady: @escaping @Sendable () -> Void) async throws {
    let world = World.live(send: { _ in })
    let people = PeopleRoom(
      database: database, world: world, hashing: try PasswordHashing(), isDemo: settings.isDemo,
      uploads: URL(filePath: settings.data.imports))
    let site = Site(
      origin: settings.origin, secret: try settings.data.secret(), renderer: try Renderer(), world: world,
      isDemo: settings.isDemo, member: { try await people.signIns.visit($0)?.member },
      isBusy: { ($0 as? DatabaseError)?.kind == .busy || $0 is TooBusy })
    let application = Application(
      router: site.routes(
        Rooms(
          people: people,
          listen: ListenRooms(
            database: database, world: world, open: OpenWaves(database: database, world: world)),
          readings: Readings(database: database, library: ResearchLibrary(database: database), world: world))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: "Kompas", backlog: 4_096),
      onServerRunning: { _ in onReady() },
      logger: logger)
    let group = ServiceGroup(
      configuration: .init(
        services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
    try await database.close()
  }
}
