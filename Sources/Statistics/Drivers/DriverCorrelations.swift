/// The correlations among drivers and of each with the outcome: all that importance measures need.
public struct DriverCorrelations: Sendable, Hashable {
  /// Among the drivers.
  public let drivers: SymmetricMatrix
  /// Of each driver with the outcome.
  public let outcome: [Double]
  /// The (effective) number of answers that inference rests on.
  public let count: Double
  /// The plain number of those answers.
  public let answers: Int

  /// `answers` is only needed with weights, where `count` is the effective number.
  ///
  /// - Throws: `shapeMismatch`, `tooFewAnswers` (no driver at all), `probabilityOutOfRange` (beyond ±1), `notPositive` (count).
  public init(drivers: SymmetricMatrix, outcome: [Double], count: Double, answers: Int? = nil) throws(StatisticsError) {
    guard count > 0, count < 1e12 else { throw .notPositive(count) }
    guard drivers.order == outcome.count else {
      throw .shapeMismatch(expected: drivers.order, found: outcome.count)
    }
    guard !outcome.isEmpty else { throw .tooFewAnswers(count: 0, needed: 1) }
    for r in outcome where !(abs(r) <= 1) { throw .probabilityOutOfRange(r) }
    self.drivers = drivers
    self.outcome = outcome
    self.count = count
    self.answers = answers ?? Int(count.rounded())
  }

  /// The first variable of `matrix` as the outcome, the others as drivers.
  init(outcomeFirst matrix: CorrelationMatrix) throws(StatisticsError) {
    let others = Array(1..<max(1, matrix.order))
    try self.init(
      drivers: matrix.values.selecting(others), outcome: others.map { matrix.values[0, $0] },
      count: matrix.smallestCount, answers: matrix.smallestAnswers)
  }

  /// The number of drivers.
  public var driverCount: Int { outcome.count }
}
