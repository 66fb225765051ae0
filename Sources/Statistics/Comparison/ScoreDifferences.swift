import Foundation

extension NetPromoterScore {
  /// How the difference of two scores is tested.
  public enum DifferenceMethod: String, Sendable, Hashable, Codable {
    /// z on adjusted-Wald centres and errors (MeasuringU after Rocks 2016). The default.
    case adjustedWald
    /// z on plain scores and errors.
    case wald
    /// Welch's t on -1/0/+1.
    case welch
  }

  /// This score minus `other`, for two independent groups or waves. In points.
  ///
  /// `z = (NPS₁ − NPS₂)/√(SE₁² + SE₂²)`. Same persons twice: use `PairedSums`. A part and its whole: use the rest
  /// (`Histogram.removing`).
  /// - Throws: `zeroVariance` where the plain methods find no spread at all, `tooFewAnswers` for Welch below two answers.
  public func difference(
    from other: NetPromoterScore, method: DifferenceMethod = .adjustedWald, level: Double = 0.95
  ) throws(StatisticsError) -> Difference {
    let first: Spread
    let second: Spread
    var degreesOfFreedom: Double?
    let name: Method
    switch method {
    case .adjustedWald:
      (first, second, name) = (adjusted, other.adjusted, .differenceNPSAdjustedWald)
    case .wald:
      (first, second, name) = (wald, other.wald, .differenceNPSWald)
    case .welch:
      guard let mine = trinomial, let theirs = other.trinomial else {
        throw .tooFewAnswers(count: min(estimate.n, other.estimate.n), needed: 2)
      }
      (first, second, name) = (mine, theirs, .differenceMeansWelch)
      degreesOfFreedom = welchDegrees(
        mine.standardError, estimate.effectiveN, theirs.standardError, other.estimate.effectiveN)
    }
    let standardError = hypot(first.standardError, second.standardError)
    let isCensus = estimate.isCensus && other.estimate.isCensus
    guard standardError > 0 || isCensus else { throw .zeroVariance(variable: 0) }
    let pooled = pooledVariance(
      answerVariance, estimate.effectiveN, other.answerVariance, other.estimate.effectiveN)
    return try Difference(
      value: estimate.value - other.estimate.value, centre: first.centre - second.centre,
      standardError: standardError, degreesOfFreedom: isCensus ? nil : degreesOfFreedom, level: level,
      effectSize: pooled > 0 ? (estimate.value - other.estimate.value) / 100 / pooled.squareRoot() : nil,
      effectMeasure: .standardisedMean, firstN: estimate.n, secondN: other.estimate.n,
      missing: estimate.missing + other.estimate.missing, method: name)
  }
}

extension MeanScore {
  /// This mean minus `other`, for two independent groups or waves: Welch's t. In marks.
  ///
  /// `t = (m₁ − m₂)/√(SE₁² + SE₂²)` with Welch-Satterthwaite degrees of freedom.
  /// - Throws: `notComparable` when the scales differ, `tooFewAnswers` below two answers, `zeroVariance` where nobody in
  ///   either group differs from anyone.
  public func difference(from other: MeanScore, level: Double = 0.95) throws(StatisticsError) -> Difference {
    guard scale == other.scale else { throw .notComparable }
    return try differenceOfMeans(estimate, other.estimate, level: level)
  }
}

extension Estimate {
  /// This share minus `other`, for two independent groups or waves, in percentage points: one success and one failure are
  /// added to each group first. Source: Agresti and Caffo 2000, *The American Statistician* 54(4).
  ///
  /// - Throws: `notComparable` when either is not a share, `probabilityOutOfRange`.
  public func differenceOfShares(from other: Estimate, level: Double = 0.95) throws(StatisticsError) -> Difference {
    guard method == .shareWilson, other.method == .shareWilson else { throw .notComparable }
    let first = AddedShare(self)
    let second = AddedShare(other)
    let h = 2 * asin((value / 100).squareRoot()) - 2 * asin((other.value / 100).squareRoot())
    return try Difference(
      value: value - other.value, centre: 100 * (first.share - second.share),
      standardError: 100 * (first.variance + second.variance).squareRoot(), degreesOfFreedom: nil, level: level,
      effectSize: h, effectMeasure: .arcsine, firstN: n, secondN: other.n, missing: missing + other.missing,
      method: .differenceSharesAgrestiCaffo)
  }
}

/// A share after adding one success and one failure to what the answers tell.
private struct AddedShare {
  let share: Double
  let variance: Double

  init(_ estimate: Estimate) {
    let p = estimate.value / 100
    guard !estimate.isCensus else {
      (share, variance) = (p, 0)
      return
    }
    let n = estimate.effectiveN / estimate.populationFactor
    share = (p * n + 1) / (n + 2)
    variance = share * (1 - share) / (n + 2)
  }
}

