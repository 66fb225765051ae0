/// How certain it is that two factors see a statement differently: |Δz| beyond so many standard errors.
public enum QSignificance: Int, Sendable, Comparable, CaseIterable {
  /// Below 1.960 standard errors: chance may well do it.
  case none
  /// p < .05, beyond 1.960 standard errors.
  case p05
  /// p < .01, beyond 2.576.
  case p01
  /// p < .001, beyond 3.291.
  case p001
  /// p < .000001, beyond 4.8916.
  case p000001

  /// Standard errors that the difference must exceed (strictly).
  public var criticalValue: Double {
    switch self {
    case .none: 0
    case .p05: 1.960
    case .p01: 2.576
    case .p001: 3.291
    case .p000001: 4.8916
    }
  }

  /// R qmethod's mark: "", "*", "**", "***" or "6*".
  public var stars: String {
    switch self {
    case .none: ""
    case .p05: "*"
    case .p01: "**"
    case .p001: "***"
    case .p000001: "6*"
    }
  }

  /// From `none` to `p000001`.
  public static func < (left: QSignificance, right: QSignificance) -> Bool { left.rawValue < right.rawValue }

  init(difference: Double, standardError: Double) {
    self = Self.allCases.last { $0 != .none && abs(difference) > standardError * $0.criticalValue } ?? .none
  }
}

/// Two factors beside each other.
public struct QComparison: Sendable, Equatable {
  /// Factors, from 0, `first` < `second`.
  public let first: Int
  /// The other factor, from 0.
  public let second: Int
  /// √(SE₁² + SE₂²).
  public let standardError: Double
  /// z₁ − z₂ per statement.
  public let differences: [Double]
  /// Level that each difference reaches.
  public let levels: [QSignificance]
}

/// R qmethod's single label for a statement. Factors count from 0.
public enum QStatementLabel: Sendable, Equatable {
  /// No two factors differ at p < .05.
  case consensus
  /// Two factors in all, and they differ.
  case distinguishing
  /// Every pair of factors differs.
  case distinguishesAll
  /// This factor differs from all others, and no other pair differs.
  case distinguishesOnly(Int)
  /// These factors differ from all others.
  case distinguishes([Int])
  /// Some pairs differ, but no factor from all others.
  case unremarkable

  /// The label in R qmethod's words.
  public var text: String {
    switch self {
    case .consensus: "Consensus"
    case .distinguishing: "Distinguishing"
    case .distinguishesAll: "Distinguishes all"
    case .distinguishesOnly(let factor): "Distinguishes f\(factor + 1) only"
    case .distinguishes(let factors): factors.map { "Distinguishes f\($0 + 1) " }.joined()
    case .unremarkable: ""
    }
  }
}

/// All pairwise comparisons of the factors that have scores.
public struct QComparisons: Sendable, Equatable {
  /// Factors (from 0) that have scores.
  public let factors: [Int]
  /// Pairs in the order 1-2, 1-3, …, 2-3, ….
  public let pairs: [QComparison]
  /// One per statement; empty when fewer than two factors have scores.
  public let labels: [QStatementLabel]

  init(zScores: [[Double]?], standardErrors: [Double?]) {
    let scored = zScores.indices.filter { zScores[$0] != nil && standardErrors[$0] != nil }
    var pairs: [QComparison] = []
    for (position, first) in scored.enumerated() {
      for second in scored[(position + 1)...] {
        guard let a = zScores[first], let b = zScores[second], let seA = standardErrors[first],
          let seB = standardErrors[second]
        else { continue }
        let error = (seA * seA + seB * seB).squareRoot()
        let differences = zip(a, b).map(-)
        pairs.append(
          QComparison(
            first: first, second: second, standardError: error, differences: differences,
            levels: differences.map { QSignificance(difference: $0, standardError: error) }))
      }
    }
    factors = scored
    self.pairs = pairs
    let statements = pairs.first?.differences.count ?? 0
    labels = (0..<statements).map { Self.label(statement: $0, pairs: pairs, factors: scored) }
  }

  /// The level at which a factor differs from every other factor on a statement; `.none` when it doesn't.
  public func distinction(of factor: Int, statement: Int) -> QSignificance {
    let own = pairs.filter { $0.first == factor || $0.second == factor }
    return own.map { $0.levels[statement] }.min() ?? .none
  }

  /// Statements (from 0) on which no two factors differ at p < .01, and whether not even at p < .05.
  public var consensus: [(statement: Int, alsoAt05: Bool)] {
    labels.indices.compactMap { statement in
      let highest = pairs.map { $0.levels[statement] }.max() ?? .none
      return highest < .p01 ? (statement, highest == .none) : nil
    }
  }

  private static func label(statement: Int, pairs: [QComparison], factors: [Int]) -> QStatementLabel {
    let significant = pairs.filter { $0.levels[statement] != .none }
    guard pairs.count > 1 else { return significant.isEmpty ? .consensus : .distinguishing }
    if significant.isEmpty { return .consensus }
    if significant.count == pairs.count { return .distinguishesAll }
    let standingOut = factors.filter { factor in
      pairs.allSatisfy { ($0.first != factor && $0.second != factor) || $0.levels[statement] != .none }
    }
    if standingOut.count == 1, significant.count == factors.count - 1 { return .distinguishesOnly(standingOut[0]) }
    return standingOut.isEmpty ? .unremarkable : .distinguishes(standingOut)
  }
}
