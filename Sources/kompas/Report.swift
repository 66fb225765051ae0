import Foundation
import Listen
import People
import Understand
import Values
import Web

/// The three readings of a wave as files, and their figures as one more.
struct Report: Sendable {
  struct File: Sendable {
    let name: String
    let bytes: Data
  }

  let readings: Readings
  let member: Member
  let choice: ReportChoice
  let language: Language

  /// What is reported, for whoever waits.
  var name: String { "\(choice.survey.document.title.text(in: language)), \(choice.wave.name)" }

  func files() async throws -> [File] {
    let pages = try ReportPages(readings: readings, language: language)
    let waves = try await readings.research(choice.survey.id, by: member).waves
    var files: [File] = []
    var figures: [ReportFigure] = []
    func keep(_ page: ReportPages.File) { files.append(File(name: page.name, bytes: Data(page.html.utf8))) }

    let (strategic, strategicPage) = try await pages.strategic(place(choice.whole.id), by: member)
    keep(strategicPage)
    figures += strategic.figures(waves: waves)
    for unit in try await units() {
      let (tactical, page) = try await pages.tactical(place(unit), by: member)
      keep(page)
      figures += tactical.figures(waves: waves)
    }
    let unit = choice.unit ?? choice.whole
    let (operational, operationalPage) = try await pages.operational(place(unit.id), by: member)
    keep(operationalPage)
    figures += operational.figures(of: unit)
    files.append(File(name: "figures.json", bytes: try json(figures, isWeighted: strategic.isWeighted)))
    return files
  }

  /// The unit that was named, or those directly below the top as they were when the wave was held.
  private func units() async throws -> [ID<Unit>] {
    if let unit = choice.unit { return [unit.id] }
    let research = try await readings.research(choice.survey.id, by: member)
    let place = place(choice.whole.id)
    let tree = research.tree(on: place.day(of: choice.wave, today: member.tree.day))
    // Units that are gone since can't be asked for: who may read what follows today's organisation.
    return tree.children(of: choice.whole.id).map(\.id).filter { member.may(.readUnit, on: $0) }
  }

  private func place(_ unit: ID<Unit>) -> ReadingPlace {
    ReadingPlace(survey: choice.survey.id, wave: choice.wave.id, unit: unit)
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
        organisation: member.organisation.name, survey: choice.survey.document.title.text(in: language),
        wave: choice.wave.name, isWeighted: isWeighted, figures: figures))
  }
}
