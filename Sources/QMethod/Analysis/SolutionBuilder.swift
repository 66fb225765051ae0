/// From rotated loadings and flags to scores, characteristics and comparisons.
struct SolutionBuilder {
  let analysis: QAnalysis
  let subject: AnalysisSubject
  let correlations: Matrix
  let extracted: QExtractedFactors
  /// Loadings before factors were split, for what is true of the sorts rather than of the halves.
  let unsplit: Matrix
  let loadings: Matrix
  let flags: [[Bool]]
  let origins: [QSplit?]
  /// Only when regression scores were asked for.
  let regression: RegressionScores?

  func solution(about notices: [QNotice]) -> QSolution {
    let weights = regression?.weights ?? weightMatrix()
    let columns = subject.values.columnList
    let sorts = analysis.scaling == .raw ? columns : Scoring.standardised(columns)
    let factors = (0..<loadings.columns).map { factor(at: $0, sorts: sorts, weights: weights.column($0)) }
    let found = FactorNotices(builder: self, factors: factors).notices()
    let comparisons = QComparisons(zScores: factors.map(\.zScores), standardErrors: factors.map(\.standardError))
    return QSolution(
      analysis: analysis, title: subject.title, sortNames: subject.sortNames, statements: subject.statements,
      values: subject.values, distribution: subject.distribution, correlations: correlations, extracted: extracted,
      loadings: loadings, flags: flags, weights: weights, factors: factors,
      hasRegressionScores: regression?.weights != nil, comparisons: comparisons,
      effectSizes: analysis.effectSize.map { QEffectSizes(comparisons, threshold: $0) }, notices: notices + found)
  }

  private func weightMatrix() -> Matrix {
    var result = Matrix(rows: loadings.rows, columns: loadings.columns)
    for sort in 0..<loadings.rows {
      for factor in 0..<loadings.columns where flags[sort][factor] {
        result[sort, factor] = Scoring.weight(of: loadings[sort, factor])
      }
    }
    return result
  }

  private func factor(at index: Int, sorts: [[Double]], weights: [Double]) -> QFactor {
    let column = loadings.column(index)
    let eigenvalue = column.reduce(0) { $0 + $1 * $1 }
    let defining = flags.indices.filter { flags[$0][index] }
    let size = Double(defining.count)
    let reliability = analysis.reliability * size / (1 + analysis.reliability * (size - 1))
    // Regression weighs everyone, but a viewpoint that nobody holds still isn't scored.
    let scores = defining.isEmpty ? nil : Scoring.zScores(of: sorts, weights: weights)
    let array = scores.map {
      FactorArray(
        zScores: $0, distribution: subject.distribution,
        rule: analysis.profile == .exact ? .lowerNumberFirst : .sharedValue)
    }
    return QFactor(
      eigenvalue: eigenvalue, explainedPercent: 100 * eigenvalue / Double(loadings.rows), definingSorts: defining,
      compositeReliability: defining.isEmpty ? 0 : reliability,
      standardError: scores == nil ? nil : (1 - reliability).squareRoot(), zScores: scores, array: array?.values,
      ties: array?.ties ?? [], split: origins[index])
  }
}
