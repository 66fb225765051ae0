import Foundation

/// The uncertainty of a difference of two shares of the same answers, as fractions: NPS and other "easy minus hard" scores.
struct NetShare {
  typealias Spread = NetPromoterScore.Spread

  let favourable: Double
  let unfavourable: Double
  let base: Base

  var net: Double { favourable - unfavourable }

  /// p + d − (p − d)², never below 0 through rounding.
  static func variance(_ p: Double, _ d: Double) -> Double { max(0, p + d - (p - d) * (p - d)) }

  var wald: Spread {
    Spread(
      centre: net, standardError: (Self.variance(favourable, unfavourable) / base.informativeN).squareRoot())
  }

  var adjusted: Spread {
    guard !base.isCensus else { return wald }
    let n = base.informativeN
    let p = (favourable * n + 0.75) / (n + 3)
    let d = (unfavourable * n + 0.75) / (n + 3)
    return Spread(centre: p - d, standardError: (Self.variance(p, d) / (n + 3)).squareRoot())
  }

  /// With the sample variance (n − 1); `nil` below two answers.
  var trinomial: Spread? {
    let n = base.effectiveN
    guard base.n > 1, n > 1 else { return nil }
    return Spread(
      centre: net,
      standardError: (Self.variance(favourable, unfavourable) * n / (n - 1) / base.informativeN).squareRoot())
  }

  /// The interval in points.
  func interval(
    _ method: NetPromoterScore.IntervalMethod, z: Double, level: Double
  ) throws(StatisticsError) -> (centre: Double, standardError: Double?, interval: Interval?) {
    switch method {
    case .adjustedWald: return symmetric(adjusted.inPoints, z, level)
    case .wald: return symmetric(wald.inPoints, z, level)
    case .trinomialT:
      guard let trinomial else { return (100 * net, nil, nil) }
      let student = try StudentDistribution(degreesOfFreedom: base.effectiveN - 1)
      return symmetric(trinomial.inPoints, student.quantile(0.5 + level / 2), level)
    case .score:
      let limits = scoreLimits(z: z)
      let interval = Interval(low: 100 * limits.low, high: 100 * limits.high, level: level)
      return (100 * net, wald.inPoints.standardError, interval)
    }
  }

  private func symmetric(
    _ spread: Spread, _ critical: Double, _ level: Double
  ) -> (centre: Double, standardError: Double?, interval: Interval?) {
    let margin = critical * spread.standardError
    let interval = Interval(low: spread.centre - margin, high: spread.centre + margin, level: level)
    return (spread.centre, spread.standardError, interval.clipped(to: -100...100))
  }

  /// The score test's limits: every true difference δ that the answers don't contradict. Under δ the most likely share of
  /// detractors q solves a quadratic, and the variance of the net share is 2q + δ(1 − δ).
  private func scoreLimits(z: Double) -> (low: Double, high: Double) {
    guard !base.isCensus else { return (net, net) }
    let n = base.informativeN
    let c = favourable * n
    let b = unfavourable * n
    func exceeds(_ delta: Double) -> Bool {
      let linear = -b - c + (2 * n - c + b) * delta
      let constant = -b * delta * (1 - delta)
      let q = ((max(0, linear * linear - 8 * n * constant)).squareRoot() - linear) / (4 * n)
      let variance = n * (2 * q + delta * (1 - delta))
      let distance = abs(c - b - n * delta)
      return variance > 0 ? distance > z * variance.squareRoot() : distance > 0
    }
    /// The last δ from the estimate towards `end` that is not rejected.
    func limit(towards end: Double) -> Double {
      guard exceeds(end) else { return end }
      var kept = net
      var rejected = end
      for _ in 0..<200 {
        let middle = (kept + rejected) / 2
        if middle == kept || middle == rejected { break }
        if exceeds(middle) { rejected = middle } else { kept = middle }
      }
      return kept
    }
    return (limit(towards: -1), limit(towards: 1))
  }
}
