/// The name of the method behind a figure; the key of its method card. Raw values are stable: they are stored and linked to.
/// Formulas and sources of all of them are in docs/statistics.md.
public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
  /// NPS in points, -100...100: three pseudo-answers (¾, 1½, ¾) are added before Wald's interval. Rocks 2016.
  case npsAdjustedWald = "nps-adjusted-wald"
  /// NPS in points: 100(p − d) ± z·100√((p + d − (p − d)²)/n).
  case npsWald = "nps-wald"
  /// NPS in points: the differences that a score test does not reject. Rocks 2016.
  case npsScore = "nps-score"
  /// NPS in points: Student's t on -1/0/+1, n − 1 degrees of freedom.
  case npsTrinomialT = "nps-trinomial-t"
  /// A share in percent, 0...100, with Wilson's score interval. Wilson 1927.
  case shareWilson = "share-wilson"
  /// A share less another of the same answers, in points, -100...100: as `npsAdjustedWald`.
  case netShareAdjustedWald = "net-share-adjusted-wald"
  /// A mean in marks with Student's t: mean ± t·s/√n.
  case meanT = "mean-t"
  /// Two NPS, in points: z on the centres and errors of `npsAdjustedWald`.
  case differenceNPSAdjustedWald = "difference-nps-adjusted-wald"
  /// Two NPS, in points: z on plain scores and errors.
  case differenceNPSWald = "difference-nps-wald"
  /// Two net shares that are no NPS, such as indices of effort, in points: z on adjusted centres and errors.
  case differenceNetShareAdjustedWald = "difference-net-share-adjusted-wald"
  /// Two means in marks: Welch's t with Welch-Satterthwaite degrees of freedom. Welch 1947.
  case differenceMeansWelch = "difference-means-welch"
  /// Two shares in percentage points: z after a success and a failure are added to each. Agresti and Caffo 2000.
  case differenceSharesAgrestiCaffo = "difference-shares-agresti-caffo"
  /// The same persons twice, in the unit of the answers: t = mean(d)/(sd(d)/√n).
  case differencePairedT = "difference-paired-t"
  /// Pearson's r, -1...1, with tanh(atanh r ± z/√(n − 3)). Fisher 1921.
  case correlationPearsonFisher = "correlation-pearson-fisher"
  /// β = R⁻¹r in standard deviations, with Student's t.
  case betaLeastSquares = "beta-least-squares"
  /// A part of R², 0...1, by Johnson 2000.
  case relativeWeightJohnson = "relative-weight-johnson"
  /// A part of R², 0...1: the mean gain over all orders. Lindeman, Merenda and Gold 1980.
  case shapleyExact = "shapley-exact"
  /// The same over sampled orders, for more than 15 drivers.
  case shapleySampled = "shapley-sampled"
  /// Cronbach's α, at most 1, with Feldt's interval. Cronbach 1951; Feldt 1965.
  case alphaFeldt = "alpha-feldt"
  /// ICC(1) or ICC(2), at most 1, of a one-way analysis of variance. Bliese 2000; Shrout and Fleiss 1979.
  case iccOneWay = "icc-one-way"
  /// rwg or rwg(j), 0...1, against answers spread evenly. James, Demaree and Wolf 1984.
  case rwgUniform = "rwg-uniform"
  /// A figure pulled towards the mean of all units, in its own unit. Morris 1983.
  case shrinkageEmpiricalBayes = "shrinkage-empirical-bayes"
  /// A group-time effect in the unit of the outcome, clustered errors and t. Callaway and Sant'Anna 2021.
  case effectGroupTimeClustered = "effect-group-time-clustered"
  /// The same with a wild cluster bootstrap-t. Cameron, Gelbach and Miller 2008.
  case effectGroupTimeWildBootstrap = "effect-group-time-wild-bootstrap"
  /// A log-odds ratio with an informative Dirichlet prior. Monroe, Colaresi and Quinn 2008.
  case logOddsDirichlet = "log-odds-dirichlet"
  /// Krippendorff's α, at most 1, units drawn again. Krippendorff 2011.
  case krippendorffAlpha = "krippendorff-alpha"
  /// κ or weighted κ, -1...1. Cohen 1968; Fleiss, Cohen and Everitt 1969.
  case weightedKappa = "weighted-kappa"
}
