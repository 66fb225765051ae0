import Foundation
import HTTPTypes
import Listen
import Localization
import People
import Persistence
import SQLiteDriver
@testable import Statistics
import Testing
@testable import Understand
import Values

@testable import Web

/// What stands around a reading: which research it is, what else there is, and what the window says.
@Suite struct ReadingPageTests {
  @Test func aReadingSaysWhichResearchItIsAndLeadsToTheOthers() async throws {
    let site = try await ReadingSite.make()
    let board = try await site.member(.board)
    let page = try await site.page(.strategic(site.survey.id, site.wave.id), as: board)

    let choice = try #require(page.firstMatch(of: /<details class="research">(?s:.*?)<\/details>/)).output
    let title = site.survey.document.title.text(in: .nl)
    let summary = choice.prefix { $0 != "\n" }
    #expect(summary.contains(title) && summary.contains(site.wave.name))
    #expect(choice.contains("Na contact"), "another survey is one tap away")
    #expect(choice.ranges(of: "aria-current=\"true\"").count == 1)
    #expect(page.range(of: choice)?.lowerBound ?? page.endIndex < page.range(of: "<h1")?.lowerBound ?? page.startIndex)
    for link in [
      Link.tactical(site.survey.id, site.wave.id, try site.unit("Regio Zuid").id),
      .comments(site.survey.id, site.wave.id),
    ] {
      #expect(try await site.page(link, as: board).contains("<details class=\"research\">"), "\(link.path)")
    }
  }

  @Test func theWindowSaysThePageTheUnitTheResearchAndTheOrganisation() async throws {
    let site = try await ReadingSite.make()
    let south = try site.unit("Regio Zuid")
    let page = try await site.page(
      .tactical(site.survey.id, site.wave.id, south.id), as: try await site.member(.board))
    let title = try #require(page.firstMatch(of: /<title>([^<]*)<\/title>/)).output.1
    let survey = site.survey.document.title.text(in: .nl)
    #expect(
      title == "Resultaten van Regio Zuid · \(survey), \(site.wave.name) · \(site.organisation.name) · Kompas")
  }

  @Test func aWaveFromBeforeTheOrganisationIsKnownIsNotSaidToBeOrganisedAsThen() async throws {
    let site = try await ReadingSite.make(isChanging: true)
    let board = try await site.member(.board)
    let link = Link.strategic(site.survey.id, site.wave.id)
    #expect(try await site.page(link, as: board).contains("Ingedeeld zoals toen gemeten is"))

    _ = try await site.database.write { try $0.run("UPDATE unit_placements SET valid_from = '2026-11-20'") }
    let page = try await site.page(link, as: board)

    #expect(page.contains("de eerste dag die Kompas kent; \(site.wave.name) is ouder"))
    #expect(!page.contains("Ingedeeld zoals toen"))
  }

  @Test func aUnitThatWasNotThereYetLeadsToTheWhole() async throws {
    let site = try await ReadingSite.make(isChanging: true)
    let (organisation, today) = (site.organisation.id, Day(daysSince1970: 20_778))
    try await site.database.write { db in
      try db.units(in: organisation).insert(
        People.Unit(id: "young", name: "Regio Jong", code: "jong"), below: site.board.tree.roots[0].id, from: today)
    }
    let board = try await site.member(.board)
    let link = Link.tactical(site.survey.id, site.wave.id, "young")

    let answer = try await site.ask(link, as: board)

    #expect(answer.status == 303)
    #expect(answer.headers[.location] == Link.strategic(site.survey.id, site.wave.id).path)
    #expect(try await site.ask(Link.tactical(site.survey.id, "nothing", "young"), as: board).status == 404)
  }

  /// A heading that is only a name says nothing in a row of tabs.
  @Test func aNameIsNeverAllThatAWindowSays() {
    // A customer, a phone and a big screen have one thing before them.
    let alone: [any Page.Type] = [AnswerPage.self, AnswerEndPage.self, PhonePage.self, ScreenPage.self]
    for page in Gallery.pages where !alone.contains(where: { $0 == page }) && !page.template.hasPrefix("kit/") {
      for (name, example) in page.anyExamples where example.title.key == "kit.verbatim" {
        #expect(example.window.count > 1, "\(page) \(name)")
      }
    }
  }

  @Test func anUnevenAnalysisSaysOnceHowManyAnswered() throws {
    let facts = ReadingFacts(book: TestSite.renderer.book(.en), waves: [])
    let notes = DriverNotes(facts: facts)
    let reading = try Self.uneven()
    let said = facts.book.say(notes.caption(reading))
    #expect(said.contains("from 40 customers for the rarest pair to 160"), "\(said)")
    #expect(notes.lines(reading).allSatisfy { !facts.book.say($0).contains("40") })
    let card = try #require(notes.method(reading))
    let lines = card.lines.map { facts.book.say($0.text) }
    #expect(lines.contains { $0.contains("from 40 customers") })
    #expect(lines.contains { $0.contains("40 answers") && $0.contains("count as 20 unweighted") }, "\(lines)")
  }

  @Test func driversThatFewRatedAreNamed() throws {
    let facts = ReadingFacts(book: TestSite.renderer.book(.en), waves: [])
    var reading = try Self.uneven()
    let notes = DriverNotes(facts: facts)
    #expect(!notes.lines(reading).contains { facts.book.say($0).contains("too few customers") })
    reading.leftOut = [reading.outcome]
    #expect(
      notes.lines(reading).contains { facts.book.say($0) == "Rated by too few customers to weigh along: Recommending." }
    )
  }

  /// Everybody says how much they recommend; a quarter rated the second driver; every other weighs three times as much.
  private static func uneven() throws -> DriverReading {
    let asked = Question(
      id: "q", kind: .ratings, text: LocalizedText(en: "Recommend?"), scale: Question.Scale(1...10),
      items: [Question.Item(id: "only", text: LocalizedText(en: "Recommending"))])
    let measure = try #require(
      Understand.Measure.all(
        in: SurveyDocument(
          title: LocalizedText(en: "S"), languages: [.en], asksToBeNamed: false, questions: [asked])
      ).first)
    let estimate = Estimate(
      value: 0.2, standardError: 0.05, interval: Interval(low: 0.1, high: 0.3, level: 0.95), n: 40, effectiveN: 20,
      method: .shapleyExact)
    let driver = DriverReading.Driver(
      measure: measure, performance: estimate, onTen: estimate,
      importance: DriverAnalysis.Importance(estimate: estimate, share: 100), relativeWeight: nil, correlation: estimate,
      quadrant: nil, isClear: false)
    return DriverReading(
      outcome: measure, drivers: [driver], rSquared: 0.4, n: 40, missingValues: .pairwise,
      warnings: [.unevenAnswers(smallest: 40, largest: 160)], importanceLine: nil, performanceLine: nil)
  }
}
