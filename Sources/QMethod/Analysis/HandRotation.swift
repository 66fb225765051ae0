import Foundation

/// One judgmental step on the factors. Factors count from 1.
public enum QHandRotation: Sendable, Equatable {
  /// Turns two factors by θ degrees, "clockwise" as in Ken-Q: a' = a cos θ + b sin θ, b' = −a sin θ + b cos θ.
  case turn(first: Int, second: Int, degrees: Double)
  /// Changes the sign of a factor.
  case invert(factor: Int)

  /// - Throws: `QAnalysisError` for a factor that isn't there, twice the same factor, or an angle that is not finite.
  func check(factors count: Int) throws(QAnalysisError) {
    switch self {
    case .turn(let first, let second, let degrees):
      for factor in [first, second] where factor < 1 || factor > count {
        throw .noSuchFactor(factor: factor, count: count)
      }
      guard first != second else { throw .sameFactorTwice(factor: first) }
      guard degrees.isFinite else { throw .angleIsNotFinite }
    case .invert(let factor):
      guard factor >= 1, factor <= count else { throw .noSuchFactor(factor: factor, count: count) }
    }
  }

  /// The loadings after this step, which was checked before.
  func applied(to loadings: Matrix) -> Matrix {
    var result = loadings
    switch self {
    case .turn(let first, let second, let degrees):
      let angle = degrees * .pi / 180
      let (cosine, sine) = (cos(angle), sin(angle))
      for row in 0..<loadings.rows {
        let (a, b) = (loadings[row, first - 1], loadings[row, second - 1])
        result[row, first - 1] = a * cosine + b * sine
        result[row, second - 1] = b * cosine - a * sine
      }
    case .invert(let factor):
      for row in 0..<loadings.rows { result[row, factor - 1] = -loadings[row, factor - 1] }
    }
    return result
  }
}

/// Hand rotation as a history: steps can be undone and redone, and the loadings are always recomputed from the start, so
/// that a hundred steps drift no further than one.
public struct QRotationHistory: Sendable, Equatable {
  /// Sorts × factors before the first step.
  public let start: Matrix
  /// The steps that count, oldest first.
  public private(set) var steps: [QHandRotation] = []
  private var undone: [QHandRotation] = []

  /// - Parameter start: sorts × factors, as they are before the first step.
  public init(start: Matrix) { self.start = start }

  /// Adds a step; steps that were undone before are forgotten.
  /// - Throws: `QAnalysisError` as `QHandRotation` documents; the history is unchanged then.
  public mutating func rotate(_ step: QHandRotation) throws(QAnalysisError) {
    try step.check(factors: start.columns)
    steps.append(step)
    undone = []
  }

  /// Takes back the last step; does nothing when there is none.
  public mutating func undo() {
    if let last = steps.popLast() { undone.append(last) }
  }

  /// Does the step again that was undone last; does nothing when there is none.
  public mutating func redo() {
    if let next = undone.popLast() { steps.append(next) }
  }

  /// Whether there is a step to take back.
  public var canUndo: Bool { !steps.isEmpty }

  /// Whether a step was taken back and none was made since.
  public var canRedo: Bool { !undone.isEmpty }

  /// Sorts × factors after all steps.
  public var loadings: Matrix {
    steps.reduce(start) { $1.applied(to: $0) }
  }

  /// How far any sort's communality moved, at most: rotation keeps it, so this is rounding noise (below 1e-12).
  public var communalityDrift: Double {
    let turned = loadings
    return (0..<start.rows).map { row in
      let before = start.row(row).reduce(0) { $0 + $1 * $1 }
      let after = turned.row(row).reduce(0) { $0 + $1 * $1 }
      return abs(before - after)
    }.max() ?? 0
  }
}
