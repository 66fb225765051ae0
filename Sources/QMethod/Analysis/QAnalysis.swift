/// What to compute, and how.
public struct QAnalysis: Sendable, Equatable {
  /// Which numbers to agree with.
  public enum Profile: Sendable, Equatable {
    /// Double precision throughout, varimax to its optimum, arrays that always fill the grid.
    case exact
    /// Equal to R qmethod 1.8.4: varimax stops at a relative growth of 1e-5, tied statements share a value.
    case rCompatible
  }

  /// What is done to the factors before any turn by hand.
  public enum Rotation: Sendable, Equatable {
    /// Nothing: the factors stay as they were extracted.
    case none
    /// Kaiser-normalised varimax, to the end that `profile` asks for.
    case varimax
  }

  /// What a sort weighs in the scores.
  public enum Scaling: Sendable, Equatable {
    /// Its grid values (qmethod). For forced sorts the same as `.standardised`.
    case raw
    /// Its values with mean 0 and standard deviation 1 (Ken-Q), so that a person who used few columns counts as much.
    case standardised
    /// Its regression weight R⁻¹a on the standardised values of all sorts ("exact" scores, PQMethod ≥ 2.20). Needs an
    /// invertible correlation matrix; without one the scores are those of `.standardised`, and
    /// `QNotice.singularCorrelations` says so. Standard errors stay those of the defining sorts.
    case regression
  }

  /// Number of factors k, from 1 to the smaller of the number of sorts and the number of statements less one.
  public var factors: Int
  /// How sorts are correlated.
  public var correlation: QCorrelation
  /// How factors are taken from the correlations.
  public var extraction: QExtraction
  /// What is done to them next.
  public var rotation: Rotation
  /// Steps by hand after `rotation`.
  public var handRotations: [QHandRotation]
  /// Which numbers to agree with.
  public var profile: Profile
  /// Which sorts define a factor.
  public var flagging: QFlagging
  /// Factors (from 1, after rotation) that are to be scored as two: positive and negative defining sorts apart.
  public var splits: Set<Int>
  /// What a sort weighs in the scores.
  public var scaling: Scaling
  /// Expected correlation of a person's sort with their own sort on another day: 0.80 by custom (Brown 1980), 0 < r < 1.
  public var reliability: Double
  /// Cohen's d by which a statement distinguishes a factor, 0 < d ≤ 1, judged beside the standard errors; nil leaves it out.
  public var effectSize: Double?

  /// Settings as the properties explain them; what they may be is checked against a study by `solution(of:)`.
  public init(
    factors: Int, correlation: QCorrelation = .pearson, extraction: QExtraction = .principalComponents,
    rotation: Rotation = .varimax, handRotations: [QHandRotation] = [], profile: Profile = .exact,
    flagging: QFlagging = .automatic, splits: Set<Int> = [], scaling: Scaling = .raw, reliability: Double = 0.8,
    effectSize: Double? = nil
  ) {
    self.factors = factors
    self.correlation = correlation
    self.extraction = extraction
    self.rotation = rotation
    self.handRotations = handRotations
    self.profile = profile
    self.flagging = flagging
    self.splits = splits
    self.scaling = scaling
    self.reliability = reliability
    self.effectSize = effectSize
  }

  /// Runs every step from correlation to comparison.
  /// - Throws: `QAnalysisError` when the settings don't fit the study.
  public func solution(of study: QStudy) throws(QAnalysisError) -> QSolution {
    let subject = AnalysisSubject(
      title: study.title, sortNames: study.sorts.map(\.name), statements: study.statements, values: study.values,
      distribution: study.grid.distribution)
    return try solution(of: subject, about: StudyNotices.notices(for: study, scaling: scaling))
  }

  func solution(of subject: AnalysisSubject, about notices: [QNotice]) throws(QAnalysisError) -> QSolution {
    try checkSettings(sorts: subject.values.columns, statements: subject.values.rows)
    let (correlations, extracted) = extract(from: subject.values)
    let rotated = try rotate(extracted.loadings.firstColumns(factors), extraction: extraction)
    let flags = try flagging.flags(for: rotated, statements: subject.values.rows)
    let (loadings, definedBy, origins) = split(rotated, flags)
    let regression =
      scaling == .regression ? RegressionScores(correlations: correlations, loadings: rotated) : nil
    return SolutionBuilder(
      analysis: self, subject: subject, correlations: correlations, extracted: extracted, unsplit: rotated,
      loadings: loadings, flags: definedBy, origins: origins, regression: regression
    ).solution(about: notices)
  }

