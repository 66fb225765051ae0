/// Brown's centroid method (Brown 1980, *Political Subjectivity*, pp. 208–224).
struct BrownCentroid {
  private var residual: Matrix
  private let variant: QCentroidVariant
  private let count: Int

  static func extract(_ correlation: Matrix, count: Int, variant: QCentroidVariant) -> QExtractedFactors {
    var state = BrownCentroid(residual: correlation, variant: variant, count: correlation.rows)
    var columns: [[Double]] = []
    var unreflected: [Int] = []
    for factor in 0..<min(count, correlation.rows) {
      let (column, neededReflection) = state.nextFactor()
      columns.append(column)
      if !neededReflection { unreflected.append(factor + 1) }
    }
    return QExtractedFactors(
      loadings: Matrix(columns: columns, length: correlation.rows),
      eigenvalues: columns.map { $0.reduce(0) { $0 + $1 * $1 } }, converged: true, rounds: 1, unreflected: unreflected)
  }

  private init(residual: Matrix, variant: QCentroidVariant, count: Int) {
    self.residual = residual
    self.variant = variant
    self.count = count
  }

  private mutating func nextFactor() -> (loadings: [Double], neededReflection: Bool) {
    let signs = reflectToPositiveManifold()
    let loadings = iterateCommunalities(sums: columnSums())
    for i in 0..<count {
      for j in 0..<count where i != j { residual[i, j] -= loadings[i] * loadings[j] }
    }
    for i in 0..<count where signs[i] < 0 { reflect(i) }
    return (zip(loadings, signs).map(*), signs.contains { $0 < 0 })
  }

  /// Changes signs until no sort correlates negatively with the sum of the others; gives the sign of every sort.
  private mutating func reflectToPositiveManifold() -> [Double] {
    var signs = [Double](repeating: 1, count: count)
    var sums = columnSums()
    // Each reflection raises the total, so the loop ends; the cap only guards against rounding noise around 0.
    var remaining = 20 * count + 750
    while remaining > 0, let lowest = sums.min() {
      if variant.reflectsTiesTogether ? lowest > 0 : lowest >= 0 { break }
      remaining -= 1
      let chosen =
        variant.reflectsTiesTogether
        ? sums.indices.filter { sums[$0] == lowest } : [sums.firstIndex(of: lowest) ?? 0]
      for sort in chosen {
        reflect(sort)
        signs[sort] = -signs[sort]
        for i in 0..<count where i != sort { sums[i] += 2 * residual[i, sort] }
        sums[sort] = -sums[sort]
      }
      // A sum that is exactly 0 stays 0 when it is reflected: nothing more can be gained there.
      if lowest == 0, chosen.allSatisfy({ sums[$0] == 0 }), (sums.min() ?? 0) >= 0 { break }
      if chosen.count > 1 { sums = columnSums() }
    }
    return signs
  }

  private func iterateCommunalities(sums: [Double]) -> [Double] {
    var communalities = sums.map { sum in
      switch variant.start {
      case .meanCorrelation: sum / Double(count - 1)
      case .constant(let value): value
      }
    }
    var loadings = [Double](repeating: 0, count: count)
    for _ in 0..<1_000 {
      let totals = zip(sums, communalities).map(+)
      let total = totals.reduce(0, +)
      // Nothing but rounding noise is left: a factor of it would be noise divided by noise.
      guard total > 1e-12 * Double(count) else { return [Double](repeating: 0, count: count) }
      let root = total.squareRoot()
      loadings = totals.map { $0 / root }
      var change = 0.0
      for i in 0..<count {
        let squared = loadings[i] * loadings[i]
        change = max(change, abs(communalities[i] - squared))
        communalities[i] = squared
      }
      if change < variant.tolerance || (variant.acceptsEquality && change == variant.tolerance) { break }
    }
    return loadings
  }

  private func columnSums() -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for column in 0..<count where column != row { sum += residual[row, column] }
      return sum
    }
  }

  private mutating func reflect(_ sort: Int) {
    for i in 0..<count where i != sort {
      residual[i, sort] = -residual[i, sort]
      residual[sort, i] = -residual[sort, i]
    }
  }
}
