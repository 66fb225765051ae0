/// What to read first when a factor is interpreted (Watts & Stenner 2012): its extremes, and where it stands apart.
public struct QCribSheet: Sendable, Equatable {
  /// Statements at the highest value of the grid.
  public let highest: [Entry]
  /// Statements that no other factor ranks higher, without those at the extremes.
  public let higherThanOthers: [Entry]
  /// Statements that no other factor ranks lower, without those at the extremes.
  public let lowerThanOthers: [Entry]
  /// Statements at the lowest value of the grid.
  public let lowest: [Entry]

  /// A statement on the sheet.
  public struct Entry: Sendable, Equatable {
    /// The statement, counted from 0.
    public let statement: Int
    /// Its place in the array of the factor.
    public let value: Int
    /// Its z-score on the factor.
    public let zScore: Double
    /// Whether another factor gives the statement the same value (only in `higherThanOthers` and `lowerThanOthers`).
    public let isShared: Bool
    /// Level at which the factor differs from all others.
    public let distinction: QSignificance
    /// Whether no two factors differ on it at p < .01.
    public let isConsensus: Bool
    /// Whether no two factors differ on it at p < .05 either.
    public let isStrongConsensus: Bool

    /// "D*" p < .01, "D" p < .05, "C*" no difference at p < .05, "C" none at p < .01, else "".
    public var mark: String {
      if distinction >= .p01 { return "D*" }
      if distinction == .p05 { return "D" }
      if isStrongConsensus { return "C*" }
      return isConsensus ? "C" : ""
    }
  }
}

extension QSolution {
  /// The crib sheet of a factor (from 0); nil when it has no scores.
  public func cribSheet(for factor: Int) -> QCribSheet? {
    guard factors.indices.contains(factor), let own = factors[factor].array, let scores = factors[factor].zScores,
      let top = distribution.last, let bottom = distribution.first
    else { return nil }
    let others = factors.indices.filter { $0 != factor }.compactMap { factors[$0].array }
    let consensus = Dictionary(
      comparisons.consensus.map { ($0.statement, $0.alsoAt05) }, uniquingKeysWith: { first, _ in first })
    func entries(where isWanted: (Int) -> Bool) -> [QCribSheet.Entry] {
      own.indices.filter(isWanted).sorted { scores[$0] > scores[$1] }.map { statement in
        QCribSheet.Entry(
          statement: statement, value: own[statement], zScore: scores[statement],
          isShared: others.contains { $0[statement] == own[statement] },
          distinction: comparisons.distinction(of: factor, statement: statement),
          isConsensus: consensus[statement] != nil, isStrongConsensus: consensus[statement] == true)
      }
    }
    let inner = { (statement: Int) in own[statement] != top && own[statement] != bottom && !others.isEmpty }
    return QCribSheet(
      highest: entries { own[$0] == top },
      higherThanOthers: entries { s in
        inner(s) && others.allSatisfy { own[s] >= $0[s] } && others.contains { own[s] > $0[s] }
      },
      lowerThanOthers: entries { s in
        inner(s) && others.allSatisfy { own[s] <= $0[s] } && others.contains { own[s] < $0[s] }
      },
      lowest: entries { own[$0] == bottom })
  }
}
