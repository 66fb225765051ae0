/// Principal components of a correlation matrix: R = VΛVᵀ, loadings V√Λ, columns turned so that they sum to ≥ 0.
enum PrincipalComponents {
  /// Below this an eigenvalue is rounding noise; psych uses the same floor.
  private static let floor = Double.ulpOfOne

  static func extract(_ correlation: Matrix, count: Int) -> QExtractedFactors {
    let eigen = SymmetricEigen(of: correlation)
    let kept = min(count, eigen.values.count)
    let columns = (0..<kept).map { index in
      let root = max(eigen.values[index], floor).squareRoot()
      return eigen.vectors[index].map { $0 * root }
    }
    return result(columns, eigenvalues: eigen.values, sorts: correlation.rows)
  }

  /// The same components from unit-length sorts z: with more sorts than statements the eigenvectors u of ZZᵀ
  /// (statements × statements) give the loadings as Zᵀu, equal to rounding and many times cheaper.
  static func extract(unitColumns: [[Double]], count: Int) -> QExtractedFactors {
    let length = unitColumns.first?.count ?? 0
    let eigen = SymmetricEigen(of: gram(unitColumns, length: length))
    let kept = min(count, unitColumns.count)
    let columns = (0..<kept).map { index -> [Double] in
      guard index < eigen.values.count, eigen.values[index] > floor else {
        return Array(repeating: 0, count: unitColumns.count)
      }
      let vector = eigen.vectors[index]
      return unitColumns.map { column in
        var sum = 0.0
        for i in 0..<length { sum += column[i] * vector[i] }
        return sum
      }
    }
    let padding = [Double](repeating: 0, count: max(0, unitColumns.count - eigen.values.count))
    return result(columns, eigenvalues: eigen.values + padding, sorts: unitColumns.count)
  }

  /// Eigenvalues only, largest first, one per sort.
  static func eigenvalues(unitColumns: [[Double]], length: Int) -> [Double] {
    let sorts = unitColumns.count
    guard sorts > length else {
      return SymmetricEigen(of: gram(transposed(unitColumns, length: length), length: sorts), withVectors: false).values
    }
    let values = SymmetricEigen(of: gram(unitColumns, length: length), withVectors: false).values
    return values + [Double](repeating: 0, count: sorts - length)
  }

  /// Σ z zᵀ over the given lists of `length` numbers.
  static func gram(_ lists: [[Double]], length: Int) -> Matrix {
    var result = Matrix(rows: length, columns: length)
    result.elements.withUnsafeMutableBufferPointer { cells in
      for list in lists {
        list.withUnsafeBufferPointer { list in
          for i in 0..<length {
            let factor = list[i]
            let row = UnsafeMutableBufferPointer(rebasing: cells[(i * length)..<(i * length + length)])
            for j in 0...i { row[j] += factor * list[j] }
          }
        }
      }
      for i in 0..<length {
        for j in 0..<i { cells[j * length + i] = cells[i * length + j] }
      }
    }
    return result
  }

  private static func transposed(_ lists: [[Double]], length: Int) -> [[Double]] {
    (0..<length).map { index in lists.map { $0[index] } }
  }

  private static func result(_ columns: [[Double]], eigenvalues: [Double], sorts: Int) -> QExtractedFactors {
    let turned = columns.map { $0.reduce(0, +) < 0 ? $0.map { -$0 } : $0 }
    return QExtractedFactors(
      loadings: Matrix(columns: turned, length: sorts), eigenvalues: eigenvalues.map { max($0, floor) },
      converged: true, rounds: 1, unreflected: [])
  }
}
