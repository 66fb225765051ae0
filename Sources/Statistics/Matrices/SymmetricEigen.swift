/// The eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations.
///
/// Jacobi is the most accurate of the simple methods for small eigenvalues of well-scaled matrices (Demmel and Veselić 1992).
/// A driver analysis has at most some dozens of variables, where it takes well under a millisecond; LAPACK would bring a C
/// library and its packaging for nothing that a reader would notice.
public struct SymmetricEigen: Sendable, Hashable {
  /// From the largest to the smallest.
  public let values: [Double]
  /// `vectors[k]` belongs to `values[k]`; length 1, first element of largest size positive.
  public let vectors: [[Double]]

  /// - Throws: `noConvergence` (not seen; guards the loop).
  public init(_ matrix: SymmetricMatrix) throws(StatisticsError) {
    let n = matrix.order
    var a = matrix.elements
    var v = [Double](repeating: 0, count: n * n)
    for i in 0..<n { v[i * n + i] = 1 }
    let scale = a.reduce(0) { $0 + $1 * $1 }
    var sweeps = 0
    while true {
      var off = 0.0
      for i in 0..<n {
        for j in (i + 1)..<max(n, i + 1) { off += a[i * n + j] * a[i * n + j] }
      }
      if off <= 1e-34 * scale { break }
      guard sweeps < 100 else { throw .noConvergence }
      sweeps += 1
      Self.sweep(&a, &v, n)
    }
    let order = (0..<n).sorted { (a[$1 * n + $1], $0) < (a[$0 * n + $0], $1) }
    values = order.map { a[$0 * n + $0] }
    vectors = order.map { k in
      let vector = (0..<n).map { v[$0 * n + k] }
      let largest = vector.max { abs($0) < abs($1) } ?? 1
      return largest < 0 ? vector.map { -$0 } : vector
    }
  }

  /// One rotation for every pair.
  private static func sweep(_ a: inout [Double], _ v: inout [Double], _ n: Int) {
    a.withUnsafeMutableBufferPointer { a in
      v.withUnsafeMutableBufferPointer { v in sweep(a, v, n) }
    }
  }

  private static func sweep(_ a: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>, _ n: Int)
  {
    for p in 0..<n {
      for q in (p + 1)..<max(n, p + 1) {
        let apq = a[p * n + q]
        guard apq != 0 else { continue }
        let theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
        let t = (theta >= 0 ? 1 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<n {
          let kp = a[k * n + p]
          let kq = a[k * n + q]
          a[k * n + p] = c * kp - s * kq
          a[k * n + q] = s * kp + c * kq
        }
        for k in 0..<n {
          let pk = a[p * n + k]
          let qk = a[q * n + k]
          a[p * n + k] = c * pk - s * qk
          a[q * n + k] = s * pk + c * qk
        }
        a[p * n + q] = 0
        a[q * n + p] = 0
        for k in 0..<n {
          let kp = v[k * n + p]
          let kq = v[k * n + q]
          v[k * n + p] = c * kp - s * kq
          v[k * n + q] = s * kp + c * kq
        }
      }
    }
  }
}
