import Activate
import People
import Testing
import Values

/// What the state makes of events, and what the rules allow.
@Suite struct SessionStateTests {
  @Test func aRoundGoesFromBriefingToSettledByOneButton() throws {
    var desk = Desk()
    var seen: [RoundState] = []
    while let primary = desk.state.primary, desk.state.standing?.id != "talk" {
      try desk.send(primary)
      if let standing = desk.state.standing, standing.id == "score" { seen.append(standing.progress.state) }
    }
    #expect(seen == [.briefing, .open, .closed, .revealed, .discussing])
    #expect(desk.state["score"]?.progress.state == .settled)
  }

  @Test func aRoundThatOnlyTalksIsNeverOpened() throws {
    var desk = Desk()
    try desk.send(.brief("talk"))
    #expect(throws: SessionRefusal.roundIsOther(.briefing)) { try desk.send(.open("talk")) }
    try desk.send(.discuss("talk"))
    #expect(desk.state["talk"]?.progress.state == .discussing)
  }

  @Test func onlyWhoHoldsTheWheelMovesTheRoom() throws {
    var desk = Desk()
    #expect(throws: SessionRefusal.wheelIsElsewhere) { try desk.send(.brief("score"), by: "bram") }
    try desk.send(.takeWheel, by: "bram")
    try desk.send(.brief("score"), by: "bram")
    #expect(throws: SessionRefusal.wheelIsElsewhere) { try desk.send(.open("score"), by: "anna") }
  }

  @Test func everyStepCanBeTakenBackOneByOne() throws {
    var desk = Desk()
    var before: [SessionState] = []
    for command in [
      SessionCommand.brief("score"), .open("score"), .close("score"), .reveal("score"), .discuss("score"),
    ] {
      before.append(desk.state)
      try desk.send(command)
    }
    while let expected = before.popLast() {
      try desk.send(.undo(seq: nil))
      #expect(desk.state.phase == expected.phase)
      #expect(desk.state.current == expected.current)
      #expect(desk.state["score"]?.progress.state == expected["score"]?.progress.state)
      #expect(desk.state["score"]?.progress.reveals == expected["score"]?.progress.reveals)
    }
    #expect(throws: SessionRefusal.nothingToUndo) { try desk.send(.undo(seq: nil)) }
  }

  @Test func severalStepsCanBeTakenBackAtOnce() throws {
    var desk = Desk()
    for command in [SessionCommand.brief("score"), .open("score"), .close("score")] { try desk.send(command) }
    let opened = try #require(desk.state.steps.first { $0.name == "roundOpened" })
    try desk.send(.undo(seq: opened.seq))
    #expect(desk.state["score"]?.progress.state == .briefing)
    #expect(desk.state.history.first { $0.seq == opened.seq }?.isUndone == true)
  }

  @Test func openingAfterARevealIsAlwaysTheSecondAttempt() throws {
    var desk = Desk()
    for command in [SessionCommand.brief("score"), .open("score"), .close("score"), .open("score")] {
      try desk.send(command)
    }
    #expect(desk.state["score"]?.progress.attempt == 1, "nothing was shown yet")
    try desk.send(.close("score"))
    try desk.send(.reveal("score"))
    try desk.send(.undo(seq: nil))
    #expect(desk.state["score"]?.progress.state == .closed)
    try desk.send(.open("score"))
    #expect(desk.state["score"]?.progress.attempt == 2, "what was shown can't be unseen")
    try desk.send(.close("score"))
    try desk.send(.reveal("score"))
    #expect(throws: SessionRefusal.attemptsAreUsed) { try desk.send(.open("score")) }
    #expect(desk.state["score"]?.progress.reveals.keys.sorted() == [2], "the first was withdrawn by the undo")
  }

  @Test func bothAttemptsAreKept() throws {
    var desk = Desk()
    for command in [
      SessionCommand.brief("score"), .open("score"), .close("score"), .reveal("score"), .open("score"), .close("score"),
      .reveal("score"),
    ] { try desk.send(command) }
    #expect(desk.state["score"]?.progress.reveals.keys.sorted() == [1, 2])
  }

  @Test func aRoundThatIsOpenIsClosedBeforeAnythingElse() throws {
    var desk = Desk()
    try desk.send(.brief("score"))
    try desk.send(.open("score"))
    #expect(throws: SessionRefusal.roundIsOpen) { try desk.send(.brief("talk")) }
    #expect(throws: SessionRefusal.roundIsOpen) { try desk.send(.end(.committed)) }
    #expect(throws: SessionRefusal.roundIsOther(.open)) { try desk.send(.reveal("score")) }
  }

  @Test func aPauseKeepsTheSecondsThatWereLeft() throws {
    var desk = Desk()
    try desk.send(.brief("score"))
    try desk.send(.open("score"))
    desk.now = desk.now.adding(seconds: 30)
    try desk.send(.pause("score"))
    #expect(desk.state["score"]?.progress.pausedSeconds == 60)
    desk.now = desk.now.adding(seconds: 500)
    try desk.send(.resume("score"))
    #expect(desk.state["score"]?.progress.until == desk.now.adding(seconds: 60))
    try desk.send(.addTime("score", seconds: 60))
    #expect(desk.state["score"]?.progress.until == desk.now.adding(seconds: 120))
  }

  @Test func aWithdrawnReferenceIsGoneFromEveryReveal() throws {
    var desk = Desk()
    for command in [SessionCommand.brief("score"), .open("score"), .close("score"), .reveal("score")] {
      try desk.send(command)
    }
    try desk.send(.voidReference("score"))
    for audience in SessionSnapshot.Audience.allCases {
      let view = try #require(desk.snapshot(audience).round)
      #expect(view.isWithdrawn && view.reveal == nil)
    }
  }

  @Test func roundsThatAreStillToComeCanBeReordered() throws {
    var desk = Desk()
    try desk.send(.brief("score"))
    try desk.send(.reorder(["huddle", "talk", "score"]))
    #expect(desk.state.rounds.map(\.id) == ["score", "huddle", "talk"])
    try desk.send(.shorten("talk", seconds: 60))
    #expect(desk.state["talk"]?.planned.seconds == 60)
    try desk.send(.skip("huddle"))
    #expect(desk.state.next?.id == "talk")
  }

  @Test func anEndedSessionStaysEnded() throws {
    var desk = Desk()
    try desk.send(.end(.unfinished))
    #expect(desk.state.phase == .ended && desk.state.ending == .unfinished)
    #expect(throws: SessionRefusal.sessionIsEnded) { try desk.send(.undo(seq: nil)) }
    #expect(throws: SessionRefusal.sessionIsEnded) { try desk.send(.brief("score")) }
  }

  /// Whatever is asked in whatever order: the state is what its events say, whether taken one by one or from the rows.
  @Test(arguments: 0..<60) func theStateIsWhatItsEventsSay(seed: Int) throws {
    var desk = Desk()
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<80 { desk.tryAnything(using: &generator) }
    #expect(SessionState(replaying: desk.events) == desk.state)
    #expect(desk.events.map(\.seq) == Array(1...desk.events.count))
    let open = desk.state.rounds.filter { $0.progress.state == .open }
    #expect(open.isEmpty || open.map(\.id) == [desk.state.current], "only the round that everyone is in is open")
    for standing in desk.state.rounds {
      #expect((1...max(1, standing.round.policy.attempts)).contains(standing.progress.attempt))
      #expect(standing.progress.seen <= standing.progress.attempt || standing.progress.state != .open)
    }
  }
}
