/// What is worth saying about the sorts before they are analysed.
enum StudyNotices {
  static func notices(for study: QStudy, scaling: QAnalysis.Scaling) -> [QNotice] {
    var notices: [QNotice] = []
    let conforming = study.conformingSorts
    if study.gridIsInferred { notices.append(.gridInferred(conforming: conforming, of: study.sorts.count)) }
    if conforming < study.sorts.count, scaling == .raw {
      notices.append(.unforcedSorts(conforming: conforming, of: study.sorts.count))
    }
    var seen: [[Int]: Int] = [:]
    for (index, sort) in study.sorts.enumerated() {
      if let first = seen[sort.values] {
        notices.append(.identicalSorts(first: first + 1, second: index + 1))
      } else {
        seen[sort.values] = index
      }
    }
    return notices
  }
}

/// What is worth saying about the factors.
struct FactorNotices {
  let builder: SolutionBuilder
  let factors: [QFactor]

  func notices() -> [QNotice] { aboutExtraction() + aboutSorts() + aboutFactors() }

  private func aboutExtraction() -> [QNotice] {
    let extracted = builder.extracted
    let count = builder.analysis.factors
    var notices: [QNotice] = []
    if !extracted.converged { notices.append(.extractionDidNotConverge(rounds: extracted.rounds)) }
    for factor in extracted.unreflected where factor < count {
      notices.append(.centroidIsIllConditioned(factor: factor))
    }
    if let regression = builder.regression, regression.weights == nil {
      notices.append(.singularCorrelations(rank: regression.rank, sorts: builder.correlations.rows))
    }
    if builder.analysis.extraction == .principalComponents {
      let values = extracted.eigenvalues
      for index in 0..<min(count, values.count - 1) where values[index] - values[index + 1] <= 1e-9 * values[0] {
        notices.append(.equalEigenvalues(first: index + 1, second: index + 2))
      }
    }
    return notices
  }

  private func aboutSorts() -> [QNotice] {
    let loadings = builder.unsplit
    let threshold = builder.analysis.flagging.threshold(statements: builder.subject.values.rows)
    var notices: [QNotice] = []
    for sort in 0..<loadings.rows {
      let row = loadings.row(sort)
      let significant = row.indices.filter { abs(row[$0]) > threshold }.map { $0 + 1 }
      if significant.count > 1 { notices.append(.confoundedSort(sort: sort + 1, factors: significant)) }
      if significant.isEmpty { notices.append(.nullSort(sort: sort + 1)) }
      let flagged = builder.flags[sort].indices.filter { builder.flags[sort][$0] }
      if flagged.count > 1 { notices.append(.flaggedTwice(sort: sort + 1, factors: flagged.map { $0 + 1 })) }
      let communality = row.reduce(0) { $0 + $1 * $1 }
      if communality > 1 + 1e-9 { notices.append(.heywood(sort: sort + 1, communality: communality)) }
      // Regression weights are no function of one loading, and need no bound.
      guard builder.regression?.weights == nil else { continue }
      for factor in flagged where abs(builder.loadings[sort, factor]) >= 1 {
        notices.append(.boundedWeight(sort: sort + 1, factor: factor + 1))
      }
    }
    return notices
  }

  private func aboutFactors() -> [QNotice] {
    var notices: [QNotice] = []
    for (index, factor) in factors.enumerated() {
      let column = builder.loadings.column(index)
      let negative = factor.definingSorts.filter { column[$0] < 0 }
      let positive = factor.definingSorts.filter { column[$0] >= 0 }
      if !negative.isEmpty, !positive.isEmpty {
        notices.append(
          .bipolarFactor(factor: index + 1, positive: positive.map { $0 + 1 }, negative: negative.map { $0 + 1 }))
      } else if !negative.isEmpty {
        notices.append(.negativeFactor(factor: index + 1))
      }
      if factor.zScores == nil {
        notices.append(.factorWithoutFlags(factor: index + 1))
      } else if factor.definingSorts.count == 1 {
        notices.append(.factorWithOneFlag(factor: index + 1, sort: factor.definingSorts[0] + 1))
      }
      if !factor.ties.isEmpty { notices.append(.tiedScores(factor: index + 1, statements: factor.ties)) }
    }
    return notices
  }
}
