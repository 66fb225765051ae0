import Foundation

/// An order of units that says which of them can't be told apart.
///
/// Every pair is tested (z on the centres and standard errors of their estimates) and the family of tests is held by
/// Benjamini-Hochberg. A unit's possible ranks run from 1 + the units that are shown to be higher, to the number of units minus
/// those shown to be lower. A band is a longest run of neighbours in the order among whom no pair is shown to differ; bands
/// may overlap, and every unit is in at least one.
public struct Ranking: Sendable, Hashable, Codable {
  /// One unit in the order.
  public struct Place: Sendable, Hashable, Codable {
    /// The unit's index in the estimates that were given.
    public let unit: Int
    /// The estimate that was given.
    public let estimate: Estimate
    /// The best rank that the answers allow; 1 is the highest figure.
    public let bestRank: Int
    /// The worst rank that the answers allow.
    public let worstRank: Int
    /// The first and last of the bands (indices in `bands`) that the unit belongs to.
    public let firstBand: Int
    /// See `firstBand`.
    public let lastBand: Int
  }

  /// From the highest centre to the lowest; equal ones in the order given.
  public let places: [Place]
  /// Each band as first and last index in `places`, both included.
  public let bands: [ClosedRange<Int>]
  /// The accepted share of false discoveries among the pairs that were called different.
  public let falseDiscoveryRate: Double
  private let distinct: [Bool]

  /// The most units that are compared pair by pair.
  public static let limit = 1500

  /// Units without a spread of their own (one answer, or all alike) borrow that of the others.
  /// - Throws: `tooFewAnswers` where no unit has a spread, `tooManyUnits`, `probabilityOutOfRange`, `notFinite` with the unit.
  public init(_ estimates: [Estimate], falseDiscoveryRate: Double = 0.05) throws(StatisticsError) {
    guard falseDiscoveryRate > 0, falseDiscoveryRate < 1 else { throw .probabilityOutOfRange(falseDiscoveryRate) }
    guard estimates.count <= Self.limit else { throw .tooManyUnits(count: estimates.count, limit: Self.limit) }
    let variances = try sampledVariances(estimates)
    let order = estimates.indices.sorted {
      (estimates[$1].centre, $0) < (estimates[$0].centre, $1)
    }
    let sorted = order.map { estimates[$0] }
    let n = sorted.count
    distinct = try Self.distinctPairs(
      sorted.map(\.centre), order.map { variances[$0] }, rate: falseDiscoveryRate)
    let distinct = distinct
    var bands: [ClosedRange<Int>] = []
    var start = 0
    for end in 0..<n {
      // The longest run that ends here: drop from the front until nobody in it differs from the newcomer.
      let newStart = (start...end).last { $0 < end && distinct[$0 * n + end] }.map { $0 + 1 } ?? start
      if newStart > start { bands.append(start...(end - 1)) }
      start = newStart
    }
    if n > 0 { bands.append(start...(n - 1)) }
    self.bands = bands
    self.falseDiscoveryRate = falseDiscoveryRate
    places = sorted.indices.map { place in
      var higher = 0
      var lower = 0
      for other in 0..<n where distinct[place * n + other] {
        if other < place { higher += 1 } else { lower += 1 }
      }
      let mine = bands.indices.filter { bands[$0].contains(place) }
      return Place(
        unit: order[place], estimate: sorted[place], bestRank: 1 + higher, worstRank: n - lower,
        firstBand: mine.first ?? 0, lastBand: mine.last ?? 0)
    }
  }

  /// Whether the units at two places of the order (from 0, both in `places`) are shown to differ.
  public func isDistinct(_ first: Int, _ second: Int) -> Bool { distinct[first * places.count + second] }

  private static func distinctPairs(
    _ centres: [Double], _ variances: [Double], rate: Double
  ) throws(StatisticsError) -> [Bool] {
    let n = centres.count
    var pValues: [Double] = []
    pValues.reserveCapacity(n * (n - 1) / 2)
    for i in 0..<n {
      for j in (i + 1)..<max(n, i + 1) {
        let error = (variances[i] + variances[j]).squareRoot()
        let gap = centres[i] - centres[j]
        pValues.append(error > 0 ? NormalDistribution.twoSided(gap / error) : gap == 0 ? 1 : 0)
      }
    }
    let adjusted = try FalseDiscovery.adjusted(pValues)
    var distinct = [Bool](repeating: false, count: n * n)
    var pair = 0
    for i in 0..<n {
      for j in (i + 1)..<max(n, i + 1) {
        let isDistinct = adjusted[pair] <= rate
        distinct[i * n + j] = isDistinct
        distinct[j * n + i] = isDistinct
        pair += 1
      }
    }
    return distinct
  }
}
