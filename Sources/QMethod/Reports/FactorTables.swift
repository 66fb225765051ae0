/// Tables about the factors: scores, arrays, differences and what to read first.
struct FactorTables {
  let solution: QSolution
  let words: QReportWords

  private var statements: Range<Int> { 0..<solution.statementCount }

  private func statement(_ index: Int) -> [QCell] {
    [.integer(index + 1), .text(solution.statements.isEmpty ? "" : solution.statements[index])]
  }

  private var statementHeading: [String] { [words.number, words.statement] }

  private func ordered(by key: (Int) -> Double) -> [Int] {
    statements.sorted { key($0) > key($1) || (key($0) == key($1) && $0 < $1) }
  }

  var ranks: QTable {
    let scored = solution.factors.indices.filter { solution.factors[$0].zScores != nil }
    let rankings = scored.map { factor -> [Int] in
      let scores = solution.factors[factor].zScores ?? []
      var ranks = [Int](repeating: 0, count: scores.count)
      for (place, statement) in ordered(by: { scores[$0] }).enumerated() { ranks[statement] = place + 1 }
      return ranks
    }
    let rows = statements.map { index in
      statement(index)
        + zip(scored, rankings).flatMap { factor, ranks -> [QCell] in
          [.number(solution.factors[factor].zScores?[index], decimals: 2), .integer(ranks[index])]
        }
    }
    return QTable(
      sheet: "Factor Score Ranks", title: words.ranks,
      heading: statementHeading + scored.flatMap { ["\(words.factor) \($0 + 1)", words.rank] }, rows: rows)
  }

  var scoreCorrelations: QTable {
    factorByFactor(sheet: "Factor Score Correlations", title: words.scoreCorrelations, decimals: 4) {
      solution.scoreCorrelation($0, $1)
    }
  }

  var standardErrors: QTable {
    factorByFactor(sheet: "Standard Errors for Diffs", title: words.standardErrors, decimals: 3) {
      solution.standardErrorOfDifference($0, $1)
    }
  }

  private func factorByFactor(
    sheet: String, title: String, decimals: Int, cell: (Int, Int) -> Double?
  ) -> QTable {
    let all = solution.factors.indices
    return QTable(
      sheet: sheet, title: title, heading: [""] + all.map { "\(words.factor) \($0 + 1)" },
      rows: all.map { row in
        [.text("\(words.factor) \(row + 1)")] + all.map { QCell.number(cell(row, $0), decimals: decimals) }
      })
  }

  func weights(_ factor: Int) -> QTable? {
    guard solution.factors[factor].zScores != nil else { return nil }
    let printed = solution.printedWeights
    let weighed = solution.hasRegressionScores ? Array(0..<solution.sortCount) : solution.factors[factor].definingSorts
    let defining = weighed.sorted {
      abs(printed[$0, factor]) > abs(printed[$1, factor])
    }
    return QTable(
      sheet: "Sorts Weight \(factor + 1)", title: words.weights(factor + 1), heading: [words.sort, words.weight],
      rows: defining.map { [.text(solution.sortNames[$0]), .number(printed[$0, factor], decimals: 5)] })
  }

  func scores(_ factor: Int) -> QTable? {
    guard let scores = solution.factors[factor].zScores, let array = solution.factors[factor].array else { return nil }
    return QTable(
      sheet: "Factor \(factor + 1)", title: words.scores(factor + 1),
      heading: statementHeading + [words.zScore, words.value, words.matches],
      rows: ordered { scores[$0] }.map { index in
        statement(index) + [
          .number(scores[index], decimals: 3), .integer(array[index]),
          .integer(solution.matches(factor: factor, statement: index)),
        ]
      })
  }

  func differences(_ pair: QComparison) -> QTable {
    let (a, b) = (solution.factors[pair.first].zScores, solution.factors[pair.second].zScores)
    return QTable(
      sheet: "Diff \(pair.first + 1) \(pair.second + 1)", title: words.differences(pair.first + 1, pair.second + 1),
      heading: statementHeading
        + ["\(words.factor) \(pair.first + 1)", "\(words.factor) \(pair.second + 1)", words.difference, words.level],
      rows: ordered { pair.differences[$0] }.map { index in
        statement(index) + [
          .number(a?[index], decimals: 3), .number(b?[index], decimals: 3),
          .number(pair.differences[index], decimals: 3), .text(pair.levels[index].stars),
        ]
      })
  }

  var disagreement: QTable {
    let scored = solution.factors.indices.filter { solution.factors[$0].array != nil }
    return QTable(
      sheet: "Consensus-Disagreement", title: words.disagreement,
      heading: statementHeading + scored.map { "\(words.factor) \($0 + 1)" } + [words.deviation],
      rows: ordered { -solution.disagreement(statement: $0) }.map { index in
        statement(index) + scored.map { .integer(solution.factors[$0].array?[index]) }
          + [.number(solution.disagreement(statement: index).squareRoot(), decimals: 3)]
      })
  }

