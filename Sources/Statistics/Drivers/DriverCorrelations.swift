/// The correlations among drivers and of each with the outcome: all that importance measures need.
public struct DriverCorrelations: Sendable, Hashable {
  /// Among the drivers.
  public let drivers: SymmetricMatrix
  /// Of each driver with the outcome.
  public let outcome: [Double]
  /// The (effective) number of answers that inference rests on.
  public let count: Double

  /// - Throws: `shapeMismatch`, `tooFewAnswers` (no driver at all), `probabilityOutOfRange` (beyond ±1).
  public init(drivers: SymmetricMatrix, outcome: [Double], count: Double) throws(StatisticsError) {
    guard drivers.order == outcome.count else {
      throw .shapeMismatch(expected: drivers.order, found: outcome.count)
    }
    guard !outcome.isEmpty else { throw .tooFewAnswers(count: 0, needed: 1) }
    for r in outcome where !(abs(r) <= 1) { throw .probabilityOutOfRange(r) }
    self.drivers = drivers
    self.outcome = outcome
    self.count = count
  }

  /// The first variable of `matrix` as the outcome, the others as drivers.
  init(outcomeFirst matrix: CorrelationMatrix) throws(StatisticsError) {
    let others = Array(1..<max(1, matrix.order))
    try self.init(
      drivers: matrix.values.selecting(others), outcome: others.map { matrix.values[0, $0] },
      count: matrix.smallestCount)
  }

  /// The number of drivers.
  public var driverCount: Int { outcome.count }
}
