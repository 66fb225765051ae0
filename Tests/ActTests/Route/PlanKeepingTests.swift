import Act
import Activate
import Listen
import People
import Persistence
import TestKit
import Testing
import Values

/// What somebody promised themselves in a session comes to their own commitments by their own act, with their own phone.
@Suite struct PlanKeepingTests {
  /// A session of the team that ended, in which one phone made a plan and another didn't.
  private struct Played {
    let world: RouteWorld
    let participants: Participants
    let code: SessionCode
    let session: ID<Session>
    let planner: Token
    let other: Token

    func entrance(_ phone: Token) async throws -> Participants.Entrance {
      try await participants.enter(code, with: phone)
    }
  }

  private static let words = CommitmentWords(
    cue: .taskMoment, when: "ik een offerte stuur", then: "bel ik dezelfde dag", confidence: 4, buddy: "Daan",
    visibility: .buddy)

  private static func play(_ engine: Engine, end: Bool = true) async throws -> Played {
    let world = try await RouteWorld(engine)
    let organisation = RouteWorld.organisation
    let today = world.today
    try await world.database.write { db in
      try db.surveys(in: organisation).insert(
        Survey(
          id: "survey", state: .inUse, document: SurveyDocument(title: LocalizedText(nl: "Klanten"), questions: []),
          createdAt: today.start))
      try db.waves(in: organisation).insert(
        Wave(id: "wave", survey: "survey", version: 1, name: "Nu", kind: .periodic, state: .closed, opensOn: today))
    }
    let sessions = Sessions(database: world.database, world: world.world)
    let programme = try await Programmes(database: world.database, world: world.world)
      .begin("Najaar", over: "wave", by: world.north)
    let id = try await sessions.plan(
      SessionDraft(title: "Het gesprek", level: .operational, unit: "team"), of: programme,
      with: SessionPlan(level: .operational, steps: []), by: world.north)
    try await sessions.openLobby(id, by: world.north)
    func send(_ commands: SessionCommand...) async throws {
      for command in commands {
        let seq = try await sessions.find(id, by: world.north).state.seq
        try await sessions.command(command, expecting: seq, in: id, by: world.north)
      }
    }
    let round = Round(
      id: "mine", kind: .commitment, title: .typed(LocalizedText(nl: "Afspraak")),
      question: .typed(LocalizedText(nl: "Wat doe jij?")))
    try await send(.add(PlannedRound(round: round, seconds: 300), after: nil), .brief("mine"), .open("mine"))
    let participants = Participants(database: world.database, world: world.world)
    let code = try await sessions.find(id, by: world.north).session.code
    let (planner, other) = (world.world.newToken(), world.world.newToken())
    for phone in [planner, other] {
      let entrance = try await participants.enter(code, with: phone)
      _ = try await participants.join(entrance, as: JoinDraft(language: .nl), with: phone)
    }
    let entrance = try await participants.enter(code, with: planner)
    _ = try await Contributions(database: world.database, world: world.world).handIn(
      Contributions.Sending(round: round, attempt: 1, key: "k", contribution: .commitment(words)),
      by: try #require(entrance.participant), in: entrance)
    try await send(.close("mine"))
    if end { try await send(.end(.committed)) }
    return Played(
      world: world, participants: participants, code: code, session: id, planner: planner, other: other)
  }

  @Test(arguments: Engine.all) func aPlanOfASessionIsKeptOnceAndAskedAfterFromTheSessionOn(
    _ engine: Engine
  ) async throws {
    let played = try await Self.play(engine)
    let (world, carla) = (played.world, played.world.carla)
    let held = world.today
    world.clock.advance(hours: 20)
    let entrance = try await played.entrance(played.planner)
    let plan = try #require(try await world.commitments.plans(of: entrance, by: carla).first)
    #expect(!plan.isTaken && plan.plan.words == Self.words)

    let draft = world.commitments.draft(
      of: plan, among: [Person(id: "daan", name: "Daan Postma", email: "d@linde.test", language: .nl)])
    #expect(draft.buddy == "daan" && draft.visibility == .buddy && draft.cue == .momentInWork)
    #expect(try await world.commitments.keep(plan.plan.id, of: entrance, as: draft, by: carla))
    #expect(try await !world.commitments.keep(plan.plan.id, of: entrance, as: draft, by: carla))

    let reading = try await world.commitments.own(by: carla)
    let kept = try #require(reading.own.first)
    #expect(reading.own.count == 1 && kept.thenText == "bel ik dezelfde dag" && kept.unit == "team")
    #expect(reading.checks[kept.id]?.map(\.due) == [held.adding(days: 7), held.adding(days: 30)])
    #expect(try await world.commitments.own(by: world.daan).ofBuddies.map(\.id) == [kept.id])
    #expect(try await world.commitments.plans(of: entrance, by: carla).allSatisfy(\.isTaken))
    world.clock.advance(days: 6)
    #expect(try await world.commitments.own(by: carla).waiting.map(\.after) == [7])
  }

  @Test(arguments: Engine.all) func onlyThePhoneThatMadeItOpensIt(_ engine: Engine) async throws {
    let played = try await Self.play(engine)
    let world = played.world
    let (mine, other) = (try await played.entrance(played.planner), try await played.entrance(played.other))
    let none = try await played.participants.enter(played.code, with: nil)
    for entrance in [other, none] {
      await #expect(throws: NotFound.self) { try await world.commitments.plans(of: entrance, by: world.carla) }
      await #expect(throws: NotFound.self) {
        try await world.commitments.keep(
          ID("\(played.session).mine.\(mine.participant?.id.text ?? "")"), of: entrance,
          as: CommitmentDraft(cue: .customerSignal, ifText: "a", thenText: "b", confidence: 5, visibility: .me),
          by: world.carla)
      }
    }
    // Somebody of another organisation who finds the phone finds nothing.
    await #expect(throws: NotFound.self) { try await world.commitments.plans(of: mine, by: world.stranger) }
    // Nobody sees by it who took part: the session keeps no name, and its key is gone.
    #expect(try await world.commitments.own(by: world.carla).own == [])
    let secret = try await world.database.read { db in
      try db.value("SELECT COUNT(*) FROM sessions WHERE secret IS NOT NULL", as: Int.self)
    }
    #expect(secret == 0)
  }

  @Test func thereIsNothingToTakeAlongWhileTheSessionRuns() async throws {
    let played = try await Self.play(.sqlite, end: false)
    let entrance = try await played.entrance(played.planner)
    #expect(try await played.participants.plans(of: entrance) == [])
    await #expect(throws: NotFound.self) {
      try await played.world.commitments.plans(of: entrance, by: played.world.carla)
    }
  }

  @Test func whoHoldsThreeAlreadyRoundsOffOneFirst() async throws {
    let played = try await Self.play(.sqlite)
    let (world, carla) = (played.world, played.world.carla)
    let draft = CommitmentDraft(
      cue: .customerSignal, ifText: "een klant twijfelt", thenText: "vraag ik door", confidence: 4, visibility: .me)
    for _ in 0..<3 { _ = try await world.commitments.make(draft, in: "team", by: carla) }
    let entrance = try await played.entrance(played.planner)
    let plan = try #require(try await world.commitments.plans(of: entrance, by: carla).first)
    await #expect(throws: RouteRefusal.enoughCommitments(3)) {
      try await world.commitments.keep(plan.plan.id, of: entrance, as: draft, by: carla)
    }
    #expect(try await world.commitments.plans(of: entrance, by: carla).contains { !$0.isTaken }, "it stays there")
  }
}
