extension QReportWords {
  /// The words of PQMethod and Ken-Q.
  public static let english = QReportWords(
    overview: "Project Overview",
    statements: "Statements",
    sorts: "Q Sorts",
    correlations: "Correlation Matrix Between Sorts (x 100)",
    unrotated: "Unrotated Factor Matrix",
    communalities: "Cumulative Communalities Matrix",
    loadings: "Factor Matrix with an X Indicating a Defining Sort",
    freeDistribution: "Free Distribution Data Results",
    ranks: "Factor Scores with Corresponding Ranks",
    scoreCorrelations: "Correlations Between Factor Scores",
    weights: { "Weights of the Sorts That Define Factor \($0)" },
    scores: { "Factor Scores - For Factor \($0)" },
    differences: { "Descending Array of Differences Between Factors \($0) and \($1)" },
    disagreement: "Factor Q-Sort Values for Statements Sorted by Consensus vs. Disagreement",
    characteristics: "Factor Characteristics",
    standardErrors: "Standard Errors for Differences in Factor Z-Scores (Diagonal: Within Factors)",
    distinguishing: {
      "Distinguishing Statements for Factor \($0) (* P < .05, ** P < .01, *** P < .001, 6* P < .000001)"
    },
    consensus: "Consensus Statements: No Pair of Factors Differs at P < .01 (* Nor at P < .05)",
    effectSizes: { "Distances to the Nearest Factor in Z: Distinguishing (or C, Consensus) at d = \($0) and by S.E." },
    byEffectSize: "By d", byStandardError: "By S.E.",
    crib: { "Crib Sheet for Factor \($0) (D distinguishing, C consensus)" },
    bootstrap: "Bootstrap",
    bootstrapScores: { "Bootstrap: Z-Scores of Factor \($0)" },
    bootstrapLoadings: { "Bootstrap: Loadings on Factor \($0)" },
    sharedViewpoints: "Viewpoints Across Groups",
    number: "No.", statement: "Statement", sort: "Q Sort", factor: "Factor", groups: "Groups", zScore: "Z-Score",
    rank: "Rank",
    value: "Q-Sort Value", eigenvalue: "Eigenvalue", percent: "% Expl. Var.", cumulative: "Cumulative %",
    communality: "h2", mean: "Mean", deviation: "St. Dev.", weight: "Weight", difference: "Difference",
    level: "Significance", matches: "Matching Sorts", definingSorts: "No. of Defining Variables",
    reliabilityOfSort: "Avg. Rel. Coef.", compositeReliability: "Composite Reliability",
    standardError: "S.E. of Factor Z-Scores", highest: "Highest", higher: "Higher than in other factors",
    lower: "Lower than in other factors", lowest: "Lowest", place: "Place", mark: "Mark", share: "Flagged in",
    congruence: "Congruence", steps: "Steps", dropped: "Dropped Steps", instability: "Instability of the Array",
    notice: { EnglishNotices.sentence($0, names: $1) },
    settings: { EnglishNotices.settings(of: $0) })
}

