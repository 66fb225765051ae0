import Activate
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import People
import TestKit
import Testing
import Values

@testable import Web

/// What a facilitator prepares, and paper, through real routes.
@Suite(.timeLimit(.minutes(2))) struct SessionPartsTests {
  @Test func manyBallotsAreEnteredAtOnceAndOnce() async throws {
    let room = try await LiveRoom()
    try await room.send(.brief(LiveRoom.guess), .open(LiveRoom.guess))
    try await room.run { browser in
      let fields = [
        ("key", "page1"), ("round", "guess"), ("attempt", "1"), ("b1.value", "7"), ("b1.confidence", "3"),
        ("b2.value", ""), ("b3.value", "6,5"), ("b4.value", "8"),
      ]
      let address = "/activate/sessions/\(room.session)/paper"
      #expect(try await browser.get(address, cookie: Browser.console).status == .ok)
      #expect(try await browser.post(address, fields, cookie: Browser.console).status == .seeOther)
      #expect(try await room.rows("contributions") == 3)
      // The same page once more, by a double click or a browser that goes back.
      #expect(try await browser.post(address, fields, cookie: Browser.console).status == .seeOther)
      #expect(try await room.rows("contributions") == 3)
      #expect(try await room.rows("contributions WHERE via = 'paper'") == 3)
      let counts = try await room.rooms.contributions.counts(
        of: room.session, in: "linde", at: try await room.rooms.sessions.find(room.session, by: room.anna).state)
      #expect(counts.handedIn == 3 && counts.proxies == 3)
    }
  }

  @Test func oneWrongBallotHoldsBackTheWholePage() async throws {
    let room = try await LiveRoom()
    try await room.send(.brief(LiveRoom.guess), .open(LiveRoom.guess))
    try await room.run { browser in
      let sent = try await browser.post(
        "/activate/sessions/\(room.session)/paper",
        [("key", "k"), ("round", "guess"), ("attempt", "1"), ("b1.value", "7"), ("b2.value", "14")],
        cookie: Browser.console)
      #expect(sent.status == .unprocessableContent)
      let page = String(buffer: sent.body)
      #expect(page.contains("value=\"14\"") && page.contains("value=\"7\""))
      #expect(try await room.rows("contributions") == 0)
    }
  }

  @Test func aRoundIsAddedFromTheConsoleAgainstTheStateThatWasSeen() async throws {
    let room = try await LiveRoom()
    try await room.send(.brief(LiveRoom.guess))
    try await room.run { browser in
      let address = "/activate/sessions/\(room.session)/commands"
      func fields(_ seq: Int, _ question: String) -> [(String, String)] {
        [
          ("command", "add"), ("slot", "own:talk"), ("question", question), ("minutes", "10"), ("after", "guess"),
          ("seq", "\(seq)"),
        ]
      }
      #expect(
        try await browser.post(address, fields(2, "Te%20laat"), cookie: Browser.console, isJSON: true).status
          == .conflict)
      #expect(try await browser.post(address, fields(3, ""), cookie: Browser.console).status == .unprocessableContent)
      #expect(try await browser.post(address, fields(3, "Wat%20nu%3F"), cookie: Browser.console).status == .seeOther)
      let state = try await room.rooms.sessions.find(room.session, by: room.anna).state
      #expect(state.rounds.map(\.id.text) == ["guess", "own-talk"])
      #expect(state.rounds.last?.planned.seconds == 600)
    }
  }

  @Test func peopleWithExtraTimeAreNotCutOffByAccident() async throws {
    let room = try await LiveRoom()
    try await room.send(.brief(LiveRoom.guess), .open(LiveRoom.guess))
    try await room.run { browser in
      _ = try await browser.join(room.code, [("extraTime", "tenfold")])
      let address = "/activate/sessions/\(room.session)/commands"
      let fields = [("command", "close"), ("round", "guess"), ("seq", "4")]
      let asked = try await browser.post(address, fields, cookie: Browser.console)
      #expect(asked.status == .ok)
      #expect(String(buffer: asked.body).contains("name=\"anyway\" value=\"yes\""))
      #expect(try await room.rooms.sessions.find(room.session, by: room.anna).state.standing?.progress.state == .open)
      let closed = try await browser.post(address, fields + [("anyway", "yes")], cookie: Browser.console)
      #expect(closed.status == .seeOther)
      #expect(try await room.rooms.sessions.find(room.session, by: room.anna).state.standing?.progress.state == .closed)
    }
  }

  @Test func whoTakesTenTimesTheTimeSeesAClockOfTenTimesTheTime() throws {
    let state = ExampleSession.state(ExampleSession.guess, .open)
    let scene = SnapshotScene(snapshot: ExampleSession.snapshot(state, .phone))
    let seconds = try #require(state.standing?.round.policy.softSeconds ?? 90)
    let room = try #require(scene.clock(at: ExampleSession.now))
    let slow = try #require(scene.clock(at: ExampleSession.now, for: .tenfold))
    #expect(
      (Int64(slow.until) ?? 0) - (Int64(room.until) ?? 0) == Int64(9 * (state.standing?.round.policy.softSeconds ?? 0))
        * 1_000)
    #expect(seconds > 0)
    #expect(scene.clock(at: ExampleSession.now, for: .unlimited) == nil)
  }

  @Test func aCustomerIsHeardByTheRoomOnlyWhileTheRoundIsOn() async throws {
    let room = try await LiveRoom()
    let sound: [UInt8] = Array("OggS".utf8) + Array(repeating: 7, count: 96)
    let recording = try await room.rooms.recordings.bring(
      RecordingDraft(file: sound, language: .nl, transcript: "Ze belden terug.", permission: "Mevrouw A."),
      for: "north", by: room.anna)
    let voice = Round(
      id: "voice", kind: .voice, title: .phrase("rounds.title.voice"), question: .phrase("rounds.title.voice"),
      options: [recording.option])
    try await room.send(.add(PlannedRound(round: voice, seconds: 60), after: nil))
    try await room.run { browser in
      let cookie = try await browser.join(room.code)
      let path = "/s/\(room.code)/recordings/\(recording.id)"
      #expect(try await browser.get(path, cookie: cookie).status == .notFound)
      try await room.send(.brief("voice"))
      try await Task.sleep(for: .milliseconds(100))
      let heard = try await browser.get(path, cookie: cookie)
      #expect(heard.status == .ok && Array(heard.body.readableBytesView) == sound)
      #expect(heard.headers[.contentType] == "audio/ogg" && heard.headers[.cacheControl] == "no-store")
      #expect(heard.headers[.xContentTypeOptions] == "nosniff")
      // Nobody who didn't join, and nobody once the customer says no.
      #expect(try await browser.get(path).status == .conflict)
      try await room.rooms.recordings.remove(recording.id, by: room.anna)
      #expect(try await browser.get(path, cookie: cookie).status == .notFound)
    }
  }

  @Test(arguments: [
    ("bytes=0-", 0...9), ("bytes=2-4", 2...4), ("bytes=8-40", 8...9), ("bytes=-3", 7...9), ("bytes=-30", 0...9),
  ]) func aPlayerGetsThePieceThatItAsksFor(text: String, range: ClosedRange<Int>) {
    #expect(SoundAnswer.range(text, of: 10) == range)
  }

  @Test(arguments: ["bytes=10-", "bytes=5-2", "bytes=-0", "bytes=a-b", "items=0-1", "bytes=1-2,4-5", "bytes=-"])
  func whatIsNoPieceIsRefused(text: String) {
    #expect(SoundAnswer.range(text, of: 10) == nil)
  }

  @Test func theManualHoldsTheSameConfigurationsAsThePage() throws {
    let manual = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/reverse-proxy.md").standardized
    let text = try String(contentsOf: manual, encoding: .utf8)
    for configuration in ProxyHelpPage.configurations {
      #expect(text.contains(configuration.text), "\(configuration.name)")
    }
  }
}
