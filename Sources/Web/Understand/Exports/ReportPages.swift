import Listen
import Localization
import People
import Understand
import Values

/// The readings of a wave as files that need nothing else: to keep, to mail, to print.
struct ReportPages: Sendable {
  /// A page and the name of its file.
  struct File: Sendable {
    let name: String
    let html: String
  }

  let readings: Readings
  let renderer: Renderer
  let book: Phrasebook

  /// - Throws: what is wrong with the built-in templates, if anything.
  init(readings: Readings, language: Language) throws {
    self.readings = readings
    renderer = try Renderer()
    book = renderer.book(language)
  }

  /// What the whole should know, with a few comments.
  func strategic(_ place: ReadingPlace, by member: Member) async throws -> (StrategicReading, File) {
    let reading = try await readings.strategic(place, by: member)
    let comments = try await readings.comments.chosen(place, language: book.language, by: member)
    let page = StrategicPage(reading, try await around(place, .strategic, member), comments: comments)
    return (reading, try file("strategic", page))
  }

  /// What one unit should know.
  func tactical(_ place: ReadingPlace, by member: Member) async throws -> (TacticalReading, File) {
    let reading = try await readings.tactical(place, by: member)
    let comments = try await readings.comments.chosen(place, language: book.language, by: member)
    let page = TacticalPage(reading, try await around(place, .tactical, member), comments: comments)
    return (reading, try file("tactical-\(Self.fileName(reading.unit.code))", page))
  }

  /// The customers of a unit who agreed to be named.
  func operational(_ place: ReadingPlace, by member: Member) async throws -> (OperationalReading, File) {
    let reading = try await readings.unitCustomers(place, by: member)
    let page = CustomersPage(
      reading, unit: member.tree.unit(place.unit), try await around(place, .operational, member))
    return (reading, try file("operational", page))
  }

  private func around(_ place: ReadingPlace, _ level: Level, _ member: Member) async throws -> ReadingSurroundings {
    ReadingSurroundings(
      place: place, level: level, shelves: try await readings.shelves(by: member), member: member, book: book)
  }

  private func file(_ name: String, _ page: any Page) throws -> File {
    let (html, problems) = try renderer.paper(page, book: book)
    guard problems.isEmpty else { throw Unprintable(name: name, problems: problems) }
    // Addresses of the site lead nowhere from a file.
    return File(name: "\(name).html", html: html.replacing(/\ href="\/[^"]*"/, with: ""))
  }

  /// The code of a unit as part of a file's name.
  private static func fileName(_ code: String) -> String {
    String(code.folded.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// A page that misses a name or a phrase: a fault of ours.
  struct Unprintable: Error {
    let name: String
    let problems: [String]
  }
}
