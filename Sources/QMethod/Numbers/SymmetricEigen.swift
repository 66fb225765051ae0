/// Eigenvalues and eigenvectors of a real symmetric matrix.
///
/// Householder reduction to tridiagonal form, then QL steps with an implicit Wilkinson shift (Golub & Van Loan,
/// *Matrix Computations*, §8.3). Vectors are kept as rows so that every inner loop runs over neighbouring memory.
struct SymmetricEigen {
  /// Eigenvalues, largest first.
  let values: [Double]
  /// Row j holds the unit eigenvector of `values[j]`; empty when only values were asked for.
  let vectors: [[Double]]

  /// - Parameters:
  ///   - matrix: square and symmetric, finite; only read.
  ///   - withVectors: false saves two thirds of the work.
  init(of matrix: Matrix, withVectors: Bool = true) {
    let size = matrix.rows
    guard size > 0 else {
      values = []
      vectors = []
      return
    }
    var diagonal = [Double](repeating: 0, count: size)
    var offDiagonal = [Double](repeating: 0, count: size)
    var basis = withVectors ? [Double](repeating: 0, count: size * size) : []
    var work = matrix.elements
    work.withUnsafeMutableBufferPointer { work in
      basis.withUnsafeMutableBufferPointer { basis in
        diagonal.withUnsafeMutableBufferPointer { diagonal in
          offDiagonal.withUnsafeMutableBufferPointer { offDiagonal in
            Self.tridiagonalise(work, basis, diagonal, offDiagonal, size)
            Self.diagonalise(basis, diagonal, offDiagonal, size)
          }
        }
      }
    }
    let order = (0..<size).sorted { diagonal[$0] > diagonal[$1] || (diagonal[$0] == diagonal[$1] && $0 < $1) }
    values = order.map { diagonal[$0] }
    vectors = withVectors ? order.map { Array(basis[($0 * size)..<(($0 + 1) * size)]) } : []
  }

  private typealias Cells = UnsafeMutableBufferPointer<Double>

  /// Leaves the diagonal and the off-diagonal of QᵀAQ, and Qᵀ row by row in `basis` (when that is not empty).
  private static func tridiagonalise(_ a: Cells, _ basis: Cells, _ diagonal: Cells, _ off: Cells, _ n: Int) {
    var scales = [Double](repeating: 0, count: n)
    var product = [Double](repeating: 0, count: n)
    product.withUnsafeMutableBufferPointer { product in
      for step in 0..<max(0, n - 2) {
        // The vector lives in row `step` of the matrix (symmetric: row and column are the same).
        let v = Cells(rebasing: a[(step * n)..<((step + 1) * n)])
        var tail = 0.0
        for i in (step + 2)..<n { tail += v[i] * v[i] }
        diagonal[step] = v[step]
        guard tail > 0 else {
          off[step] = v[step + 1]
          continue
        }
        let norm = (tail + v[step + 1] * v[step + 1]).squareRoot()
        let alpha = v[step + 1] > 0 ? -norm : norm
        off[step] = alpha
        v[step + 1] -= alpha
        let scale = 2 / (tail + v[step + 1] * v[step + 1])
        scales[step] = scale
        var inner = 0.0
        for i in (step + 1)..<n {
          let sum = dot(a, i * n, v, from: step + 1, to: n) * scale
          product[i] = sum
          inner += sum * v[i]
        }
        let half = scale * inner / 2
        for i in (step + 1)..<n { product[i] -= half * v[i] }
        for i in (step + 1)..<n {
          let row = Cells(rebasing: a[(i * n)..<((i + 1) * n)])
          let (vi, pi) = (v[i], product[i])
          for j in (step + 1)..<n { row[j] -= vi * product[j] + pi * v[j] }
        }
      }
    }
    if n >= 2 {
      diagonal[n - 2] = a[(n - 2) * n + n - 2]
      off[n - 2] = a[(n - 2) * n + n - 1]
    }
    diagonal[n - 1] = a[n * n - 1]
    off[n - 1] = 0
    guard !basis.isEmpty else { return }
    for i in 0..<n { basis[i * n + i] = 1 }
    for step in stride(from: n - 3, through: 0, by: -1) where scales[step] != 0 {
      let v = Cells(rebasing: a[(step * n)..<((step + 1) * n)])
      for i in (step + 1)..<n {
        let row = Cells(rebasing: basis[(i * n)..<((i + 1) * n)])
        let factor = scales[step] * dot(basis, i * n, v, from: step + 1, to: n)
        for j in (step + 1)..<n { row[j] -= factor * v[j] }
      }
    }
  }

  /// Turns the tridiagonal matrix into a diagonal one, carrying the rows of `basis` along.
  private static func diagonalise(_ basis: Cells, _ d: Cells, _ e: Cells, _ n: Int) {
    var largest = 0.0
    for i in 0..<n { largest = max(largest, abs(d[i]) + abs(e[i])) }
    // A singular matrix has neighbours that are both rounding noise: below this floor a coupling counts as none.
    let floor = largest * 1e-18
    for low in 0..<n {
      var remaining = 60
      while remaining > 0 {
        remaining -= 1
        var high = low
        while high < n - 1 {
          let scale = abs(d[high]) + abs(d[high + 1])
          if abs(e[high]) <= max(Double.ulpOfOne / 2 * scale, floor) { break }
          high += 1
        }
        if high == low { break }
        var shift = (d[low + 1] - d[low]) / (2 * e[low])
        let root = (shift * shift + 1).squareRoot()
        shift = d[high] - d[low] + e[low] / (shift + (shift < 0 ? -root : root))
        var (sine, cosine, carried) = (1.0, 1.0, 0.0)
        var brokeOff = false
        for i in stride(from: high - 1, through: low, by: -1) {
          let f = sine * e[i]
          let b = cosine * e[i]
          let length = (f * f + shift * shift).squareRoot()
          e[i + 1] = length
          if length == 0 {
            d[i + 1] -= carried
            e[high] = 0
            brokeOff = true
            break
          }
          sine = f / length
          cosine = shift / length
          let g = d[i + 1] - carried
          let turn = (d[i] - g) * sine + 2 * cosine * b
          carried = sine * turn
          d[i + 1] = g + carried
          shift = cosine * turn - b
          if !basis.isEmpty { rotate(basis, i, n, sine, cosine) }
        }
        if brokeOff { continue }
        d[low] -= carried
        e[low] = shift
        e[high] = 0
      }
    }
  }

  private static func rotate(_ basis: Cells, _ index: Int, _ n: Int, _ sine: Double, _ cosine: Double) {
    let upper = Cells(rebasing: basis[(index * n)..<((index + 1) * n)])
    let lower = Cells(rebasing: basis[((index + 1) * n)..<((index + 2) * n)])
    for k in 0..<n {
      let below = lower[k]
      lower[k] = sine * upper[k] + cosine * below
      upper[k] = cosine * upper[k] - sine * below
    }
  }

  /// Σ over columns `from`..<`to` of the row that begins at `row`, times v.
  @inline(__always)
  private static func dot(_ cells: Cells, _ row: Int, _ v: Cells, from: Int, to: Int) -> Double {
    guard let left = cells.baseAddress, let right = v.baseAddress else { return 0 }
    return innerProduct(left + (row + from), right + from, count: to - from)
  }
}
