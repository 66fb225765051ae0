/// Number-of-factor aids beside each other. They disagree by nature; none of them decides.
public struct QFactorRetention: Sendable, Equatable {
  /// One row per unrotated factor.
  public let factors: [Row]
  /// Factors with an eigenvalue above 1 (Kaiser–Guttman).
  public let aboveOne: Int
  /// 1/√N, the standard error of a zero loading.
  public let loadingError: Double
  /// Leading principal components whose eigenvalue exceeds what shuffled sorts reach in 95 of 100 cases.
  public let parallel: Int
  /// The number of factors at which Horst 5.5 finds the residual correlations spent (PQMethod's automatic number).
  public let horstAutomatic: Int

  /// What speaks for one more factor.
  public struct Row: Sendable, Equatable {
    /// Eigenvalue of the principal component, or Σ loading² of the centroid.
    public let eigenvalue: Double
    /// Per cent of the number of sorts.
    public let explainedPercent: Double
    /// Per cent of the variance of this factor and those before it.
    public let cumulativePercent: Double
    /// Product of the two largest absolute loadings (Humphrey).
    public let humphreyProduct: Double
    /// Whether that product exceeds 1/√N.
    public let meetsHumphrey: Bool
    /// Whether that product exceeds 2/√N.
    public let meetsStrictHumphrey: Bool
    /// Sorts with |loading| > 2.58/√N (p < .01); Brown asks for two.
    public let loadingsAt01: Int
    /// Sorts with |loading| > 1.96/√N (p < .05).
    public let loadingsAt05: Int
    /// 95th percentile of this eigenvalue among shuffled sorts (principal components only, so nil for centroids).
    public let parallelThreshold: Double?
  }
}

extension QAnalysis {
  /// The aids for this extraction, for as many factors as `QExtractedFactors` carries.
  /// - Parameters:
  ///   - shuffles: how often every sort is shuffled for the parallel analysis (Horn 1965), 20...10 000.
  ///   - seed: the same seed gives the same thresholds.
  /// - Throws: `QAnalysisError` as for `solution(of:)`, and `.settingOutOfRange` for `shuffles`.
  public func retention(
    for study: QStudy, shuffles: Int = 200, seed: UInt64 = 1
  ) throws(QAnalysisError) -> QFactorRetention {
    guard (20...10_000).contains(shuffles) else {
      throw .settingOutOfRange(name: "shuffles", value: Double(shuffles))
    }
    let values = study.values
    try checkSettings(sorts: values.columns, statements: values.rows)
    let (correlations, extracted) = extract(from: values)
    let parallel = ParallelAnalysis(values: values, correlation: correlation, shuffles: shuffles, seed: seed)
    let error = 1 / Double(values.rows).squareRoot()
    let components =
      extraction == .principalComponents
      ? extracted.eigenvalues : SymmetricEigen(of: correlations, withVectors: false).values
    var cumulative = 0.0
    let rows = (0..<extracted.loadings.columns).map { factor -> QFactorRetention.Row in
      let sizes = extracted.loadings.column(factor).map(abs).sorted(by: >)
      let product = sizes.count > 1 ? sizes[0] * sizes[1] : 0
      let percent = extracted.explainedPercents[factor]
      cumulative += percent
      return QFactorRetention.Row(
        eigenvalue: extracted.eigenvalues[factor], explainedPercent: percent, cumulativePercent: cumulative,
        humphreyProduct: product, meetsHumphrey: product > error, meetsStrictHumphrey: product > 2 * error,
        loadingsAt01: sizes.count { $0 > 2.58 * error }, loadingsAt05: sizes.count { $0 > 1.96 * error },
        parallelThreshold: extraction == .principalComponents ? parallel.thresholds[factor] : nil)
    }
    return QFactorRetention(
      factors: rows, aboveOne: extracted.eigenvalues.count { $0 > 1 }, loadingError: error,
      parallel: zip(components, parallel.thresholds).prefix { $0 > $1 }.count,
      horstAutomatic: HorstCentroid.extract(correlations, count: nil, statements: values.rows).loadings.columns)
  }
}
