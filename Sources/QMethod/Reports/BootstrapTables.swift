/// Tables of a bootstrap.
struct BootstrapTables {
  let solution: QSolution
  let bootstrap: QBootstrapSummary
  let words: QReportWords

  var overview: QTable {
    let rows = bootstrap.factors.enumerated().map { index, factor -> [QCell] in
      [
        .text("\(words.factor) \(index + 1)"), .integer(bootstrap.steps), .integer(bootstrap.dropped.count),
        .number(factor.congruence.mean, decimals: 3), .number(factor.congruence.quantiles?.low, decimals: 3),
        .number(factor.instability, decimals: 3), .number(factor.relativeInstability, decimals: 3),
      ]
    }
    return QTable(
      sheet: "Bootstrap", title: words.bootstrap,
      heading: [
        words.factor, words.steps, words.dropped, words.congruence, "2.5 %", words.instability, "0-1",
      ], rows: rows)
  }

  func scores(_ index: Int) -> QTable {
    let factor = bootstrap.factors[index]
    let rows = factor.zScores.enumerated().map { statement, spread -> [QCell] in
      [
        .integer(statement + 1), .text(solution.statements.isEmpty ? "" : solution.statements[statement]),
        .number(solution.factors[index].zScores?[statement], decimals: 3),
      ] + cells(spread) + [
        .number(factor.biases[statement], decimals: 3), .integer(solution.factors[index].array?[statement]),
        .integer(factor.array?[statement]),
      ]
    }
    return QTable(
      sheet: "Bootstrap Scores \(index + 1)", title: words.bootstrapScores(index + 1),
      heading: [words.number, words.statement, words.zScore] + spreadHeading
        + [words.difference, words.value, "\(words.value) (\(words.bootstrap))"], rows: rows)
  }

  func loadings(_ index: Int) -> QTable {
    let factor = bootstrap.factors[index]
    let rows = factor.loadings.enumerated().map { sort, spread -> [QCell] in
      [.text(solution.sortNames[sort]), .number(solution.loadings[sort, index], decimals: 4)] + cells(spread)
        + [.number(factor.flagFrequencies[sort], decimals: 3)]
    }
    return QTable(
      sheet: "Bootstrap Loadings \(index + 1)", title: words.bootstrapLoadings(index + 1),
      heading: [words.sort, "\(words.factor) \(index + 1)"] + spreadHeading + [words.share], rows: rows)
  }

  private var spreadHeading: [String] { ["n", words.mean, words.deviation, "2.5 %", "25 %", "75 %", "97.5 %"] }

  private func cells(_ spread: QBootstrapSummary.Spread) -> [QCell] {
    [
      .integer(spread.count), .number(spread.mean, decimals: 3), .number(spread.standardError, decimals: 3),
      .number(spread.quantiles?.low, decimals: 3), .number(spread.quantiles?.lowerQuartile, decimals: 3),
      .number(spread.quantiles?.upperQuartile, decimals: 3), .number(spread.quantiles?.high, decimals: 3),
    ]
  }
}
