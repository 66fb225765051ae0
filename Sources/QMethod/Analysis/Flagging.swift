/// Which sorts define which factor.
public enum QFlagging: Sendable, Equatable {
  /// |loading| > `criticalValue`/√N and, with `majority`, loading² larger than the sum of the sort's other squared loadings.
  /// Both strict. 1.96 is p < .05, 2.576 p < .01.
  case automatic(criticalValue: Double, majority: Bool)
  /// Sorts × factors, set by hand.
  case manual([[Bool]])

  /// What PQMethod, qmethod and Ken-Q do unless told otherwise: p < .05 and the majority of the communality.
  public static let automatic = QFlagging.automatic(criticalValue: 1.96, majority: true)

  /// - Parameters:
  ///   - loadings: sorts × factors.
  ///   - statements: N.
  /// - Returns: sorts × factors.
  /// - Throws: `QAnalysisError.flagsDoNotFit` or `.settingOutOfRange`.
  func flags(for loadings: Matrix, statements: Int) throws(QAnalysisError) -> [[Bool]] {
    switch self {
    case .automatic(let critical, let majority):
      guard critical.isFinite, critical >= 0 else {
        throw .settingOutOfRange(name: "criticalValue", value: critical)
      }
      return Self.automatic(loadings, threshold: critical / Double(statements).squareRoot(), majority: majority)
    case .manual(let flags):
      guard flags.count == loadings.rows, flags.allSatisfy({ $0.count == loadings.columns }) else {
        throw .flagsDoNotFit(sorts: flags.count, factors: flags.first?.count ?? 0)
      }
      return flags
    }
  }

  /// The rule itself, shared with the bootstrap.
  static func automatic(_ loadings: Matrix, threshold: Double, majority: Bool) -> [[Bool]] {
    (0..<loadings.rows).map { sort in
      let row = loadings.row(sort)
      return row.indices.map { factor in
        guard abs(row[factor]) > threshold else { return false }
        guard majority else { return true }
        var others = 0.0
        for other in row.indices where other != factor { others += row[other] * row[other] }
        return row[factor] * row[factor] > others
      }
    }
  }

  /// Loading above which a sort counts as significant, for the notices and tables.
  func threshold(statements: Int) -> Double {
    switch self {
    case .automatic(let critical, _): critical / Double(statements).squareRoot()
    case .manual: 1.96 / Double(statements).squareRoot()
    }
  }
}
