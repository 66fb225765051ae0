import ArgumentParser
import Foundation
import People
import Persistence
import PostgresDriver
import SQLiteDriver
import Schema
import Understand
import Values

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the database up to date. 'kompas serve' does this by itself.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let settings = try await Settings(database)
    let opened = try await settings.open()
    let taken = try await settings.update(opened)
    for step in taken { Terminal.say(step) }
    if taken.isEmpty { Terminal.say("The database is up to date.") }
    try await opened.close()
  }
}

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the whole database to one file.",
    discussion: """
      The copy is checked before the command ends. Keep it on another disk, and erased.jsonl of the data folder with it: \
      that is the list of who was erased since. 'kompas restore' brings the copy back and erases them again.
      """)

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "The file to write. It must not exist yet.")
  var file: String

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: file) else {
      throw ValidationError("\(file) exists already. Name another file.")
    }
    let opened = try await Settings(database).open()
    Terminal.progress("Copying …")
    try await opened.backUp(to: file)
    try await opened.close()
    Terminal.say("Backed up to \(file).")
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring back what 'kompas backup' wrote.",
    discussion: """
      Into a data folder without a database, or into an empty PostgreSQL database: nothing is overwritten. Who was erased \
      after the backup was made is erased again, from the list that Kompas keeps in the data folder (erased.jsonl). Where \
      the data folder is a new one, name the old list with --erased.
      """)

  @OptionGroup var database: DatabaseOptions

  @Option(
    help: ArgumentHelp("The list of who was erased. Default: erased.jsonl in the data folder.", valueName: "file"))
  var erased: String?

  @Argument(help: "The file that 'kompas backup' wrote.")
  var file: String

  func run() async throws {
    guard FileManager.default.fileExists(atPath: file) else { throw ValidationError("\(file) does not exist.") }
    let settings = try await Settings(database)
    let list = ErasedList(path: erased ?? settings.data.erased)
    // Read first: a list that can't be read must not leave a database with names that should be gone.
    let entries = try list.entries()
    if let erased, entries == nil { throw ValidationError("\(erased) does not exist.") }
    if let connection = settings.database {
      try await PostgresDatabase.restore(from: file, into: connection.value)
    } else {
      guard !settings.data.exists else {
        throw ValidationError("\(settings.data.path) has a database already. Name another folder with --data.")
      }
      try settings.data.make()
      try await SQLiteDatabase.restore(from: file, to: settings.data.database)
    }
    let opened = try await settings.open()
    try await settings.update(opened)
    let count = try await opened.read { try $0.organisations.all().count }
    let repeated = try await eraseAgain(entries, settings, opened)
    try await opened.close()
    Terminal.say("Restored, with \(count) organisation\(count == 1 ? "" : "s").")
    guard let repeated else {
      return Terminal.say("There is no list of who was erased (\(list.path)): whoever was erased since is back.")
    }
    Terminal.say("\(repeated.applied) erasure\(repeated.applied == 1 ? "" : "s") of after the backup applied again.")
    for entry in repeated.left {
      Terminal.say("✗ The \(entry.kind.rawValue) \(entry.id) could not be erased again. Do that in Kompas now.")
    }
    if !repeated.left.isEmpty { throw ExitCode.failure }
  }

  /// What was erased since is erased again, and stays on the list of this folder.
  private func eraseAgain(
    _ entries: [ErasedEntry]?, _ settings: Settings, _ opened: any Database
  ) async throws -> RepeatedErasures? {
    guard let entries else { return nil }
    try settings.data.make()
    let here = ErasedList(path: settings.data.erased)
    let known = Set(try here.entries() ?? [])
    for entry in entries where !known.contains(entry) { try here.add(entry) }
    let erasures = Erasures(
      database: opened, world: World.live(send: { _ in }), rooms: Schema.forgetting)
    return try await erasures.again(entries)
  }
}

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look whether everything is as it should be.",
    discussion: """
      Looks whether the database opens, its tables are up to date and its file is sound, and compares the columns from \
      which results are counted with the responses in the database, value by value. Columns that differ are put aside: \
      the next start makes them of the database. Ends with an error where something is wrong.
      """)

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let settings = try await Settings(database)
    if settings.database == nil {
      guard settings.data.exists else {
        Terminal.say("✗ \(settings.data.path) has no database. 'kompas serve' makes one.")
        throw ExitCode.failure
      }
    }
    let opened = try await settings.open()
    Terminal.say("✓ The database opens (\(opened.dialect == .sqlite ? "SQLite" : "PostgreSQL")).")
    let taken = try await settings.update(opened)
    Terminal.say(taken.isEmpty ? "✓ The tables are up to date." : "✓ The tables were brought up to date.")
    if let sqlite = opened as? SQLiteDatabase {
      if let damage = try await sqlite.damage() {
        Terminal.say("✗ The database file is damaged: \(damage). Restore the last backup.")
        throw ExitCode.failure
      }
      Terminal.say("✓ The database file is sound.")
    }
    let organisations = try await opened.read { try $0.organisations.all() }
    Terminal.say("✓ \(organisations.count) organisation(s): \(organisations.map(\.name).joined(separator: ", ")).")
    let areEqual = try await Self.examineColumns(organisations, settings, opened)
    try await opened.close()
    if !areEqual { throw ExitCode.failure }
  }

  /// Says in what the columns differ from the database, and puts aside those that do.
  private static func examineColumns(
    _ organisations: [Organisation], _ settings: Settings, _ database: any Database
  ) async throws -> Bool {
    let library = ResearchLibrary(
      database: database, folder: settings.data.columns, budget: settings.columnMemory, now: World.now)
    var areEqual = true
    for organisation in organisations {
      let found = try await library.examine(organisation.id)
      if found.isEmpty {
        Terminal.say("✓ \(organisation.name): no columns are kept yet; the first question makes them.")
      }
      for survey in found {
        let name = "\(organisation.name), \(survey.title.text(in: organisation.language))"
        if survey.isEqual {
          Terminal.say("✓ \(name): the columns equal the database (\(survey.rows) responses).")
        } else {
          areEqual = false
          Terminal.say(
            "✗ \(name): of \(survey.rows) rows \(survey.surplus) are of no response and \(survey.different) say "
              + "something else; \(survey.missing) responses are missing.")
        }
      }
      if found.contains(where: { !$0.isEqual }) {
        await library.putAside(organisation.id)
        Terminal.say("  These columns were put aside. The next start makes them of the database.")
      }
    }
    return areEqual
  }
}
