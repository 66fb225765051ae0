import Activate
import Foundation
import Localization
import Testing
import Values

@testable import Web

@Suite struct SceneTests {
  /// Eight sentences of customers don't fit a big screen in letters that can be read from the back.
  @Test func theBigScreenShowsSixSentencesThatWereMisreadFirstAndPhonesShowAll() throws {
    let screen = try #require(ScreenPage.examples["sortComments revealed"]?.scene)
    let phone = try #require(PhonePage.examples["sortComments revealed"]?.scene)

    #expect(screen.cards.count == 6 && phone.cards.count == 8)
    #expect(screen.lines.last?.text.key == "session.scene.othersOnPhone")
    #expect(!phone.lines.contains { $0.text.key == "session.scene.othersOnPhone" })
    let right = screen.cards.map { $0.worth?.key == "session.scene.truly" }
    #expect(right.first == false, "what everyone knew already stands first")
    let all = phone.cards.map { $0.worth?.key == "session.scene.truly" }
    #expect(all == all.filter { !$0 } + all.filter(\.self), "\(all)")
  }

  @Test func aGapIsTheDifferenceOfTheFiguresAsTheyAreWritten() {
    #expect(RoundedGap(41.5, 35.25, .percent).value == 7)
    #expect(RoundedGap(20.4, 39.6, .nps).value == -20)
    #expect(RoundedGap(7.46, 6.94, .grade).value == 0.6)
  }

  /// Of eight asks each is read from the back; why, and of whom, stands on the phones.
  @Test func theBigScreenShowsEveryAskWithoutItsReasonAndPhonesShowBoth() throws {
    let screen = try #require(ScreenPage.examples["ask revealed"]?.scene)
    let phone = try #require(PhonePage.examples["ask revealed"]?.scene)

    #expect(screen.cards.map(\.text) == phone.cards.map(\.text) && screen.cards.count == 8)
    #expect(screen.cards.allSatisfy { $0.note == nil && $0.kicker == nil })
    #expect(phone.cards.allSatisfy { $0.note != nil } && phone.cards.contains { $0.kicker != nil })
    #expect(screen.lines.last?.text.key == "session.scene.whyOnPhone")
  }

  /// Eight people gave promoters 43.5 of a hundred, and passives 46.5: together with 10 that may not become 101.
  @Test func aShareOfASplitIsTheSameNumberInTheReportAsInItsBar() throws {
    let round = ExampleSession.round(of: .guessSplit)
    let reveal = Reveal(
      of: round, truth: ExampleSession.splitTruth, attempts: [ExampleSession.contributions(to: round)])
    let written = WrittenSpots(BlindSpot.found(in: reveal, unit: "south", wave: "wave-1"))
    let spots = BlindSpot.found(in: reveal, unit: "south", wave: "wave-1")
    let thought = Dictionary(uniqueKeysWithValues: spots.map { ($0.measure, written.figures(of: $0).thought) })

    #expect(thought == ["split.promoter": 43, "split.passive": 47, "split.detractor": 10])
    let attempt = try #require(reveal.attempts.last)
    let scene = RevealScene(
      round: round, result: attempt.result, truth: reveal.truth, handedIn: attempt.handedIn
    ).scene
    let bar = try #require(scene.drawingHTML as? SplitBar)
    #expect(bar.rows[0].parts.map(\.percent) == [10, 47, 43] && bar.rows[1].parts.map(\.percent) == [24, 50, 26])
  }

  @Test func aSplitOfMarksHasABarThatNamesTheMarksAndNobodyAPromoter() throws {
    let scene = try #require(ScreenPage.examples["guessSplit of marks revealed"]?.scene)
    let bar = try #require(scene.drawingHTML as? SplitBar)
    let html = bar.drawn(in: TestSite.renderer.book(.nl)).text

    #expect(scene.heading.key == "session.scene.splitOfMarks.fewer")
    #expect(bar.rows.map { $0.parts.map(\.percent) } == [[15, 62, 23], [18, 64, 18]])
    #expect(["1–5", "6–8", "9–10"].allSatisfy { html.contains(">\($0)<") })
    #expect(!html.contains("promotor") && !html.contains("▲"))
  }

  @Test func ideasAtTheSamePlaceStandBesideEachOther() {
    let ideas = (1...5).map {
      GridChart.Idea(name: .verbatim("Idee \($0)"), impact: 5, effort: 1, isDivided: false)
    }
    let html = GridChart(title: .verbatim("Opbrengst"), ideas: ideas).drawn(in: TestSite.renderer.book(.nl)).text
    for drawing in html.components(separatedBy: "<svg").dropFirst() {
      let places = drawing.matches(of: /<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" class="real"/).map {
        "\($0.output.1) \($0.output.2)"
      }
      #expect(places.count == 5 && Set(places).count == 5, "\(places)")
    }
  }

  @Test func stepsAreWrittenInTheReadersLanguage() throws {
    let page = try #require(PhonePage.examples["guessScore open"])
    #expect(try TestSite.render(page, .en).html.contains(">−0.1</button>"))
    #expect(try TestSite.render(page, .nl).html.contains(">−0,1</button>"))
    let handedIn = try #require(PhonePage.examples["handed in"])
    #expect(try TestSite.render(handedIn, .en).html.contains("value=\"7.5\""))
    #expect(try TestSite.render(handedIn, .nl).html.contains("value=\"7,5\""))
  }

  /// No result of a round leaves the screen without words.
  @Test func everyRoundThatAsksHasAFindingOfItsOwn() {
    for round in ExampleSession.rounds where round.policy.needsContribution {
      let scene = ScreenPage.examples["\(round.kind.rawValue) revealed"]?.scene
      #expect(scene.map { $0.heading.key.hasPrefix("session.scene.") } == true, "\(round.kind)")
    }
  }

  /// Of a way to go the screen says how many customers it is about; of what makes people recommend, who writes about it.
  @Test func whatCustomersSayStandsBesideWhatWasChosen() throws {
    let ambition = try #require(ScreenPage.examples["promotership revealed"]?.scene?.drawingHTML as? BarsChart)
    let levers = try #require(ScreenPage.examples["levers revealed"]?.scene?.drawingHTML as? BarsChart)
    let book = TestSite.renderer.book(.nl)

    // 23.5, 46.5 and 30 of a hundred: the largest rest goes first, and together they stay a hundred.
    #expect(
      ambition.rows.map { $0.note.map(book.say) }
        == ["24\u{a0}%", "46\u{a0}%", "30\u{a0}%"].map { "\($0) van de klanten" })
    #expect(ambition.rows.map(\.isRight) == [true, false, false])
    #expect(levers.rows.contains { $0.note.map(book.say) == "▲ 48\u{a0}%  ▼ 9\u{a0}%" })
    #expect(ScreenPage.examples["levers revealed"]?.scene?.lines.map(\.text.key) == ["session.scene.leverKey"])
  }
}
