import Foundation
import Testing
import Values

@testable import Activate

/// What must hold of every kind of round, whatever a group hands in.
@Suite struct RevealPropertyTests {
  static let asked = RoundKind.allCases.filter(\.takesContributions)

  @Test(arguments: asked) func theOrderOfHandingInChangesNothing(_ kind: RoundKind) throws {
    var random = RandomRounds(seed: 1)
    for count in [5, 6, 13, 40] {
      let round = RandomRounds.round(kind)
      let given = try (0..<count).map { _ in try random.contribution(round) }
      let reveal = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given])
      for _ in 0..<5 {
        let again = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given.shuffled(using: &random)])
        #expect(again == reveal)
      }
    }
  }

  /// Test 13 of the design: four answers yield no aggregate.
  @Test(arguments: asked) func belowTheSmallestGroupThereIsNothingToSee(_ kind: RoundKind) throws {
    var random = RandomRounds(seed: 2)
    let round = RandomRounds.round(kind)
    guard round.policy.minimumGroup > 1 else {
      #expect(kind.isOwnWords || round.policy.visibility == .named, "\(kind) shows a single person")
      return
    }
    for count in 0..<round.policy.minimumGroup {
      let given = try (0..<count).map { _ in try random.contribution(round) }
      let reveal = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given])
      #expect(reveal.result == .tooFew(minimum: RoundPolicy.smallestGroup))
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let stored = String(decoding: try encoder.encode(reveal.attempts), as: UTF8.self)
      #expect(stored == #"[{"handedIn":\#(count),"result":{"tooFew":{"minimum":5}}}]"#)
    }
  }

  @Test(arguments: asked) func whatIsHandedInAndRevealedComesBackFromStorage(_ kind: RoundKind) throws {
    var random = RandomRounds(seed: 3)
    let round = RandomRounds.round(kind)
    let given = try (0..<9).map { _ in try random.contribution(round) }
    let reveal = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [given, given])

    func returned<Value: Codable>(_ value: Value) throws -> Value {
      try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    #expect(try returned(given) == given)
    #expect(try returned(round) == round)
    #expect(try returned(reveal) == reveal)
  }

  @Test(arguments: RoundKind.allCases) func noFormCanBreakARound(_ kind: RoundKind) {
    var random = RandomRounds(seed: 4)
    for options in [0, 1, 4] {
      let round = RandomRounds.round(kind, options: options)
      for _ in 0..<300 {
        let form = random.anyForm(round)
        do {
          let taken = try Contribution(ContributionFields(form), for: round, today: RandomRounds.today)
          _ = Reveal(of: round, truth: RandomRounds.truth(round), attempts: [[taken, taken, taken, taken, taken]])
        } catch {
          #expect(!error.problems.isEmpty)
        }
      }
    }
  }

  @Test func sharesAlwaysMakeAHundred() throws {
    var random = RandomRounds(seed: 5)
    let round = RandomRounds.round(.guessSplit, options: 3)
    for _ in 0..<200 {
      guard case .shares(let marks) = try random.contribution(round) else { continue }
      #expect(marks.reduce(0) { $0 + $1.value } == 100)
      #expect(marks.count == 3)
    }
    let given = try (0..<11).map { _ in try random.contribution(round) }
    let reveal = Reveal(of: round, truth: nil, attempts: [given])
    guard case .options(let lines) = reveal.result else {
      Issue.record("no lines")
      return
    }
    #expect(abs(lines.reduce(0) { $0 + $1.value } - 100) < 1e-9)
    #expect(throws: ContributionRejection(problems: ["mark": .sumIsNot100(90)])) {
      try Contribution(ContributionFields([("mark.o0", "90")]), for: round, today: RandomRounds.today)
    }
  }

  @Test func nobodyHasMoreDotsThanAllowed() throws {
    var random = RandomRounds(seed: 6)
    var round = RandomRounds.round(.dots)
    round.limits.dots = 3
    round.limits.dotsPerOption = 2
    let given = try (0..<30).map { _ in try random.contribution(round) }
    for case .dots(let marks) in given {
      #expect(marks.reduce(0) { $0 + $1.value } <= 3)
      #expect(marks.allSatisfy { $0.value <= 2 })
    }
    #expect(throws: ContributionRejection(problems: ["mark": .tooManyDots(given: 4, allowed: 3)])) {
      try Contribution(ContributionFields([("mark.o0", "2"), ("mark.o1", "2")]), for: round, today: RandomRounds.today)
    }
    #expect(throws: ContributionRejection.self) {
      try Contribution(ContributionFields([("mark.o0", "3")]), for: round, today: RandomRounds.today)
    }
  }
}
