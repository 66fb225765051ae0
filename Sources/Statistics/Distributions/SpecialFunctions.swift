import Foundation

/// The incomplete beta and gamma functions under the t, F and χ² distributions.
///
/// The factors in front are computed from deviances and Stirling's error (Loader 2000, *Fast and accurate computation of
/// binomial probabilities*) instead of differences of `lgamma`, which lose digits for large degrees of freedom.
enum SpecialFunctions {
  /// log n! − log(√(2πn)(n/e)ⁿ): what Stirling's formula leaves out.
  static func stirlingError(_ n: Double) -> Double {
    if n < 16 {
      return logGamma(n + 1) - (n + 0.5) * log(n) + n - 0.918938533204672741780329736406
    }
    let square = 1 / (n * n)
    let series =
      1.0 / 12 - square
      * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691.0 / 360360))))
    return series / n
  }

  /// x log(x/m) + m − x without cancellation for x near m.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var term = 2 * x * v
    let square = v * v
    for j in 1..<1000 {
      term *= square
      let next = sum + term / Double(2 * j + 1)
      if next == sum { return next }
      sum = next
    }
    return sum
  }

  /// log Γ(x) for x > 0.
  static func logGamma(_ x: Double) -> Double {
    #if canImport(Darwin)
      return lgamma(x)
    #else
      // `lgamma` writes to a global; `lgamma_r` doesn't.
      var sign: Int32 = 0
      return lgamma_r(x, &sign)
    #endif
  }

  /// xᵃ yᵇ Γ(a+b)/(Γ(a)Γ(b)) with y = 1 − x given apart, so that neither end loses digits.
  static func betaFactor(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    let exponent =
      stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y)
    // ab/n · √(n/(2πab)) = √(ab/(2πn))
    return (a / n * b / (2 * Double.pi)).squareRoot() * exp(exponent)
  }

  /// The regularised incomplete beta function I_x(a, b) and its complement; x + y must be 1.
  static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard y > 0 else { return (1, 0) }
    let factor = betaFactor(a, b, x, y)
    // Beside a small b the fraction of a large a is slow and gathers rounding errors; as long as the tail isn't small, its
    // complement is the better way.
    let n = a + b
    let isShort = b < 20 && a > 100 && n * y < b + 2 * b.squareRoot() + 5
    if x < (a + 1) / (n + 2), !isShort {
      let lower = factor * betaFraction(a, b, x) / a
      return (lower, 1 - lower)
    }
    if a < 20, b > 100, n * x < a + 2 * a.squareRoot() + 5 {
      let lower = factor * betaFraction(a, b, x) / a
      return (lower, 1 - lower)
    }
    let upper = factor * betaFraction(b, a, y) / b
    return (1 - upper, upper)
  }

  /// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    for step in 1..<200_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + even / c
      c = abs(c) < tiny ? tiny : c
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + odd / c
      c = abs(c) < tiny ? tiny : c
      fraction *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return fraction
  }

  /// The regularised incomplete gamma functions P(a, x) and Q(a, x).
  static func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard x.isFinite else { return (1, 0) }
    // xᵃ e⁻ˣ/Γ(a+1)
    let factor = exp(-stirlingError(a) - deviance(a, x)) / (2 * Double.pi * a).squareRoot()
    if x < a + 1 {
      var term = 1.0
      var sum = 1.0
      for step in 1..<200_000 {
        term *= x / (a + Double(step))
        sum += term
        if term < sum * 1e-17 { break }
      }
      let lower = factor * sum
      return (lower, 1 - lower)
    }
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for step in 1..<200_000 {
      let coefficient = -Double(step) * (Double(step) - a)
      b += 2
      d = coefficient * d + b
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = b + coefficient / c
      c = abs(c) < tiny ? tiny : c
      fraction *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    let upper = factor * a * fraction
    return (1 - upper, upper)
  }

  /// The x > 0 where the falling function `tail` meets `target`; `slope` is the size of its derivative.
  ///
  /// Safeguarded Newton steps for log tail against log x, where tails are straight (power laws) or bend gently.
  static func solveUpper(
    target: Double, start: Double, tail: (Double) -> Double, slope: (Double) -> Double
  ) -> Double {
    exp(
      solve(
        target: target, start: log(start), tail: { tail(exp($0)) }, slope: { slope(exp($0)) * exp($0) }))
  }

  /// The x > 0 where the rising function `tail` meets `target`; `slope` is its derivative.
  static func solveLower(
    target: Double, start: Double, tail: (Double) -> Double, slope: (Double) -> Double
  ) -> Double {
    exp(
      -solve(
        target: target, start: -log(start), tail: { tail(exp(-$0)) }, slope: { slope(exp(-$0)) * exp(-$0) }))
  }

  private static func solve(
    target: Double, start: Double, tail: (Double) -> Double, slope: (Double) -> Double
  ) -> Double {
    var low = -Double.infinity
    var high = Double.infinity
    var u = start
    for _ in 0..<500 {
      let value = tail(u)
      if value == target { return u }
      if value > target { low = u } else { high = u }
      let fall = slope(u)
      var next = fall > 0 && value > 0 ? u + log(value / target) * value / fall : .nan
      if !(next > low && next < high) {
        if low.isInfinite {
          next = u - max(1, abs(u))
        } else if high.isInfinite {
          next = u + max(1, abs(u))
        } else {
          next = (low + high) / 2
        }
      }
      if abs(next - u) <= 1e-16 * max(1, abs(next)) { return next }
      u = next
    }
    return u
  }
}
