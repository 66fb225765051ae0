public import struct Foundation.Data
public import class Foundation.JSONEncoder
public import Listen
public import People
public import Understand
public import Values

/// The three readings of a wave as files that need nothing else, and every figure of them as one more.
public struct Report: Sendable {
  /// A file and its name.
  public struct File: Sendable {
    public let name: String
    public let bytes: Data
  }

  let readings: Readings
  let survey: Survey
  let wave: Wave
  let unit: Unit?
  let language: Language
  let member: Member

  /// - Parameters:
  ///   - unit: whose tactical and operational reading is written; nothing means the tactical reading of each unit directly
  ///     below the top, and the operational one of all.
  ///   - member: with whose eyes it is read.
  public init(
    readings: Readings, survey: Survey, wave: Wave, unit: Unit?, language: Language, by member: Member
  ) {
    self.readings = readings
    self.survey = survey
    self.wave = wave
    self.unit = unit
    self.language = language
    self.member = member
  }

  /// `strategic.html`, `tactical-CODE.html`, `operational.html` and `figures.json`. The operational reading holds only
  /// customers who agreed to be named.
  ///
  /// - Throws: `NotFound` where the member may not read the unit.
  public func files() async throws -> [File] {
    guard let whole = member.tree.roots.first else { throw NotFound() }
    let pages = try ReportPages(readings: readings, language: language)
    let research = try await readings.research(survey.id, by: member)
    var files: [File] = []
    var figures: [ReportFigure] = []
    func keep(_ page: ReportPages.File) { files.append(File(name: page.name, bytes: Data(page.html.utf8))) }

    let (strategic, strategicPage) = try await pages.strategic(place(whole.id), by: member)
    keep(strategicPage)
    figures += strategic.figures(waves: research.waves)
    for unit in units(below: whole, research.tree(on: strategic.treeDay)) {
      let (tactical, page) = try await pages.tactical(place(unit), by: member)
      keep(page)
      figures += tactical.figures(waves: research.waves)
    }
    let (operational, operationalPage) = try await pages.operational(place((unit ?? whole).id), by: member)
    keep(operationalPage)
    figures += operational.figures(of: unit ?? whole)
    files.append(File(name: "figures.json", bytes: try json(figures, isWeighted: strategic.isWeighted)))
    return files
  }

  /// The unit that was named, or those directly below the top as they were when the wave was held.
  private func units(below whole: Unit, _ tree: UnitTree) -> [ID<Unit>] {
    if let unit { return [unit.id] }
    // Who may read what follows today's organisation: units that are gone since can't be asked for.
    return tree.children(of: whole.id).map(\.id).filter { member.may(.readUnit, on: $0) }
  }

  private func place(_ unit: ID<Unit>) -> ReadingPlace {
    ReadingPlace(survey: survey.id, wave: wave.id, unit: unit)
  }

  private struct Figures: Encodable {
    let organisation: String
    let survey: String
    let wave: String
    let isWeighted: Bool
    let figures: [ReportFigure]
  }

  private func json(_ figures: [ReportFigure], isWeighted: Bool) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(
      Figures(
        organisation: member.organisation.name, survey: survey.document.title.text(in: language), wave: wave.name,
        isWeighted: isWeighted, figures: figures))
  }
}
