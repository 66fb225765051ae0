@testable import Activate
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// De Linde with a wave, two facilitators and a session of Noord, on one engine.
struct SessionWorld: Sendable {
  static let migrations: [Migration] = .people + .listen + [.createEventsAndJobs] + .activate

  let address: String
  let engine: Engine
  let database: any Database
  let clock: TestClock
  let world: World
  let anna: Member
  let bram: Member
  let sessions: Sessions
  let participants: Participants
  let contributions: Contributions
  let programme: ID<Programme>

  static let organisation = Organisation(
    id: "linde", name: "De Linde", language: .nl, createdAt: Instant(milliseconds: 1_700_000_000_000))
  static let whole = Unit(id: "whole", name: "De Linde", code: "L")
  static let north = Unit(id: "north", name: "Noord", code: "N")

  init(_ engine: Engine = .sqlite, onDisk: Bool = false) async throws {
    let database: any Database
    if onDisk {
      address = try await engine.makeAddress(Self.migrations)
      database = try await engine.open(address)
    } else {
      address = ""
      database = try await engine.make(Self.migrations)
    }
    let clock = TestClock()
    let world = World.test(clock: clock)
    let today = clock.now.day
    (anna, bram) = try await database.write { db in
      try db.organisations.insert(Self.organisation)
      let units = db.units(in: Self.organisation.id)
      try units.insert(Self.whole, below: nil, from: today)
      try units.insert(Self.north, below: Self.whole.id, from: today)
      let people = db.people(in: Self.organisation.id)
      for name in ["anna", "bram"] {
        try people.insert(Person(id: ID(name), name: name, email: "\(name)@linde.test", language: .nl))
        try people.grant(Grant(.facilitator, on: Self.whole.id), to: ID(name), from: today)
      }
      try people.insert(Person(id: "ria", name: "Ria", email: "ria@linde.test", language: .nl))
      try people.grant(Grant(.researcher, on: Self.whole.id), to: "ria", from: today)
      return (
        try #require(try people.member("anna", on: today)), try #require(try people.member("bram", on: today))
      )
    }
    self.engine = engine
    self.database = database
    self.clock = clock
    self.world = world
    sessions = Sessions(database: database, world: world)
    participants = Participants(database: database, world: world)
    contributions = Contributions(database: database, world: world)
    let ria = try await database.read { try #require(try $0.people(in: Self.organisation.id).member("ria", on: today)) }
    let open = OpenWaves(database: database, world: world)
    let survey = try await Surveys(database: database, world: world, waves: open).begin(from: .afterContact, by: ria)
    let wave = try await Waves(database: database, world: world, waves: open).plan(
      WaveDraft(
        name: "Najaar", isContinuous: false, opensOn: today, hasOpenLink: true, openLinkUnit: Self.north.id),
      of: survey, by: ria)
    programme = try await Programmes(database: database, world: world).begin("Najaar", over: wave, by: anna)
  }

  func plan(
    _ level: Level = .operational, on unit: ID<Unit> = north.id, rounds: [PlannedRound] = Desk.plan()
  ) async throws -> ID<Session> {
    try await sessions.plan(
      SessionDraft(title: "Teamsessie", level: level, unit: unit, expected: 8), of: programme,
      with: SessionPlan(
        level: level,
        steps: rounds.map { planned in
          PlanStep(slot: .own, round: planned.round, truth: planned.truth, minutes: planned.seconds / 60)
        }),
      by: anna)
  }

  /// A session in the lobby.
  func open(rounds: [PlannedRound] = Desk.plan()) async throws -> ID<Session> {
    let id = try await plan(rounds: rounds)
    try await sessions.openLobby(id, by: anna)
    return id
  }

  @discardableResult
  func send(_ commands: SessionCommand..., in id: ID<Session>) async throws -> SessionState {
    var state = try await sessions.find(id, by: anna).state
    for command in commands { state = try await sessions.command(command, expecting: state.seq, in: id, by: anna) }
    return state
  }

  /// Writes down what each level has to decide.
  func decide(in id: ID<Session>) async throws {
    let outcomes = Outcomes(database: database, world: world)
    let action = TeamAction(id: ID("\(id).action"), unit: Self.north.id, what: "Bellen voor zij bellen")
    for item in [.theme(OutcomeWorld.theme), .mandate(OutcomeWorld.mandate), .action(action)] as [OutcomeItem] {
      try await outcomes.keep(item, in: id, by: anna)
    }
  }

  func code(_ id: ID<Session>) async throws -> SessionCode {
    try await sessions.find(id, by: anna).session.code
  }

  /// A phone that joined.
  func phone(in id: ID<Session>, _ draft: JoinDraft = JoinDraft(language: .nl)) async throws -> Phone {
    let token = world.newToken()
    let entrance = try await participants.enter(try await code(id), with: token)
    let participant = try await participants.join(entrance, as: draft, with: token)
    return Phone(room: self, token: token, entrance: entrance, participant: participant)
  }

  /// Somebody of De Linde, as they sign in.
  func member(_ person: ID<Person>) async throws -> Member {
    let today = clock.now.day
    return try await database.read { try #require(try $0.people(in: Self.organisation.id).member(person, on: today)) }
  }

  func rows(_ sql: SQL) async throws -> Int {
    try await database.read { try $0.value(sql) ?? -1 }
  }
}

/// Somebody with a phone.
struct Phone: Sendable {
  let room: SessionWorld
  let token: Token
  let entrance: Participants.Entrance
  let participant: Participant

  @discardableResult
  func guess(
    _ value: Double, in round: ID<Round> = "score", attempt: Int = 1, key: String? = nil
  ) async throws -> ContributionReceipt {
    try await room.contributions.handIn(
      Contributions.Sending(
        round: try #require(Desk.plan().first { $0.id == round }).round, attempt: attempt,
        key: key ?? room.world.newID(),
        contribution: .guess(value, confidence: 3)),
      by: participant, in: entrance)
  }
}
