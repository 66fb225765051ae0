import ArgumentParser
import Logging
import Persistence
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run Kompas.",
    discussion: """
      Brings the database up to date and serves until it is stopped (Ctrl-C). The first time it says an address: open that \
      in a browser to make the organisation and your own account. It works until there is an organisation. \
      'kompas member add' does the same while Kompas doesn't run.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var server: ServerOptions

  func run() async throws {
    let settings = try await Settings(database, server: server)
    guard !settings.data.isDemo else {
      throw ValidationError("\(settings.data.path) holds a demo. Run 'kompas demo' for it, or name another folder.")
    }
    try await Self.serve(settings)
  }

  static func serve(_ settings: Settings) async throws {
    var logger = Logger(label: "kompas")
    logger.logLevel = .notice
    let database = try await settings.open()
    for step in try await settings.update(database) { Terminal.progress("Database: \(step)") }
    let server = Server(settings: settings, database: database, logger: logger)
    try await server.run { beginning in
      if let beginning { Terminal.say("Nobody works here yet. Begin at \(beginning)") }
      Terminal.say("Kompas is ready: \(settings.origin.text)")
    }
  }
}
