/// The orthogonal matrix UVᵀ nearest to a small square matrix B = UΣVᵀ, and the sum of its singular values.
///
/// One-sided Jacobi (Hestenes 1958): columns of B are rotated until they are orthogonal. Accurate also when B is nearly
/// singular, where a detour over BᵀB would lose half the digits.
struct PolarFactor {
  let rotation: Matrix
  let singularSum: Double

  init(of matrix: Matrix) {
    let size = matrix.columns
    // Row j of `left` is column j of B, row j of `right` is column j of V.
    var left = matrix.columnList
    var right = (0..<size).map { j in (0..<size).map { $0 == j ? 1.0 : 0.0 } }
    for _ in 0..<60 {
      var isOrthogonal = true
      for a in 0..<max(0, size - 1) {
        for b in (a + 1)..<size where Self.orthogonalise(&left, &right, a, b) { isOrthogonal = false }
      }
      if isOrthogonal { break }
    }
    let lengths = left.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    singularSum = lengths.reduce(0, +)
    let units = Self.units(of: left, lengths: lengths)
    var product = Matrix(rows: size, columns: size)
    for j in 0..<size {
      for row in 0..<size {
        for column in 0..<size { product[row, column] += units[j][row] * right[j][column] }
      }
    }
    rotation = product
  }

  /// Rotates columns a and b onto each other's normal; false when they already were orthogonal.
  private static func orthogonalise(
    _ left: inout [[Double]], _ right: inout [[Double]], _ a: Int, _ b: Int
  ) -> Bool {
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for i in left[a].indices {
      aa += left[a][i] * left[a][i]
      bb += left[b][i] * left[b][i]
      ab += left[a][i] * left[b][i]
    }
    guard abs(ab) > 1e-16 * (aa * bb).squareRoot(), ab != 0 else { return false }
    let zeta = (bb - aa) / (2 * ab)
    let tangent = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = cosine * tangent
    turn(&left, a, b, cosine, sine)
    turn(&right, a, b, cosine, sine)
    return true
  }

  private static func turn(_ rows: inout [[Double]], _ a: Int, _ b: Int, _ cosine: Double, _ sine: Double) {
    for i in rows[a].indices {
      let (x, y) = (rows[a][i], rows[b][i])
      rows[a][i] = cosine * x - sine * y
      rows[b][i] = sine * x + cosine * y
    }
  }

  /// Unit vectors along the rows; a row of length zero gets any direction that is orthogonal to the others.
  private static func units(of rows: [[Double]], lengths: [Double]) -> [[Double]] {
    let floor = (lengths.max() ?? 0) * 1e-15
    var units = zip(rows, lengths).map { row, length in length > floor ? row.map { $0 / length } : [] }
    for j in units.indices where units[j].isEmpty {
      for axis in rows.indices {
        var candidate = rows.indices.map { $0 == axis ? 1.0 : 0.0 }
        for other in units where !other.isEmpty {
          let overlap = zip(candidate, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in candidate.indices { candidate[i] -= overlap * other[i] }
        }
        let length = candidate.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0.5 / Double(rows.count) else { continue }
        units[j] = candidate.map { $0 / length }
        break
      }
    }
    return units
  }
}
