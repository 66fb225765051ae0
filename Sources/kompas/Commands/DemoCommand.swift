import ArgumentParser
import Demo
import Foundation
import Persistence
import Values
import Web

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Look around in a living organisation.",
    discussion: """
      Makes De Linde Installatietechniek in a folder of its own (58 people, 3,900 customers, four waves, about 6,000 \
      responses) and serves it. Anybody can sign in as anybody with one click: never put it on a public address.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var server: ServerOptions

  func run() async throws {
    let settings = try await Settings(database, server: server, isDemo: true)
    if settings.data.exists, !settings.data.isDemo {
      throw ValidationError("\(settings.data.path) holds a real installation. Name another folder for the demo.")
    }
    try await Self.fill(settings)
    Terminal.say("Sign in with one click, as somebody of each role: \(settings.origin.text)/demo")
    Terminal.say("Answer as a customer would: \(settings.origin.text)/o/\(DemoOrganisation.openLink)")
    Terminal.say("Say with one tap whether it was solved: \(settings.origin.text)/c/\(DemoOrganisation.askLink)")
    try await ServeCommand.serve(settings)
  }

  /// Makes the demo where it is not there yet. The mark is set last: a half-made demo is made anew.
  private static func fill(_ settings: Settings) async throws {
    guard !settings.data.isDemo else { return }
    try settings.data.make()
    let database = try await settings.open()
    try await settings.update(database)
    Terminal.progress("Making De Linde Installatietechniek …")
    try await DemoOrganisation(today: World.live(send: { _ in }).now().day).make(in: database) { step in
      switch step {
      case .people: Terminal.progress("  the people and their teams")
      case .customers(let count): Terminal.progress("  \(count) customers")
      case .wave(let number, let count): Terminal.progress("  wave \(number) of \(count)")
      case .route: Terminal.progress("  the improvement route")
      case .customerCare: Terminal.progress("  talks with customers, gestures and applause")
      }
    }
    try await database.close()
    guard FileManager.default.createFile(atPath: settings.data.demoMark, contents: Data()) else {
      throw CocoaError(.fileWriteUnknown)
    }
  }
}
