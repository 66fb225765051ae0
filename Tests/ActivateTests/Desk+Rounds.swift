@testable import Activate
import Values

/// Rounds as small as these tests need them.
extension Desk {
  static func round(
    _ id: ID<Round>, _ kind: RoundKind, _ policy: RoundPolicy, truth: Double? = nil
  ) -> PlannedRound {
    PlannedRound(
      round: Round(
        id: id, kind: kind, title: .phrase("rounds.title"), question: .phrase("rounds.question"),
        scale: RoundScale(1...10, decimals: 1), figure: .grade, policy: policy),
      truth: truth.map { RoundTruth(figure: .grade, value: RoundTruth.Line(value: $0, low: 6.2, high: 6.8, n: 210)) },
      seconds: 600)
  }

  func reveal(_ standing: RoundStanding) -> Reveal {
    let given = contributions.map { Contribution.guess($0, confidence: 3) }
    return Reveal(
      of: standing.round, truth: standing.planned.truth,
      attempts: Array(repeating: given, count: standing.progress.attempt))
  }
}
