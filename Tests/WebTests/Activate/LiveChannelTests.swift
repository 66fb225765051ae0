import Activate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing
import Values

@testable import Web

/// The live contract, through a real socket.
@Suite(.timeLimit(.minutes(2))) struct LiveChannelTests {
  @Test func aStreamBeginsWithPaddingStateAndPing() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let cookie = try await browser.join(room.code)
      let text = try await browser.listen("/s/\(room.code)/events", cookie: cookie) { $0.contains("event: ping") }
      let head = text.lowercased()
      #expect(head.contains("content-type: text/event-stream"))
      #expect(head.contains("cache-control: no-store, no-transform"))
      #expect(head.contains("x-accel-buffering: no"))
      #expect(text.contains(":" + String(repeating: " ", count: 2_048)))
      #expect(text.contains(/retry: 2\d\d\d\n/))
      #expect(text.contains("event: state\nid: 2\ndata: {"))
      #expect(text.contains(/event: ping\ndata: {"now":\d+,"seq":2}/))
    }
  }

  @Test func aStepIsHeardByPhoneScreenAndConsole() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let cookie = try await browser.join(room.code)
      let link = try await browser.post("/activate/sessions/\(room.session)/screen", cookie: Browser.console)
      let screen = try #require(link.headers[.location])
      let places = [
        ("/s/\(room.code)/events", cookie), ("\(screen)/events", ""),
        ("/activate/sessions/\(room.session)/events", Browser.console),
      ]
      for (number, (path, cookie)) in places.enumerated() {
        let command: SessionCommand = [.brief(LiveRoom.guess), .open(LiveRoom.guess), .close(LiveRoom.guess)][number]
        let text = try await browser.listen(
          path, cookie: cookie, onOpen: { try await room.send(command) },
          until: { $0.contains("id: \(number + 3)\n") })
        #expect(text.contains("event: state\nid: \(number + 3)\n"), "\(path)")
      }
    }
  }

  @Test func withoutAScriptOneJoinsAnswersAndIsSentBack() async throws {
    let room = try await LiveRoom()
    try await room.send(.brief(LiveRoom.guess), .open(LiveRoom.guess))
    try await room.run { browser in
      let cookie = try await browser.join(room.code, [("language", "en"), ("table", "3"), ("extraTime", "tenfold")])
      let address = "/s/\(room.code)/rounds/guess/contribution"
      let sent = try await browser.post(
        address, [("value", "7,4"), ("attempt", "1"), ("key", "once")], cookie: cookie)
      #expect(sent.status == .seeOther && sent.headers[.location] == "/s/\(room.code)")
      let again = try await browser.post(
        address, [("value", "7,4"), ("attempt", "1"), ("key", "once")], cookie: cookie, isJSON: true)
      #expect(again.status == .ok)
      #expect(String(buffer: again.body).contains("\"isRepeated\":true"))
      #expect(try await room.rows("contributions") == 1)
      let wrong = try await browser.post(address, [("value", "11")], cookie: cookie)
      #expect(wrong.status == .unprocessableContent)
      // The form is there again, with what was typed and what is wrong with it.
      let page = String(buffer: wrong.body)
      #expect(page.contains("name=\"value\" value=\"11\"") && page.contains("role=\"alert\""))
      #expect(page.contains("/rounds/guess/contribution"))
      let stranger = try await browser.post(address, [("value", "7")])
      #expect(stranger.status == .conflict)
    }
  }

  @Test func whatIsAgreedGoesIntoACalendar() async throws {
    let room = try await LiveRoom()
    let today = room.clock.now.day
    try await room.rooms.outcomes.keep(
      [
        .huddle(SessionHuddle(id: "h1", unit: "north", weekday: 0, hour: 8, minute: 30, from: today)),
        .action(
          TeamAction(
            id: "a1", unit: "north", what: "Bellen, voor zij bellen", ownerName: "Omar", by: today.adding(days: 28))),
      ], in: room.session, by: room.anna)
    try await room.run { browser in
      let answer = try await browser.get("/activate/sessions/\(room.session)/calendar", cookie: Browser.console)
      let file = String(buffer: answer.body)
      #expect(answer.headers[.contentType] == "text/calendar; charset=utf-8")
      #expect(file.contains("RRULE:FREQ=WEEKLY") && file.contains("UID:h1@kompas"))
      #expect(file.contains("UID:a1@kompas") && file.contains("Bellen\\, voor zij bellen"))
      let stranger = try await browser.get("/activate/sessions/\(room.session)/calendar")
      #expect(stranger.status != .ok)
    }
  }

  @Test func onesOwnPlanGoesIntoOnesOwnCalendar() async throws {
    let room = try await LiveRoom()
    let round = Round(
      id: "plan", kind: .commitment, title: .phrase("rounds.title.myPlan"), question: .phrase("rounds.question.myPlan"))
    try await room.send(
      .add(PlannedRound(round: round, seconds: 300), after: nil), .brief("plan"), .open("plan"))
    try await room.run { browser in
      let own = try await browser.join(room.code)
      let other = try await browser.join(room.code)
      let fields = [
        ("cue", "taskMoment"), ("when", "een klant belt"), ("then", "bel ik dezelfde dag terug"), ("confidence", "4"),
        ("visibility", "me"),
      ]
      #expect(
        try await browser.post("/s/\(room.code)/rounds/plan/contribution", fields, cookie: own).status == .seeOther)
      let answer = try await browser.get("/s/\(room.code)/rounds/plan/calendar", cookie: own)
      let file = String(buffer: answer.body).replacing("\r\n ", with: "")
      #expect(file.ranges(of: "BEGIN:VEVENT").count == 2 && file.contains("bel ik dezelfde dag terug"))
      #expect(try await browser.get("/s/\(room.code)/rounds/plan/calendar", cookie: other).status == .notFound)
    }
  }

  @Test func tooLateIsSaidWithTheStateAsItIsNow() async throws {
    let room = try await LiveRoom()
    try await room.send(.brief(LiveRoom.guess), .open(LiveRoom.guess), .close(LiveRoom.guess))
    try await room.run { browser in
      let cookie = try await browser.join(room.code)
      room.clock.advance(seconds: 3)
      let late = try await browser.post(
        "/s/\(room.code)/rounds/guess/contribution", [("value", "7")], cookie: cookie, isJSON: true)
      #expect(late.status == .conflict)
      #expect(String(buffer: late.body).contains("\"state\":\"closed\""))
      #expect(try await room.rows("contributions") == 0)
    }
  }

  @Test func aCommandOfAPageThatIsBehindChangesNothing() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let address = "/activate/sessions/\(room.session)/commands"
      let fields = [("command", "brief"), ("round", "guess"), ("seq", "2")]
      let first = try await browser.post(address, fields, cookie: Browser.console, isJSON: true)
      #expect(first.status == .noContent)
      let second = try await browser.post(address, fields, cookie: Browser.console, isJSON: true)
      #expect(second.status == .conflict)
      #expect(String(buffer: second.body).contains("\"seq\":3"))
      let third = try await browser.post(
        address, [("command", "open"), ("round", "guess"), ("seq", "3")], cookie: Browser.console)
      #expect(third.status == .seeOther)
      #expect(try await room.rows("session_events") == 4)
    }
  }

  @Test func aPageThatPollsGetsNothingTwice() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let cookie = try await browser.join(room.code)
      #expect(try await browser.get("/s/\(room.code)/state?since=1", cookie: cookie).status == .ok)
      #expect(try await browser.get("/s/\(room.code)/state?since=2", cookie: cookie).status == .noContent)
      try await room.send(.brief(LiveRoom.guess))
      try await Task.sleep(for: .milliseconds(100))
      let news = try await browser.get("/s/\(room.code)/state?since=2", cookie: cookie)
      #expect(news.status == .ok && String(buffer: news.body).contains("\"state\":\"briefing\""))
    }
  }

  @Test func aScreenThatWasWithdrawnSeesNothing() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let address = "/activate/sessions/\(room.session)/screen"
      let first = try #require(try await browser.post(address, cookie: Browser.console).headers[.location])
      #expect(try await browser.get("\(first)/state").status == .ok)
      let second = try #require(try await browser.post(address, cookie: Browser.console).headers[.location])
      #expect(try await browser.get("\(first)/state").status == .notFound)
      #expect(try await browser.get("\(second)/state").status == .ok)
    }
  }

  @Test func aStreamThatIsLeftIsForgotten() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let cookie = try await browser.join(room.code)
      for _ in 0..<5 {
        _ = try await browser.listen("/s/\(room.code)/events", cookie: cookie) { $0.contains("event: ping") }
      }
      var pages = await room.rooms.live.openPages()
      for _ in 0..<50 where pages > 0 {
        try await Task.sleep(for: .milliseconds(50))
        pages = await room.rooms.live.openPages()
      }
      #expect(pages == 0)
    }
  }

  @Test func theVenuesNetworkCanBeTried() async throws {
    let room = try await LiveRoom()
    try await room.run { browser in
      let text = try await browser.listen("/check/events") { $0.contains("id: 2") }
      #expect(text.contains("event: ping\nid: 1\n") && text.contains("event: ping\nid: 2\n"))
      #expect(String(buffer: try await browser.post("/check/echo", [("word", "hallo")]).body) == "{\"echo\":\"hallo\"}")
      #expect(try await browser.get("/check/now").status == .ok)
    }
  }
}
