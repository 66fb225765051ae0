/// Horn's parallel analysis (1965) for Q: eigenvalues of random sorts that keep every person's own distribution.
struct ParallelAnalysis {
  /// 95th percentile of each eigenvalue, largest first.
  let thresholds: [Double]

  init(values: Matrix, correlation: QCorrelation, shuffles: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Shuffling a sort's ranks shuffles its values, so the columns can be standardised once. Kendall's τ of shuffled sorts
    // has no such short cut: Spearman's stands in for it.
    let method = correlation == .kendall ? QCorrelation.spearman : correlation
    var columns = method.unitColumns(of: values)
    var found: [[Double]] = Array(repeating: [], count: values.columns)
    for _ in 0..<shuffles {
      for index in columns.indices { columns[index].shuffle(using: &random) }
      let eigenvalues = PrincipalComponents.eigenvalues(unitColumns: columns, length: values.rows)
      for index in found.indices { found[index].append(eigenvalues[index]) }
    }
    thresholds = found.map { Moments.quantile(0.95, ofSorted: $0.sorted()) }
  }
}
