import ArgumentParser
import Delivery
import Configuration
import Foundation
import People
import Persistence
import SystemPackage
import Values
import Web

/// Where Kompas lives and how it is reached. Read once, from flags, then the environment (`KOMPAS_…`), then `kompas.json` in the
/// data folder, then the defaults; checked at start with every problem named.
struct Settings: Sendable {
  let data: DataFolder
  /// A PostgreSQL connection string; nothing keeps everything in the data folder.
  let database: Secret?
  let host: String
  let port: Int
  let origin: Origin
  let isDemo: Bool
  /// The relay that takes our mail; nothing until one is named. Mail waits until then.
  let relay: RelaySettings?
  /// Bytes of memory for the columns of research.
  let columnMemory: Int
  /// How many proxies of ours stand before the server, each of which adds the address that it saw.
  let proxies: Int
  /// Bytes that stay free on the disk of the data folder: below that Kompas only reads.
  let diskReserve: Int64
  /// What forms are signed with, the same on all nodes; nothing means the data folder's own.
  let sharedSecret: Secret?

  /// A setting that must not be shown: it prints as dots.
  struct Secret: Sendable, CustomStringConvertible {
    let value: String
    var description: String { "•••" }
  }
}

/// The flags that every command about a database shares.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder in which Kompas keeps everything. Default: kompas-data here; kompas-demo for a demo.",
      valueName: "folder"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database to use instead of the one in the data folder.", valueName: "postgres://…"))
  var database: String?
}

/// The flags of every command about what is in one organisation.
struct OrganisationOptions: ParsableArguments {
  @OptionGroup var database: DatabaseOptions

  @Option(
    help: ArgumentHelp("The organisation, by name or id. Only needed where there are several.", valueName: "name"))
  var organisation: String?

  @Option(
    help: ArgumentHelp("Default: that of the organisation.", valueName: "nl|en"),
    transform: { word in
      guard let language = Language(rawValue: word) else {
        throw ValidationError("--language is nl or en, not '\(word)'.")
      }
      return language
    })
  var language: Language?

  /// The organisation that is meant; nothing where there is none yet.
  func chosen(in opened: any Database) async throws -> Organisation? {
    let all = try await opened.read { try $0.organisations.all() }
    guard !all.isEmpty else { return nil }
    let names = all.map(\.name).joined(separator: ", ")
    let found = organisation.map { words in
      all.filter { $0.id.text == words || $0.name.folded == words.folded }
    }
    guard let first = (found ?? all).first else {
      throw ValidationError("There is no organisation '\(organisation ?? "")'. There is: \(names).")
    }
    guard (found ?? all).count == 1 else {
      throw ValidationError("There are several organisations. Name one with --organisation: \(names).")
    }
    return first
  }
}

/// The flags of a server.
struct ServerOptions: ParsableArguments {
  @Option(help: "The port to listen on. Default: 8080.")
  var port: Int?

  @Option(help: "The address to listen on. Only this machine can reach the default.")
  var host: String?

  @Option(help: ArgumentHelp("How people reach Kompas, when a proxy stands before it.", valueName: "https://…"))
  var origin: String?
}

/// What is wrong with the settings, all at once.
struct SettingsProblem: Error, CustomStringConvertible {
  let lines: [String]
  var description: String { lines.joined(separator: "\n") }
}

extension Settings {
  static let defaultFolder = "kompas-data"
  static let shortestSecret = 32

  /// What forms and notices are signed with.
  func secret() throws -> [UInt8] { try sharedSecret.map { Array($0.value.utf8) } ?? data.secret() }

  init(_ options: DatabaseOptions, server: ServerOptions? = nil, isDemo: Bool = false) async throws {
    let environment = EnvironmentVariablesProvider()
    let outside = ConfigReader(provider: environment).scoped(to: "kompas")
    let folder = DataFolder(
      path: options.data ?? outside.string(forKey: "data") ?? (isDemo ? "kompas-demo" : Self.defaultFolder))
    let file =
      FileManager.default.fileExists(atPath: folder.settings)
      ? ConfigReader(provider: try await FileProvider<JSONSnapshot>(filePath: FilePath(folder.settings))) : nil
    func text(_ key: ConfigKey) -> String? { outside.string(forKey: key) ?? file?.string(forKey: key) }
    func number(_ key: ConfigKey) -> Int? { outside.int(forKey: key) ?? file?.int(forKey: key) }

    var problems: [String] = []
    let port = server?.port ?? number("port") ?? 8080
    if !(1...65_535).contains(port) { problems.append("port: \(port) is not between 1 and 65535.") }
    let host = server?.host ?? text("host") ?? "127.0.0.1"
    let origin = server?.origin ?? text("origin") ?? "http://localhost:\(port)"
    if Origin(origin) == nil { problems.append("origin: '\(origin)' is not like https://kompas.example.nl.") }
    let database = options.database ?? text("database")
    if let database, !database.hasPrefix("postgres://"), !database.hasPrefix("postgresql://") {
      problems.append("database: it begins with postgres://.")
    }
    let relay = Self.relay(text, number, &problems)
    let columnMemory = number("columns.memory") ?? 1_024
    if columnMemory < 1 { problems.append("columns.memory: it is a number of megabytes, 1 at least.") }
    let proxies = number("proxies") ?? 0
    if !(0...10).contains(proxies) { problems.append("proxies: it is how many proxies stand before Kompas, 0 to 10.") }
    let reserve = number("disk.reserve") ?? 200
    if reserve < 0 { problems.append("disk.reserve: it is a number of megabytes, 0 at least.") }
    let secret = text("secret")
    if let secret, secret.utf8.count < Self.shortestSecret {
      problems.append("secret: it has at least \(Self.shortestSecret) characters. 'openssl rand -hex 32' makes one.")
    }
    guard problems.isEmpty, let origin = Origin(origin) else { throw SettingsProblem(lines: problems) }
    data = folder
    self.database = database.map(Secret.init)
    self.host = host
    self.port = port
    self.origin = origin
    self.isDemo = isDemo
    self.relay = relay
    self.columnMemory = columnMemory << 20
    self.proxies = proxies
    sharedSecret = secret.map(Secret.init)
    diskReserve = Int64(reserve) << 20
  }

  /// The relay, from `mail.host`, `mail.port`, `mail.security`, `mail.user`, `mail.password`, `mail.from` and `mail.name`.
  private static func relay(
    _ text: (ConfigKey) -> String?, _ number: (ConfigKey) -> Int?, _ problems: inout [String]
  ) -> RelaySettings? {
    guard let host = text("mail.host") else { return nil }
    guard let from = text("mail.from"), from.contains("@") else {
      problems.append("mail.from: the address that mail comes from is missing.")
      return nil
    }
    guard let security = RelaySettings.Security(rawValue: text("mail.security") ?? "starttls") else {
      problems.append("mail.security: it is starttls, tls or plain.")
      return nil
    }
    return RelaySettings(
      host: host, port: number("mail.port") ?? (security == .implicitTLS ? 465 : 587), security: security,
      user: text("mail.user"), password: text("mail.password"), fromAddress: from,
      fromName: text("mail.name") ?? "Kompas")
  }
}
