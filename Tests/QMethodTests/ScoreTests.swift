import QMethod
import Testing

@Suite struct ScoreTests {
  private func standardised(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    return values.map { ($0 - mean) / square.squareRoot() }
  }

  private func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  @Test(arguments: [QExtraction.principalComponents, .centroid(.pqMethod), .horst])
  func regressionScoresCorrelateWithEverySortAsItLoads(extraction: QExtraction) throws {
    let study = try Example.study(statements: 30, sorts: 12, views: 3, noise: 0.8)
    let found = try QAnalysis(factors: 3, extraction: extraction, scaling: .regression).solution(of: study)
    #expect(found.hasRegressionScores)
    // A late centroid can be too small for anyone to define it; then it isn't scored.
    #expect(found.factors.count { $0.zScores != nil } >= 2)
    for factor in found.factors.indices {
      let weights = found.weights.column(factor)
      // The normal equations: R·w = a.
      let loadings = found.correlations.rowList.map { product($0, weights) }
      #expect(distance(loadings, found.loadings.column(factor)) < 1e-9)
      guard let scores = found.factors[factor].zScores else { continue }
      let multiple = product(weights, found.loadings.column(factor)).squareRoot()
      for (sort, column) in found.values.columnList.enumerated() {
        let correlation = product(standardised(column), scores) / Double(scores.count - 1)
        #expect(abs(correlation - found.loadings[sort, factor] / multiple) < 1e-9)
      }
    }
  }

  @Test func regressionScoresOfUnrotatedComponentsAreTheComponents() throws {
    let study = try Example.study(statements: 30, sorts: 12, views: 2, noise: 0.8)
    let found = try QAnalysis(factors: 2, rotation: .none, scaling: .regression).solution(of: study)
    let sorts = found.values.columnList.map(standardised)
    for (factor, result) in found.factors.enumerated() where result.zScores != nil {
      let sums = (0..<30).map { statement in
        found.loadings.column(factor).indices.reduce(0.0) { $0 + found.loadings[$1, factor] * sorts[$1][statement] }
      }
      #expect(distance(standardised(sums), result.zScores ?? []) < 1e-9)
    }
    let separate = found.scoreCorrelation(0, 1)
    #expect(separate.map { abs($0) < 1e-9 } ?? true)
  }

  @Test func correlationsThatCannotBeInvertedAreNoticedAndScoresFallBack() throws {
    let many = try Example.study(statements: 12, sorts: 14, views: 2)
    let found = try QAnalysis(factors: 2, scaling: .regression).solution(of: many)
    #expect(found.notices.contains(.singularCorrelations(rank: 11, sorts: 14)))
    let plain = try QAnalysis(factors: 2, scaling: .standardised).solution(of: many)
    #expect(!found.hasRegressionScores && found.factors == plain.factors && found.weights == plain.weights)
    let few = try Example.study(statements: 24, sorts: 6, views: 2)
    let twin = try QStudy(sorts: few.sorts + [QSort(name: "Twin", values: few.sorts[0].values)], grid: few.grid)
    #expect(
      try QAnalysis(factors: 2, scaling: .regression).solution(of: twin).notices
        .contains(.singularCorrelations(rank: 6, sorts: 7)))
  }

  @Test func regressionGoesNeitherWithSplitsNorWithABootstrap() async throws {
    let study = try Example.study(statements: 24, sorts: 8, views: 2)
    #expect(throws: QAnalysisError.settingsExclude(first: "regression", second: "split")) {
      try QAnalysis(factors: 2, splits: [1], scaling: .regression).solution(of: study)
    }
    let solution = try QAnalysis(factors: 2, scaling: .regression).solution(of: study)
    await #expect(throws: QAnalysisError.settingsExclude(first: "regression", second: "bootstrap")) {
      try await QBootstrap(steps: 20).summary(of: solution)
    }
  }

  @Test func anEffectSizeJudgesDifferencesAndNothingElse() throws {
    let study = try Example.study(statements: 36, sorts: 12, views: 3, noise: 0.5)
    var analysis = QAnalysis(factors: 3, effectSize: 0.8)
    let found = try analysis.solution(of: study)
    let sizes = try #require(found.effectSizes)
    let scores = found.factors.map { $0.zScores ?? [] }
    for statement in 0..<36 {
      let expected = (0..<3).filter { own in
        (0..<3).allSatisfy { $0 == own || abs(scores[own][statement] - scores[$0][statement]) >= 0.8 }
      }
      #expect(sizes.distinguishing[statement] == expected)
      let column = scores.map { $0[statement] }
      #expect(sizes.isConsensus[statement] == ((column.max() ?? 0) - (column.min() ?? 0) < 0.8))
    }
    #expect(sizes.distinguishing.contains { !$0.isEmpty } && sizes.isConsensus.contains(true))
    analysis.effectSize = nil
    let without = try analysis.solution(of: study)
    #expect(without.effectSizes == nil && without.comparisons == found.comparisons)
    for wrong in [0, -0.5, 1.01, Double.infinity] {
      analysis.effectSize = wrong
      #expect(throws: QAnalysisError.settingOutOfRange(name: "effectSize", value: wrong)) {
        try analysis.solution(of: study)
      }
    }
  }

  @Test func reportsShowEffectSizesBesideStandardErrors() throws {
    let study = try Example.study(statements: 24, sorts: 9, views: 2)
    let solution = try QAnalysis(factors: 2, scaling: .regression, effectSize: 0.5).solution(of: study)
    let table = try #require(QReport(solution).tables.first { $0.sheet == "Effect Sizes" })
    #expect(table.heading == ["No.", "Statement", "Factor 1", "Factor 2", "By d", "By S.E."])
    #expect(table.rows.count == 24)
    #expect(QReport(solution, words: .dutch).text.contains("bij d = 0,5"))
    #expect(QReport(solution).tables.first { $0.sheet == "Sorts Weight 1" }?.rows.count == 9)
    let json = String(decoding: try solution.json(), as: UTF8.self)
    #expect(json.contains("\"effect_size\":{\"consensus\":[") && json.contains("\"scores\":\"regression\""))
  }
}
