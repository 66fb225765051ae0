import ArgumentParser
import Foundation
import Listen
import People
import Persistence
import Understand
import Values
import Web

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the three readings of a wave as files.",
    discussion: """
      Writes strategic.html, tactical-UNIT.html and operational.html, which need nothing else to be read, mailed or \
      printed, and figures.json with every figure as {reading, unit, code, period, measure, value, low, high, n}.

      Without --survey and --wave it takes the latest; with --list it only says what there is. The operational reading \
      holds only customers who agreed to be named.
      """)

  @OptionGroup var place: OrganisationOptions

  @Option(help: "Title or id of the survey; the latest otherwise.")
  var survey: String?

  @Option(help: "Name or id of the wave; the latest otherwise.")
  var wave: String?

  @Option(help: "Name, code or id of one unit; the whole and each unit directly below it otherwise.")
  var unit: String?

  @Option(help: ArgumentHelp("The folder to write in. It is made where it is not there.", valueName: "folder"))
  var out: String = "report"

  @Flag(help: "Only list the surveys, waves and units.")
  var list = false

  func run() async throws {
    let settings = try await Settings(place.database)
    guard settings.database != nil || settings.data.exists else {
      throw ValidationError("\(settings.data.path) has no database. Name the folder with --data.")
    }
    let opened = try await settings.open()
    try await settings.update(opened)
    do {
      try await report(from: opened, settings)
    } catch {
      try await opened.close()
      throw error
    }
    try await opened.close()
  }

  private func report(from database: any Database, _ settings: Settings) async throws {
    let world = World.live(send: { _ in })
    let member = try await reader(database, world)
    let library = ResearchLibrary(
      database: database, folder: settings.data.columns, budget: settings.columnMemory, now: World.now)
    let readings = Readings(database: database, library: library, world: world)
    let shelves = try await readings.shelves(by: member)
    if list { return Self.say(shelves, member) }
    let choice = try ReportChoice(survey: survey, wave: wave, unit: unit, shelves: shelves, tree: member.tree)
    let language = place.language ?? member.organisation.language
    if survey == nil || wave == nil {
      Terminal.progress("Taking \(choice.survey.document.title.text(in: language)), \(choice.wave.name).")
    }
    let report = Report(
      readings: readings, survey: choice.survey, wave: choice.wave, unit: choice.unit, language: language, by: member)
    let files = try await report.files()
    let folder = URL(fileURLWithPath: out)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files {
      try file.bytes.write(to: folder.appending(path: file.name), options: .atomic)
      Terminal.say(folder.appending(path: file.name).path)
    }
  }

  /// Whoever runs the program on its own machine reads what a board member and a manager of the whole may read.
  private func reader(_ database: any Database, _ world: World) async throws -> Member {
    guard let organisation = try await place.chosen(in: database) else {
      throw ValidationError("There is no organisation here to report on.")
    }
    return try await database.read { db in
      let tree = try db.units(in: organisation.id).tree(on: organisation.day(of: world.now()))
      return Member(
        person: "", name: "", email: "", language: organisation.language, organisation: organisation,
        grants: tree.roots.flatMap { [Grant(.board, on: $0.id), Grant(.manager, on: $0.id)] }, tree: tree)
    }
  }

  private static func say(_ shelves: [ReadingShelf], _ member: Member) {
    for shelf in shelves {
      Terminal.say("\(shelf.survey.document.title.text(in: member.language))  (\(shelf.survey.id))")
      for wave in shelf.waves { Terminal.say("  \(wave.name)  (\(wave.id))") }
    }
    if shelves.isEmpty { Terminal.say("No survey has answers yet.") }
    for unit in member.tree.units {
      let depth = member.tree.depth(of: unit.id) ?? 0
      Terminal.say(String(repeating: "  ", count: depth) + "\(unit.name)  (\(unit.code))")
    }
  }
}

/// Which survey, wave and units somebody named, or the latest.
struct ReportChoice: Sendable {
  let survey: Survey
  let wave: Wave
  /// Nothing means the whole with each unit directly below it.
  let unit: People.Unit?

  init(survey: String?, wave: String?, unit: String?, shelves: [ReadingShelf], tree: UnitTree) throws {
    let named = survey.map { words in
      shelves.filter { shelf in
        shelf.survey.id.text == words
          || Language.allCases.contains { shelf.survey.document.title[$0]?.folded == words.folded }
      }
    }
    let among = named ?? shelves
    guard let first = among.first else {
      throw ValidationError(
        survey.map { "There is no survey '\($0)' with answers. See --list." } ?? "No survey has answers yet.")
    }
    let chosen = wave.map { words in
      among.lazy.compactMap { shelf in
        shelf.waves.last { $0.id.text == words || $0.name.folded == words.folded }.map { (shelf, $0) }
      }.first
    }
    guard let (shelf, held) = chosen ?? (first, first.latest) else {
      throw ValidationError("There is no wave '\(wave ?? "")'\(survey == nil ? "" : " of this survey"). See --list.")
    }
    self.survey = shelf.survey
    self.wave = held
    self.unit = try unit.map { words in
      let found = tree.units.first {
        $0.code == words || $0.id.text == words || $0.name.folded == words.folded
      }
      guard let found else { throw ValidationError("There is no unit '\(words)'. See --list.") }
      return found
    }
  }
}
