import Foundation

/// Kaiser-normalised varimax (Kaiser 1958): the orthogonal rotation that maximises the summed variance of squared loadings.
struct Varimax {
  enum Precision: Sendable {
    /// R's `stats::varimax`: stops once the criterion grows by less than this share; 1e-5 is R's default, which is early.
    case relativeGrowth(Double)
    /// Until the criterion no longer grows in double precision; the optimum is flat, so loadings are then known to
    /// about 1e-7. The projection can also rest where the criterion is level without being highest (sorts exactly between
    /// the axes); turning the factors two by two (Kaiser 1958) leaves such a place.
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
    case .converged:
      state.follow(untilGrowthBelow: 1e-15)
      state.turnPlanes()
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

  /// Kaiser's turns where the projection stopped short: in each plane of two factors the angle that is best there has a closed form.
  mutating func turnPlanes() {
    // At the optimum the angles are what is left of rounding, which is no reason to turn.
    let isNear = (0..<factors).allSatisfy { first in
      ((first + 1)..<factors).allSatisfy { abs(bestAngle(first, $0)) < 1e-5 }
    }
    guard !isNear else { return }
    for _ in 0..<200 {
      var largest = 0.0
      for first in 0..<factors {
        for second in (first + 1)..<factors {
          let angle = bestAngle(first, second)
          guard abs(angle) > 1e-12 else { continue }
          largest = max(largest, abs(angle))
          turn(first, second, by: angle)
        }
      }
      if largest < 1e-9 { break }
    }
  }

  /// The angle, at most 45 degrees either way, that maximises the criterion of two factors; 0 where all are alike.
  private func bestAngle(_ first: Int, _ second: Int) -> Double {
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    for i in 0..<sorts {
      let (x, y) = (turned[first][i], turned[second][i])
      let (u, v) = (x * x - y * y, 2 * x * y)
      (a, b, c, d) = (a + u, b + v, c + u * u - v * v, d + 2 * u * v)
    }
    let count = Double(sorts)
    let (rise, run) = (d - 2 * a * b / count, c - (a * a - b * b) / count)
    guard abs(rise) > 1e-13 * count || abs(run) > 1e-13 * count else { return 0 }
    return atan2(rise, run) / 4
  }

  private mutating func turn(_ first: Int, _ second: Int, by angle: Double) {
    let (cosine, sine) = (cos(angle), sin(angle))
    for i in 0..<sorts {
      let (x, y) = (turned[first][i], turned[second][i])
      turned[first][i] = cosine * x + sine * y
      turned[second][i] = cosine * y - sine * x
    }
    for row in 0..<factors {
      let (x, y) = (rotation[row, first], rotation[row, second])
      rotation[row, first] = cosine * x + sine * y
      rotation[row, second] = cosine * y - sine * x
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
