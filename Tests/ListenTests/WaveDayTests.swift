import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct WaveDayTests {
  private static let amsterdam = Zone("Europe/Amsterdam") ?? .utc

  private func listen(_ engine: Engine) async throws -> (ListenWorld, WaveDays) {
    let listen = try await ListenWorld(engine)
    return (listen, WaveDays(database: listen.database, world: listen.world, waves: listen.open))
  }

  private func plan(_ listen: ListenWorld, _ first: Day, _ last: Day, openLink: Bool = false) async throws -> ID<Wave> {
    let survey = try await listen.surveys.begin(from: .afterContact, by: listen.researcher)
    return try await listen.waves.plan(
      WaveDraft(name: "Voorjaar", opensOn: first, lastDay: last, hasOpenLink: openLink), of: survey,
      by: listen.researcher)
  }

  private func state(_ listen: ListenWorld, _ wave: ID<Wave>) async throws -> Wave.State {
    try await listen.waves.find(wave, by: listen.researcher).wave.state
  }

  @Test(arguments: Engine.all) func aWaveOpensAndClosesByItselfOnTheDaysOfItsOrganisation(engine: Engine) async throws {
    let (listen, days) = try await listen(engine)
    let today = listen.researcher.today(listen.world)
    let (first, last) = (today.adding(days: 3), today.adding(days: 5))
    let wave = try await plan(listen, first, last)
    try await listen.waves.openLater(wave, asking: RosterChoice(units: [ListenWorld.north.id]), by: listen.researcher)
    // In Amsterdam the day begins an hour or two before it does in UTC.
    let opens = Self.amsterdam.moment(first)
    #expect(opens < first.start)
    listen.clock.set(opens.adding(seconds: -1))
    try await days.turn()
    #expect(try await state(listen, wave) == .planned)
    listen.clock.set(opens)
    try await days.turn()
    let open = try await listen.waves.find(wave, by: listen.researcher)
    #expect(open.wave.state == .open && open.wave.plannedOpening == nil && open.total.asked == 2)

    let closes = Self.amsterdam.moment(last.adding(days: 1))
    listen.clock.set(closes.adding(seconds: 30))
    try await days.turn()
    #expect(try await state(listen, wave) == .open, "who began in time has a minute to finish")
    listen.clock.set(closes.adding(seconds: 60))
    try await days.turn()
    #expect(try await state(listen, wave) == .closed)
    let events = try await listen.database.read { try $0.events(in: ListenWorld.organisation.id, about: wave.text) }
    #expect(Set(events.map(\.kind)).isSuperset(of: ["wave.scheduled", "wave.opened", "wave.closed"]))
    #expect(events.filter { ["wave.opened", "wave.closed"].contains($0.kind) }.allSatisfy { $0.actor == nil })
    try await days.turn()
    #expect(
      try await listen.database.read { try $0.events(in: ListenWorld.organisation.id, about: wave.text) } == events)
  }

  @Test(arguments: Engine.all) func whoeverPlannedNothingFindsTheirWaveAsTheyLeftIt(engine: Engine) async throws {
    let (listen, days) = try await listen(engine)
    let today = listen.researcher.today(listen.world)
    let wave = try await plan(listen, today.adding(days: 1), today.adding(days: 9), openLink: true)
    listen.clock.set(listen.clock.now.adding(days: 4))
    try await days.turn()
    #expect(try await state(listen, wave) == .planned)
  }

  @Test(arguments: Engine.all) func aWaveThatCanNotOpenKeepsNoOtherFromIt(engine: Engine) async throws {
    let (listen, days) = try await listen(engine)
    let today = listen.researcher.today(listen.world)
    let nobody = try await plan(listen, today.adding(days: 1), today.adding(days: 9))
    let byLink = try await plan(listen, today.adding(days: 1), today.adding(days: 9), openLink: true)
    try await listen.waves.openLater(nobody, asking: nil, by: listen.researcher)
    try await listen.waves.openLater(byLink, asking: nil, by: listen.researcher)
    listen.clock.set(listen.clock.now.adding(days: 2))
    try await days.turn()
    #expect(try await state(listen, nobody) == .planned)
    #expect(try await state(listen, byLink) == .open)
    let told = try await listen.database.read { try $0.events(in: ListenWorld.organisation.id, about: nobody.text) }
    #expect(told.first?.kind == "wave.didNotOpen" && told.first?.facts["reason"] == "nobodyToAsk")
  }

  @Test(arguments: Engine.all) func onlyADayToComeCanOpenAWave(engine: Engine) async throws {
    let (listen, _) = try await listen(engine)
    let today = listen.researcher.today(listen.world)
    let wave = try await plan(listen, today, today.adding(days: 9))
    await #expect(throws: ListenRefusal.waveIsNotPlanned) {
      try await listen.waves.openLater(wave, asking: RosterChoice(), by: listen.researcher)
    }
  }
}
