/// Tables about the sorts: what went in, and where they stand on the factors.
struct SortTables {
  let solution: QSolution
  let words: QReportWords

  var overview: QTable {
    let settings = words.settings(solution).map { [QCell.text($0.0), .text($0.1)] }
    let notices = solution.notices.map { [QCell.text("!"), .text(words.notice($0, solution.sortNames))] }
    return QTable(sheet: "Project Overview", title: words.overview, heading: [], rows: settings + notices)
  }

  var statements: QTable {
    let rows = (0..<solution.statementCount).map { index -> [QCell] in
      [.integer(index + 1), .text(solution.statements.isEmpty ? "" : solution.statements[index])]
    }
    return QTable(sheet: "Statements", title: words.statements, heading: [words.number, words.statements], rows: rows)
  }

  var sorts: QTable {
    let rows = solution.sortNames.indices.map { sort -> [QCell] in
      [.text(solution.sortNames[sort])] + solution.values.column(sort).map(Self.cell)
    }
    return QTable(
      sheet: "Q sorts", title: words.sorts, heading: [words.sort] + (1...solution.statementCount).map { "S\($0)" },
      rows: rows)
  }

  var correlations: QTable {
    let rows = solution.sortNames.indices.map { sort -> [QCell] in
      [.text(solution.sortNames[sort])]
        + solution.correlations.row(sort).map {
          .integer(Int((100 * $0).rounded(.toNearestOrAwayFromZero)))
        }
    }
    return QTable(
      sheet: "Correlation Matrix", title: words.correlations, heading: [words.sort] + solution.sortNames, rows: rows)
  }

  var unrotated: QTable {
    let extracted = solution.extracted
    let columns = 0..<extracted.loadings.columns
    var rows = solution.sortNames.indices.map { sort -> [QCell] in
      [.text(solution.sortNames[sort])] + extracted.loadings.row(sort).map { .number($0, decimals: 4) }
    }
    let percents = extracted.explainedPercents
    rows.append([.text(words.eigenvalue)] + columns.map { .number(extracted.eigenvalues[$0], decimals: 4) })
    rows.append([.text(words.percent)] + columns.map { .number(percents[$0], decimals: 1) })
    rows.append(
      [.text(words.cumulative)] + columns.map { .number(percents[...$0].reduce(0, +), decimals: 1) })
    return QTable(
      sheet: "Unrotated Factor Matrix", title: words.unrotated,
      heading: [words.sort] + columns.map { "\(words.factor) \($0 + 1)" }, rows: rows)
  }

  var communalities: QTable {
    let table = solution.extracted.cumulativeCommunalities
    let rows = solution.sortNames.indices.map { sort -> [QCell] in
      [.text(solution.sortNames[sort])] + table.row(sort).map { .number($0, decimals: 4) }
    }
    return QTable(
      sheet: "Cumul Comm Matrix", title: words.communalities,
      heading: [words.sort] + (0..<table.columns).map { "\(words.factor) 1-\($0 + 1)" }, rows: rows)
  }

  var loadings: QTable {
    let communalities = solution.communalities
    var rows = solution.sortNames.indices.map { sort -> [QCell] in
      var cells: [QCell] = [.text(solution.sortNames[sort])]
      for factor in solution.factors.indices {
        cells.append(.number(solution.loadings[sort, factor], decimals: 4))
        cells.append(.text(solution.flags[sort][factor] ? "X" : ""))
      }
      return cells + [.number(communalities[sort], decimals: 4)]
    }
    rows.append(
      [.text(words.percent)]
        + solution.factors.flatMap { [QCell.number($0.explainedPercent, decimals: 1), .text("")] })
    let heading = solution.factors.indices.flatMap { [name(of: $0), ""] }
    return QTable(
      sheet: "Factor Loadings", title: words.loadings, heading: [words.sort] + heading + [words.communality], rows: rows
    )
  }

  var freeDistribution: QTable {
    let rows = solution.sortNames.indices.map { sort -> [QCell] in
      let values = solution.values.column(sort)
      return [
        .text(solution.sortNames[sort]), .number(Moments.mean(values), decimals: 3),
        .number(Moments.standardDeviation(values), decimals: 3),
      ]
    }
    return QTable(
      sheet: "Free Dist", title: words.freeDistribution, heading: [words.sort, words.mean, words.deviation], rows: rows)
  }

  /// "Factor 2", or "Factor 2 +" for half of a split factor.
  private func name(of factor: Int) -> String {
    guard let split = solution.factors[factor].split else { return "\(words.factor) \(factor + 1)" }
    return "\(words.factor) \(factor + 1) (\(split.factor + 1)\(split.isPositive ? "+" : "-"))"
  }

  /// Grid values are whole; factor scores that were analysed as sorts are not.
  private static func cell(_ value: Double) -> QCell {
    Int(exactly: value).map { .integer($0) } ?? .number(value, decimals: 3)
  }
}
