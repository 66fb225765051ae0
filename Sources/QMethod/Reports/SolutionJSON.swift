import Foundation

extension QSolution {
  /// The solution as JSON with the keys and the orientation that R qmethod's users know: `loadings`, `flags` and `weights`
  /// have a row per sort, `zscores`, `factor_scores` and `distinguishing_consensus` one per statement, `sed` and
  /// `factor_score_correlations` one per factor. Numbers are written so that they read back as the same doubles; factors
  /// without defining sorts are null.
  /// - Parameter bootstrap: adds `bootstrap`.
  /// - Throws: what the encoder throws for a number that is not finite, which no solution holds.
  public func json(bootstrap: QBootstrapSummary? = nil) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return [UInt8](try encoder.encode(SolutionDocument(self, bootstrap: bootstrap))) + [0x0A]
  }
}

extension QSecondOrder {
  /// The viewpoints across groups as JSON: `viewpoints` with the `group` and the `factor` (from 1) of each, in the order of
  /// the sorts of `solution`; `shared_by` with the groups that define each second-order factor; and `solution` as
  /// `QSolution.json` gives it.
  /// - Throws: as `QSolution.json`.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return [UInt8](try encoder.encode(SecondOrderDocument(self))) + [0x0A]
  }
}

/// The document behind `QSecondOrder.json`.
private struct SecondOrderDocument: Encodable {
  struct Viewpoint: Encodable {
    let group: String
    let factor: Int
  }

  let viewpoints: [Viewpoint]
  let sharedBy: [[String]]
  let solution: SolutionDocument

  init(_ across: QSecondOrder) {
    viewpoints = across.viewpoints.map { Viewpoint(group: $0.group, factor: $0.factor + 1) }
    sharedBy = across.solution.factors.indices.map(across.groups)
    solution = SolutionDocument(across.solution, bootstrap: nil)
  }
}

/// The document behind `QSolution.json`. Property names become snake case.
private struct SolutionDocument: Encodable {
  let meta: Meta
  let correlation: [[Double]]
  let eigenvalues: [Double]
  let unrotatedLoadings: [[Double]]
  let nfactors: Int
  let loadings: [[Double]]
  let communalities: [Double]
  let flags: [[Bool]]
  let weights: [[Double]]
  let zscores: [[Double?]]
  let factorScores: [[Int?]]
  let characteristics: Characteristics
  let factorScoreCorrelations: [[Double?]]
  let sed: [[Double?]]
  let distinguishingConsensus: Comparisons
  let effectSize: EffectSize?
  let notices: [NoticeDocument]
  let bootstrap: BootstrapDocument?

  struct Meta: Encodable {
    let title: String
    let nStatements: Int
    let nSorts: Int
    let sortIds: [String]
    let distribution: [Int]
    let correlation: String
    let extraction: String
    let rotation: String
    let profile: String
    let scores: String
    let reliability: Double
  }

  struct Characteristics: Encodable {
    let avRelCoef: [Double]
    let nload: [Int]
    let eigenvalues: [Double]
    let explainedVariancePct: [Double]
    let compositeReliability: [Double]
    let seFactorScores: [Double?]
  }

  struct Comparisons: Encodable {
    let comparisons: [String]
    let differences: [[Double]]
    let significance: [[String]]
    let label: [String]
  }

  /// Factors count from 1.
  struct EffectSize: Encodable {
    let threshold: Double
    let distinguishing: [[Int]]
    let consensus: [Bool]
  }

  init(_ solution: QSolution, bootstrap: QBootstrapSummary?) {
    let factors = solution.factors
    let statements = 0..<solution.statementCount
    let pairs = solution.comparisons.pairs
    let analysis = solution.analysis
    meta = Meta(
      title: solution.title, nStatements: solution.statementCount, nSorts: solution.sortCount,
      sortIds: solution.sortNames, distribution: solution.distribution, correlation: analysis.correlation.rawValue,
      extraction: Self.name(analysis.extraction), rotation: analysis.rotation == .varimax ? "varimax" : "none",
      profile: analysis.profile == .exact ? "exact" : "r",
      scores: solution.hasRegressionScores ? "regression" : analysis.scaling == .raw ? "raw" : "standardised",
      reliability: analysis.reliability)
    correlation = solution.correlations.rowList
    eigenvalues = solution.extracted.eigenvalues
    unrotatedLoadings = solution.extracted.loadings.rowList
    nfactors = factors.count
    loadings = solution.loadings.rowList
    communalities = solution.communalities
    flags = solution.flags
    weights = solution.weights.rowList
    zscores = statements.map { statement in factors.map { $0.zScores?[statement] } }
    factorScores = statements.map { statement in factors.map { $0.array?[statement] } }
    characteristics = Characteristics(
      avRelCoef: factors.map { _ in analysis.reliability }, nload: factors.map(\.definingSorts.count),
      eigenvalues: factors.map(\.eigenvalue), explainedVariancePct: factors.map(\.explainedPercent),
      compositeReliability: factors.map(\.compositeReliability), seFactorScores: factors.map(\.standardError))
    factorScoreCorrelations = factors.indices.map { a in factors.indices.map { solution.scoreCorrelation(a, $0) } }
    sed = factors.indices.map { a in factors.indices.map { solution.standardErrorOfDifference(a, $0) } }
    distinguishingConsensus = Comparisons(
      comparisons: pairs.map { "f\($0.first + 1)_f\($0.second + 1)" },
      differences: pairs.isEmpty ? [] : statements.map { statement in pairs.map { $0.differences[statement] } },
      significance: pairs.isEmpty ? [] : statements.map { statement in pairs.map { $0.levels[statement].stars } },
      label: solution.comparisons.labels.map(\.text))
    effectSize = solution.effectSizes.map { sizes in
      EffectSize(
        threshold: sizes.threshold, distinguishing: sizes.distinguishing.map { $0.map { $0 + 1 } },
        consensus: sizes.isConsensus)
    }
    notices = solution.notices.map(NoticeDocument.init)
    self.bootstrap = bootstrap.map(BootstrapDocument.init)
  }

