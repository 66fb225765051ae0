import Activate
import Foundation
import People
import Values

/// A console on a session that lives in memory.
struct Desk {
  var state: SessionState
  var events: [SessionEvent] = []
  var now = Instant(milliseconds: 1_800_000_000_000)
  var contributions: [Double]

  init(contributions: [Double] = [3, 5, 6, 7, 8, 9], order: RoundPolicy.RevealTo = .together) {
    state = SessionState()
    self.contributions = contributions
    append(.lobbyOpened(plan: Self.plan(order), wheel: "anna", hasMandate: true), by: "anna")
  }

  static func plan(_ order: RoundPolicy.RevealTo = .together) -> [PlannedRound] {
    [
      round("score", .guessScore, RoundPolicy(revealTo: order, attempts: 2, softSeconds: 90), truth: 6.5),
      round("talk", .talk, RoundPolicy(softSeconds: 300, needsContribution: false)),
      round("huddle", .guessScore, RoundPolicy(revealTo: order)),
    ]
  }

  mutating func send(_ command: SessionCommand, by person: ID<Person> = "anna") throws {
    let change = try state.change(for: command, by: person, at: now) { reveal($0) }
    append(change, by: person)
  }

  private mutating func append(_ change: SessionChange, by person: ID<Person>) {
    let event = SessionEvent(seq: state.seq + 1, at: now, actor: person, change: change)
    events.append(event)
    state.apply(event)
  }

  func snapshot(_ audience: SessionSnapshot.Audience) -> SessionSnapshot {
    let heading = SessionSnapshot.Heading(
      code: SessionCode.random().fixed, title: "Teamsessie Noord", level: .operational, unit: "Noord", hasMandate: true)
    return SessionSnapshot(of: state, heading: heading, for: audience)
  }

  func bytes(_ audience: SessionSnapshot.Audience) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(snapshot(audience))
  }

  /// Some command, whether it is allowed or not.
  mutating func tryAnything(using generator: inout SeededGenerator) {
    now = now.adding(seconds: Int.random(in: 0...40, using: &generator))
    let ids: [ID<Round>] = ["score", "talk", "huddle"]
    let id = ids[Int.random(in: 0..<ids.count, using: &generator)]
    let person: ID<Person> = Int.random(in: 0..<12, using: &generator) == 0 ? "bram" : state.wheel ?? "anna"
    let commands: [SessionCommand] = [
      .brief(id), .open(id), .close(id), .reveal(id), .discuss(id), .settle(id), .skip(id), .void(id),
      .voidReference(id), .undo(seq: nil), .undo(seq: state.steps.first?.seq), .takeWheel, .pause(id), .resume(id),
      .addTime(id, seconds: 30), .reorder(ids.shuffled(using: &generator)), .shorten(id, seconds: 60), .showJoin(false),
    ]
    let any = commands[Int.random(in: 0..<commands.count, using: &generator)]
    let chosen = Bool.random(using: &generator) ? state.primary ?? any : any
    if case .end = chosen { return }
    do { try send(chosen, by: person) } catch {}
  }
}

extension SessionCode {
  /// The same at every drawing.
  var fixed: SessionCode { SessionCode("k7m2xp") ?? self }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
