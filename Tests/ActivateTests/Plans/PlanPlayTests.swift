import People
import Persistence
import SQLiteDriver
import TestKit
import Testing
import Understand
import Values

@testable import Activate

/// Every plan that Kompas makes is played by its big button, round by round, to a report of decided sessions.
@Suite struct PlanPlayTests {
  @Test(arguments: PlanLength.allCases) func everyPlanOfDeLindeIsPlayedToItsReport(_ length: PlanLength) async throws {
    let made = try await PlanWorld.demo()
    // The plans come from what was computed once; the sessions are held in a copy.
    var game = try await PlanGame(made, in: SQLiteDatabase(copyInMemoryOf: made.database))
    for (level, unit) in [(Level.strategic, nil), (.tactical, "Regio Zuid"), (.operational, "Team Eindhoven")] {
      let played = try await game.play(level, length, on: unit)
      #expect(played.plan.omissions.isEmpty, "\(level)")
      try played.check()
    }
  }

  /// Research without a recommendation, without values, competitors and comments: what it can't fill is left out, and the rest plays.
  @Test(.enabled(if: Shared.has("data/sfo-airport-2017"), "\(Shared.missing)"))
  func everyPlanOfAnAirportWithoutWordsIsPlayedToItsReport() async throws {
    let made = try await PlanWorld.airport()
    for length in PlanLength.allCases {
      var game = try await PlanGame(made, in: SQLiteDatabase(copyInMemoryOf: made.database))
      for (level, unit) in [(Level.strategic, nil), (.tactical, "Boarding area B"), (.operational, "Boarding area B")] {
        let played = try await game.play(level, length, on: unit)
        let left: Set<PlanSlot> =
          switch level {
          case .strategic: [.voice, .values, .competition]
          case .tactical: [.sortComments, .ourPlace, .ownPlace]
          case .operational: [.voice]
          }
        #expect(Set(played.plan.omissions.map(\.slot)).isSubset(of: left), "\(level)")
        #expect(!played.plan.omissions.isEmpty)
        try played.check()
      }
    }
  }
}

/// A programme whose sessions are played as in a room: the facilitator presses the big button, and five people answer what is asked.
private struct PlanGame {
  struct Played {
    let plan: SessionPlan
    let report: SessionReport
    let hasMandate: Bool
  }

  static let people = 5

  let world: PlanWorld
  let sessions: Sessions
  let participants: Participants
  let contributions: Contributions
  let outcomes: Outcomes
  let programme: ID<Programme>
  let test: World
  var random = RandomRounds(seed: 12)

  /// - Parameter database: a copy of the world's, in which its sessions are held.
  init(_ world: PlanWorld, in database: SQLiteDatabase) async throws {
    self.world = world
    let member = world.member
    // The ids of an import are counted as well.
    let counted = World.test()
    test = World(now: counted.now, newID: { "game-" + counted.newID() }, newToken: counted.newToken, send: counted.send)
    try await database.write { db in
      try db.people(in: member.organisation.id).insert(
        Person(id: member.person, name: member.name, email: member.email, language: .nl))
    }
    sessions = Sessions(database: database, world: test)
    participants = Participants(database: database, world: test)
    contributions = Contributions(database: database, world: test)
    outcomes = Outcomes(database: database, world: test)
    programme = try await Programmes(database: database, world: test).begin("Spel", over: world.wave, by: member)
  }

  mutating func play(_ level: Level, _ length: PlanLength, on name: String?) async throws -> Played {
    let member = world.member
    let place = try world.place(name)
    let plan = try await world.plans.make(
      PlanTemplate(level, length), at: place,
      decided: outcomes.decided(above: level, for: place.unit, in: programme, by: member), by: member)
    let id = try await sessions.plan(
      SessionDraft(title: "Niveau", level: level, unit: place.unit, expected: Self.people), of: programme, with: plan,
      by: member)
    try await sessions.openLobby(id, by: member)
    let phones = try await join(id)
    if level == .strategic {
      try await outcomes.keep([.theme(OutcomeWorld.theme), .mandate(OutcomeWorld.mandate)], in: id, by: member)
    }
    var state = try await sessions.find(id, by: member).state
    while let command = state.primary {
      state = try await sessions.command(command, expecting: state.seq, in: id, by: member)
      switch command {
      case .open(let round): try await answer(try #require(state[round]), phones)
      case .reveal(let round):
        for idea in (state[round]?.board?.entries ?? []).prefix(4) {
          state = try await sessions.command(
            .moveIdea(round, .show(idea.id)), expecting: state.seq, in: id, by: member)
        }
        if let standing = state[round], standing.progress.attempt < standing.round.policy.attempts {
          state = try await sessions.command(.open(round), expecting: state.seq, in: id, by: member)
        }
        if let standing = state[round], standing.progress.state == .open { try await answer(standing, phones) }
      default: break
      }
    }
    return Played(
      plan: try await sessions.find(id, by: member).plan, report: try await outcomes.report(of: id, by: member),
      hasMandate: state.hasMandate)
  }

  private func join(_ id: ID<Session>) async throws -> [Participants.Entrance] {
    let code = try await sessions.find(id, by: world.member).session.code
    var phones: [Participants.Entrance] = []
    for _ in 0..<Self.people {
      let token = test.newToken()
      _ = try await participants.join(
        try await participants.enter(code, with: token), as: JoinDraft(language: .nl), with: token)
      phones.append(try await participants.enter(code, with: token))
    }
    return phones
  }

  private mutating func answer(_ standing: RoundStanding, _ phones: [Participants.Entrance]) async throws {
    let round = standing.round
    // Who objects to a decision is heard, and everyone stands behind it the second time.
    let isAgreed = round.kind == .consent && standing.progress.attempt == round.policy.attempts
    for phone in phones {
      let sending = Contributions.Sending(
        round: round, attempt: standing.progress.attempt, key: test.newID(),
        contribution: isAgreed
          ? .fists(round.options.map { Contribution.Fist($0.id, fingers: 4) }) : try random.contribution(round))
      _ = try await contributions.handIn(sending, by: try #require(phone.participant), in: phone)
    }
  }
}

extension PlanGame.Played {
  func check() throws {
    let rounds = plan.rounds.filter { $0.round.policy.isKept }
    #expect(report.session.ending == .committed && hasMandate)
    #expect(report.outcome.gaps.isEmpty)
    #expect(report.parts.map(\.round.id) == rounds.map(\.id))
    for (part, planned) in zip(report.parts, rounds) {
      #expect(part.state == .settled, "\(part.round.id) is \(part.state)")
      guard planned.round.policy.needsContribution else {
        #expect(part.reveal == nil)
        continue
      }
      let reveal = try #require(part.reveal, "\(part.round.id) shows nothing")
      #expect(reveal.attempts.map(\.handedIn) == Array(repeating: 5, count: planned.round.policy.attempts))
      #expect(reveal.truth == planned.truth, "\(part.round.id) has another truth than its plan")
      // Of commitments only those leave that were shared.
      guard part.round.kind != .commitment else { continue }
      #expect(!RoundExport(part.round, reveal, say: { "\($0)" }).lines.isEmpty, "\(part.round.id) leaves no table")
    }
    #expect(report.predictions.map(\.round.id) == rounds.filter { $0.truth != nil }.map(\.id))
    #expect(report.predictions.count >= 2)
    if plan.steps.contains(where: { $0.round.kind == .commitment }) { #expect(report.outcome.commitments.made == 5) }
    if plan.steps.contains(where: { $0.round.kind == .huddle }) { #expect(report.outcome.huddles.count == 1) }
  }
}
