import Activate
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
}
