import Foundation

/// The difference between two figures: first minus second, with its uncertainty and size.
public struct Difference: Sendable, Hashable, Codable {
  /// What `effectSize` is.
  public enum EffectMeasure: String, Sendable, Hashable, Codable {
    /// Difference divided by the pooled standard deviation of one answer (Cohen's d). 0.2 small, 0.5 medium, 0.8 large.
    case standardisedMean = "cohen-d"
    /// 2·asin√p₁ − 2·asin√p₂ (Cohen's h), for shares; same rule of thumb.
    case arcsine = "cohen-h"
    /// Mean difference divided by the standard deviation of the differences (d_z), for the same persons twice.
    case pairedMean = "cohen-dz"
  }

  /// First minus second, as the two figures are reported.
  public let value: Double
  /// The middle of the interval: first minus second after the method's adjustment.
  public let centre: Double
  /// The standard error of `centre`.
  public let standardError: Double
  /// The interval around `centre`.
  public let interval: Interval
  /// z, or t where `degreesOfFreedom` is given. `nil` where both groups were counted in full: there is nothing to test.
  public let statistic: Double?
  /// The degrees of freedom of t; `nil` for z.
  public let degreesOfFreedom: Double?
  /// The two-sided probability of a difference this large if there were none.
  public let p: Double
  /// The size of the difference without units; `nil` where the answers have no spread.
  public let effectSize: Double?
  /// What `effectSize` is.
  public let effectMeasure: EffectMeasure
  /// Valid answers in the first group (for pairs: pairs).
  public let firstN: Int
  /// Valid answers in the second group (for pairs: pairs).
  public let secondN: Int
  /// Missing in both groups together.
  public let missing: Int
  /// How it was made.
  public let method: Method

  /// A difference from a centre and its standard error.
  init(
    value: Double, centre: Double, standardError: Double, degreesOfFreedom: Double?, level: Double,
    effectSize: Double?, effectMeasure: EffectMeasure, firstN: Int, secondN: Int, missing: Int, method: Method
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .probabilityOutOfRange(level) }
    let critical: Double
    if let degreesOfFreedom {
      critical = try StudentDistribution(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + level / 2)
    } else {
      critical = try criticalValue(level: level)
    }
    self.value = value
    self.centre = centre
    self.standardError = standardError
    interval = Interval(low: centre - critical * standardError, high: centre + critical * standardError, level: level)
    if standardError > 0 {
      let statistic = centre / standardError
      self.statistic = statistic
      if let degreesOfFreedom {
        p = try StudentDistribution(degreesOfFreedom: degreesOfFreedom).twoSided(statistic)
      } else {
        p = NormalDistribution.twoSided(statistic)
      }
    } else {
      statistic = nil
      p = centre == 0 ? 1 : 0
    }
    self.degreesOfFreedom = degreesOfFreedom
    self.effectSize = effectSize
    self.effectMeasure = effectMeasure
    self.firstN = firstN
    self.secondN = secondN
    self.missing = missing
    self.method = method
  }

  /// Whether the two-sided test rejects "no difference" at `alpha`.
  public func isSignificant(at alpha: Double = 0.05) -> Bool { p < alpha }
}
