import Activate
import Foundation
import People
import Testing
import Values

/// What leaves the server, and when.
@Suite struct SnapshotTests {
  /// §4.12, 10: no byte of a distribution before the close. The same room with other contributions looks the same to everyone
  /// until something is revealed.
  @Test(arguments: 0..<60) func noDistributionByteBeforeTheCloseInAnyPayload(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var left = Desk(contributions: (0..<8).map { _ in Double.random(in: 0...10, using: &generator) })
    var right = Desk(contributions: (0..<8).map { _ in Double.random(in: 0...10, using: &generator) })
    for _ in 0..<60 {
      var same = generator
      left.tryAnything(using: &generator)
      right.tryAnything(using: &same)
      guard !left.state.rounds.contains(where: { $0.progress.seen > 0 }) else { break }
      for audience in SessionSnapshot.Audience.allCases {
        #expect(try left.bytes(audience) == right.bytes(audience))
        #expect(left.snapshot(audience).round?.reveal == nil)
        #expect(!String(decoding: try left.bytes(audience), as: UTF8.self).contains("6.5"), "the truth of the research")
      }
    }
  }

  @Test func phonesWaitForTheScreenWhereThePolicySaysSo() throws {
    var desk = Desk(order: .screenFirst)
    for command in [SessionCommand.brief("score"), .open("score"), .close("score"), .reveal("score")] {
      try desk.send(command)
    }
    #expect(desk.snapshot(.screen).round?.reveal != nil)
    #expect(desk.snapshot(.console).round?.reveal != nil)
    #expect(desk.snapshot(.phone).round?.reveal == nil)
    #expect(desk.snapshot(.phone).round?.state == .closed)
    try desk.send(.discuss("score"))
    #expect(desk.snapshot(.phone).round?.reveal != nil)
  }

  /// §4.12, 13: four answers yield no aggregate anywhere.
  @Test func fourContributionsYieldNoAggregate() throws {
    var desk = Desk(contributions: [7, 7, 7, 7])
    for command in [SessionCommand.brief("score"), .open("score"), .close("score"), .reveal("score")] {
      try desk.send(command)
    }
    for audience in SessionSnapshot.Audience.allCases {
      let view = try #require(desk.snapshot(audience).round)
      #expect(view.reveal?.result == .tooFew(minimum: 5))
      #expect(!String(decoding: try desk.bytes(audience), as: UTF8.self).contains("guesses"))
    }
  }

  @Test func onlyTheConsoleKnowsThePlan() throws {
    let desk = Desk()
    #expect(desk.snapshot(.console).desk != nil)
    #expect(desk.snapshot(.phone).desk == nil)
    #expect(desk.snapshot(.screen).desk == nil)
  }

  @Test func aSnapshotComesBackEqual() throws {
    var desk = Desk()
    for command in [SessionCommand.brief("score"), .open("score"), .close("score"), .reveal("score")] {
      try desk.send(command)
      for audience in SessionSnapshot.Audience.allCases {
        let snapshot = desk.snapshot(audience)
        #expect(try JSONDecoder().decode(SessionSnapshot.self, from: JSONEncoder().encode(snapshot)) == snapshot)
        #expect(try desk.bytes(audience).count <= 4_096)
      }
    }
  }

  @Test func codesAreReadInAnyCaseAndWithSpaces() {
    #expect(SessionCode("K7M 2xp")?.text == "k7m2xp")
    #expect(SessionCode("k7m-2xp")?.spoken == "k7m 2xp")
    for typed in ["", "k7m2x", "k7m2xpq", "k7m0xp", "kam2xp", "k7m2x!", String(repeating: " ", count: 40)] {
      #expect(SessionCode(typed) == nil, "\(typed)")
    }
    #expect(Set((0..<500).map { _ in SessionCode.random() }).count > 495)
  }
}
