import Foundation

/// Kaiser-normalised varimax (Kaiser 1958): the orthogonal rotation that maximises the summed variance of squared loadings.
struct Varimax {
  enum Precision: Sendable {
    /// R's `stats::varimax`: stops once the criterion grows by less than this share; 1e-5 is R's default, which is early.
    case relativeGrowth(Double)
    /// Iterates until no pair of factors wants to turn by more than 1e-11 radians.
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
    case .relativeGrowth(let share):
      state.follow(untilGrowthBelow: share)
    case .converged:
      // First R's path, so that columns keep the order and sign that R gives them; then on to the optimum.
      state.follow(untilGrowthBelow: 1e-5)
      state.settle()
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

  /// Cyclic plane rotations, each to the exact optimum of its plane.
  mutating func settle() {
    for _ in 0..<500 {
      var largest = 0.0
      for a in 0..<(factors - 1) {
        for b in (a + 1)..<factors { largest = max(largest, abs(turnPlane(a, b))) }
      }
      if largest <= 1e-11 { break }
    }
  }

  private mutating func turnPlane(_ a: Int, _ b: Int) -> Double {
    var (sumU, sumV, sumC, sumD, scale) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for i in 0..<sorts {
      let (x, y) = (turned[a][i], turned[b][i])
      let u = x * x - y * y
      let v = 2 * x * y
      sumU += u
      sumV += v
      sumC += u * u - v * v
      sumD += 2 * u * v
      scale += (x * x + y * y) * (x * x + y * y)
    }
    let numerator = sumD - 2 * sumU * sumV / Double(sorts)
    let denominator = sumC - (sumU * sumU - sumV * sumV) / Double(sorts)
    // A plane without preference has only rounding noise here; turning by it would never end.
    guard abs(numerator) + abs(denominator) > 1e-13 * scale else { return 0 }
    let angle = atan2(numerator, denominator) / 4
    guard abs(angle) > 1e-15 else { return 0 }
    let (cosine, sine) = (cos(angle), sin(angle))
    for i in 0..<sorts {
      let (x, y) = (turned[a][i], turned[b][i])
      turned[a][i] = x * cosine + y * sine
      turned[b][i] = y * cosine - x * sine
    }
    for row in 0..<factors {
      let (x, y) = (rotation[row, a], rotation[row, b])
      rotation[row, a] = x * cosine + y * sine
      rotation[row, b] = y * cosine - x * sine
    }
    return angle
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
