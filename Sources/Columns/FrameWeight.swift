/// A row's weight as a whole number of steps of 2⁻²⁰, so that sums are exact and do not depend on their order.
///
/// Rounding a weight to a step changes it by at most 2⁻²¹ (5 · 10⁻⁷). Whoever computes the same figure from the database
/// rounds the same way first.
public struct FrameWeight: Hashable, Sendable {
  /// Steps in a weight of 1.
  public static let stepsPerOne: Double = 1_048_576
  /// The weight of a row that has none of its own.
  public static let one = FrameWeight(steps: 1 << 20)

  /// The weight in steps of 2⁻²⁰.
  public let steps: UInt32

  /// The weight as a number.
  public var value: Double { Double(steps) / Self.stepsPerOne }

  /// Rounds to the nearest step, ties to even; refuses what is not in 0..<4096.
  public init(rounding value: Double) throws(FrameProblem) {
    let steps = (value * Self.stepsPerOne).rounded(.toNearestOrEven)
    guard steps >= 0, steps <= Double(UInt32.max) else { throw .unfitWeight(value) }
    self.steps = UInt32(steps)
  }

  init(steps: UInt32) {
    self.steps = steps
  }
}

/// The exact sum of weights, and of their squares, over the rows of a cell.
public struct WeightSum: Hashable, Sendable {
  /// Σw in steps of 2⁻²⁰.
  public var units: UInt64
  /// Σw² in steps of 2⁻⁴⁰.
  public var squares: UInt128

  /// Nothing summed yet.
  public static let zero = WeightSum(units: 0, squares: 0)

  /// Σw.
  public var sum: Double { Double(units) / FrameWeight.stepsPerOne }
  /// Σw².
  public var sumOfSquares: Double { Double(squares) / (FrameWeight.stepsPerOne * FrameWeight.stepsPerOne) }

  /// Adds what two cells hold.
  public static func + (left: WeightSum, right: WeightSum) -> WeightSum {
    WeightSum(units: left.units + right.units, squares: left.squares + right.squares)
  }
}
