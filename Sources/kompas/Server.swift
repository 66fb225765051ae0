import Act
import Activate
import Anchor
import Delivery
import Foundation
import Hummingbird
import Jobs
import Listen
import Logging
import People
import Persistence
import SQLiteDriver
import Schema
import ServiceLifecycle
import Synchronization
import Understand
import UnixSignals
import Values
import Web

/// A running Kompas: the one place where everything is made and handed over.
struct Server {
  let settings: Settings
  let database: any Database
  let logger: Logger
  /// The database without what is kept free of its disk.
  private let engine: any Database

  init(settings: Settings, database: any Database, logger: Logger) {
    self.settings = settings
    self.logger = logger
    engine = database
    // The disk of a PostgreSQL server is that server's own to watch.
    self.database =
      database.dialect == .sqlite
      ? SparingDatabase(
        database, room: DiskRoom(reserve: settings.diskReserve, at: settings.data.path), now: World.now) : database
  }

  /// Serves until the process is told to stop, or until the database can't be trusted any more.
  ///
  /// - Parameter onReady: gets the address at which the first organisation is made, where there is none yet.
  func run(onReady: @escaping @Sendable (_ beginning: String?) -> Void) async throws {
    let relay = try settings.relay.map { try Relay($0, now: World.now) }
    let world = World.live(send: { mail in
      guard let relay else { throw NoRelay() }
      try await relay.send(mail)
    })
    let isEmpty = try await database.read { try $0.organisations.all().isEmpty }
    let beginning = isEmpty ? world.newToken() : nil
    // Whoever reads must get in, so signing in may use what is kept free.
    let people = PeopleRoom(
      database: database, entrance: engine, world: world, hashing: try PasswordHashing(), isDemo: settings.isDemo,
      uploads: URL(filePath: settings.data.imports), forgetting: Schema.forgetting,
      beginning: beginning, noteErasure: ErasedList(path: settings.data.erased).add)
    let renderer = try Renderer()
    let site = Site(
      origin: settings.origin, secret: try settings.secret(), renderer: renderer, world: world,
      isDemo: settings.isDemo, member: { try await people.signIns.visit($0)?.member }, proxies: settings.proxies,
      passing: Self.passing)
    let library = ResearchLibrary(
      database: database, folder: settings.data.columns, budget: settings.columnMemory, now: World.now)
    let imports = Imports(
      database: database, world: world, folder: ImportFolder(path: settings.data.imports), pause: .seconds(5),
      onApplied: { await library.imported($0, in: $1) })
    resume(imports)
    let waves = OpenWaves(database: database, world: world)
    let responses = Responses(database: database, world: world, waves: waves) {
      library.committed($0.survey, in: $1)
    }
    let listen = ListenRooms(database: database, world: world, open: waves, responses: responses)
    let readings = Readings(database: database, library: library, world: world)
    let activate = ActivateRooms(database: database, world: world, readings: readings)
    let rooms = Rooms(
      people: people, listen: listen, imports: imports, readings: readings,
      care: CareRooms(database: database, world: world),
      home: HomeDesk(database: database, readings: readings, world: world), activate: activate,
      route: RouteRooms(database: database, readings: readings, library: library, world: world))
    let limits = EdgeLimits()
    let application = Application(
      router: site.routes(rooms), server: limits.server,
      configuration: limits.configuration(host: settings.host, port: settings.port),
      onServerRunning: { [origin = settings.origin.text] _ in
        onReady(beginning.map { "\(origin)/begin/\($0.secret)" })
      }, logger: logger)
    let runner = JobRunner(
      database: database, world: world,
      handlers: recurring(people.signIns, listen.days, activate.retention) + careHandlers(renderer, world)
        + (relay == nil ? [] : handlers(site, renderer, world)),
      logger: logger)
    let group = ServiceGroup(
      configuration: .init(
        services: [
          application, runner, LiveFollowing(live: activate.live, logger: logger),
          ColumnsUpkeep(library: library, logger: logger),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await untilBroken(group)
    try await database.close()
  }

  /// What comes back by itself.
  private func recurring(_ signIns: SignIns, _ days: WaveDays, _ sessions: SessionRetention) -> [JobHandler] {
    [
      JobHandler("listen.days", everySeconds: 60) { _ in try await days.turn() },
      JobHandler("people.tidy", everySeconds: 3_600) { _ in try await signIns.tidy() },
      JobHandler("sessions.tidy", everySeconds: 86_400) { _ in try await sessions.tidy() },
    ]
  }

  /// What is done after the commit. Without a relay, mail and what leads to it wait in the queue.
  private func handlers(_ site: Site, _ renderer: Renderer, _ world: World) -> [JobHandler] {
    let people = PeopleJobs(database: database, world: world, compose: PeopleMails(site: site).compose)
    let listen = ListenJobs(
      database: database, world: world, compose: ListenLetters(renderer: renderer, origin: settings.origin).compose)
    let ofListen = ListenJob.kinds.map { kind in
      JobHandler(kind) { claimed in try await listen.run(claimed.job) }
    }
    let letters = RouteLetters(renderer: renderer, origin: settings.origin)
    let digests = Digests(database: database, world: world, compose: letters.compose)
    let meetings = AgendaMails(database: database, world: world, compose: letters.compose)
    return ofListen + [
      JobHandler(Digests.beginning, everySeconds: 1_800) { _ in try await digests.begin() },
      JobHandler(Digests.mailing) { claimed in try await digests.mail(claimed.job) },
      JobHandler(AgendaMails.kind, everySeconds: 3_600) { _ in try await meetings.mail() },
      MailSending.handler(database: database, world: world),
      JobHandler(PeopleJob.kind) { claimed in
        try await people.run(PeopleJob(payload: claimed.job.payload))
      },
    ]
  }

  /// Opens follow-ups, asks customers and tells managers. Needs no relay: the mails wait in the queue.
  private func careHandlers(_ renderer: Renderer, _ world: World) -> [JobHandler] {
    let care = CareJobs(
      database: database, world: world, compose: CareLetters(renderer: renderer, origin: settings.origin).compose)
    return CareJobs.kinds.map { kind in JobHandler(kind) { claimed in try await care.run(claimed.job) } } + [
      JobHandler(CareJobs.escalationKind, everySeconds: 3_600) { _ in try await care.escalate() }
    ]
  }

  /// A write that failed for an unknown reason leaves a file that nobody may trust: the program ends, and its next start
  /// looks the file over.
  private func untilBroken(_ group: ServiceGroup) async throws {
    guard let sqlite = engine as? SQLiteDatabase else { return try await group.run() }
    let broken = Broken()
    // Not a child task: nothing can end the wait for a fault that never comes.
    Task {
      let error = await sqlite.untilBroken()
      broken.error.withLock { $0 = error }
      await group.triggerGracefulShutdown()
    }
    try await group.run()
    if let error = broken.error.withLock({ $0 }) { throw error }
  }

  /// Errors that pass by themselves.
  private static func passing(_ error: any Error) -> Passing? {
    switch (error as? DatabaseError)?.kind {
    case .full: .full
    case .busy, .unavailable: .busy
    default: error is TooBusy ? .busy : nil
    }
  }

  /// Imports that were under way when the program ended go on while it serves.
  private func resume(_ imports: Imports) {
    Task { [logger] in
      do {
        let count = try await imports.resume()
        if count > 0 { logger.info("Imports that were cut short went on", metadata: ["count": "\(count)"]) }
      } catch {
        logger.error("An import that was cut short can't go on: \(error)")
      }
    }
  }
}

/// Keeps the columns ready for as long as the program serves, and writes them down at its end.
private struct ColumnsUpkeep: Service {
  let library: ResearchLibrary
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await library.keepReady { logger.error("The columns could not be kept ready: \($0)") }
    }
  }
}

/// Why the database can't be trusted any more, once that is known.
private final class Broken: Sendable {
  let error = Mutex<DatabaseError?>(nil)
}

/// No relay is named in the settings, so no mail can leave.
struct NoRelay: Error {}
