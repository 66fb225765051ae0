/// What one draw gave, aligned to the full solution.
struct BootstrapStep: Sendable {
  /// False for qmboots' "order errors".
  let counts: Bool
  /// Drawn rows × factors.
  let loadings: Matrix
  let flags: [[Bool]]
  /// Per factor; nil when no drawn sort defines it.
  let zScores: [[Double]?]
  /// Tucker's congruence with the full solution, per factor, over the drawn rows.
  let congruences: [Double]
}

/// Repeats the analysis on draws of its sorts. Holds what all draws share.
struct BootstrapWorker: Sendable {
  private let analysis: QAnalysis
  private let alignment: QBootstrap.Alignment
  /// Sorts × factors of the full solution.
  private let target: Matrix
  private let factors: Int
  private let statements: Int
  private let correlations: Matrix
  private let unitColumns: [[Double]]
  private let scoredColumns: [[Double]]
  private let threshold: Double
  private let majority: Bool

  init(solution: QSolution, alignment: QBootstrap.Alignment) throws(QAnalysisError) {
    let analysis = solution.analysis
    let isComponents = analysis.extraction == .principalComponents
    if alignment == .qmboots, !isComponents || analysis.rotation != .varimax || !analysis.handRotations.isEmpty {
      throw .alignmentNotPossible
    }
    // A draw can't repeat a judgment: rotation by hand is only reached by turning towards it.
    if alignment == .assignment, !analysis.handRotations.isEmpty { throw .alignmentNotPossible }
    guard analysis.splits.isEmpty else { throw .alignmentNotPossible }
    // A draw holds sorts twice, so its correlations can't be inverted.
    guard analysis.scaling != .regression else { throw .settingsExclude(first: "regression", second: "bootstrap") }
    self.analysis = analysis
    self.alignment = alignment
    target = solution.loadings
    factors = solution.loadings.columns
    statements = solution.statementCount
    correlations = solution.correlations
    unitColumns = analysis.correlation == .kendall ? [] : analysis.correlation.unitColumns(of: solution.values)
    let columns = solution.values.columnList
    scoredColumns = analysis.scaling == .standardised ? Scoring.standardised(columns) : columns
    if case .automatic(_, let majority) = analysis.flagging { self.majority = majority } else { majority = true }
    threshold = analysis.flagging.threshold(statements: solution.statementCount)
  }

  /// One draw, from extraction to scores.
  func step(_ draw: [Int]) -> BootstrapStep {
    let goal = Matrix(
      columns: (0..<factors).map { factor in draw.map { target[$0, factor] } }, length: draw.count)
    let (loadings, counts) = aligned(extract(draw), goal)
    let flags = QFlagging.automatic(loadings, threshold: threshold, majority: majority)
    let zScores = (0..<factors).map { factor -> [Double]? in
      // Copies of a sort weigh together, so each sort is added once.
      var weights = [Double](repeating: 0, count: scoredColumns.count)
      for (row, sort) in draw.enumerated() where flags[row][factor] {
        weights[sort] += Scoring.weight(of: loadings[row, factor])
      }
      return Scoring.zScores(of: scoredColumns, weights: weights)
    }
    let congruences = (0..<factors).map { Self.congruence(loadings.column($0), goal.column($0)) }
    return BootstrapStep(
      counts: counts, loadings: loadings, flags: flags, zScores: zScores, congruences: congruences)
  }

  private func extract(_ draw: [Int]) -> Matrix {
    if analysis.extraction == .principalComponents, draw.count > statements, !unitColumns.isEmpty {
      return PrincipalComponents.extract(unitColumns: draw.map { unitColumns[$0] }, count: factors).loadings
    }
    var drawn = Matrix(rows: draw.count, columns: draw.count)
    for (row, a) in draw.enumerated() {
      for (column, b) in draw.enumerated() { drawn[row, column] = correlations[a, b] }
    }
    switch analysis.extraction {
    case .principalComponents:
      return PrincipalComponents.extract(drawn, count: factors).loadings
    case .centroid(let variant):
      return BrownCentroid.extract(drawn, count: factors, variant: variant).loadings
    case .horst:
      return HorstCentroid.extract(drawn, count: factors, statements: statements).loadings
    }
  }

  private func aligned(_ unrotated: Matrix, _ goal: Matrix) -> (Matrix, counts: Bool) {
    switch alignment {
    case .procrustes:
      // Any orthogonal rotation before this one would cancel out, so varimax can be left away.
      return (unrotated.times(PolarFactor(of: unrotated.transposed.times(goal)).rotation), true)
    case .assignment:
      let rotated =
        analysis.rotation == .varimax ? Varimax(unrotated, precision: .converged).loadings : unrotated
      let agreement = Self.table(rotated, goal, Self.congruence)
      let order = Assignment.best(agreement.rowList.map { $0.map(abs) })
      return (Self.reordered(rotated, order, agreement), true)
    case .qmboots:
      let rotated = Varimax(unrotated, precision: .relativeGrowth(1e-5)).loadings
      let agreement = Self.table(rotated, goal, Moments.correlation)
      let isInOrder = (0..<factors).allSatisfy { own in
        (0..<factors).allSatisfy { abs(agreement[own, own]) >= abs(agreement[$0, own]) }
      }
      let best = (0..<factors).map { goal in
        (0..<factors).max { abs(agreement[$0, goal]) < abs(agreement[$1, goal]) } ?? goal
      }
      let order = isInOrder ? Array(0..<factors) : best
      let isOneToOne = Set(order).count == factors
      return (Self.reordered(rotated, isOneToOne ? order : Array(0..<factors), agreement), isOneToOne)
    }
  }

  /// Column `order[j]` becomes column j, turned so that it agrees with the goal.
  private static func reordered(_ loadings: Matrix, _ order: [Int], _ agreement: Matrix) -> Matrix {
    let columns = order.enumerated().map { goal, source in
      let column = loadings.column(source)
      return agreement[source, goal] < 0 ? column.map { -$0 } : column
    }
    return Matrix(columns: columns, length: loadings.rows)
  }

  private static func table(
    _ found: Matrix, _ goal: Matrix, _ measure: ([Double], [Double]) -> Double
  ) -> Matrix {
    let (a, b) = (found.columnList, goal.columnList)
    var result = Matrix(rows: a.count, columns: b.count)
    for row in a.indices {
      for column in b.indices { result[row, column] = measure(a[row], b[column]) }
    }
    return result
  }

  /// Tucker's congruence Σab/√(Σa²Σb²).
  private static func congruence(_ a: [Double], _ b: [Double]) -> Double {
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for i in a.indices {
      aa += a[i] * a[i]
      bb += b[i] * b[i]
      ab += a[i] * b[i]
    }
    let scale = (aa * bb).squareRoot()
    return scale > 0 ? ab / scale : 0
  }
}
