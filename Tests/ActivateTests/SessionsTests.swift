@testable import Activate
import Foundation
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// Sessions as their facilitators and their phones use them, on both engines.
@Suite struct SessionsTests {
  @Test(arguments: Engine.all) func aSessionIsPlayedToItsEnd(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    var phones: [Phone] = []
    for _ in 0..<6 { phones.append(try await room.phone(in: id)) }
    try await room.send(.brief("score"), .open("score"), in: id)
    for (number, phone) in phones.enumerated() { try await phone.guess(Double(number) + 2) }
    let state = try await room.send(.close("score"), .reveal("score"), in: id)
    let reveal = try #require(state["score"]?.progress.reveal)
    #expect(reveal.attempts.map(\.handedIn) == [6])
    try await room.send(.discuss("score"), .brief("talk"), .discuss("talk"), in: id)
    try await room.decide(in: id)
    try await room.send(.end(.committed), in: id)
    let table = try await room.sessions.find(id, by: room.anna)
    #expect(table.session.phase == .ended && table.session.ending == .committed)
    #expect(
      table.state
        == SessionState(
          replaying: try await room.database.read {
            try $0.sessions(in: SessionWorld.organisation.id).events(of: id)
          }))
  }

  /// §4.12, 3.
  @Test(arguments: Engine.all) func twoConsolesThatPressNextInTheSameMomentMakeOneStep(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    try await room.send(.brief("score"), in: id)
    try await room.sessions.setCrew(.coFacilitator, of: "bram", in: id, by: room.anna)
    let seq = try await room.sessions.find(id, by: room.anna).state.seq
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            _ = try await room.sessions.command(.open("score"), expecting: seq, in: id, by: room.anna)
            return true
          } catch {
            #expect(error as? SessionRefusal == .stateIsOther)
            return false
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 } == 1)
    #expect(try await room.sessions.find(id, by: room.anna).state.seq == seq + 1)
  }

  @Test(arguments: Engine.all) func sendingTwiceIsHandingInOnce(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    try await room.send(.brief("score"), .open("score"), in: id)
    let receipts = try await withThrowingTaskGroup(of: ContributionReceipt.self) { group in
      for _ in 0..<10 { group.addTask { try await phone.guess(7, key: "once") } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(receipts.count { !$0.isRepeated } == 1)
    #expect(try await room.rows("SELECT COUNT(*) FROM contributions") == 1)
  }

  @Test(arguments: Engine.all) func theLastThingThatSomebodyHandedInCounts(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    try await room.send(.brief("score"), .open("score"), in: id)
    try await phone.guess(3, key: "first")
    try await phone.guess(8, key: "second")
    #expect(try await phone.guess(3, key: "first").isRepeated, "an old sending that comes late changes nothing")
    let counted = try await room.contributions.all(in: "score", of: id, by: room.anna)
    #expect(counted.map(\.contribution) == [.guess(8, confidence: 3)])
    let own = try await room.contributions.own("score", attempt: 1, of: phone.participant, in: phone.entrance)
    #expect(own?.contribution == .guess(8, confidence: 3))
  }

  @Test(arguments: Engine.all) func aPhoneThatIsTwoSecondsLateStillCountsAndNoLater(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    let late = try await room.phone(in: id)
    await #expect(throws: SessionRefusal.roundIsClosed) { try await phone.guess(7) }
    try await room.send(.brief("score"), .open("score"), .close("score"), in: id)
    room.clock.advance(seconds: 2)
    try await phone.guess(7, key: "in time")
    room.clock.advance(seconds: 1)
    await #expect(throws: SessionRefusal.roundIsClosed) { try await late.guess(7) }
    #expect(try await phone.guess(7, key: "in time").isRepeated, "its receipt stays true")
    let state = try await room.send(.reveal("score"), in: id)
    #expect(state["score"]?.progress.reveal?.attempts.first?.handedIn == 1)
    await #expect(throws: SessionRefusal.roundIsClosed) { try await phone.guess(9) }
    #expect(
      try await room.contributions.own("score", attempt: 1, of: phone.participant, in: phone.entrance)?.contribution
        == .guess(7, confidence: 3), "what came too late didn't take the place of what was in time")
  }

  /// §4.12, 9.
  @Test(arguments: Engine.all) func undoFromRevealedKeepsBothAttempts(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    var phones: [Phone] = []
    for _ in 0..<5 { phones.append(try await room.phone(in: id)) }
    try await room.send(.brief("score"), .open("score"), in: id)
    for phone in phones { try await phone.guess(4) }
    try await room.send(.close("score"), .reveal("score"), .undo(seq: nil), .reveal("score"), .open("score"), in: id)
    for phone in phones { try await phone.guess(7, attempt: 2) }
    let state = try await room.send(.close("score"), .reveal("score"), in: id)
    let reveal = try #require(state["score"]?.progress.reveal)
    #expect(reveal.attempts.map(\.handedIn) == [5, 5])
    #expect(reveal.isNearerAfterTalking == true)
    let report = try await Outcomes(database: room.database, world: room.world).report(of: id, by: room.anna)
    #expect(report.parts.first { $0.round.id == "score" }?.reveal?.attempts.map(\.handedIn) == [5, 5])
  }

  /// §4.12, 13.
  @Test func fourContributionsYieldNoAggregateInTheStoryEither() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    try await room.send(.brief("score"), .open("score"), in: id)
    for _ in 0..<4 { try await room.phone(in: id).guess(7) }
    let state = try await room.send(.close("score"), .reveal("score"), in: id)
    #expect(state["score"]?.progress.reveal?.result == .tooFew(minimum: 5))
  }

  /// §4.12, 8.
  @Test(arguments: RoundState.allCases) func whoComesLateIsLetInInEveryState(state: RoundState) async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let way: [SessionCommand] = [.brief("score"), .open("score"), .close("score"), .reveal("score"), .discuss("score")]
    let states: [RoundState] = [.briefing, .open, .closed, .revealed, .discussing]
    for (command, reached) in zip(way, states) {
      try await room.send(command, in: id)
      if reached == state { break }
    }
    if state == .skipped { try await room.send(.brief("huddle"), .skip("huddle"), in: id) }
    if state == .voided { try await room.send(.void("score"), in: id) }
    let phone = try await room.phone(in: id)
    #expect(try await room.participants.enter(phone.entrance.session.code, with: phone.token).participant != nil)
    if state == .open {
      try await phone.guess(7)
    } else if state != .closed {
      await #expect(throws: SessionRefusal.roundIsClosed) { try await phone.guess(7) }
    }
  }

  @Test(arguments: Engine.all) func somebodyComesBackWithAnotherPhoneAsTheSamePerson(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    try await room.send(.brief("score"), .open("score"), in: id)
    try await phone.guess(3, key: "first")
    let again = try await room.participants.enter(phone.entrance.session.code, with: phone.token)
    let words = try #require(again.rejoin)
    let other = room.world.newToken()
    let back = try await room.participants.rejoin(
      phone.entrance, saying: try #require(RejoinWords(words.text.uppercased())), with: other)
    #expect(back.id == phone.participant.id)
    #expect(try await room.participants.enter(phone.entrance.session.code, with: phone.token).participant == nil)
    await #expect(throws: Rejection.self) {
      _ = try await room.participants.rejoin(
        phone.entrance, saying: try #require(RejoinWords("bada bada")), with: other)
    }
    #expect(try await room.rows("SELECT COUNT(*) FROM participants WHERE retired_at IS NULL") == 1)
  }

  @Test(arguments: Engine.all) func theScribeAndPaperCountAsPeople(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    let watching = try await room.phone(in: id, JoinDraft(language: .nl, isObserver: true))
    let slow = try await room.phone(in: id, JoinDraft(language: .nl, extraTime: .tenfold))
    try await room.send(.brief("score"), .open("score"), in: id)
    await #expect(throws: SessionRefusal.observersDoNotVote) { try await watching.guess(7) }
    let round = Desk.plan()[0].round
    let ballots = (0..<5).map { number in
      Contributions.Sending(
        round: round, attempt: 1, key: "ballot \(number)", contribution: .guess(Double(number) + 1, confidence: nil))
    }
    _ = try await room.contributions.enter(ballots, way: .paper, in: id, by: room.anna)
    let again = try await room.contributions.enter(ballots, way: .paper, in: id, by: room.anna)
    #expect(again.map(\.isRepeated) == Array(repeating: true, count: 5))
    await #expect(throws: NotAllowed.self) {
      _ = try await room.contributions.enter(ballots, way: .scribe, in: id, by: room.bram)
    }
    let state = try await room.sessions.find(id, by: room.anna).state
    let counts = try await room.contributions.counts(of: id, in: SessionWorld.organisation.id, at: state)
    #expect(counts.joined == 1 && counts.observers == 1 && counts.here == 1 && counts.expected == 8)
    #expect(counts.handedIn == 5 && counts.proxies == 5 && counts.extraTimeOpen == 1)
    try await slow.guess(6)
    try await room.participants.setReady(true, slow.participant, in: slow.entrance)
    room.clock.advance(seconds: 60)
    let later = try await room.contributions.counts(of: id, in: SessionWorld.organisation.id, at: state)
    #expect(later.extraTimeOpen == 0 && later.here == 0 && later.handedIn == 6)
  }

  /// After the end nobody can tell whose a contribution is, not even with the whole database.
  @Test(arguments: Engine.all) func theKeysAreDestroyedAtTheEnd(engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    try await room.send(.brief("score"), .open("score"), in: id)
    try await phone.guess(3)
    try await phone.guess(4)
    try await room.send(.close("score"), .end(.unfinished), in: id)
    #expect(try await room.rows("SELECT COUNT(*) FROM sessions WHERE secret IS NOT NULL") == 0)
    #expect(try await room.rows("SELECT COUNT(*) FROM contributions WHERE handed_in_at IS NOT NULL") == 0)
    #expect(try await room.rows("SELECT COUNT(*) FROM contributions") == 1)
    #expect(try await room.rows("SELECT COUNT(*) FROM contributions WHERE participant_id IS NOT NULL") == 0)
    await #expect(throws: SessionRefusal.sessionIsEnded) { try await phone.guess(5) }
    #expect(
      try await room.contributions.own("score", attempt: 1, of: phone.participant, in: phone.entrance) == nil)
    await #expect(throws: SessionRefusal.sessionIsEnded) { _ = try await room.phone(in: id) }
  }

  @Test func aLevelBelowSaysThatItHasNoMandateUntilTheLevelAboveCommitted() async throws {
    let room = try await SessionWorld()
    let early = try await room.plan(.tactical, on: SessionWorld.north.id)
    try await room.sessions.openLobby(early, by: room.anna)
    #expect(try await room.sessions.find(early, by: room.anna).session.hasMandate == false)
    let board = try await room.plan(.strategic, on: SessionWorld.whole.id)
    try await room.sessions.openLobby(board, by: room.anna)
    try await room.send(.end(.unfinished), in: board)
    let between = try await room.plan(.tactical, on: SessionWorld.north.id)
    try await room.sessions.openLobby(between, by: room.anna)
    #expect(try await room.sessions.find(between, by: room.anna).session.hasMandate == false)
    let again = try await room.plan(.strategic, on: SessionWorld.whole.id)
    try await room.sessions.openLobby(again, by: room.anna)
    try await room.decide(in: again)
    try await room.send(.end(.committed), in: again)
    let after = try await room.plan(.tactical, on: SessionWorld.north.id)
    try await room.sessions.openLobby(after, by: room.anna)
    #expect(try await room.sessions.find(after, by: room.anna).session.hasMandate)
    let team = try await room.plan(.operational, on: SessionWorld.north.id)
    try await room.sessions.openLobby(team, by: room.anna)
    #expect(try await room.sessions.find(team, by: room.anna).session.hasMandate == false)
  }

  @Test func nobodyComesInBeforeTheLobbyOpens() async throws {
    let room = try await SessionWorld()
    let id = try await room.plan()
    let code = try await room.code(id)
    await #expect(throws: NotFound.self) { _ = try await room.participants.enter(code, with: nil) }
    try await room.sessions.openLobby(id, by: room.anna)
    #expect(try await room.participants.enter(code, with: nil).participant == nil)
  }

  @Test func theScreensLinkCanBeWithdrawn() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let entrance = try await room.participants.enter(try await room.code(id), with: nil)
    let first = try await room.sessions.makeScreenLink(of: id, by: room.anna)
    #expect(try await room.participants.isScreen(first, of: entrance))
    let second = try await room.sessions.makeScreenLink(of: id, by: room.anna)
    #expect(try await room.participants.isScreen(second, of: entrance))
    #expect(try await !room.participants.isScreen(first, of: entrance))
  }

  @Test func theLastLeadStays() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    await #expect(throws: Rejection.self) {
      try await room.sessions.setCrew(nil, of: "anna", in: id, by: room.anna)
    }
    try await room.sessions.setCrew(.coFacilitator, of: "bram", in: id, by: room.anna)
    let seq = try await room.sessions.find(id, by: room.bram).state.seq
    let state = try await room.sessions.command(.takeWheel, expecting: seq, in: id, by: room.bram)
    #expect(state.wheel == "bram")
  }
}
