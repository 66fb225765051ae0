import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct WaveTests {
  @Test(arguments: Engine.all) func theRosterIsCountedBeforeAndFrozenAtTheOpening(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    try await listen.database.write { db in
      var customer = try db.customers(in: "linde").find("c3")
      customer.unsubscribedAt = listen.clock.now
      try db.customers(in: "linde").save(customer)
    }
    let survey = try await listen.surveys.begin(from: .afterContact, by: listen.researcher)
    let id = try await listen.waves.plan(
      WaveDraft(name: "Voorjaar", opensOn: listen.clock.now.day), of: survey, by: listen.researcher)
    let roster = try await listen.waves.roster(of: id, RosterChoice(), by: listen.researcher)
    #expect(roster.customers.map(\.id) == ["c1", "c2", "c5"])
    #expect((roster.chosen, roster.unsubscribed, roster.unreachable) == (5, 1, 1))
    let north = RosterChoice(units: [ListenWorld.north.id], kind: .organisation)
    #expect(try await listen.waves.roster(of: id, north, by: listen.researcher).customers.map(\.id) == ["c1", "c2"])
    _ = try await listen.waves.open(id, asking: RosterChoice(), by: listen.researcher)

    // Who moves after the opening is still counted where they were asked.
    try await listen.database.write { db in
      var customer = try db.customers(in: "linde").find("c1")
      customer.unit = ListenWorld.south.id
      try db.customers(in: "linde").save(customer)
    }
    let progress = try await listen.waves.find(id, by: listen.researcher)
    #expect(progress.wave.state == .open)
    #expect(progress.rates[ListenWorld.north.id]?.asked == 2)
    #expect(progress.total.asked == 3)
    #expect(progress.rate(of: ListenWorld.whole.id, in: listen.researcher.tree).asked == 3)
    #expect(try await listen.surveys.find(survey, by: listen.researcher).survey.state == .inUse)
    let job = try await listen.database.read { db in
      try db.value("SELECT payload FROM jobs WHERE kind = 'listen.invite'", as: String.self)
    }
    #expect(job == id.text)
    await #expect(throws: ListenRefusal.waveIsNotPlanned) {
      try await listen.waves.open(id, asking: RosterChoice(), by: listen.researcher)
    }
  }

  @Test(arguments: Engine.all) func whoWasAskedLatelyIsLeftInPeace(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    _ = try await listen.openWave(asking: RosterChoice(units: [ListenWorld.north.id]))
    let survey = try await listen.surveys.begin(from: .afterContact, by: listen.researcher)
    let id = try await listen.waves.plan(
      WaveDraft(name: "Nog een", opensOn: listen.clock.now.day), of: survey, by: listen.researcher)
    let roster = try await listen.waves.roster(of: id, RosterChoice(quietDays: 90), by: listen.researcher)
    #expect(roster.leftInPeace == 2)
    #expect(roster.customers.map(\.id) == ["c3", "c5"])
    #expect(try await listen.waves.roster(of: id, RosterChoice(quietDays: 0), by: listen.researcher).leftInPeace == 0)
  }

  @Test(arguments: Engine.all) func aContinuousWaveAsksMoreCustomersLater(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (_, wave, _) = try await listen.openWave(isContinuous: true)
    let first = try await listen.waves.add(
      RosterChoice(units: [ListenWorld.north.id]), to: wave.id, by: listen.researcher)
    #expect(first.customers.count == 2)
    let second = try await listen.waves.add(RosterChoice(quietDays: 0), to: wave.id, by: listen.researcher)
    #expect(second.alreadyAsked == 2)
    #expect(try await listen.waves.find(wave.id, by: listen.researcher).total.asked == 4)
    await #expect(throws: ListenRefusal.nobodyToAsk) {
      try await listen.waves.add(RosterChoice(), to: wave.id, by: listen.researcher)
    }
  }

  @Test(arguments: Engine.all) func aSurveyInUseIsRewordedByVersions(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (survey, wave, link) = try await listen.openWave(isContinuous: true)
    try await listen.surveys.edit(survey, by: listen.researcher) { $0.questions[0].text.nl = "Is het gelukt?" }
    let asked = try await listen.responses.enter(.openLink(link, key: listen.key())).asked
    #expect(asked.document.questions[0].text.nl == "Is je vraag opgelost?")
    #expect(try await listen.surveys.find(survey, by: listen.researcher).hasUnpublishedChanges)
    try await listen.surveys.publish(survey, by: listen.researcher)
    let now = try await listen.responses.enter(.openLink(link, key: listen.key())).asked
    #expect(now.document.questions[0].text.nl == "Is het gelukt?")
    #expect(now.wave.version == 2 && now.wave.id == wave.id)
    await #expect(throws: ListenRefusal.wouldChangeAnswers([.removedQuestion("effort")])) {
      try await listen.surveys.edit(survey, by: listen.researcher) { try $0.remove("effort") }
    }
    let onTable = try await listen.surveys.find(survey, by: listen.researcher)
    #expect(!onTable.hasUnpublishedChanges && onTable.survey.version == 2)
  }

  @Test(arguments: Engine.all) func aSurveyWithProblemsIsNotAsked(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let survey = try await listen.surveys.begin(from: .account, by: listen.researcher)
    let id = try await listen.waves.plan(
      WaveDraft(name: "Te vroeg", opensOn: listen.clock.now.day), of: survey, by: listen.researcher)
    await #expect(throws: ListenRefusal.surveyIsNotReady(problems: 1)) {
      try await listen.waves.open(id, asking: RosterChoice(), by: listen.researcher)
    }
    #expect(try await listen.waves.find(id, by: listen.researcher).total.asked == 0)
    await #expect(throws: Rejection.self) {
      try await listen.waves.plan(
        WaveDraft(name: "", opensOn: listen.clock.now.day, lastDay: listen.clock.now.day.adding(days: -1)), of: survey,
        by: listen.researcher)
    }
  }

  @Test(arguments: Engine.all) func anotherOrganisationHasNoSuchSurvey(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let (survey, wave, _) = try await listen.openWave()
    let ours = listen.researcher
    let stranger = Member(
      person: "x", name: "X", email: "x@elders.test", language: .nl,
      organisation: Organisation(id: "elders", name: "Elders", language: .nl, createdAt: listen.clock.now),
      grants: ours.grants, tree: ours.tree)
    await #expect(throws: NotFound.self) { try await listen.surveys.find(survey, by: stranger) }
    await #expect(throws: NotFound.self) { try await listen.waves.find(wave.id, by: stranger) }
    await #expect(throws: NotFound.self) { try await listen.waves.close(wave.id, by: stranger) }
    await #expect(throws: NotFound.self) { try await listen.surveys.edit(survey, by: stranger) { _ in } }
  }

  @Test(arguments: Engine.all) func whoMayNotMakeSurveysCannot(engine: Engine) async throws {
    let listen = try await ListenWorld(engine)
    let ours = listen.researcher
    let manager = Member(
      person: "m", name: "M", email: "m@linde.test", language: .nl, organisation: ours.organisation,
      grants: [Grant(.manager, on: ListenWorld.north.id)], tree: ours.tree)
    await #expect(throws: NotAllowed.self) { try await listen.surveys.all(by: manager) }
    await #expect(throws: NotAllowed.self) { try await listen.surveys.begin(from: .account, by: manager) }
  }
}
