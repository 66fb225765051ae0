/// The lower-triangular L with L Lᵀ = A for a positive definite A.
struct Cholesky {
  let order: Int
  private let lower: [Double]

  /// `nil` where a pivot falls to `tolerance` or below, as a part of the largest diagonal element.
  init?(_ matrix: SymmetricMatrix, tolerance: Double = 1e-12) {
    let n = matrix.order
    var l = [Double](repeating: 0, count: n * n)
    let largest = (0..<n).reduce(0.0) { max($0, matrix[$1, $1]) }
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i, j]
        for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
        if i == j {
          guard sum > tolerance * largest else { return nil }
          l[i * n + i] = sum.squareRoot()
        } else {
          l[i * n + j] = sum / l[j * n + j]
        }
      }
    }
    order = n
    lower = l
  }

  subscript(row: Int, column: Int) -> Double { lower[row * order + column] }

  /// The x with A x = b.
  func solve(_ b: [Double]) -> [Double] {
    var x = b
    for i in 0..<order {
      for k in 0..<i { x[i] -= self[i, k] * x[k] }
      x[i] /= self[i, i]
    }
    for i in stride(from: order - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(order, i + 1) { x[i] -= self[k, i] * x[k] }
      x[i] /= self[i, i]
    }
    return x
  }

  /// The diagonal of A⁻¹.
  var inverseDiagonal: [Double] {
    (0..<order).map { column in
      var unit = [Double](repeating: 0, count: order)
      unit[column] = 1
      return solve(unit)[column]
    }
  }
}
