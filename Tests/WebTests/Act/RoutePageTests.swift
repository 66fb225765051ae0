import Act
import Anchor
import People
import TestKit
import Testing
import Values

@testable import Web

@Suite struct RoutePageTests {
  private static func ask(
    _ world: AccessWorld, _ path: String, post fields: String? = nil, as role: Role = .board
  ) async throws -> AccessWorld.Page {
    try await world.ask(path, post: fields, as: role)
  }

  private static func ambition(_ stops: String, seen: Int = 0) -> String {
    "outcome=Klanten+merken+het&stops=\(stops)&sponsor=board-top&until=2027-03-01&seen=\(seen)"
  }

  @Test func twoWhoSaveTheSameThingBothSeeWhatHappened() async throws {
    let world = try await AccessWorld.make()
    let set = try await Self.ask(world, "/act/route/units/whole/ambition", post: Self.ambition("Een+rapport"))
    let place = try #require(set.location)
    #expect(set.status == 303)
    let first = try await Self.ask(world, place + "/change", post: Self.ambition("Van+Anna", seen: 1))
    #expect(first.status == 303)
    let second = try await Self.ask(world, place + "/change", post: Self.ambition("Van+Wim", seen: 1))
    #expect(second.status == 409)
    #expect(second.text.contains("Van Anna") && second.text.contains("value=\"Van Wim\""))
    #expect(second.text.contains("name=\"seen\" value=\"2\""), "saving again is a choice, not a race")
    let third = try await Self.ask(world, place + "/change", post: Self.ambition("Van+Wim", seen: 2))
    #expect(third.status == 303)
    #expect(try await Self.ask(world, place).text.contains("Van Wim"))
  }

  @Test func whatIsMissingIsSaidAndWhatWasTypedStays() async throws {
    let world = try await AccessWorld.make()
    let answer = try await Self.ask(
      world, "/act/route/units/whole/action", post: "title=Bel+%3Cb%3Eeerst%3C%2Fb%3E&effect=&carrier=&until=2026-11-22"
    )
    #expect(answer.status == 422)
    #expect(answer.text.contains("Bel &lt;b&gt;eerst&lt;/b&gt;"))
    #expect(answer.text.contains("twee tot zes weken"))
  }

  @Test func anEmptyOrganisationIsTaught() async throws {
    let world = try await AccessWorld.make()
    for path in ["/act/route/units/whole", "/anchor/agenda", "/anchor/proof", "/anchor/adoption", "/act/commitments"] {
      let answer = try await Self.ask(world, path)
      #expect(answer.status == 200, "\(path)")
    }
    #expect(try await Self.ask(world, "/act").location == "/act/route")
    #expect(try await Self.ask(world, "/anchor").location == "/anchor/agenda")
    #expect(try await Self.ask(world, "/anchor", as: .employee).location == "/anchor/proof")
  }

  @Test func theDigestReadsWellAsPlainText() throws {
    let letters = RouteLetters(renderer: TestSite.renderer, origin: try #require(Origin("https://kompas.test")))
    let day = Day(daysSince1970: 20_780)
    for language in Language.allCases {
      let person = Person(id: "p", name: "Anna", email: "anna@linde.test", language: language)
      let mail = letters.compose(
        Digest(
          person: person, organisation: Organisation(id: "o", name: "De Linde", language: .nl, createdAt: day.start),
          week: day,
          lines: [
            .action(
              RouteAction(
                id: "a", unit: "u", ambition: nil, title: "Belrooster", effect: "x", owner: "p",
                begins: day.adding(days: -30), due: day.adding(days: -2), edition: Edition(by: nil, at: day.start))),
            .check(
              CommitmentCheck(commitment: "c", after: 7, due: day),
              Commitment(
                id: "c", person: "p", unit: "u", ambition: nil, cue: .customerSignal, ifText: "een klant belt",
                thenText: "bel ik terug", confidence: 4, buddy: nil, visibility: .me, madeOn: day.adding(days: -7))),
          ]))
      #expect(mail.text.contains("https://kompas.test/act/route/actions/a") && mail.text.contains("Belrooster"))
      #expect(mail.subject.contains("2") && !mail.text.contains("⟦") && mail.html?.contains("⟦") == false)
    }
  }

  @Test func theMailBeforeAMeetingCarriesItsCalendarFile() throws {
    let letters = RouteLetters(renderer: TestSite.renderer, origin: try #require(Origin("https://kompas.test")))
    let day = Day(daysSince1970: 20_787)
    let series = MeetingSeries(
      id: "s", unit: "u", name: "MT-overleg", firstOn: day, everyWeeks: 4, minute: 570, minutes: 30, keeper: nil)
    let mail = letters.compose(
      MeetingMail(
        to: Person(id: "p", name: "Anna", email: "anna@linde.test", language: .nl),
        organisation: Organisation(id: "o", name: "De Linde", language: .nl, createdAt: day.start), series: series,
        unit: Unit(id: "u", name: "De Linde", code: "L"), day: day, question: "Mag het?", stuck: 2, asks: 0))
    #expect(mail.calendar?.contains("DTSTART:20261130T093000") == true)
    #expect(mail.text.contains("Mag het?") && mail.text.contains("2 acties"))
    #expect(mail.text.contains("https://kompas.test/anchor/agenda/s/2026-11-30"))
  }
}
