import ArgumentParser
import Foundation
import Listen
import People
import Persistence
import TableFiles
import Understand
import Values

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in results that were asked with another tool.",
    discussion: """
      First a dry run: it says what every column is taken for, and writes that to a small mapping file beside FILE. \
      Change that file where it is wrong, then bring the results in with it:

        kompas import results.csv --dry-run
        kompas import results.csv --mapping results.mapping.json --new Survey --wave 2026

      Are the columns called Q7FOOD and the like? Bring the list that explains them along, and the questions and answers get \
      words. Its first column has the names of the columns, the next their texts; rows without a name give codes and \
      what they mean:

        kompas import results.csv --dry-run --codebook codebook.xlsx

      Reads CSV, TSV, XLSX and SAV, from Qualtrics, LimeSurvey, SurveyMonkey, Typeform, Google Forms and plain tables. \
      --language is that of the questions.

      Doing it twice adds nothing. The original file is kept in the data folder. In a data folder without an \
      organisation, the one that --organisation names is made.
      """)

  @OptionGroup var place: OrganisationOptions

  @Argument(help: "The file with results.")
  var file: String

  @Flag(help: "Only say what the columns are taken for, and write the mapping file.")
  var dryRun = false

  @Option(help: "The mapping file: read when results go in, written by a dry run.")
  var mapping: String?

  @Option(help: "A .qsf, .lss, .lsg or structure file that has the questions and labels; for a dry run.")
  var structure: String?

  @Option(help: "A list (CSV, TSV or XLSX) of what the columns and their codes mean.")
  var codebook: String?

  @Option(help: "The survey to extend: its id or its title.")
  var survey: String?

  @Option(name: .customLong("new"), help: "The title of a new survey.")
  var title: String?

  @Option(help: "The wave that the responses belong to. Default: the name of the file.")
  var wave: String?

  @Option(help: "The day of the responses, as 2026-11-21, where the file doesn't say.")
  var day: String?

  @Flag(help: "Make units that the organisation doesn't know.")
  var makeUnits = false

  @Flag(help: "Make customers that the organisation doesn't know.")
  var makeCustomers = false

  @Flag(help: "The respondents agreed that their names are shown beside what they said.")
  var mayBeNamed = false

  func run() async throws {
    for named in [file, codebook, structure].compactMap({ $0 }) where !FileManager.default.fileExists(atPath: named) {
      throw ValidationError("\(named) does not exist.")
    }
    do {
      if dryRun { try tryOut() } else { try await bringIn() }
    } catch let error as ImportRefusal {
      throw ValidationError(error.sentence)
    } catch let error as TableFileError {
      throw ValidationError(error.sentence(about: file))
    } catch let error as DecodingError {
      throw ValidationError("The mapping file can't be read: \(error.place).")
    } catch let stop as ImportStop {
      throw ValidationError(stop.sentence)
    }
  }

  private var mappingFile: String {
    mapping ?? URL(filePath: file).deletingPathExtension().path + ".mapping.json"
  }

  private func tryOut() throws {
    let known = FileManager.default.fileExists(atPath: mappingFile)
    let given = known ? try ImportMapping(json: Data(contentsOf: URL(filePath: mappingFile))) : nil
    let results = try ImportFile(path: file, sheet: given?.sheet)
    var run = try DryRun(results, mapping: given)
    if let structure {
      var mapping = run.mapping
      mapping.apply(try SurveyOutline(reading: .path(structure)), language: place.language?.rawValue ?? "en")
      run = try DryRun(results, mapping: mapping)
    }
    if codebook != nil {
      let plain = given == nil && structure == nil ? run : try DryRun(results)
      run = try DryRun(results, mapping: named(run.mapping, of: results, run: plain))
      Terminal.say("")
    }
    ImportReport(run).lines.forEach(Terminal.say)
    if !known || structure != nil || codebook != nil {
      try run.mapping.json().write(to: URL(filePath: mappingFile))
      Terminal.say("")
      Terminal.say("Written to \(mappingFile). Change it where it is wrong, and try again.")
    }
  }

  /// The mapping with the words of the codebook, of which it says what they named. What is wrong with it is said of the codebook.
  private func named(_ mapping: ImportMapping, of results: ImportFile, run: DryRun) throws -> ImportMapping {
    guard let codebook else { return mapping }
    do {
      var named = mapping
      let book = try Codebook(reading: .path(codebook), for: results.header.columns)
      try book.name(&named, of: results, run: run).lines.forEach(Terminal.say)
      return named
    } catch let refusal as CodebookRefusal {
      throw ValidationError(refusal.sentence)
    } catch let error as TableFileError {
      throw ValidationError(error.sentence(about: codebook))
    }
  }

  /// The most responses of a survey that the command counts itself: their columns take memory, and the command keeps to 200 MB.
  private static let mostCounted = 200_000

  private func bringIn() async throws {
    var given = try mapping.map { try ImportMapping(json: Data(contentsOf: URL(filePath: $0))) }
    if codebook != nil {
      let results = try ImportFile(path: file, sheet: given?.sheet)
      let plain = try DryRun(results)
      given = try named(given ?? plain.mapping, of: results, run: plain)
    }
    let settings = try await Settings(place.database)
    let opened = try await settings.open()
    try await settings.update(opened)
    let world = World.live { _ in }
    // What is counted here is written down, so that the program starts with it and nobody waits for the first page.
    let library = ResearchLibrary(
      database: opened, folder: settings.data.columns, budget: settings.columnMemory, now: World.now)
    let imports = Imports(
      database: opened, world: world, folder: ImportFolder(path: settings.data.imports),
      onApplied: { survey, organisation in
        let count = try? await opened.read { db in
          try db.waves(in: organisation).all(of: survey).reduce(0) {
            $0 + (try db.responses(in: organisation).count(in: $1.id))
          }
        }
        guard let count, count <= Self.mostCounted else {
          return Terminal.progress("  All rows are in. The server counts so many when it starts, or within a minute.")
        }
        Terminal.progress("  All rows are in. Counting the results …")
        await library.imported(survey, in: organisation)
      })
    let importer = Importer.operator(try await organisation(in: opened, world))
    let name = URL(filePath: file).lastPathComponent
    let taken = try await imports.take(file, named: name, mapping: given, by: importer)
    let earlier = try await imports.earlier(than: taken, by: importer)
    let plan = try await plan(imports, importer, name)
    let isPlain = survey == nil && title == nil
    if let known = earlier.first(where: { $0.state == .applied && (isPlain || $0.plan == plan) }) {
      try await imports.discard(taken.id, by: importer)
      throw ImportStop.alreadyIn(known.id, on: importer.organisation.day(of: known.createdAt))
    }
    // One that was cut short goes on where it was.
    let cut = earlier.first { [.applying, .stopped].contains($0.state) && $0.plan == plan }
    let started = ContinuousClock.now
    let done = try await imports.apply(cut?.id ?? taken.id, plan: plan, by: importer) { progress in
      Terminal.progress("  \(progress.rows) of \(progress.of) rows, \(progress.added) new")
    }
    let seconds = Double((ContinuousClock.now - started).components.seconds)
    ImportReport.lines(of: done, seconds: seconds).forEach(Terminal.say)
    try await opened.close()
  }

  private func plan(_ imports: Imports, _ importer: Importer, _ name: String) async throws -> ImportPlan {
    let language = place.language ?? importer.organisation.language
    let stem = URL(filePath: name).deletingPathExtension().lastPathComponent
    var target: ID<Survey>?
    if let survey {
      let found = try await imports.surveys(by: importer).first {
        $0.id.text == survey || $0.document.title.text(in: language) == survey
      }
      guard let found else { throw ValidationError("There is no survey '\(survey)'.") }
      target = found.id
    }
    let chosen = try day.map { text in
      guard let day = Day(text: text) else { throw ValidationError("--day is written as 2026-11-21.") }
      return day
    }
    return ImportPlan(
      survey: target, title: title ?? stem, wave: wave ?? stem, day: chosen, language: language, makesUnits: makeUnits,
      makesCustomers: makeCustomers, mayBeNamed: mayBeNamed)
  }

  private func organisation(in database: any Database, _ world: World) async throws -> Organisation {
    if let known = try await place.chosen(in: database) { return known }
    guard let name = place.organisation else {
      throw ValidationError("There is no organisation yet. Name it with --organisation, and it is made.")
    }
    let founded = Organisation(
      id: world.id(), name: name, language: place.language ?? .nl, createdAt: world.now())
    let top = People.Unit(id: world.id(), name: name, code: "top")
    try await database.write { db in
      try db.organisations.insert(founded)
      try db.units(in: founded.id).insert(top, below: nil, from: founded.day(of: founded.createdAt))
    }
    return founded
  }
}