extension BoxShare {
  /// This share minus `other`, in percentage points. See `Estimate.differenceOfShares`.
  ///
  /// - Throws: `notComparable` when scale, boxes or end differ.
  public func difference(from other: BoxShare, level: Double = 0.95) throws(StatisticsError) -> Difference {
    guard scale == other.scale, boxes == other.boxes, end == other.end else { throw .notComparable }
    return try estimate.differenceOfShares(from: other.estimate, level: level)
  }
}

extension Favourability {
  /// This favourable share minus `other`'s, in percentage points. See `Estimate.differenceOfShares`.
  ///
  /// - Throws: `notComparable` when scale or middle differ.
  public func difference(from other: Favourability, level: Double = 0.95) throws(StatisticsError) -> Difference {
    guard scale == other.scale, middle == other.middle else { throw .notComparable }
    return try favourable.differenceOfShares(from: other.favourable, level: level)
  }
}

extension ReportGrade {
  /// This mean mark minus `other`'s: Welch's t. See `MeanScore.difference`; for its shares, `Estimate.differenceOfShares`.
  ///
  /// - Throws: `tooFewAnswers` below two answers, `zeroVariance` where nobody differs, `probabilityOutOfRange`.
  public func difference(from other: ReportGrade, level: Double = 0.95) throws(StatisticsError) -> Difference {
    try mean.difference(from: other.mean, level: level)
  }
}

extension EffortScore {
  /// This score minus `other` of the same variant: Welch's t for means, Agresti-Caffo for shares, adjusted Wald for indices.
  ///
  /// - Throws: `notComparable` for another variant; `tooFewAnswers` or `zeroVariance` for means without spread.
  public func difference(from other: EffortScore, level: Double = 0.95) throws(StatisticsError) -> Difference {
    guard variant == other.variant else { throw .notComparable }
    switch variant {
    case .effortMeanOfFive, .easeMeanOfSeven:
      return try differenceOfMeans(estimate, other.estimate, level: level)
    case .easeAgreementOfSeven, .easeTopTwoOfSeven:
      return try estimate.differenceOfShares(from: other.estimate, level: level)
    case .easeIndexOfFive, .easeIndexOfSeven:
      let pooled = pooledVariance(
        netVariance ?? 0, estimate.effectiveN, other.netVariance ?? 0, other.estimate.effectiveN)
      let value = estimate.value - other.estimate.value
      return try Difference(
        value: value, centre: estimate.centre - other.estimate.centre,
        standardError: hypot(estimate.standardError ?? 0, other.estimate.standardError ?? 0), degreesOfFreedom: nil,
        level: level, effectSize: pooled > 0 ? value / 100 / pooled.squareRoot() : nil,
        effectMeasure: .standardisedMean, firstN: estimate.n, secondN: other.estimate.n,
        missing: estimate.missing + other.estimate.missing, method: .differenceNetShareAdjustedWald)
    }
  }
}

/// First minus second by Welch's t, from two means with their standard errors.
func differenceOfMeans(
  _ first: Estimate, _ second: Estimate, level: Double
) throws(StatisticsError) -> Difference {
  guard let firstError = first.standardError, let secondError = second.standardError else {
    throw .tooFewAnswers(count: min(first.n, second.n), needed: 2)
  }
  let isCensus = first.isCensus && second.isCensus
  let standardError = hypot(firstError, secondError)
  guard standardError > 0 || isCensus else { throw .zeroVariance(variable: 0) }
  let degrees = welchDegrees(firstError, first.effectiveN, secondError, second.effectiveN)
  let pooled = pooledVariance(first.answerVariance, first.effectiveN, second.answerVariance, second.effectiveN)
  let value = first.value - second.value
  return try Difference(
    value: value, centre: value, standardError: standardError, degreesOfFreedom: isCensus ? nil : degrees,
    level: level, effectSize: pooled > 0 ? value / pooled.squareRoot() : nil, effectMeasure: .standardisedMean,
    firstN: first.n, secondN: second.n, missing: first.missing + second.missing, method: .differenceMeansWelch)
}

extension Estimate {
  /// The variance of one answer behind the standard error of a mean; 0 for a population counted in full.
  fileprivate var answerVariance: Double {
    guard let standardError, !isCensus else { return 0 }
    return standardError * standardError * effectiveN / populationFactor
  }
}

/// Welch-Satterthwaite degrees of freedom from two standard errors and their numbers of answers.
func welchDegrees(_ firstError: Double, _ firstN: Double, _ secondError: Double, _ secondN: Double) -> Double? {
  let a = firstError * firstError
  let b = secondError * secondError
  var divisor = 0.0
  if a > 0 { divisor += a * a / max(firstN - 1, .leastNormalMagnitude) }
  if b > 0 { divisor += b * b / max(secondN - 1, .leastNormalMagnitude) }
  return divisor > 0 ? (a + b) * (a + b) / divisor : nil
}

/// The variance of one answer, pooled over two groups by their degrees of freedom.
func pooledVariance(_ first: Double, _ firstN: Double, _ second: Double, _ secondN: Double) -> Double {
  let degrees = firstN + secondN - 2
  guard degrees > 0 else { return (first + second) / 2 }
  return ((firstN - 1) * first + (secondN - 1) * second) / degrees
}
