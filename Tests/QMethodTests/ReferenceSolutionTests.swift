import QMethod
import Testing

/// Every step of the pipeline beside R qmethod's numbers.
@Suite(.enabled(if: Reference.isPresent, Reference.absence))
struct ReferenceSolutionTests {
  @Test(arguments: Reference.names)
  func correlationsEqualR(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Reference.Results.self, name, "reference.json").correlation
    for method in QCorrelation.allCases {
      guard let table = expected[method.rawValue] else { continue }
      let solution = try QAnalysis(factors: 2, correlation: method).solution(of: study)
      #expect(distance(solution.correlations.rowList, table) < 1e-12)
    }
    let isSmall = study.sorts.count <= 15
    #expect(Set(expected.keys) == (isSmall ? ["pearson", "spearman", "kendall"] : ["pearson", "spearman"]))
  }

  @Test(arguments: Reference.names)
  func unrotatedFactorsEqualR(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Reference.Results.self, name, "reference.json")
    let components = try QAnalysis(factors: 2, rotation: .none).solution(of: study).extracted
    #expect(distance(components.eigenvalues, expected.pca.eigenvalues) < 1e-9)
    #expect(distance(components.loadings.rowList, expected.pca.unrotatedLoadings) < 1e-9)
    #expect(distance(components.cumulativeCommunalities.rowList, expected.pca.cumulativeCommunalities) < 1e-9)
    #expect(distance(components.explainedPercents, expected.pca.explainedVariancePct) < 1e-9)
    let aids = try QAnalysis(factors: 2).retention(for: study, shuffles: 20)
    let counted = aids.factors.count
    #expect(distance(aids.factors.map(\.cumulativePercent), Array(expected.pca.cumulativePct.prefix(counted))) < 1e-9)
    let fine = try QAnalysis(factors: 7, extraction: .centroid(.qmethod)).solution(of: study).extracted
    #expect(distance(fine.loadings.rowList.map { Array($0.prefix(7)) }, expected.centroid.loadings) < 1e-9)
    #expect(distance(Array(fine.eigenvalues.prefix(7)), expected.centroid.eigenvalues) < 1e-9)
    #expect(distance(Array(fine.explainedPercents.prefix(7)), expected.centroid.explainedVariancePct) < 1e-9)
    #expect(
      distance(
        fine.cumulativeCommunalities.rowList.map { Array($0.prefix(7)) }, expected.centroid.cumulativeCommunalities)
        < 1e-9)
    let coarse = try QAnalysis(factors: 7, extraction: .centroid(.qmethod(tolerance: 0.02))).solution(of: study)
    #expect(
      distance(coarse.extracted.loadings.rowList.map { Array($0.prefix(7)) }, expected.centroid.coarse) < 1e-9)
  }

  @Test(arguments: Reference.names)
  func pqMethodCentroidsEqualTheExactOnes(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Reference.PQMethodExact.self, name, "pqmethod_exact.json")
    let brown = try QAnalysis(factors: 7, extraction: .centroid(.pqMethod)).solution(of: study).extracted
    let columns = expected.centroidPqmethod.loadings[0].count
    #expect(
      distance(brown.loadings.rowList.map { Array($0.prefix(columns)) }, expected.centroidPqmethod.loadings) < 1e-9)
    for (key, entry) in expected.horst55 where key != "autostop" {
      let count = try #require(Int(key.dropFirst()))
      let horst = try QAnalysis(factors: count, extraction: .horst).solution(of: study).extracted
      #expect(distance(horst.loadings.rowList, entry.loadings) < 1e-9, "\(key)")
      #expect(horst.converged == entry.converged)
      // The reference counts a converged run's repetitions, we count every round.
      #expect(horst.rounds == entry.iterations + (entry.converged ? 1 : 0))
    }
    #expect(Set(expected.horst55.keys) == ["k2", "k3", "k4", "autostop"])
    let automatic = try #require(expected.horst55["autostop"])
    let count = try QAnalysis(factors: 2).retention(for: study, shuffles: 20).horstAutomatic
    #expect(count == automatic.nFactors)
    // The number is found anew in every round; where all rounds find the last one, so does a run for that number.
    let chosen = try QAnalysis(factors: count, extraction: .horst).solution(of: study).extracted
    if chosen.rounds == automatic.iterations + (automatic.converged ? 1 : 0) {
      #expect(distance(chosen.loadings.rowList, automatic.loadings) < 1e-9)
    }
  }

  @Test(arguments: Reference.names)
  func theRProfileEqualsQmethod(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Reference.Results.self, name, "reference.json").solutions
    #expect(expected.count >= 17)
    for (key, entry) in expected where !key.hasSuffix("_converged") {
      let analysis = try Self.analysis(key, entry, profile: .rCompatible)
      compare(try analysis.solution(of: study), entry, key: "\(name) \(key)", tolerance: 1e-9, arrays: true)
    }
  }

  @Test(arguments: Reference.names)
  func theExactProfileEqualsConvergedVarimax(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Reference.Results.self, name, "reference.json").solutions
    for (key, entry) in expected where key.hasSuffix("_converged") {
      let analysis = try Self.analysis(key, entry, profile: .exact)
      compare(try analysis.solution(of: study), entry, key: "\(name) \(key)", tolerance: 1e-6, arrays: false)
    }
  }

  private static func analysis(
    _ key: String, _ entry: Reference.Solution, profile: QAnalysis.Profile
  ) throws -> QAnalysis {
    var analysis = QAnalysis(factors: entry.nfactors, profile: profile)
    if key.contains("centroid") { analysis.extraction = .centroid(.qmethod) }
    if key.contains("_none_") || key.hasPrefix("judgmental") { analysis.rotation = .none }
    if key.hasSuffix("_spearman") { analysis.correlation = .spearman }
    for step in entry.rotations ?? [] {
      analysis.handRotations.append(.turn(first: Int(step[0]), second: Int(step[1]), degrees: step[2]))
    }
    if key.hasPrefix("manual") { analysis.flagging = .manual(entry.flags) }
    return analysis
  }

  private func compare(
    _ solution: QSolution, _ entry: Reference.Solution, key: String, tolerance: Double, arrays: Bool
  ) {
    let comment = Comment(rawValue: key)
    let factors = solution.factors
    let statements = 0..<solution.statementCount
    #expect(distance(solution.loadings.rowList, entry.loadings) < tolerance, comment)
    #expect(distance(solution.communalities, entry.communalities) < tolerance, comment)
    #expect(solution.flags == entry.flags, comment)
    #expect(distance(solution.weights.rowList, entry.weights) < tolerance, comment)
    let scored = entry.zscores[0].count
    let scores = statements.map { statement in factors.prefix(scored).map { $0.zScores?[statement] } }
    #expect(distance(scores, entry.zscores) < tolerance, comment)
    let values = statements.map { statement in factors.prefix(scored).map { $0.array?[statement] } }
    if arrays {
      #expect(values == entry.factorScores, comment)
    } else {
      for (factor, one) in factors.enumerated() where one.ties.isEmpty && factor < scored {
        #expect(values.map { $0[factor] } == entry.factorScores.map { $0[factor] }, comment)
      }
    }
    #expect(factors.prefix(scored).map(\.definingSorts.count) == entry.characteristics.nload, comment)
    #expect(distance(factors.prefix(scored).map(\.eigenvalue), entry.characteristics.eigenvalues) < tolerance, comment)
    // Per cent of the number of sorts: a hundred times the eigenvalue's share.
    #expect(
      distance(factors.prefix(scored).map(\.explainedPercent), entry.characteristics.explainedVariancePct)
        < tolerance * 10, comment)
    #expect(entry.characteristics.avRelCoef.allSatisfy { $0 == solution.analysis.reliability }, comment)
    #expect(
      distance(factors.prefix(scored).map(\.compositeReliability), entry.characteristics.compositeReliability)
        < tolerance, comment)
    #expect(
      distance(factors.prefix(scored).map(\.standardError), entry.characteristics.seFactorScores) < tolerance,
      comment)
    let pairs = 0..<scored
    let correlations = pairs.map { a in pairs.map { solution.scoreCorrelation(a, $0) } }
    #expect(distance(correlations, entry.factorScoreCorrelations) < tolerance, comment)
    let errors = pairs.map { a in pairs.map { solution.standardErrorOfDifference(a, $0) } }
    #expect(distance(errors, entry.sed) < tolerance, comment)
    let found = solution.comparisons
    guard let comparisons = entry.distinguishingConsensus else {
      // qmethod gives up where a factor before the last one has no sorts; here the others are compared all the same.
      #expect(entry.qdcError != nil, comment)
      let empty = factors.indices.filter { factors[$0].zScores == nil }
      #expect(empty.contains { $0 < factors.count - 1 } && found.factors.count == factors.count - empty.count, comment)
      #expect(empty.allSatisfy { solution.notices.contains(.factorWithoutFlags(factor: $0 + 1)) }, comment)
      return
    }
    #expect(
      distance(statements.map { s in found.pairs.map { $0.differences[s] } }, comparisons.differences)
        < tolerance, comment)
    #expect(statements.map { s in found.pairs.map { $0.levels[s].stars } } == comparisons.significance, comment)
    #expect(found.labels.map(\.text) == comparisons.label, comment)
  }
}
