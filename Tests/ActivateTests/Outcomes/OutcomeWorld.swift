import Listen
import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

/// A programme in which sessions are played to what they leave behind.
struct OutcomeWorld: Sendable {
  let room: SessionWorld
  let outcomes: Outcomes

  init(_ engine: Engine = .sqlite) async throws {
    room = try await SessionWorld(engine)
    outcomes = Outcomes(database: room.database, world: room.world)
  }

  static let theme = Theme(
    id: "t1", title: "Binnen een dag terugbellen", customerOutcome: "Ik weet waar ik aan toe ben",
    measure: "drivers.reach",
    sponsorName: "Marijke", stop: "Het wekelijkse belrapport", firstSteps: "Twee teams beginnen",
    by: Day(daysSince1970: 20_868))
  static let mandate = Mandate(
    id: "m1", mayDecide: "Alles tot 250 euro per klant", answerDays: 10, agendaOwnerName: "Marijke",
    firstOn: Day(daysSince1970: 20_788))

  static func planned(
    _ kind: RoundKind, _ id: ID<Round>, options: [RoundOption] = [], truth: RoundTruth? = nil
  )
    -> PlannedRound
  {
    let round = Round(
      id: id, kind: kind, title: .typed(LocalizedText(nl: "Ronde")), question: .typed(LocalizedText(nl: "Vraag")),
      options: options, scale: kind == .guessScore ? RoundScale(-100...100) : nil,
      figure: kind == .guessScore ? .nps : nil)
    return PlannedRound(round: round, truth: truth, seconds: 300)
  }

  static let themeOption = RoundOption(id: "t1", text: .typed(LocalizedText(nl: theme.title)))

  /// A session in which so many people hand in what a form says, round by round.
  func play(
    _ level: Level, on unit: ID<Unit> = SessionWorld.whole.id, _ rounds: [(PlannedRound, (Int) -> [(String, String)])],
    people: Int = 6
  ) async throws -> ID<Session> {
    let id = try await room.plan(level, on: unit, rounds: rounds.map(\.0))
    try await room.sessions.openLobby(id, by: room.anna)
    var phones: [Phone] = []
    for _ in 0..<people { phones.append(try await room.phone(in: id)) }
    for (planned, form) in rounds {
      try await room.send(.brief(planned.id), .open(planned.id), in: id)
      for (number, phone) in phones.enumerated() {
        let contribution = try Contribution(
          ContributionFields(form(number)), for: planned.round, today: room.clock.now.day)
        _ = try await room.contributions.handIn(
          Contributions.Sending(
            round: planned.round, attempt: 1, key: room.world.newID(), contribution: contribution),
          by: phone.participant, in: phone.entrance)
      }
      try await room.send(.close(planned.id), .reveal(planned.id), in: id)
    }
    return id
  }

  /// What waits for the route.
  func pending() async throws -> [SessionOutcome] {
    try await room.database.read { try $0.outcomes(in: SessionWorld.organisation.id).pending() }
  }

  /// The board's session, with one theme that everyone stands behind.
  func board() async throws -> ID<Session> {
    let id = try await play(
      .strategic,
      [(Self.planned(.consent, "route", options: [Self.themeOption]), { _ in [("fist.t1", "4")] })])
    try await outcomes.keep(.theme(Self.theme), in: id, by: room.anna)
    try await outcomes.keep(.mandate(Self.mandate), in: id, by: room.anna)
    try await room.send(.end(.committed), in: id)
    return id
  }
}
