/// A solution as tables, in the order and with the names that users of PQMethod and Ken-Q know.
public struct QReport: Sendable, Equatable {
  /// All tables, first to last.
  public let tables: [QTable]

  /// - Parameters:
  ///   - bootstrap: adds its tables.
  ///   - words: names of tables and columns.
  public init(_ solution: QSolution, bootstrap: QBootstrapSummary? = nil, words: QReportWords = .english) {
    let sorts = SortTables(solution: solution, words: words)
    let factors = FactorTables(solution: solution, words: words)
    var tables = [sorts.overview, sorts.statements, sorts.sorts, sorts.correlations, sorts.unrotated]
    tables += [sorts.communalities, sorts.loadings, sorts.freeDistribution]
    tables += [factors.ranks, factors.scoreCorrelations]
    tables += solution.factors.indices.compactMap(factors.weights)
    tables += solution.factors.indices.compactMap(factors.scores)
    tables += solution.comparisons.pairs.map(factors.differences)
    tables += [factors.disagreement, factors.characteristics, factors.standardErrors]
    tables += solution.comparisons.factors.map(factors.distinguishing)
    tables.append(factors.consensus)
    if let sizes = solution.effectSizes { tables.append(factors.effectSizes(sizes)) }
    tables += solution.factors.indices.compactMap(factors.crib)
    if let bootstrap {
      let found = BootstrapTables(solution: solution, bootstrap: bootstrap, words: words)
      tables += [found.overview] + bootstrap.factors.indices.flatMap { [found.scores($0), found.loadings($0)] }
    }
    self.tables = tables
  }

  /// Viewpoints across groups: which groups share each, and then the analysis behind it.
  public init(_ across: QSecondOrder, words: QReportWords = .english) {
    let rows = across.solution.factors.indices.map { factor -> [QCell] in
      [.integer(factor + 1), .text(across.groups(sharing: factor).joined(separator: ", "))]
    }
    let shared = QTable(
      sheet: "Viewpoints", title: words.sharedViewpoints, heading: [words.factor, words.groups], rows: rows)
    tables = [shared] + QReport(across.solution, words: words).tables
  }

  /// The report as plain text, lines of `width` characters at most where a table allows it.
  public var text: String { tables.map(TextTable.text).joined(separator: "\n\n") }
}
