import Foundation
import Localization
import Testing
import Values

private func books() throws -> (nl: Phrasebook, en: Phrasebook) {
  var phrases = Phrases()
  let nl =
    #"{"a.hi": "Dag {name}", "a.n.one": "{count} reactie", "a.n.other": "{count} reacties", "a.day": "op {day}", "a.all": "{all}"}"#
  let en =
    #"{"a.hi": "Hello {name}", "a.n.one": "{count} response", "a.n.other": "{count} responses", "a.day": "on {day}", "a.all": "{all}"}"#
  try phrases.add(Data(nl.utf8), feature: "a", language: .nl)
  try phrases.add(Data(en.utf8), feature: "a", language: .en)
  return (phrases.book(.nl), phrases.book(.en))
}

@Suite struct PhrasebookTests {
  @Test func aMessageIsSaidWithItsFacts() throws {
    let (nl, en) = try books()
    #expect(nl.say("a.hi", ["name": .text("Jan {x}")]) == "Dag Jan {x}")
    #expect(en.say(Message("a.n", ["count": .count(1)])) == "1 response")
    #expect(nl.say(Message("a.n", ["count": .count(1_486)])) == "1.486 reacties")
    #expect(nl.say("a.all", ["all": .list([.text("Noord"), .text("West"), .text("Oost")])]) == "Noord, West en Oost")
    #expect(en.say("a.all", ["all": .localized(LocalizedText(nl: "Aandacht"))]) == "Aandacht")
    #expect(en.say("a.all", ["all": .phrase("a.day")]).contains("⟦"))
  }

  @Test func whatIsMissingIsSeen() throws {
    let (nl, _) = try books()
    #expect(nl.say("a.none") == "⟦a.none⟧")
    #expect(nl.say("a.hi") == "Dag ⟦a.hi{name}⟧")
  }

  @Test func anotherFeaturesKeyIsRefused() {
    var phrases = Phrases()
    #expect(throws: Phrases.Fault.strangeKey(key: "b.x", file: "")) {
      try phrases.add(Data(#"{"b.x": ""}"#.utf8), feature: "a", language: .nl)
    }
    #expect(throws: Phrases.Fault.unreadable(file: "")) { try phrases.add(Data("[".utf8), feature: "a", language: .nl) }
  }

  @Test(arguments: [
    (7.65, 1, "7,7", "7.7"), (-0.04, 1, "0,0", "0.0"), (-0.3, 1, "−0,3", "−0.3"),
    (1_234_567.0, 0, "1.234.567", "1,234,567"),
    (0.5, 0, "1", "1"), (999.95, 1, "1.000,0", "1,000.0"), (Double.nan, 1, "–", "–"),
  ]) func numbersAreWrittenPerLanguage(value: Double, decimals: Int, dutch: String, english: String) throws {
    let (nl, en) = try books()
    #expect(nl.number(value, decimals: decimals) == dutch)
    #expect(en.number(value, decimals: decimals) == english)
  }

  @Test func anNPSCarriesItsSignAndNeverAPercent() throws {
    let (nl, _) = try books()
    #expect([12.4, -6, 0, -0.2].map { nl.signed($0) } == ["+12", "−6", "0", "0"])
  }

  @Test func sharesArePercentages() throws {
    let (nl, en) = try books()
    #expect(nl.percent(0.314) == "31\u{a0}%")
    #expect(en.percent(0.314, decimals: 1) == "31.4%")
  }

  @Test(arguments: [("7,5", 7.5), ("7.5", 7.5), ("1.486", 1_486), ("1.486,5", 1_486.5), ("−3", -3), (" 12 ", 12)])
  func typedNumbersAreRead(text: String, value: Double) throws {
    let nl = try books().nl
    #expect(nl.readNumber(text) == value)
  }

  @Test(arguments: ["", "x", "1e5", "7,5,5", "--3", "٣"]) func whatIsNoNumberIsNotRead(text: String) throws {
    let nl = try books().nl
    #expect(nl.readNumber(text) == nil)
  }

  @Test func daysAndMomentsAreOfThePlace() throws {
    let (nl, en) = try books()
    let day = try #require(Day(year: 2026, month: 11, day: 21))
    #expect(nl.day(day) == "21\u{a0}november 2026")
    #expect(nl.dayOfWeek(day) == "zaterdag 21\u{a0}november")
    #expect(en.shortDay(day, today: day) == "21\u{a0}Nov")
    let lateInUTC = try #require(Instant(text: "2026-07-01T22:30:00.000Z"))
    #expect(nl.moment(lateInUTC) == "2\u{a0}juli 2026, 00:30")
    let newYork = try #require(Zone("America/New_York"))
    #expect(newYork.time(of: lateInUTC) == (18, 30))
  }

  @Test func aDayBeginsAtMidnightOfThePlaceAlsoWhenTheClockChanges() throws {
    for date in [(2026, 3, 29), (2026, 3, 30), (2026, 10, 25), (2026, 10, 26), (2026, 1, 1), (2026, 7, 1)] {
      let day = try #require(Day(year: date.0, month: date.1, day: date.2))
      let start = Zone.amsterdam.moment(day)
      #expect(Zone.amsterdam.day(of: start) == day)
      #expect(Zone.amsterdam.time(of: start) == (0, 0))
    }
    #expect(Zone("Nowhere/Atlantis") == nil)
  }
}