/// Notices and settings in English.
enum EnglishNotices {
  static func sentence(_ notice: QNotice, names: [String]) -> String {
    func name(_ sort: Int) -> String { names.indices.contains(sort - 1) ? names[sort - 1] : "\(sort)" }
    func list(_ sorts: [Int]) -> String { sorts.map(name).joined(separator: ", ") }
    func numbers(_ list: [Int]) -> String { list.map(String.init).joined(separator: ", ") }
    switch notice {
    case .gridInferred(let conforming, let all):
      return "The grid was taken from the sorts: \(conforming) of \(all) fill it."
    case .unforcedSorts(let conforming, let all):
      return "Only \(conforming) of \(all) sorts fill the grid; a sort with little spread weighs less."
    case .identicalSorts(let first, let second):
      return "\(name(first)) and \(name(second)) are the same in every cell."
    case .bipolarFactor(let factor, let positive, let negative):
      return "Factor \(factor) is bipolar: \(list(positive)) against \(list(negative)). Consider a split."
    case .negativeFactor(let factor):
      return "All sorts that define factor \(factor) load negatively. Consider inverting it."
    case .confoundedSort(let sort, let factors):
      return "\(name(sort)) is confounded: it loads significantly on factors \(numbers(factors))."
    case .nullSort(let sort):
      return "\(name(sort)) loads significantly on no factor."
    case .flaggedTwice(let sort, let factors):
      return "\(name(sort)) defines factors \(numbers(factors))."
    case .factorWithoutFlags(let factor):
      return "No sort defines factor \(factor): it has no scores and is left out of comparisons."
    case .factorWithOneFlag(let factor, let sort):
      return "Factor \(factor) is defined by \(name(sort)) alone."
    case .heywood(let sort, let communality):
      return "Heywood case: the communality of \(name(sort)) is \(communality.fixed(3))."
    case .boundedWeight(let sort, let factor):
      return "\(name(sort)) loads 1 or more on factor \(factor): its weight was bounded."
    case .singularCorrelations(let rank, let sorts):
      return "Regression scores can't be had: the correlations of \(sorts) sorts have rank \(rank). "
        + "The scores are weighted averages of the defining sorts."
    case .tiedScores(let factor, let statements):
      let groups = statements.map { $0.map(String.init).joined(separator: " = ") }.joined(separator: "; ")
      return "Factor \(factor) has tied statements, whose order is a convention: \(groups)."
    case .extractionDidNotConverge(let rounds):
      return "Horst's communalities were still changing after \(rounds) rounds."
    case .centroidIsIllConditioned(let factor):
      return "Centroid factor \(factor) needed no reflection: later factors depend on the stopping tolerance."
    case .equalEigenvalues(let first, let second):
      return "Eigenvalues \(first) and \(second) are equal: these factors can be turned freely."
    }
  }

  static func settings(of solution: QSolution) -> [(String, String)] {
    let analysis = solution.analysis
    var settings = solution.title.isEmpty ? [] : [("Title", solution.title)]
    settings += [
      ("Number of Q sorts", String(solution.sortCount)), ("Number of statements", String(solution.statementCount)),
      ("Correlation", analysis.correlation.rawValue), ("Extraction", extraction(analysis.extraction)),
      ("Number of factors", String(analysis.factors)),
      ("Rotation", analysis.rotation == .varimax ? "varimax (Kaiser-normalised)" : "none"),
      ("Profile", analysis.profile == .exact ? "exact" : "R qmethod 1.8.4"),
      ("Scores weigh", scaling(of: solution)),
      ("Reliability of a sort", analysis.reliability.fixed(2)), ("Flagging", flagging(analysis.flagging)),
    ]
    for step in analysis.handRotations {
      switch step {
      case .turn(let first, let second, let degrees):
        settings.append(("Hand rotation", "factors \(first) and \(second) by \(degrees) degrees"))
      case .invert(let factor): settings.append(("Inverted", "factor \(factor)"))
      }
    }
    if !analysis.handRotations.isEmpty {
      settings.append(("Check: communalities moved by", solution.communalityDrift.fixed(12)))
    }
    if !analysis.splits.isEmpty {
      settings.append(("Split", analysis.splits.sorted().map(String.init).joined(separator: ", ")))
    }
    return settings
  }

  private static func scaling(of solution: QSolution) -> String {
    if solution.hasRegressionScores { return "all sorts (regression)" }
    return solution.analysis.scaling == .raw ? "raw values" : "standardised sorts"
  }

  private static func extraction(_ extraction: QExtraction) -> String {
    switch extraction {
    case .principalComponents: "principal components"
    case .horst: "Horst 5.5 centroid"
    case .centroid(.qmethod): "Brown's centroid (as in qmethod, tolerance 0.00001)"
    case .centroid(.pqMethod): "Brown's centroid (as in PQMethod, tolerance 0.001)"
    case .centroid(let variant): "Brown's centroid (tolerance \(variant.tolerance))"
    }
  }

  private static func flagging(_ flagging: QFlagging) -> String {
    switch flagging {
    case .automatic(let critical, let majority):
      "automatic: loading > \(critical)/sqrt(statements)" + (majority ? " and majority of the communality" : "")
    case .manual: "by hand"
    }
  }
}