  private static func name(_ extraction: QExtraction) -> String {
    switch extraction {
    case .principalComponents: "pca"
    case .centroid: "centroid"
    case .horst: "horst"
    }
  }
}

/// A notice as a code with its facts; sorts, statements and factors count from 1.
private struct NoticeDocument: Encodable {
  var code = ""
  var factors: [Int]?
  var sorts: [Int]?
  var statements: [[Int]]?
  var positive: [Int]?
  var negative: [Int]?
  var value: Double?

  init(_ notice: QNotice) {
    switch notice {
    case .gridInferred(let conforming, _): (code, value) = ("grid_inferred", Double(conforming))
    case .unforcedSorts(let conforming, _): (code, value) = ("unforced_sorts", Double(conforming))
    case .identicalSorts(let first, let second): (code, sorts) = ("identical_sorts", [first, second])
    case .bipolarFactor(let factor, let positive, let negative):
      (code, factors, self.positive, self.negative) = ("bipolar_factor", [factor], positive, negative)
    case .negativeFactor(let factor): (code, factors) = ("negative_factor", [factor])
    case .confoundedSort(let sort, let factors): (code, sorts, self.factors) = ("confounded_sort", [sort], factors)
    case .nullSort(let sort): (code, sorts) = ("null_sort", [sort])
    case .flaggedTwice(let sort, let factors): (code, sorts, self.factors) = ("flagged_twice", [sort], factors)
    case .factorWithoutFlags(let factor): (code, factors) = ("factor_without_flags", [factor])
    case .factorWithOneFlag(let factor, let sort):
      (code, factors, sorts) = ("factor_with_one_flag", [factor], [sort])
    case .heywood(let sort, let communality): (code, sorts, value) = ("heywood", [sort], communality)
    case .boundedWeight(let sort, let factor): (code, sorts, factors) = ("bounded_weight", [sort], [factor])
    case .singularCorrelations(let rank, _): (code, value) = ("singular_correlations", Double(rank))
    case .tiedScores(let factor, let statements):
      (code, factors, self.statements) = ("tied_scores", [factor], statements)
    case .extractionDidNotConverge(let rounds): (code, value) = ("not_converged", Double(rounds))
    case .centroidIsIllConditioned(let factor): (code, factors) = ("ill_conditioned_centroid", [factor])
    case .equalEigenvalues(let first, let second): (code, factors) = ("equal_eigenvalues", [first, second])
    }
  }
}

/// A bootstrap with the keys of qmboots' summaries.
private struct BootstrapDocument: Encodable {
  let nsteps: Int
  let alignment: String
  let dropped: [Int]
  let bootstrappedFactorScores: [[Int?]]
  let factors: [Factor]

  struct Factor: Encodable {
    let zscores: Spreads
    let loadings: Spreads
    let flagFreq: [Double?]
    let bias: [Double?]
    let instability: Double?
    let relativeInstability: Double?
    let congruence: Double?
  }

  struct Spreads: Encodable {
    let n: [Int]
    let mean: [Double?]
    let sd: [Double?]
    let low: [Double?]
    let lower: [Double?]
    let upper: [Double?]
    let high: [Double?]

    enum CodingKeys: String, CodingKey {
      case n, mean, sd
      case low = "q2.5"
      case lower = "q25"
      case upper = "q75"
      case high = "q97.5"
    }

    init(_ spreads: [QBootstrapSummary.Spread]) {
      n = spreads.map(\.count)
      mean = spreads.map(\.mean)
      sd = spreads.map(\.standardError)
      low = spreads.map(\.quantiles?.low)
      lower = spreads.map(\.quantiles?.lowerQuartile)
      upper = spreads.map(\.quantiles?.upperQuartile)
      high = spreads.map(\.quantiles?.high)
    }
  }

  init(_ summary: QBootstrapSummary) {
    nsteps = summary.steps
    switch summary.alignment {
    case .procrustes: alignment = "procrustes"
    case .assignment: alignment = "assignment"
    case .qmboots: alignment = "qmboots"
    }
    dropped = summary.dropped.map { $0 + 1 }
    let statements = summary.factors.first?.zScores.count ?? 0
    bootstrappedFactorScores = (0..<statements).map { statement in summary.factors.map { $0.array?[statement] } }
    factors = summary.factors.map { factor in
      Factor(
        zscores: Spreads(factor.zScores), loadings: Spreads(factor.loadings), flagFreq: factor.flagFrequencies,
        bias: factor.biases, instability: factor.instability, relativeInstability: factor.relativeInstability,
        congruence: factor.congruence.mean)
    }
  }
}