  func checkSettings(sorts: Int, statements: Int) throws(QAnalysisError) {
    let most = min(sorts, statements - 1)
    guard factors >= 1, factors <= most else { throw .factorCount(asked: factors, most: most) }
    guard correlation != .kendall || sorts <= QLimits.kendallSorts else {
      throw .tooLarge(what: "kendall", size: sorts, limit: QLimits.kendallSorts)
    }
    guard reliability > 0, reliability < 1 else {
      throw .settingOutOfRange(name: "reliability", value: reliability)
    }
    if let effectSize, !(effectSize > 0 && effectSize <= 1) {
      throw .settingOutOfRange(name: "effectSize", value: effectSize)
    }
    // The halves of a factor differ in who defines them, which regression doesn't look at: they would be mirror images.
    if scaling == .regression, !splits.isEmpty { throw .settingsExclude(first: "regression", second: "split") }
    for factor in splits where !(1...factors).contains(factor) {
      throw .noSuchFactor(factor: factor, count: factors)
    }
  }

  /// Correlations and unrotated factors: at least k, up to eight where later factors don't change earlier ones.
  func extract(from values: Matrix) -> (Matrix, QExtractedFactors) {
    let wanted = max(factors, min(8, values.columns, values.rows - 1))
    switch extraction {
    case .principalComponents:
      let correlations = correlation.matrix(of: values)
      if values.columns > values.rows, correlation != .kendall {
        let columns = correlation.unitColumns(of: values)
        return (correlations, PrincipalComponents.extract(unitColumns: columns, count: wanted))
      }
      return (correlations, PrincipalComponents.extract(correlations, count: wanted))
    case .centroid(let variant):
      let correlations = correlation.matrix(of: values)
      return (correlations, BrownCentroid.extract(correlations, count: wanted, variant: variant))
    case .horst:
      let correlations = correlation.matrix(of: values)
      return (correlations, HorstCentroid.extract(correlations, count: factors, statements: values.rows))
    }
  }

  private func rotate(_ unrotated: Matrix, extraction: QExtraction) throws(QAnalysisError) -> Matrix {
    var loadings = unrotated
    if rotation == .varimax {
      loadings = Varimax(unrotated, precision: profile == .exact ? .converged : .relativeGrowth(1e-5)).loadings
      // psych orders rotated components by size and turns them upwards; centroids keep the order and sign they had.
      if extraction == .principalComponents { loadings = Self.orderedBySize(loadings) }
    }
    for step in handRotations {
      try step.check(factors: loadings.columns)
      loadings = step.applied(to: loadings)
    }
    return loadings
  }

  private static func orderedBySize(_ loadings: Matrix) -> Matrix {
    let columns = loadings.columnList
    let sizes = columns.map { $0.reduce(0) { $0 + $1 * $1 } }
    let order = columns.indices.sorted { sizes[$0] > sizes[$1] || (sizes[$0] == sizes[$1] && $0 < $1) }
    let turned = order.map { columns[$0].reduce(0, +) < 0 ? columns[$0].map { -$0 } : columns[$0] }
    return Matrix(columns: turned, length: loadings.rows)
  }

  /// Puts the halves of split factors in the place of the factor; the negative half has its loadings turned.
  private func split(_ loadings: Matrix, _ flags: [[Bool]]) -> (Matrix, [[Bool]], [QSplit?]) {
    guard !splits.isEmpty else { return (loadings, flags, Array(repeating: nil, count: loadings.columns)) }
    var columns: [[Double]] = []
    var flagColumns: [[Bool]] = []
    var origins: [QSplit?] = []
    for factor in 0..<loadings.columns {
      let column = loadings.column(factor)
      let own = flags.map { $0[factor] }
      guard splits.contains(factor + 1) else {
        columns.append(column)
        flagColumns.append(own)
        origins.append(nil)
        continue
      }
      columns += [column, column.map { -$0 }]
      flagColumns += [zip(own, column).map { $0 && $1 > 0 }, zip(own, column).map { $0 && $1 < 0 }]
      origins += [QSplit(factor: factor, isPositive: true), QSplit(factor: factor, isPositive: false)]
    }
    let rows = flags.indices.map { row in flagColumns.map { $0[row] } }
    return (Matrix(columns: columns, length: loadings.rows), rows, origins)
  }
}

/// What an analysis works on: a study's sorts, or factor scores of several studies.
struct AnalysisSubject {
  let title: String
  let sortNames: [String]
  let statements: [String]
  /// Statements × sorts.
  let values: Matrix
  let distribution: [Int]
}
