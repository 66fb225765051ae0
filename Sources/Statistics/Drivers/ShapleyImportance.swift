import Foundation

/// The gain in R² that each driver brings, averaged over all orders in which drivers can enter: LMG, the Shapley value of R².
///
/// Sources: Lindeman, Merenda and Gold 1980; Grömping 2006, *J. Stat. Software* 17(1). Exact over all 2ᵏ subsets to 15 drivers;
/// beyond, a mean over random orders and their reverses with its sampling error.
public struct ShapleyImportance: Sendable, Hashable, Codable {
  /// The part of R² of each driver; they add up to R².
  public let raw: [Double]
  /// The same in percent of R²; all 0 where nothing is explained.
  public let shares: [Double]
  /// The standard error through sampling of orders; zeros when exact.
  public let samplingErrors: [Double]
  /// R² of all drivers together.
  public let rSquared: Double
  /// Exact or sampled.
  public let method: Method

  /// The most drivers that are done exactly.
  public static let exactLimit = 15
  /// A driver that others determine but for this part of its variance adds nothing.
  static let tolerance = 1e-10

  /// - Parameters:
  ///   - orders: how many pairs of orders to sample beyond `exactLimit` drivers.
  ///   - seed: of the sampling.
  public init(_ correlations: DriverCorrelations, orders: Int = 2000, seed: UInt64 = 1) {
    let k = correlations.driverCount
    if k <= Self.exactLimit {
      let explained = SubsetExplanation(correlations).rSquared
      raw = Self.average(explained, k)
      samplingErrors = [Double](repeating: 0, count: k)
      rSquared = explained[explained.count - 1]
      method = .shapleyExact
    } else {
      let sampled = OrderSampling(correlations, pairs: max(2, orders), seed: seed)
      raw = sampled.means
      samplingErrors = sampled.errors
      rSquared = sampled.means.reduce(0, +)
      method = .shapleySampled
    }
    shares = raw.percentages
  }

  /// Σ over subsets S without j of |S|!(k − |S| − 1)!/k! · (R²(S ∪ j) − R²(S)).
  private static func average(_ explained: [Double], _ k: Int) -> [Double] {
    // |S|!(k−|S|−1)!/k! = 1/(k·C(k−1, |S|))
    var weights: [Double] = []
    var choose = 1.0
    for size in 0..<k {
      weights.append(1 / (Double(k) * choose))
      choose = choose * Double(k - 1 - size) / Double(size + 1)
    }
    var raw = [Double](repeating: 0, count: k)
    for subset in explained.indices {
      let size = subset.nonzeroBitCount
      guard size < k else { continue }
      let base = explained[subset]
      let weight = weights[size]
      for j in 0..<k where subset & (1 << j) == 0 {
        raw[j] += weight * (explained[subset | (1 << j)] - base)
      }
    }
    return raw
  }
}

/// R² of every subset of the drivers, by sweeping one driver at a time out of what the drivers before it left.
///
/// The subset is a bit mask. A subset's matrix is its parent's (without the highest bit) after one elimination step, so that
/// a subset costs at most k² operations and most cost few.
struct SubsetExplanation {
  private(set) var rSquared: [Double]
  private let driverCount: Int
  /// One (k + 1)² work matrix per depth; the last row and column are the outcome's.
  private var work: [[Double]]

  init(_ correlations: DriverCorrelations) {
    let k = correlations.driverCount
    driverCount = k
    rSquared = [Double](repeating: 0, count: 1 << k)
    let width = k + 1
    var first = [Double](repeating: 0, count: width * width)
    for i in 0..<k {
      for j in 0..<k { first[i * width + j] = correlations.drivers[i, j] }
      first[i * width + k] = correlations.outcome[i]
    }
    work = [[Double]](repeating: first, count: k + 1)
    visit(subset: 0, from: 0, depth: 0)
  }

  private mutating func visit(subset: Int, from start: Int, depth: Int) {
    for j in start..<driverCount {
      let next = subset | (1 << j)
      rSquared[next] = rSquared[subset] + eliminate(j, depth: depth)
      visit(subset: next, from: j + 1, depth: depth + 1)
    }
  }

  /// Sweeps driver j out of the drivers after it and the outcome; gives the variance that it explained.
  private mutating func eliminate(_ j: Int, depth: Int) -> Double {
    let k = driverCount
    let width = k + 1
    return work.withUnsafeMutableBufferPointer { levels in
      levels[depth].withUnsafeBufferPointer { source in
        levels[depth + 1].withUnsafeMutableBufferPointer { target in
          let pivot = source[j * width + j]
          let isSpent = pivot <= ShapleyImportance.tolerance
          let scale = isSpent ? 0 : 1 / pivot
          for a in (j + 1)..<max(k, j + 1) {
            let factor = source[j * width + a] * scale
            for b in a...k { target[a * width + b] = source[a * width + b] - factor * source[j * width + b] }
          }
          let withOutcome = source[j * width + k]
          return withOutcome * withOutcome * scale
        }
      }
    }
  }
}

/// The mean gain over random orders, each with its reverse, which cancels most of the chance in where a driver enters.
struct OrderSampling {
  let means: [Double]
  let errors: [Double]

  init(_ correlations: DriverCorrelations, pairs: Int, seed: UInt64) {
    let k = correlations.driverCount
    var generator = SeededGenerator(seed: seed)
    var order = Array(0..<k)
    var sum = [Double](repeating: 0, count: k)
    var squares = [Double](repeating: 0, count: k)
    var forward = [Double](repeating: 0, count: k)
    var backward = forward
    var matrix = [Double](repeating: 0, count: k * (k + 1))
    for _ in 0..<pairs {
      for i in stride(from: k - 1, to: 0, by: -1) { order.swapAt(i, generator.index(below: i + 1)) }
      Self.gains(correlations, order, into: &forward, using: &matrix)
      Self.gains(correlations, order.reversed(), into: &backward, using: &matrix)
      for j in 0..<k {
        let gain = (forward[j] + backward[j]) / 2
        sum[j] += gain
        squares[j] += gain * gain
      }
    }
    let n = Double(pairs)
    means = sum.map { $0 / n }
    errors = (0..<k).map { (max(0, squares[$0] - sum[$0] * sum[$0] / n) / (n - 1) / n).squareRoot() }
  }

  /// What each driver adds to R² when they enter in this order. Called hundreds of thousands of times for one analysis, so it
  /// works in memory that it is lent and without checking every index.
  private static func gains(
    _ correlations: DriverCorrelations, _ order: [Int], into gains: inout [Double], using matrix: inout [Double]
  ) {
    let k = order.count
    let width = k + 1
    correlations.drivers.elements.withUnsafeBufferPointer { drivers in
      matrix.withUnsafeMutableBufferPointer { matrix in
        for a in 0..<k {
          let row = order[a] * k
          for b in a..<k { matrix[a * width + b] = drivers[row + order[b]] }
          matrix[a * width + k] = correlations.outcome[order[a]]
        }
        for j in 0..<k {
          let pivot = matrix[j * width + j]
          guard pivot > ShapleyImportance.tolerance else {
            gains[order[j]] = 0
            continue
          }
          let withOutcome = matrix[j * width + k]
          gains[order[j]] = withOutcome * withOutcome / pivot
          for a in (j + 1)..<max(k, j + 1) {
            let factor = matrix[j * width + a] / pivot
            for b in a...k { matrix[a * width + b] -= factor * matrix[j * width + b] }
          }
        }
      }
    }
  }
}
