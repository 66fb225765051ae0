/// How much the people of one group agree, against answers spread evenly over the scale: rwg and rwg(j).
///
/// `rwg = 1 − s²/σ²`, and for J items `rwg(j) = J q/(J q + s̄²/σ²)` with `q = 1 − s̄²/σ²` and `σ² = (A² − 1)/12` for A answer
/// options. Values outside 0...1 become 0. Source: James, Demaree and Wolf 1984, *J. Applied Psychology* 69. The even spread is
/// one choice of "no agreement"; there is no accepted interval, so none is given.
public struct GroupAgreement: Sendable, Hashable, Codable {
  /// rwg(j), or rwg for one item; 0...1.
  public let estimate: Estimate
  /// The mean of the items' sample variances.
  public let meanVariance: Double
  /// The variance of an even spread, (A² − 1)/12.
  public let evenVariance: Double
  /// The number of items.
  public let itemCount: Int

  /// From the answers of one group to each item.
  ///
  /// - Parameter options: the number of answer options A.
  /// - Throws: `tooFewAnswers` (no items, or an item with fewer than two answers), `notPositive` (fewer than two options).
  public init(items: [Histogram], options: Int) throws(StatisticsError) {
    var variances: [Double] = []
    for item in items {
      guard let variance = item.sampleVariance else { throw .tooFewAnswers(count: item.count, needed: 2) }
      variances.append(variance)
    }
    try self.init(
      variances: variances, options: options, n: items.map(\.count).min() ?? 0, missing: items.map(\.missing).max() ?? 0
    )
  }

  /// From the sample variance of each item within the group.
  ///
  /// - Throws: `tooFewAnswers` without items, `notPositive` (fewer than two options, or a negative variance).
  public init(variances: [Double], options: Int, n: Int, missing: Int = 0) throws(StatisticsError) {
    guard !variances.isEmpty else { throw .tooFewAnswers(count: 0, needed: 1) }
    guard options >= 2 else { throw .notPositive(Double(options - 1)) }
    for variance in variances where !(variance >= 0) { throw .notPositive(variance) }
    let items = Double(variances.count)
    let mean = variances.reduce(0, +) / items
    let even = Double(options * options - 1) / 12
    let ratio = mean / even
    let agreed = items * (1 - ratio)
    let value = ratio > 1 ? 0 : agreed / (agreed + ratio)
    estimate = Estimate(
      value: max(0, min(1, value)), standardError: nil, interval: nil, n: n, missing: missing, method: .rwgUniform)
    meanVariance = mean
    evenVariance = even
    itemCount = variances.count
  }
}
