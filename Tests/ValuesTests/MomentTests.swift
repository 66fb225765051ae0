import Testing
import Values

@Suite struct MomentTests {
  @Test func everyDayComesBackEqual() throws {
    for number in stride(from: -700_000, through: 2_900_000, by: 97) {
      let day = Day(daysSince1970: number)
      #expect(Day(text: day.text) == day)
    }
  }

  @Test(arguments: [
    "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-01-01x", "",
  ])
  func aDayThatTheCalendarLacksIsNone(text: String) {
    #expect(Day(text: text) == nil)
  }

  @Test func knownDaysHaveTheirWeekday() throws {
    #expect(try #require(Day(text: "2026-11-21")).weekday == 5)
    #expect(try #require(Day(text: "1970-01-01")).weekday == 3)
    #expect(try #require(Day(text: "2024-02-29")).daysSince1970 == 19_782)
  }

  @Test func everyMomentComesBackEqual() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let moment = Instant(milliseconds: Int64.random(in: -60_000_000_000_000...250_000_000_000_000, using: &generator))
      #expect(Instant(text: moment.text) == moment)
    }
    #expect(Instant(milliseconds: 1_795_291_080_123).text == "2026-11-21T19:58:00.123Z")
  }

  @Test func aMomentBeforeTheEpochLiesOnItsOwnDay() {
    #expect(Instant(milliseconds: -1).day == Day(daysSince1970: -1))
    #expect(Instant(milliseconds: -1).text == "1969-12-31T23:59:59.999Z")
  }

  @Test func aPeriodHoldsFromItsFirstDayAndNotOnItsLast() {
    let period = Validity(from: Day(daysSince1970: 10), until: Day(daysSince1970: 12))

    #expect([9, 10, 11, 12].map { period.holds(on: Day(daysSince1970: $0)) } == [false, true, true, false])
    #expect(Validity(from: Day(daysSince1970: 10)).holds(on: Day(daysSince1970: 9_999)))
  }

  @Test func idsSortByTheirMoment() {
    var generator = SystemRandomNumberGenerator()
    let texts = (0..<500).map { UUIDVersion7.text(at: Instant(milliseconds: 1_000 * $0), random: &generator) }

    #expect(texts == texts.sorted())
    #expect(texts.allSatisfy { $0.utf8.count == 36 && Array($0)[14] == "7" && "89ab".contains(Array($0)[19]) })
    #expect(Set(texts).count == texts.count)
  }

  @Test func aTokenNeverPrintsItsSecret() throws {
    let token = Token(bytes: Array(0..<32))

    #expect("\(token)" == "•••" && String(reflecting: token) == "•••")
    #expect(Token(token.secret) == token)
    #expect(Token("short") == nil && Token(String(repeating: "é", count: 30)) == nil)
  }
}
