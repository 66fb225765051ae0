/// Kaiser-normalised varimax (Kaiser 1958): the orthogonal rotation that maximises the summed variance of squared loadings.
struct Varimax {
  enum Precision: Sendable {
    /// R's `stats::varimax`: stops once the criterion grows by less than this share; 1e-5 is R's default, which is early.
    case relativeGrowth(Double)
    /// Until the criterion no longer grows in double precision; the optimum is flat, so loadings are then known to
    /// about 1e-7.
    case converged
  }

  /// Sorts × factors after rotation, columns in the order of the input.
  let loadings: Matrix
  /// factors × factors: `loadings` = input · `rotation`.
  let rotation: Matrix

  init(_ input: Matrix, precision: Precision) {
    guard input.columns > 1 else {
      loadings = input
      rotation = Matrix(columns: input.columns == 1 ? [[1]] : [], length: input.columns)
      return
    }
    var state = Rotor(input)
    switch precision {
    case .relativeGrowth(let share): state.follow(untilGrowthBelow: share)
    case .converged: state.follow(untilGrowthBelow: 1e-15)
    }
    rotation = state.rotation
    loadings = input.times(rotation)
  }
}

/// The state of one rotation: normalised loadings, factor after factor, and the rotation so far.
private struct Rotor {
  private let sorts: Int
  private let factors: Int
  private let start: [[Double]]
  private var turned: [[Double]]
  private(set) var rotation: Matrix

  init(_ input: Matrix) {
    sorts = input.rows
    factors = input.columns
    var normalised = input
    for row in 0..<sorts {
      var sum = 0.0
      for column in 0..<factors { sum += input[row, column] * input[row, column] }
      guard sum > 0 else { continue }
      let length = sum.squareRoot()
      for column in 0..<factors { normalised[row, column] /= length }
    }
    start = normalised.columnList
    turned = start
    rotation = Matrix(rows: factors, columns: factors)
    for factor in 0..<factors { rotation[factor, factor] = 1 }
  }

  /// Gradient projection with singular values, as `stats::varimax` does it.
  mutating func follow(untilGrowthBelow share: Double) {
    var criterion = 0.0
    var gradient = [Double](repeating: 0, count: sorts)
    for _ in 0..<1000 {
      var slope = Matrix(rows: factors, columns: factors)
      for factor in 0..<factors {
        turned[factor].withUnsafeBufferPointer { z in
          var squares = 0.0
          for i in 0..<sorts { squares += z[i] * z[i] }
          let mean = squares / Double(sorts)
          for i in 0..<sorts { gradient[i] = z[i] * (z[i] * z[i] - mean) }
        }
        for other in 0..<factors {
          start[other].withUnsafeBufferPointer { x in
            var sum = 0.0
            for i in 0..<sorts { sum += x[i] * gradient[i] }
            slope[other, factor] = sum
          }
        }
      }
      let polar = PolarFactor(of: slope)
      rotation = polar.rotation
      apply()
      let before = criterion
      criterion = polar.singularSum
      if criterion < before * (1 + share) { break }
    }
  }

  private mutating func apply() {
    for factor in 0..<factors {
      turned[factor].withUnsafeMutableBufferPointer { z in
        for i in 0..<sorts { z[i] = 0 }
        for other in 0..<factors {
          let share = rotation[other, factor]
          start[other].withUnsafeBufferPointer { x in
            for i in 0..<sorts { z[i] += share * x[i] }
          }
        }
      }
    }
  }
}