  var characteristics: QTable {
    let factors = solution.factors
    func row(_ name: String, _ cell: (QFactor) -> QCell) -> [QCell] { [.text(name)] + factors.map(cell) }
    return QTable(
      sheet: "Factor Characteristics", title: words.characteristics,
      heading: [""] + factors.indices.map { "\(words.factor) \($0 + 1)" },
      rows: [
        row(words.definingSorts) { .integer($0.definingSorts.count) },
        row(words.reliabilityOfSort) { _ in .number(solution.analysis.reliability, decimals: 2) },
        row(words.compositeReliability) { .number($0.compositeReliability, decimals: 3) },
        row(words.standardError) { .number($0.standardError, decimals: 3) },
        row(words.eigenvalue) { .number($0.eigenvalue, decimals: 4) },
        row(words.percent) { .number($0.explainedPercent, decimals: 1) },
      ])
  }

  func distinguishing(_ factor: Int) -> QTable {
    let scores = solution.factors[factor].zScores ?? []
    let scored = solution.comparisons.factors
    let found = ordered { scores[$0] }.filter { solution.comparisons.distinction(of: factor, statement: $0) != .none }
    return QTable(
      sheet: "Dist State \(factor + 1)", title: words.distinguishing(factor + 1),
      heading: statementHeading + scored.flatMap { ["\(words.factor) \($0 + 1)", words.zScore] } + [words.level],
      rows: found.map { index in
        statement(index)
          + scored.flatMap { other -> [QCell] in
            [
              .integer(solution.factors[other].array?[index]),
              .number(solution.factors[other].zScores?[index], decimals: 2),
            ]
          } + [.text(solution.comparisons.distinction(of: factor, statement: index).stars)]
      })
  }

  /// Cohen's d and the standard errors beside each other, statement by statement.
  func effectSizes(_ sizes: QEffectSizes) -> QTable {
    let comparisons = solution.comparisons
    let consensus = Dictionary(
      comparisons.consensus.map { ($0.statement, $0.alsoAt05) }, uniquingKeysWith: { first, _ in first })
    func byError(_ index: Int) -> String {
      let found = comparisons.factors.compactMap { factor -> String? in
        let level = comparisons.distinction(of: factor, statement: index)
        return level == .none ? nil : "\(factor + 1)\(level.stars)"
      }
      return found.isEmpty ? consensus[index].map { $0 ? "C*" : "C" } ?? "" : found.joined(separator: " ")
    }
    return QTable(
      sheet: "Effect Sizes", title: words.effectSizes(sizes.threshold),
      heading: statementHeading + comparisons.factors.map { "\(words.factor) \($0 + 1)" }
        + [words.byEffectSize, words.byStandardError],
      rows: comparisons.labels.indices.map { index in
        let found = sizes.distinguishing[index].map { String($0 + 1) }.joined(separator: " ")
        return statement(index)
          + comparisons.factors.map {
            .number(comparisons.smallestDifference(of: $0, statement: index), decimals: 3)
          } + [.text(sizes.isConsensus[index] ? "C" : found), .text(byError(index))]
      })
  }

  var consensus: QTable {
    let scored = solution.comparisons.factors
    return QTable(
      sheet: "Consensus Statements", title: words.consensus,
      heading: statementHeading + scored.flatMap { ["\(words.factor) \($0 + 1)", words.zScore] } + [words.mark],
      rows: solution.comparisons.consensus.map { index, isStrong in
        statement(index)
          + scored.flatMap { other -> [QCell] in
            [
              .integer(solution.factors[other].array?[index]),
              .number(solution.factors[other].zScores?[index], decimals: 2),
            ]
          } + [.text(isStrong ? "*" : "")]
      })
  }

  func crib(_ factor: Int) -> QTable? {
    guard let sheet = solution.cribSheet(for: factor) else { return nil }
    let parts = [
      (words.highest, sheet.highest), (words.higher, sheet.higherThanOthers), (words.lower, sheet.lowerThanOthers),
      (words.lowest, sheet.lowest),
    ]
    return QTable(
      sheet: "Relative Ranks \(factor + 1)", title: words.crib(factor + 1),
      heading: [words.place] + statementHeading + [words.value, words.zScore, words.mark],
      rows: parts.flatMap { name, entries in
        entries.map { entry in
          [.text(name)] + statement(entry.statement) + [
            .integer(entry.value), .number(entry.zScore, decimals: 3), .text(entry.mark),
          ]
        }
      })
  }
}
