import QMethod
import Testing

@Suite struct BootstrapTests {
  struct Replay: Decodable {
    let nfactors: Int
    let resamples: [[Int]]
    let orderSwapErrors: Int
    let orderLog: [String]
    let bootstrappedFactorScores: [[Int]]
    let factors: [Factor]

    struct Factor: Decodable {
      let zscores: Spread
      let loadings: Loadings
      let firstSteps: Steps
    }

    /// What the first draws gave, a row per draw, after they were put in order; null for sorts that were not drawn.
    struct Steps: Decodable {
      let zscores: [[Double?]]
      let loadings: [[Double?]]
      let flags: [[Bool?]]
    }

    struct Spread: Decodable {
      let n: [Int]
      let mean: [Double]
      let sd: [Double]
      let low: [Double]
      let high: [Double]
      let lower: [Double]
      let upper: [Double]

      enum CodingKeys: String, CodingKey {
        case n, mean, sd
        case low = "q2.5"
        case lower = "q25"
        case upper = "q75"
        case high = "q97.5"
      }
    }

    struct Loadings: Decodable {
      let n: [Int]
      let mean: [Double]
      let sd: [Double]
      let flagFreq: [Double]
    }
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func aReplayedBootstrapEqualsQmboots(name: String) async throws {
    let expected = try Reference.decode(Replay.self, name, "bootstrap.json")
    let solution = try QAnalysis(factors: expected.nfactors, profile: .rCompatible)
      .solution(of: try Reference.study(name))
    let summary = try await QBootstrap(alignment: .qmboots)
      .summary(of: solution, resamples: expected.resamples.map { $0.map { $0 - 1 } })
    #expect(summary.dropped == expected.orderLog.indices.filter { expected.orderLog[$0].hasPrefix("ERROR") })
    #expect(summary.dropped.count == expected.orderSwapErrors)
    for (found, wanted) in zip(summary.factors, expected.factors) {
      #expect(found.zScores.map(\.count) == wanted.zscores.n)
      #expect(distance(found.zScores.compactMap(\.mean), wanted.zscores.mean) < 1e-9)
      #expect(distance(found.zScores.compactMap(\.standardError), wanted.zscores.sd) < 1e-9)
      #expect(distance(found.zScores.compactMap(\.quantiles?.low), wanted.zscores.low) < 1e-9)
      #expect(distance(found.zScores.compactMap(\.quantiles?.lowerQuartile), wanted.zscores.lower) < 1e-9)
      #expect(distance(found.zScores.compactMap(\.quantiles?.upperQuartile), wanted.zscores.upper) < 1e-9)
      #expect(distance(found.zScores.compactMap(\.quantiles?.high), wanted.zscores.high) < 1e-9)
      #expect(found.loadings.map(\.count) == wanted.loadings.n)
      #expect(distance(found.loadings.compactMap(\.mean), wanted.loadings.mean) < 1e-9)
      #expect(distance(found.loadings.compactMap(\.standardError), wanted.loadings.sd) < 1e-9)
      #expect(distance(found.flagFrequencies, wanted.loadings.flagFreq) < 1e-12)
    }
    for (factor, found) in summary.factors.enumerated() {
      #expect(found.array == expected.bootstrappedFactorScores.map { $0[factor] })
    }
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func singleDrawsEqualQmboots(name: String) async throws {
    let expected = try Reference.decode(Replay.self, name, "bootstrap.json")
    let solution = try QAnalysis(factors: expected.nfactors, profile: .rCompatible)
      .solution(of: try Reference.study(name))
    var compared = 0
    for step in 0..<10 where !expected.orderLog[step].hasPrefix("ERROR") {
      let summary = try await QBootstrap(alignment: .qmboots)
        .summary(of: solution, resamples: [expected.resamples[step].map { $0 - 1 }])
      for (found, wanted) in zip(summary.factors, expected.factors.map(\.firstSteps)) {
        #expect(distance(found.zScores.map(\.mean), wanted.zscores[step]) < 1e-9, "\(name) \(step)")
        #expect(distance(found.loadings.map(\.mean), wanted.loadings[step]) < 1e-9, "\(name) \(step)")
        #expect(found.flagFrequencies.map { $0.map { $0 == 1 } } == wanted.flags[step], "\(name) \(step)")
      }
      compared += 1
    }
    #expect(compared >= 3)
  }

  @Test(
    .enabled(if: Reference.isPresent, Reference.absence),
    arguments: [QBootstrap.Alignment.procrustes, .assignment])
  func ourOwnAlignmentsKeepEveryStep(alignment: QBootstrap.Alignment) async throws {
    for name in ["lipset", "bloomfield"] {
      let solution = try QAnalysis(factors: 3).solution(of: try Reference.study(name))
      let summary = try await QBootstrap(steps: 60, alignment: alignment).summary(of: solution)
      #expect(summary.dropped.isEmpty)
      #expect(summary.factors.allSatisfy { $0.congruence.count == 60 })
      #expect(summary.factors.allSatisfy { ($0.congruence.mean ?? 0) > 0.6 })
      #expect(summary.factors.allSatisfy { (0...1).contains($0.relativeInstability ?? -1) })
    }
  }

  @Test func drawsAreBalanced() {
    let draws = QBootstrap(steps: 50, seed: 7).resamples(of: 9)
    var counts = [Int](repeating: 0, count: 9)
    for sort in draws.joined() { counts[sort] += 1 }
    #expect(counts == Array(repeating: 50, count: 9))
    #expect(draws == QBootstrap(steps: 50, seed: 7).resamples(of: 9))
    #expect(draws != QBootstrap(steps: 50, seed: 8).resamples(of: 9))
  }

  @Test func theSameSeedGivesTheSameSummaryWhateverTheOrderOfTheThreads() async throws {
    let solution = try QAnalysis(factors: 2).solution(of: try Example.study(statements: 20, sorts: 12, views: 2))
    let first = try await QBootstrap(steps: 100, seed: 3).summary(of: solution)
    let second = try await QBootstrap(steps: 100, seed: 3).summary(of: solution)
    #expect(first == second)
  }

  @Test func drawingEverySortOnceGivesTheSolutionItself() async throws {
    let solution = try QAnalysis(factors: 2).solution(of: try Example.study(statements: 24, sorts: 10, views: 2))
    for alignment in [QBootstrap.Alignment.procrustes, .assignment] {
      let summary = try await QBootstrap(alignment: alignment).summary(of: solution, resamples: [Array(0..<10)])
      for (factor, found) in zip(solution.factors, summary.factors) {
        #expect(distance(found.zScores.map(\.mean), (factor.zScores ?? []).map(Optional.init)) < 1e-6)
        #expect(found.instability == 0)
        #expect(abs((found.congruence.mean ?? 0) - 1) < 1e-9)
      }
    }
  }

  @Test func aDrawThatNamesAStrangerIsRefused() async throws {
    let solution = try QAnalysis(factors: 2).solution(of: try Example.study(statements: 12, sorts: 5, views: 2))
    await #expect(throws: QAnalysisError.resampleDoesNotFit(step: 2)) {
      try await QBootstrap().summary(of: solution, resamples: [[0, 1, 2, 3, 4], [0, 1, 2, 3, 5]])
    }
    await #expect(throws: QAnalysisError.settingOutOfRange(name: "steps", value: 3)) {
      try await QBootstrap(steps: 3).summary(of: solution)
    }
  }

  @Test func handRotationIsReachedByProcrustesOnly() async throws {
    let solution = try QAnalysis(
      factors: 2, handRotations: [.turn(first: 1, second: 2, degrees: 15)]
    ).solution(of: try Example.study(statements: 20, sorts: 12, views: 2))
    _ = try await QBootstrap(steps: 20).summary(of: solution)
    for alignment in [QBootstrap.Alignment.assignment, .qmboots] {
      await #expect(throws: QAnalysisError.alignmentNotPossible) {
        try await QBootstrap(steps: 20, alignment: alignment).summary(of: solution)
      }
    }
  }
}
