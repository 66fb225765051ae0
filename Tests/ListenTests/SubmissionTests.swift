import Listen
import People
import Persistence
import Synchronization
import TestKit
import Testing
import Values

@Suite struct SubmissionTests {
  @Test(arguments: Engine.all) func asManyTimesAsItIsSentItIsOneResponse(engine: Engine) async throws {
    let told = Mutex(0)
    let listen = try await ListenWorld(engine) { _ in told.withLock { $0 += 1 } }
    let (_, wave, link) = try await listen.openWave()
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await listen.responses.submit(
            ListenWorld.answers, language: .nl, mayBeNamed: false, through: entrance)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(receipts.map(\.response)).count == 1)
    #expect(receipts.count { !$0.isRepeated } == 1)
    #expect(receipts.allSatisfy { !$0.differs })
    #expect(told.withLock { $0 } == 1)
    let stored = try await listen.database.read { db in
      (
        try db.responses(in: "linde").count(in: wave.id), try db.value("SELECT COUNT(*) FROM comments", as: Int.self),
        try db.events(in: ListenWorld.organisation.id).count { $0.kind == "response.submitted" }
      )
    }
    #expect(stored == (1, 2, 1))
  }

  @Test(arguments: Engine.all) func otherAnswersUnderTheSameNumberChangeNothing(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, _, link) = try await listen.openWave()
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    let first = try await listen.responses.submit(
      ListenWorld.answers, language: .nl, mayBeNamed: false, through: entrance)
    var others = ListenWorld.answers
    others["grade"] = .number(10)
    let again = try await listen.responses.submit(others, language: .nl, mayBeNamed: false, through: entrance)
    #expect(again.isRepeated && again.differs && again.response == first.response)
    let stored = try await listen.database.read { try $0.responses(in: "linde").find(first.response) }
    #expect(stored.answers == ListenWorld.answers)
    #expect(stored.unit == ListenWorld.north.id)
    #expect(!stored.mayBeNamed)
  }

  @Test(arguments: Engine.all) func aClosedWaveTakesNothingAndSaysSo(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, link) = try await listen.openWave()
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    // Closed by another node: this one still has it open in memory.
    try await listen.database.write { db in
      var wave = try db.waves(in: "linde").find(wave.id)
      wave.state = .closed
      try db.waves(in: "linde").update(wave)
    }
    await #expect(throws: ListenRefusal.waveIsClosed) {
      try await listen.responses.submit(ListenWorld.answers, language: .nl, mayBeNamed: false, through: entrance)
    }
    let counts = try await listen.database.read { db in
      (
        try db.responses(in: "linde").count(in: wave.id),
        try db.events(in: ListenWorld.organisation.id).count { $0.kind == "response.submitted" }
      )
    }
    #expect(counts == (0, 0))
  }

  @Test(arguments: Engine.all) func whoSentBeforeItClosedStillHasTheReceipt(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, link) = try await listen.openWave()
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    let first = try await listen.responses.submit(
      ListenWorld.answers, language: .nl, mayBeNamed: false, through: entrance)
    try await listen.waves.close(wave.id, by: listen.researcher)
    let again = try await listen.responses.submit(
      ListenWorld.answers, language: .nl, mayBeNamed: false, through: entrance)
    #expect(again.response == first.response && again.isRepeated)
    #expect(try await listen.responses.receipt(of: entrance)?.response == first.response)
  }

  @Test(arguments: Engine.all) func afterTheLastDayItTakesNothing(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, link) = try await listen.openWave()
    var draft = WaveDraft(wave)
    draft.lastDay = listen.clock.now.day
    try await listen.waves.change(wave.id, to: draft, by: listen.researcher)
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    #expect(entrance.asked.isOpen(at: listen.clock.now))
    // Amsterdam's midnight comes an hour before UTC's in winter.
    #expect(entrance.asked.closesAt == listen.clock.now.day.adding(days: 1).start.adding(hours: -1))
    listen.clock.advance(hours: 12)
    await #expect(throws: ListenRefusal.waveIsClosed) {
      try await listen.responses.submit(ListenWorld.answers, language: .nl, mayBeNamed: false, through: entrance)
    }
  }

  @Test(arguments: Engine.all) func wrongAnswersAreToldAllAtOnceAndNothingIsStored(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, link) = try await listen.openWave()
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    var wrong = ListenWorld.answers
    wrong["grade"] = .number(11)
    wrong["effort"] = nil
    wrong["drivers.wait"] = .number(2.5)
    wrong["solved"] = .choice(["maybe"], other: nil)
    let rejection = await #expect(throws: Rejection.self) {
      try await listen.responses.submit(wrong, language: .nl, mayBeNamed: false, through: entrance)
    }
    #expect(rejection?.problems.keys.sorted() == ["drivers.wait", "effort", "grade", "solved"])
    await #expect(throws: Rejection.self) {
      try await listen.responses.submit(Answers(), language: .nl, mayBeNamed: false, through: entrance)
    }
    #expect(try await listen.database.read { try $0.responses(in: "linde").count(in: wave.id) } == 0)
  }

  @Test(arguments: Engine.all) func whatWasAnsweredIsKeptUntilItIsSent(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, _, link) = try await listen.openWave()
    let entrance = try await listen.responses.enter(.openLink(link, key: listen.key()))
    #expect(try await listen.responses.unfinished(of: entrance) == nil)
    var unfinished = UnfinishedAnswers(language: .en, place: "effort", answers: Answers(["grade": .number(8)]))
    #expect(try await listen.responses.keep(unfinished, of: entrance))
    unfinished.place = "grade"
    #expect(try await listen.responses.keep(unfinished, of: entrance))
    #expect(try await listen.responses.unfinished(of: entrance) == unfinished)
    _ = try await listen.responses.submit(ListenWorld.answers, language: .en, mayBeNamed: false, through: entrance)
    #expect(try await listen.responses.unfinished(of: entrance) == nil)
    // A second tab that still stands on an earlier page brings nothing back.
    #expect(try await listen.responses.keep(unfinished, of: entrance) == false)
    #expect(try await listen.responses.unfinished(of: entrance) == nil)
  }

  @Test(arguments: Engine.all) func anInvitationIsAnsweredOnceAndLandsAtItsCustomer(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, _) = try await listen.openWave(asking: RosterChoice())
    let token = listen.key()
    let invitation = try await listen.database.write { db in
      let first = try #require(try db.rows("SELECT id FROM invitations ORDER BY id").first)
      let id: ID<Invitation> = try first("id")
      try db.run("UPDATE invitations SET token_hash = \(token.hash) WHERE id = \(id)")
      return try db.invitations(in: "linde").find(id)
    }
    let entrance = try await listen.responses.enter(.invitation(token))
    #expect(entrance.asksToBeNamed)
    let receipt = try await listen.responses.submit(
      ListenWorld.answers, language: .nl, mayBeNamed: true, through: entrance)
    let stored = try await listen.database.read { try $0.responses(in: "linde").find(receipt.response) }
    #expect(stored.customer == invitation.customer && stored.unit == invitation.unit && stored.owner == "ria")
    #expect(stored.mayBeNamed && stored.wave == wave.id)
    let again = try await listen.responses.submit(
      ListenWorld.answers, language: .nl, mayBeNamed: false,
      through: try await listen.responses.enter(.invitation(token)))
    #expect(again.isRepeated)
    #expect(try await listen.responses.enter(.invitation(token)).invitation?.answeredAt == listen.clock.now)
    let job = try await listen.database.read { db in
      try db.value("SELECT payload FROM jobs WHERE kind = 'listen.tellOwner'", as: String.self)
    }
    #expect(job == "ria")
  }

  @Test(arguments: Engine.all) func aLinkThatLeadsNowhereIsNotFound(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let key = listen.key()
    await #expect(throws: NotFound.self) { try await listen.responses.enter(.invitation(key)) }
    await #expect(throws: NotFound.self) { try await listen.responses.enter(.openLink("nowhere", key: key)) }
  }

  @Test(arguments: Engine.all) func aWithdrawnOpenLinkLeadsNowhere(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, link) = try await listen.openWave()
    _ = try await listen.responses.enter(.openLink(link, key: listen.key()))
    var draft = WaveDraft(wave)
    draft.hasOpenLink = false
    try await listen.waves.change(wave.id, to: draft, by: listen.researcher)
    await #expect(throws: NotFound.self) { try await listen.responses.enter(.openLink(link, key: listen.key())) }
  }
}
