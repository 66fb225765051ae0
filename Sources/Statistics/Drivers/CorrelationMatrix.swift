import Foundation

/// Pearson correlations of a set of variables with the number of answers behind each.
public struct CorrelationMatrix: Sendable, Hashable {
  /// The correlations; 1 on the diagonal.
  public let values: SymmetricMatrix
  /// The effective number of answers behind each pair (the plain number without weights); row after row.
  public let counts: [Double]
  /// The plain number of answers behind each pair; row after row.
  public let answers: [Int]

  /// The correlations of `variables`, in that order, pairwise.
  ///
  /// - Throws: `noSuchVariable`, `repeatedVariable`, `tooFewAnswers` (a pair that fewer than 3 people answered),
  ///   `zeroVariance`.
  public init(_ moments: Moments, variables: [Int]) throws(StatisticsError) {
    var seen: Set<Int> = []
    for variable in variables {
      guard (0..<moments.variableCount).contains(variable) else { throw .noSuchVariable(variable) }
      guard seen.insert(variable).inserted else { throw .repeatedVariable(variable) }
    }
    var rows: [[Double]] = []
    var counts: [Double] = []
    var answers: [Int] = []
    for i in variables {
      var row: [Double] = []
      for j in variables {
        guard moments.count(i, j) >= 3 else { throw .tooFewAnswers(count: moments.count(i, j), needed: 3) }
        guard let r = moments.correlation(i, j) else {
          throw .zeroVariance(variable: moments.correlation(i, i) == nil ? i : j)
        }
        row.append(r)
        counts.append(moments.pair(i, j).effectiveCount)
        answers.append(moments.count(i, j))
      }
      rows.append(row)
    }
    values = try SymmetricMatrix(rows: rows)
    self.counts = counts
    self.answers = answers
  }

  /// Correlations made elsewhere, all of `count` answers.
  ///
  /// - Throws: `probabilityOutOfRange` where a value is outside -1...1 or a diagonal isn't 1, `notPositive` (count).
  public init(_ values: SymmetricMatrix, count: Double) throws(StatisticsError) {
    guard count > 0, count < 1e12 else { throw .notPositive(count) }
    for i in 0..<values.order {
      for j in 0..<values.order {
        let isPossible = i == j ? abs(values[i, j] - 1) < 1e-9 : abs(values[i, j]) <= 1
        guard isPossible else { throw .probabilityOutOfRange(values[i, j]) }
      }
    }
    self.values = values
    counts = [Double](repeating: count, count: values.order * values.order)
    answers = counts.map { Int($0.rounded()) }
  }

  /// The number of variables.
  public var order: Int { values.order }

  /// The smallest (effective) number of answers behind any pair: what inference rests on.
  public var smallestCount: Double { counts.min() ?? 0 }
  /// The smallest plain number of answers behind any pair.
  public var smallestAnswers: Int { answers.min() ?? 0 }
  /// The largest plain number of answers behind any pair.
  public var largestAnswers: Int { answers.max() ?? 0 }

  /// One correlation with Fisher's interval, tanh(atanh r ± z/√(n − 3)).
  ///
  /// - Throws: `noSuchVariable`, `probabilityOutOfRange`.
  public func correlation(_ i: Int, _ j: Int, level: Double = 0.95) throws(StatisticsError) -> Estimate {
    for index in [i, j] where !(0..<order).contains(index) { throw .noSuchVariable(index) }
    let r = values[i, j]
    let n = counts[i * order + j]
    let people = answers[i * order + j]
    let z = try criticalValue(level: level)
    guard n > 3 else {
      return Estimate(
        value: r, standardError: nil, interval: nil, n: people, effectiveN: n,
        method: .correlationPearsonFisher)
    }
    let margin = z / (n - 3).squareRoot()
    let low = abs(r) == 1 ? r : tanh(atanh(r) - margin)
    let high = abs(r) == 1 ? r : tanh(atanh(r) + margin)
    return Estimate(
      value: r, standardError: (1 - r * r) / (n - 3).squareRoot(),
      interval: Interval(low: low, high: high, level: level),
      n: people, effectiveN: n, method: .correlationPearsonFisher)
  }

  /// A matrix that complete data could have, by lifting eigenvalues below `floor` and rescaling the diagonal to 1: pairwise
  /// missing values can make an impossible one.
  func repaired(
    floor: Double = 1e-8
  ) throws(StatisticsError) -> (matrix: CorrelationMatrix, smallestEigenvalue: Double) {
    let eigen = try SymmetricEigen(values)
    let smallest = eigen.values.last ?? 1
    guard smallest < -1e-12 else { return (self, smallest) }
    let lifted = eigen.values.map { max($0, floor) }
    let raw = SymmetricMatrix(order: order) { i, j in
      lifted.indices.reduce(0) { $0 + lifted[$1] * eigen.vectors[$1][i] * eigen.vectors[$1][j] }
    }
    let scaled = SymmetricMatrix(order: order) { i, j in
      i == j ? 1 : max(-1, min(1, raw[i, j] / (raw[i, i] * raw[j, j]).squareRoot()))
    }
    return (CorrelationMatrix(values: scaled, counts: counts, answers: answers), smallest)
  }

  private init(values: SymmetricMatrix, counts: [Double], answers: [Int]) {
    self.values = values
    self.counts = counts
    self.answers = answers
  }
}
