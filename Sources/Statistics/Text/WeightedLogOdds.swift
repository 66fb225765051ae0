import Foundation

/// The words that tell two groups of documents apart: weighted log-odds with an informative Dirichlet prior.
///
/// `δ_w = log((y₁ + α_w)/(n₁ + α₀ − y₁ − α_w)) − log((y₂ + α_w)/(n₂ + α₀ − y₂ − α_w))`,
/// `z_w = δ_w/√(1/(y₁ + α_w) + 1/(y₂ + α_w))`. Source: Monroe, Colaresi and Quinn 2008, *Political Analysis* 16(4) 372-403.
/// The prior keeps rare words from shouting: α_w is the word's part of the background times α₀.
public struct WeightedLogOdds: Sendable, Hashable, Codable {
  /// One word with its counts, its log-odds and how certain they are.
  public struct Word: Sendable, Hashable, Codable {
    /// The word as it was given.
    public let word: String
    /// How often in the first group.
    public let firstCount: Int
    /// How often in the second group.
    public let secondCount: Int
    /// δ, with its normal interval; above 0 belongs to the first group. `n` is both counts together.
    public let estimate: Estimate
    /// δ divided by its standard error.
    public let z: Double
    /// The two-sided probability of z, after Benjamini-Hochberg over all words.
    public let adjustedP: Double
  }

  /// From the most typical of the first group to the most typical of the second; ties by word.
  public let words: [Word]
  /// All occurrences in the first group.
  public let firstTotal: Int
  /// All occurrences in the second group.
  public let secondTotal: Int
  /// α₀, the weight of the prior in occurrences.
  public let priorTotal: Double

  /// - Parameters:
  ///   - first: occurrences per word (or documents that contain it) in the first group.
  ///   - second: the same in the second group.
  ///   - background: the wider corpus that the prior is read from; by default both groups together. Words that it lacks
  ///     get half an occurrence.
  ///   - priorTotal: α₀; 500 by default.
  /// - Throws: `noAnswers` where a group is empty, `negativeCount`, `notPositive` (prior), `probabilityOutOfRange`.
  public init(
    first: [String: Int], second: [String: Int], background: [String: Int]? = nil, priorTotal: Double = 500,
    level: Double = 0.95
  ) throws(StatisticsError) {
    guard priorTotal > 0, priorTotal.isFinite else { throw .notPositive(priorTotal) }
    let z = try criticalValue(level: level)
    for counts in [first, second, background ?? [:]] {
      for count in counts.values { try checkCount(count, of: Double(count)) }
    }
    let n1 = first.values.reduce(0, +)
    let n2 = second.values.reduce(0, +)
    guard n1 > 0, n2 > 0 else { throw .noAnswers }
    let vocabulary = Set(first.keys).union(second.keys)
      .filter { (first[$0] ?? 0) + (second[$0] ?? 0) > 0 }.sorted()
    let frequencies = vocabulary.map { word in
      max(0.5, Double(background.map { $0[word] ?? 0 } ?? (first[word] ?? 0) + (second[word] ?? 0)))
    }
    let backgroundTotal = frequencies.reduce(0, +)
    var rows: [(word: String, delta: Double, error: Double)] = []
    for (word, frequency) in zip(vocabulary, frequencies) {
      let alpha = priorTotal * frequency / backgroundTotal
      let y1 = Double(first[word] ?? 0) + alpha
      let y2 = Double(second[word] ?? 0) + alpha
      // A vocabulary of one word leaves nothing to hold it against.
      let rest1 = Double(n1) + priorTotal - y1
      let rest2 = Double(n2) + priorTotal - y2
      guard rest1 > 0, rest2 > 0 else { throw .tooFewAnswers(count: vocabulary.count, needed: 2) }
      rows.append((word, log(y1 / rest1) - log(y2 / rest2), (1 / y1 + 1 / y2).squareRoot()))
    }
    let adjusted = try FalseDiscovery.adjusted(rows.map { NormalDistribution.twoSided($0.delta / $0.error) })
    words = zip(rows, adjusted).map { row, p in
      let counts = (first[row.word] ?? 0, second[row.word] ?? 0)
      return Word(
        word: row.word, firstCount: counts.0, secondCount: counts.1,
        estimate: Estimate(
          value: row.delta, standardError: row.error,
          interval: Interval(low: row.delta - z * row.error, high: row.delta + z * row.error, level: level),
          n: counts.0 + counts.1, method: .logOddsDirichlet),
        z: row.delta / row.error, adjustedP: p)
    }
    .sorted { ($1.z, $0.word) < ($0.z, $1.word) }
    firstTotal = n1
    secondTotal = n2
    self.priorTotal = priorTotal
  }
}
