import Listen
import Persistence
import Statistics
import TestKit
import Testing
@testable import Understand
import Values

/// Two measures beside each other, by the same respondents.
@Suite struct PairedMeasureTests {
  static let waits = [2, 4, 5, nil, 3, 1, 4, 2]
  static let friendly = [3, 4, 4, 5, nil, 5, 2, 4]
  static let weights = [0.5, 2, 1.25, 1, 1, 0.75, 3, 1]

  /// What the columns say, and what `Statistics` says of the answers themselves.
  private func differences(isWeighted: Bool) async throws -> (found: Difference?, expected: Difference) {
    let house = try await ResearchWorld(.sqlite)
    let wave = try await house.openWave("Najaar")
    for row in Self.waits.indices {
      var answers = FollowingTests.answers
      answers["drivers.wait"] = Self.waits[row].map { .number(Double($0)) } ?? .notApplicable
      answers["drivers.friendly"] = Self.friendly[row].map { .number(Double($0)) } ?? .notApplicable
      let receipt = try await house.submit(answers, to: wave)
      guard isWeighted else { continue }
      try await house.run("UPDATE responses SET weight = \(Self.weights[row]) WHERE id = \(receipt.response)")
    }
    let research = try await house.research()
    #expect(research.isWeighted == isWeighted)
    let place = try #require(research.measures.firstIndex { $0.key == "drivers.wait" })
    let other = try #require(research.measures.firstIndex { $0.key == "drivers.friendly" })
    let found = try research.pairedDifference(other, place, Selection(waves: [wave.id]))
    let expected = try PairedSums(
      earlier: Self.waits.map { $0.map(Double.init) }, later: Self.friendly.map { $0.map(Double.init) },
      weights: isWeighted ? Self.weights : nil
    ).difference()
    return (found, expected)
  }

  @Test(arguments: [false, true]) func aDifferenceBySamePersonsIsThatOfTheirAnswers(isWeighted: Bool) async throws {
    let (found, expected) = try await differences(isWeighted: isWeighted)
    let difference = try #require(found)
    #expect(difference.firstN == 6)
    for (one, other) in [
      (difference.value, expected.value), (difference.interval.low, expected.interval.low),
      (difference.interval.high, expected.interval.high), (difference.p, expected.p),
    ] {
      #expect(abs(one - other) < 1e-9)
    }
  }
}
