import QMethod
import Testing

/// Beside the numeric core of Ken-Q and KADE, which rounds after almost every step.
@Suite(.enabled(if: Reference.isPresent, Reference.absence))
struct KenQTests {
  struct Results: Decodable {
    let correlation5Dp: [[Double]]
    let pca: Components
    let solutions: [String: Solution]
    let horst55: [String: Horst]

    struct Components: Decodable {
      let eigenvalues: [Double]
      let unrotatedLoadings: [[Double]]
    }

    struct Horst: Decodable {
      let loadings: [[Double]]
      let didNotConverge: Bool
      let nFactors: Int?
    }

    struct Solution: Decodable {
      let loadings: [[Double]]
      let flags: [[Bool]]
      let zscores: [[Double?]]
      let factorArrays: [[Int?]]
      let factorsWithFlags: [Int]
      let nDefining: [Int]
      let compositeReliability: [Double]
      let seZscores: [Double]
      let sed: [[Double]]
      let factorScoreCorrelations: [[Double]]
      let distinguishingP01: [[Int]]
      let distinguishingP05Only: [[Int]]
      let consensusNotSigAtP05: [Int]
      let consensusNotSigAtP01Only: [Int]
    }
  }

  @Test(arguments: Reference.names)
  func solutionsEqualWithinKenQsRounding(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Results.self, name, "kenq.json").solutions
    #expect(expected.count >= 4)
    for (key, entry) in expected {
      let isCentroid = key.hasPrefix("centroid")
      var analysis = QAnalysis(
        factors: entry.loadings[0].count, extraction: isCentroid ? .centroid(.pqMethod) : .principalComponents,
        scaling: .standardised)
      let comment = Comment(rawValue: "\(name) \(key)")
      // Ken-Q turns every column upwards: where ours points down, it is inverted before they are compared.
      let (order, signs) = matched(try analysis.solution(of: study).loadings, entry.loadings)
      #expect(Set(order).count == order.count, comment)
      analysis.handRotations = zip(order, signs).filter { $0.1 < 0 }.map { .invert(factor: $0.0 + 1) }
      let solution = try analysis.solution(of: study)
      for (theirs, ours) in order.enumerated() {
        #expect(distance(solution.loadings.column(ours), entry.loadings.map { $0[theirs] }) < 1e-3, comment)
        #expect(solution.flags.map { $0[ours] } == entry.flags.map { $0[theirs] }, comment)
      }
      compareScores(solution, entry, order: order, comment: comment)
    }
  }

  @Test(arguments: Reference.names)
  func correlationsAndComponentsEqualWithinKenQsRounding(name: String) throws {
    let study = try Reference.study(name)
    let expected = try Reference.decode(Results.self, name, "kenq.json")
    let solution = try QAnalysis(factors: 2, rotation: .none).solution(of: study)
    #expect(distance(solution.correlations.rowList, expected.correlation5Dp) < 5.1e-6)
    // A matrix whose P² cells are off by 5e-6 has eigenvalues that are off by P·5e-6 at most.
    let found = Array(solution.extracted.eigenvalues.prefix(expected.pca.eigenvalues.count))
    #expect(distance(found, expected.pca.eigenvalues) < 5e-6 * Double(study.sorts.count))
    for factor in 0..<2 {
      let (own, theirs) = (
        solution.extracted.loadings.column(factor), expected.pca.unrotatedLoadings.map { $0[factor] }
      )
      let sign: Double = zip(own, theirs).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1 : 1
      #expect(distance(own.map { sign * $0 }, theirs) < 1e-4)
    }
  }

  @Test(arguments: Reference.names)
  func horstEqualsKADEWithinItsRounding(name: String) throws {
    let study = try Reference.study(name)
    for (key, entry) in try Reference.decode(Results.self, name, "kenq.json").horst55 {
      let count = entry.loadings[0].count
      let found = try QAnalysis(factors: count, extraction: .horst).solution(of: study).extracted
      if key == "autostop" {
        let retention = try QAnalysis(factors: 2).retention(for: study, shuffles: 20)
        #expect(retention.horstAutomatic == entry.nFactors)
      } else {
        // KADE starts from correlations of five decimals.
        #expect(distance(found.loadings.rowList, entry.loadings) < 1e-5)
        #expect(found.converged == !entry.didNotConverge)
      }
    }
  }

  private func compareScores(
    _ solution: QSolution, _ entry: Results.Solution, order: [Int], comment: Comment
  ) {
    for (column, theirs) in entry.factorsWithFlags.map({ $0 - 1 }).enumerated() {
      let factor = solution.factors[order[theirs]]
      let scores = factor.zScores ?? []
      #expect(distance(scores, entry.zscores.compactMap { $0[column] }) < 2e-3, comment)
      #expect(factor.definingSorts.count == entry.nDefining[column], comment)
      #expect(abs(factor.compositeReliability - entry.compositeReliability[column]) < 1e-3, comment)
      // Ken-Q takes the root of 1 minus a reliability of three decimals.
      let (own, theirs) = (factor.standardError ?? 0, entry.seZscores[column])
      #expect(abs(own * own - theirs * theirs) < 1e-3, comment)
      for statement in scores.indices {
        // Ken-Q's ties are at three decimals: only clear neighbours must have the same place.
        let gap = scores.indices.filter { $0 != statement }.map { abs(scores[$0] - scores[statement]) }.min() ?? 1
        if gap > 4e-3 { #expect(factor.array?[statement] == entry.factorArrays[statement][column], comment) }
      }
    }
    let scored = entry.factorsWithFlags.map { order[$0 - 1] }
    for (row, first) in scored.enumerated() {
      for (column, second) in scored.enumerated() {
        let error = solution.standardErrorOfDifference(first, second) ?? .nan
        // The root of two squares that are each known to a thousandth.
        #expect(abs(error * error - entry.sed[row][column] * entry.sed[row][column]) < 2e-3, comment)
        let correlation = solution.scoreCorrelation(first, second) ?? .nan
        #expect(abs(correlation - entry.factorScoreCorrelations[row][column]) < 2e-3, comment)
      }
    }
    for (column, theirs) in entry.factorsWithFlags.map({ $0 - 1 }).enumerated() {
      let factor = order[theirs]
      let p01 = Set(entry.distinguishingP01[column])
      let p05 = Set(entry.distinguishingP05Only[column])
      for statement in 0..<solution.statementCount {
        guard !isBorderline(solution, statement) else { continue }
        let level = solution.comparisons.distinction(of: factor, statement: statement)
        #expect((level >= .p01) == p01.contains(statement + 1), comment)
        #expect((level == .p05) == p05.contains(statement + 1), comment)
      }
    }
    let strong = Set(solution.comparisons.consensus.filter(\.alsoAt05).map { $0.statement + 1 })
    let weak = Set(solution.comparisons.consensus.filter { !$0.alsoAt05 }.map { $0.statement + 1 })
    for statement in 1...solution.statementCount where !isBorderline(solution, statement - 1) {
      #expect(strong.contains(statement) == entry.consensusNotSigAtP05.contains(statement), comment)
      #expect(weak.contains(statement) == entry.consensusNotSigAtP01Only.contains(statement), comment)
    }
  }

  /// Whether a difference is so near to a threshold that Ken-Q's rounding decides.
  private func isBorderline(_ solution: QSolution, _ statement: Int) -> Bool {
    solution.comparisons.pairs.contains { pair in
      [QSignificance.p05, .p01].contains { level in
        abs(abs(pair.differences[statement]) - pair.standardError * level.criticalValue) < 0.015
      }
    }
  }

  /// For every expected column our column with the largest |correlation|, and its sign.
  private func matched(_ found: Matrix, _ wanted: [[Double]]) -> ([Int], [Double]) {
    var order: [Int] = []
    var signs: [Double] = []
    for column in wanted[0].indices {
      let goal = wanted.map { $0[column] }
      let products = (0..<found.columns).map { candidate -> Double in
        let own = found.column(candidate)
        let length = (own.reduce(0) { $0 + $1 * $1 } * goal.reduce(0) { $0 + $1 * $1 }).squareRoot()
        return zip(own, goal).reduce(0) { $0 + $1.0 * $1.1 } / length
      }
      let best = products.indices.max { abs(products[$0]) < abs(products[$1]) } ?? 0
      order.append(best)
      signs.append(products[best] < 0 ? -1 : 1)
    }
    return (order, signs)
  }
}
