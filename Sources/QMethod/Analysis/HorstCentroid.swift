/// Horst's centroid 5.5 with iterated communalities (Horst 1965, *Factor Analysis of Data Matrices*, §5.5).
struct HorstCentroid {
  static let mostRounds = 30
  static let threshold = 1e-4
  private static let mostSignChanges = 750

  private let count: Int
  /// Correlations with a zero diagonal.
  private let offDiagonal: [Double]

  /// - Parameter count: number of factors; nil lets the residual decide, for `statements` statements.
  static func extract(_ correlation: Matrix, count: Int?, statements: Int) -> QExtractedFactors {
    let state = HorstCentroid(correlation)
    var communalities = [Double](repeating: 1, count: state.count)
    var columns: [[Double]] = []
    var rounds = 0
    var converged = false
    while rounds <= mostRounds {
      rounds += 1
      let (found, leftover) = state.factors(count, communalities: communalities, statements: statements)
      columns = found
      let largest = leftover.reduce(0) { max($0, abs($1)) }
      communalities = zip(communalities, leftover).map { min(1, $0 - $1) }
      if largest <= threshold {
        converged = true
        break
      }
    }
    return QExtractedFactors(
      loadings: Matrix(columns: columns, length: state.count),
      eigenvalues: columns.map { $0.reduce(0) { $0 + $1 * $1 } }, converged: converged, rounds: rounds, unreflected: [])
  }

  private init(_ correlation: Matrix) {
    count = correlation.rows
    var cells = correlation.elements
    for i in 0..<count { cells[i * count + i] = 0 }
    offDiagonal = cells
  }

  /// The factors for given communalities, and what each communality leaves unexplained.
  private func factors(
    _ wanted: Int?, communalities: [Double], statements: Int
  ) -> (columns: [[Double]], leftover: [Double]) {
    var residual = offDiagonal
    var leftover = communalities
    var columns: [[Double]] = []
    while columns.count < wanted ?? max(1, count - 1) {
      if wanted == nil, !columns.isEmpty, isExhausted(residual, statements: statements) { break }
      var (signs, sums) = ([Double](repeating: 1, count: count), rowSums(residual))
      for _ in 0..<Self.mostSignChanges {
        // The last sort among equals, as in PQMethod.
        var lowest = 0
        for i in 1..<count where sums[i] * signs[i] <= sums[lowest] * signs[lowest] { lowest = i }
        guard sums[lowest] * signs[lowest] < 0 else { break }
        signs[lowest] = -signs[lowest]
        for i in 0..<count { sums[i] += 2 * residual[i * count + lowest] * signs[lowest] }
      }
      for i in 0..<count { sums[i] += leftover[i] * signs[i] }
      let total = sums.reduce(0) { $0 + abs($1) }
      let root = max(total, Double.leastNormalMagnitude).squareRoot()
      let column = sums.map { $0 / root }
      for i in 0..<count {
        for j in 0..<count where i != j { residual[i * count + j] -= column[i] * column[j] }
        leftover[i] -= column[i] * column[i]
      }
      columns.append(column)
    }
    return (columns, leftover)
  }

  private func isExhausted(_ residual: [Double], statements: Int) -> Bool {
    let squares = residual.reduce(0) { $0 + $1 * $1 }
    return 2 * Double(statements) * squares - Double(count * (count - 1)) < 0
  }

  private func rowSums(_ cells: [Double]) -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for column in 0..<count { sum += cells[row * count + column] }
      return sum
    }
  }
}
