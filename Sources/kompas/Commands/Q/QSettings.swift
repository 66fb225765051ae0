import ArgumentParser
import QMethod

/// How to analyse: what `kompas q analyse` and `kompas q across` have in common.
struct QSettings: ParsableArguments {
  @Option(help: "pca, centroid (Brown's, as in R qmethod), pqmethod-centroid (as in PQMethod) or horst.")
  var extraction: Extraction = .pca

  @Option(help: "varimax or none.")
  var rotation: Rotation = .varimax

  @Option(help: "exact (to the optimum) or r (equal to R qmethod 1.8.4).")
  var profile: Profile = .exact

  @Option(help: "pearson, spearman or kendall.")
  var correlation: Correlation = .pearson

  @Option(help: "raw, standardised or regression: what a sort weighs in the scores.")
  var scores: Scores = .raw

  @Option(help: "Critical value for flagging: 1.96 is p < .05, 2.58 is p < .01.")
  var flagAt: Double = 1.96

  @Option(help: "Expected correlation of a person with themselves, between 0 and 1.")
  var reliability: Double = 0.8

  @Flag(inversion: .prefixedNo, help: "Flag only sorts with most of their communality on the factor.")
  var majority = true

  enum Extraction: String, ExpressibleByArgument, CaseIterable {
    case pca, centroid, horst
    case pqmethodCentroid = "pqmethod-centroid"
  }

  enum Correlation: String, ExpressibleByArgument, CaseIterable { case pearson, spearman, kendall }

  enum Rotation: String, ExpressibleByArgument, CaseIterable { case varimax, none }

  enum Profile: String, ExpressibleByArgument, CaseIterable { case exact, r }

  enum Scores: String, ExpressibleByArgument, CaseIterable { case raw, standardised, regression }

  func analysis(factors: Int) -> QAnalysis {
    QAnalysis(
      factors: factors, correlation: qCorrelation, extraction: qExtraction,
      rotation: rotation == .varimax ? .varimax : .none, profile: profile == .exact ? .exact : .rCompatible,
      flagging: .automatic(criticalValue: flagAt, majority: majority), scaling: qScaling, reliability: reliability)
  }

  private var qScaling: QAnalysis.Scaling {
    switch scores {
    case .raw: .raw
    case .standardised: .standardised
    case .regression: .regression
    }
  }

  private var qExtraction: QExtraction {
    switch extraction {
    case .pca: .principalComponents
    case .centroid: .centroid(.qmethod)
    case .pqmethodCentroid: .centroid(.pqMethod)
    case .horst: .horst
    }
  }

  private var qCorrelation: QCorrelation {
    switch correlation {
    case .pearson: .pearson
    case .spearman: .spearman
    case .kendall: .kendall
    }
  }
}
